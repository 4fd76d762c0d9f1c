"""Signing in: who gets in, who is slowed down, and who never is."""

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from litestar.types import Receive, Scope, Send

from licenseserver import security
from licenseserver.security import hash_password, password_matches
from tests.licenseserver.conftest import MovableClock

SignIn = Callable[..., httpx.Response]


@pytest.fixture
def fresh_address(tmp_path: Path) -> str:
    """What differs between the databases is proved in `test_attempts`; passwords are slow on purpose."""
    return f"sqlite:///{tmp_path / 'license-desk.db'}"


def test_username_in_any_case(sign_in: SignIn) -> None:
    answer = sign_in(" FREE ")
    assert answer.status_code == 200
    assert answer.json()["account"]["username"] == "free"
    assert answer.json()["account"]["entitlements"]["plan_id"] == "free"
    assert sign_in("ＦＲＥＥ").status_code == 200


def test_trial_has_the_premium_features_until_it_ends(
    client: TestClient[Litestar], sign_in: SignIn, clock: MovableClock
) -> None:
    tokens = sign_in("trial").json()
    assert tokens["account"]["entitlements"]["plan_id"] == "trial"
    assert "reports" in tokens["account"]["entitlements"]["features"]
    clock.forward(5 * 86400)
    assert sign_in("trial").json()["account"]["entitlements"]["plan_id"] == "free"


def test_unknown_name_and_wrong_password_look_alike(sign_in: SignIn) -> None:
    wrong, unknown = sign_in("free", "guess"), sign_in("nobody", "guess")
    assert wrong.status_code == unknown.status_code == 401
    assert {**wrong.json(), "request_id": ""} == {**unknown.json(), "request_id": ""}
    assert wrong.json()["code"] == "wrong_credentials"


def test_unknown_name_costs_the_same_time() -> None:
    kept = hash_password("right")

    def seconds(stored: str | None) -> float:
        started = time.process_time()
        assert not password_matches(stored, "wrong")
        return time.process_time() - started

    known, unknown = ([seconds(stored) for _ in range(5)] for stored in (kept, None))
    assert 0.5 < statistics.median(known) / statistics.median(unknown) < 2


def test_a_stranger_never_locks_out_a_known_device(sign_in: SignIn, clock: MovableClock) -> None:
    device = sign_in().json()["tokens"]["device_token"]
    answers = [sign_in("free", f"guess {number}").status_code for number in range(12)]
    assert answers == [401] * 10 + [429] * 2
    refused = sign_in()
    assert refused.status_code == 429
    assert refused.json()["code"] == "too_many_attempts"
    assert 0 < refused.json()["retry_after_seconds"] <= 90
    assert refused.headers["retry-after"] == str(refused.json()["retry_after_seconds"])
    # The owner, where she was signed in before:
    again = sign_in(device_token=device)
    assert again.status_code == 200
    assert again.json()["tokens"]["device_token"] == device
    # And a stranger again, as soon as was said:
    clock.forward(refused.json()["retry_after_seconds"])
    assert sign_in().status_code == 200


@pytest.mark.slow
def test_a_known_device_is_limited_too(sign_in: SignIn) -> None:
    device = sign_in().json()["tokens"]["device_token"]
    answers = [sign_in("free", "guess", device).status_code for _ in range(11)]
    assert answers == [401] * 10 + [429]
    assert sign_in().status_code == 200


@pytest.mark.slow
def test_another_accounts_device_is_a_stranger(sign_in: SignIn) -> None:
    device = sign_in("trial").json()["tokens"]["device_token"]
    assert [sign_in("free", "guess", device).status_code for _ in range(11)] == [401] * 10 + [429]


@pytest.mark.slow
def test_the_right_password_costs_no_attempt(sign_in: SignIn) -> None:
    assert {sign_in().status_code for _ in range(12)} == {200}


@pytest.mark.parametrize(("field", "longest"), [("username", 254), ("password", 1024), ("device_name", 100)])
def test_endless_texts_are_refused(client: TestClient[Litestar], field: str, longest: int) -> None:
    content = {"username": "free", "password": "practice", "device_name": "Test", field: "x" * (longest + 1)}
    answer = client.post("/v1/session", json=content)
    assert answer.status_code == 400
    assert answer.json()["fields"] == [{"field": field, "code": "too_long"}]


def test_nobodys_hash_has_our_parameters() -> None:
    ours, nobodys = hash_password("x"), security._NOBODY
    assert ours.split("$")[:4] == nobodys.split("$")[:4]


def test_nobody_waits_for_the_passwords_of_strangers(app: Litestar) -> None:
    inside, numbers = app.asgi_handler, count(1)

    async def from_everywhere(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["client"] = (f"2001:db8:{next(numbers):x}::1", 1)
        await inside(scope, receive, send)

    app.asgi_handler = from_everywhere
    places = 0
    with TestClient(app) as client, ThreadPoolExecutor(60) as threads:
        try:
            while security._memory.acquire(blocking=False):
                places += 1
            for number in range(44):  # more than all other threads together
                content = {"username": f"nobody-{number}", "password": "x", "device_name": "Test"}
                threads.submit(client.post, "/v1/session", json=content)
            for _ in range(30):
                assert threads.submit(client.get, "/v1/account").result(20).status_code == 401
        finally:
            security._memory.release(places)
