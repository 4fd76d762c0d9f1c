"""Practice mode as a process: it announces itself, has its people, keeps them, and ends when it is told to."""

import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from licenseserver.practice.samples import PASSWORD, SAMPLES
from tests.live_server import LiveServer


class Visitor:
    """Somebody at the sign-in screen."""

    def __init__(self, server: LiveServer, username: str = "") -> None:
        self._http = httpx.Client(base_url=server.address, timeout=60, trust_env=False)
        if username:
            content = {"username": username, "password": PASSWORD, "device_name": "Test"}
            answer = self._http.post("/v1/session", json=content)
            assert answer.status_code == 200, answer.text
            self._http.headers["Authorization"] = f"Bearer {answer.json()['tokens']['access_token']}"

    def get(self, path: str) -> dict:
        answer = self._http.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def close(self) -> None:
        self._http.close()


def seen(server: LiveServer, username: str, *paths: str) -> list[dict]:
    visitor = Visitor(server, username)
    try:
        return [visitor.get(path) for path in paths]
    finally:
        visitor.close()


def test_all_kinds_of_accounts(live_server: LiveServer) -> None:
    (service,) = seen(live_server, "", "/v1/service")
    assert service["practice"] is True
    assert service["card_entry"]["gateway_address"] == live_server.gateway
    kinds = {account["kind"]: account for account in service["sample_accounts"]}
    assert set(kinds) == {"free", "trial", "licensed", "cancelled", "at_limit", "empty"}
    for account in kinds.values():
        assert set(account["description"]) == {"en", "fr"}

    def look(kind: str) -> tuple[dict, dict, dict[str, tuple[int, int | None]]]:
        account, billing, usage = seen(
            live_server, kinds[kind]["username"], "/v1/account", "/v1/billing", "/v1/usage"
        )
        return account, billing, {line["feature_id"]: (line["used"], line["limit"]) for line in usage["lines"]}

    account, billing, usage = look("free")
    assert account["entitlements"]["plan_id"] == "free"
    assert (billing["subscription"], billing["card"], billing["recipients"]) == (None, None, [])
    assert (usage["responses"], usage["active_surveys"], usage["emails"]) == ((487, 500), (3, 3), (96, 100))

    account, billing, _ = look("trial")
    assert billing["subscription"]["status"] == "trialing"
    assert "reports" in account["entitlements"]["features"]

    account, billing, _ = look("licensed")
    assert billing["subscription"]["status"] == "active"
    assert billing["subscription"]["renews_at"] == billing["subscription"]["period_ends_at"]
    assert (billing["card"]["brand"], billing["card"]["last_four"]) == ("visa", "4242")
    assert billing["billing_details"]["name"] == "Claire Fontaine"
    assert account["organization"]["brand_id"].startswith("licensedesk")
    assert account["language"] == "fr"

    account, billing, _ = look("cancelled")
    assert billing["subscription"]["status"] == "cancelled"
    assert billing["subscription"]["renews_at"] is None
    assert account["entitlements"]["plan_id"] == "strategic-research"

    _, _, usage = look("at_limit")
    assert usage["responses"] == (1000, 1000)
    assert usage["emails"][1] is None

    account, billing, usage = look("empty")
    assert usage["responses"] == (0, 500)
    assert billing["subscription"] is None
    assert "error" not in {json.loads(line)["level"] for line in live_server.log.splitlines()}


@pytest.mark.slow
def test_a_restart_keeps_everybody(live_server: LiveServer) -> None:
    before = {sample.username: seen(live_server, sample.username, "/v1/account")[0]["id"] for sample in SAMPLES}
    charges = ledger(live_server)
    live_server.stop()
    live_server.start()
    after = {sample.username: seen(live_server, sample.username, "/v1/account")[0]["id"] for sample in SAMPLES}
    assert before == after
    assert ledger(live_server) == charges
    live_server.kill()
    live_server.start()
    assert seen(live_server, "licensed", "/v1/account")[0]["id"] == before["licensed"]


def ledger(server: LiveServer) -> int:
    headers = {"Authorization": "Bearer sk_test_practice"}
    return len(httpx.get(f"{server.gateway}/ledger", headers=headers, timeout=60).json()["charges"])


def test_it_says_one_line_only_when_it_answers(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "licenseserver", "--practice", "--data", str(tmp_path / "data"), "--announce"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    facts = json.loads(process.stdout.readline())
    assert httpx.get(f"{facts['address']}/health/ready", timeout=60, trust_env=False).status_code == 200
    rest, _ = process.communicate("", timeout=60)
    assert rest == ""
    assert process.returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM")
def test_it_ends_cleanly_when_told_to(tmp_path: Path) -> None:
    server = LiveServer(tmp_path / "backend")
    server.start()
    assert server.process.terminate() == 0


def test_settings_that_make_no_sense_are_told(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "licenseserver", "--database", f"sqlite:///{tmp_path / 'a.db'}"],
        env={"LICENSE_DESK_PORT": "many", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 2
    assert "port" in run.stderr
