"""Sessions: tokens that rotate, answers that get lost, tokens that were stolen, ends."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import select

from licenseserver.database import Database
from licenseserver.settings import Settings
from licenseserver.tables import AccessTokenRow, AuditRow, RefreshTokenRow
from tests.licenseserver.conftest import MovableClock
from tests.live_server import LiveServer

SignIn = Callable[..., httpx.Response]


@pytest.fixture
def refresh(client: TestClient[Litestar]) -> Callable[[str], httpx.Response]:
    return lambda token: client.post("/v1/session/refresh", json={"refresh_token": token})


@pytest.fixture
def account(client: TestClient[Litestar]) -> Callable[[str], int]:
    return lambda token: client.get("/v1/account", headers=bearer(token)).status_code


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_access_expires_and_refresh_renews(
    sign_in: SignIn,
    refresh: Callable[[str], httpx.Response],
    account: Callable[[str], int],
    clock: MovableClock,
) -> None:
    first = sign_in().json()["tokens"]
    assert account(first["access_token"]) == 200
    clock.forward(601)
    assert account(first["access_token"]) == 401
    second = refresh(first["refresh_token"]).json()["tokens"]
    assert second["refresh_token"] != first["refresh_token"]
    assert second["device_token"] == first["device_token"]
    assert second["session_id"] == first["session_id"]
    assert account(second["access_token"]) == 200


def test_a_lost_answer_signs_nobody_out(
    sign_in: SignIn, refresh: Callable[[str], httpx.Response], account: Callable[[str], int], clock: MovableClock
) -> None:
    first = sign_in().json()["tokens"]
    lost = refresh(first["refresh_token"]).json()["tokens"]
    clock.forward(29)
    again = refresh(first["refresh_token"]).json()["tokens"]
    # The chain stays one line: whichever of the two answers arrived, its token is the current one.
    assert again["refresh_token"] == lost["refresh_token"]
    assert again["device_token"] == first["device_token"]
    assert account(again["access_token"]) == account(lost["access_token"]) == 200
    clock.forward(600)
    assert refresh(again["refresh_token"]).status_code == 200


def test_an_old_token_ends_the_session(
    sign_in: SignIn, refresh: Callable[[str], httpx.Response], account: Callable[[str], int], clock: MovableClock
) -> None:
    first = sign_in().json()["tokens"]
    second = refresh(first["refresh_token"]).json()["tokens"]
    clock.forward(31)
    stolen = refresh(first["refresh_token"])
    assert stolen.status_code == 401
    assert stolen.json()["code"] == "session_ended"
    assert refresh(second["refresh_token"]).json()["code"] == "session_ended"
    assert account(second["access_token"]) == 401


def test_grace_is_for_the_previous_token_only(sign_in: SignIn, refresh: Callable[[str], httpx.Response]) -> None:
    first = sign_in().json()["tokens"]
    second = refresh(first["refresh_token"]).json()["tokens"]
    third = refresh(second["refresh_token"]).json()["tokens"]
    assert refresh(first["refresh_token"]).json()["code"] == "session_ended"
    assert refresh(third["refresh_token"]).json()["code"] == "session_ended"


def test_a_session_that_is_not_used_ends(
    sign_in: SignIn, refresh: Callable[[str], httpx.Response], clock: MovableClock
) -> None:
    tokens = sign_in().json()["tokens"]
    clock.forward(30 * 86400)
    assert refresh(tokens["refresh_token"]).json()["code"] == "session_ended"


def test_a_token_that_never_was(refresh: Callable[[str], httpx.Response], account: Callable[[str], int]) -> None:
    assert refresh("ldr_never").json()["code"] == "session_ended"
    assert account("lda_never") == 401


def test_list_and_end(client: TestClient[Litestar], sign_in: SignIn, account: Callable[[str], int]) -> None:
    here, there, other = (sign_in(name).json()["tokens"] for name in ("free", "free", "trial"))
    listed = client.get("/v1/sessions", headers=bearer(here["access_token"])).json()["sessions"]
    assert {(entry["id"], entry["current"]) for entry in listed} == {
        (here["session_id"], True),
        (there["session_id"], False),
    }
    foreign = client.delete(f"/v1/sessions/{other['session_id']}", headers=bearer(here["access_token"]))
    missing = client.delete("/v1/sessions/ses_missing", headers=bearer(here["access_token"]))
    assert foreign.status_code == missing.status_code == 404
    assert {**foreign.json(), "request_id": ""} == {**missing.json(), "request_id": ""}
    ended = client.delete(f"/v1/sessions/{there['session_id']}", headers=bearer(here["access_token"]))
    assert ended.status_code == 204
    assert account(there["access_token"]) == 401
    assert account(here["access_token"]) == account(other["access_token"]) == 200


def test_end_all(client: TestClient[Litestar], sign_in: SignIn, account: Callable[[str], int]) -> None:
    here, there, other = (sign_in(name).json()["tokens"] for name in ("free", "free", "trial"))
    assert client.delete("/v1/sessions", headers=bearer(here["access_token"])).status_code == 204
    assert account(here["access_token"]) == account(there["access_token"]) == 401
    assert account(other["access_token"]) == 200


def test_no_token_is_kept_and_every_end_is_in_the_log(
    client: TestClient[Litestar], sign_in: SignIn, settings: Settings
) -> None:
    tokens = sign_in().json()["tokens"]
    database = Database(settings.database)
    with database.transaction(reading=True) as session:
        kept = [row.token_hash for row in session.scalars(select(AccessTokenRow))]
        for row in session.scalars(select(RefreshTokenRow)):
            kept += [row.token_hash, row.sealed_device.hex()]
    for secret in ("access_token", "refresh_token", "device_token"):
        assert not any(tokens[secret] in text or tokens[secret].encode().hex() in text for text in kept)
    assert client.delete("/v1/session", headers=bearer(tokens["access_token"])).status_code == 204
    with database.transaction(reading=True) as session:
        entry = session.scalars(select(AuditRow).order_by(AuditRow.number.desc())).first()
        assert entry is not None
        assert (entry.action, entry.subject) == ("session.ended", tokens["session_id"])
        assert session.scalars(select(RefreshTokenRow)).all() == []
    database.close()


@pytest.mark.slow
def test_many_at_once_keep_one_chain(tmp_path: Path, fresh_address: str) -> None:
    with LiveServer(tmp_path / "backend", fresh_address) as server, ThreadPoolExecutor(8) as threads:
        content = {"username": "free", "password": "practice", "device_name": "Test"}
        token = httpx.post(f"{server.address}/v1/session", json=content, timeout=30).json()["tokens"]
        for _ in range(5):
            body = {"refresh_token": token["refresh_token"]}
            asked = [
                threads.submit(httpx.post, f"{server.address}/v1/session/refresh", json=body, timeout=30)
                for _ in range(8)
            ]
            answers = [each.result() for each in asked]
            assert {answer.status_code for answer in answers} == {200}
            assert len({answer.json()["tokens"]["refresh_token"] for answer in answers}) == 1
            assert len({answer.json()["tokens"]["access_token"] for answer in answers}) == 8
            token = answers[0].json()["tokens"]
