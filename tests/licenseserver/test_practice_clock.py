"""Practice mode's clock over HTTP: a year in one request, letters at their moments, nobody signed out."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import requests

from tests.live_server import LiveServer

pytestmark = pytest.mark.slow

DAY = timedelta(days=1)


class Owner:
    """Somebody signed in at a practice server."""

    def __init__(self, server: LiveServer, username: str) -> None:
        self._server = server
        self._http = requests.Session()
        self._http.trust_env = False
        content = {"username": username, "password": "practice", "device_name": "Test"}
        self._keep(self._http.post(server.address + "/v1/session", json=content, timeout=60))

    def _keep(self, answer: requests.Response) -> None:
        assert answer.ok, answer.text
        self._refresh_token = answer.json()["tokens"]["refresh_token"]
        self._http.headers["Authorization"] = "Bearer " + answer.json()["tokens"]["access_token"]

    def refresh(self) -> None:
        content = {"refresh_token": self._refresh_token}
        self._keep(self._http.post(self._server.address + "/v1/session/refresh", json=content, timeout=60))

    def get(self, path: str) -> Any:
        answer = self._http.get(self._server.address + path, timeout=60)
        assert answer.ok, answer.text
        return answer.json()

    def post(self, path: str, content: object = None) -> requests.Response:
        return self._http.post(self._server.address + path, json=content, timeout=120)

    def move(self, to: str, days: int = 0) -> dict[str, Any]:
        answer = self.post("/v1/practice/clock", {"to": to, "days": days})
        assert answer.ok, answer.text
        return answer.json()


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_a_life_by_the_clock(live_server: LiveServer) -> None:
    owner = Owner(live_server, "licensed")
    due = owner.get("/v1/billing")["subscription"]["renews_at"]
    clock = owner.get("/v1/practice/clock")
    assert (clock["renewal_at"], clock["expiry_at"], clock["moved_seconds"]) == (due, None, 0)

    moved = owner.move("to_renewal")
    assert moment(due) < moment(moved["now"]) < moment(due) + timedelta(minutes=1)
    billing = owner.get("/v1/billing")
    assert billing["subscription"]["status"] == "active"
    assert billing["subscription"]["period_started_at"] == due
    assert billing["renewal"]["status"] == "upcoming"
    assert [entry["kind"] for entry in owner.get("/v1/invoices?limit=10")["entries"]] == ["invoice", "invoice"]
    mails = [mail for mail in owner.get("/v1/practice/mails")["mails"] if mail["recipient"].startswith("claire")]
    # Each letter carries its own moment; writing it has taken a moment more.
    days = [(moment(due) - moment(mail["created_at"]) + timedelta(minutes=1)).days for mail in mails]
    assert days[:3] == [0, 7, 45]
    owner.refresh()

    live_server.stop()
    live_server.start()
    assert moment(owner.get("/v1/practice/clock")["now"]) > moment(due)
    assert owner.get("/v1/billing")["subscription"]["period_started_at"] == due
    before = owner.move("by_days", 3)["now"]
    assert moment(owner.move("by_days", 1)["now"]) - moment(before) >= DAY

    cancelled = Owner(live_server, "cancelled")
    assert cancelled.get("/v1/account")["entitlements"]["plan_id"] == "free"
    again = Owner(live_server, "trial")
    assert again.get("/v1/billing")["subscription"]["status"] == "ended"


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """One for what is the same on both databases."""
    with LiveServer(tmp_path_factory.mktemp("backend")) as server:
        yield server


def test_to_the_end_of_access(practice: LiveServer) -> None:
    owner = Owner(practice, "cancelled")
    clock = owner.get("/v1/practice/clock")
    assert clock["renewal_at"] is None
    owner.move("to_expiry")
    assert owner.get("/v1/billing")["subscription"]["status"] == "ended"
    subjects = [mail["subject"] for mail in owner.get("/v1/practice/mails")["mails"]]
    assert "Your Strategic Research license has ended" in subjects
    refused = owner.post("/v1/practice/clock", {"to": "to_expiry"})
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid_request")


def test_never_backwards_and_not_without_end(practice: LiveServer) -> None:
    owner = Owner(practice, "free")
    for days, code in ((-1, "not_backwards"), (0, "invalid_request"), (401, "invalid_request")):
        assert owner.post("/v1/practice/clock", {"to": "by_days", "days": days}).json()["code"] == code
    before = owner.get("/v1/practice/clock")["moved_seconds"]
    http = requests.Session()
    http.trust_env = False
    answer = http.post(practice.address + "/v1/practice/clock", json={"to": "by_days", "days": 1}, timeout=60)
    assert answer.ok  # signed out too: it is everybody's clock
    # To a day after the moment of the request, less what passed while it was carried out.
    assert before + 86_400 - 60 <= answer.json()["moved_seconds"] <= before + 86_400
