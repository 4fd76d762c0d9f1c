"""What is refused before anything is read: cards, sizes, kinds; and what every answer carries."""

import json

import pytest
from litestar import Litestar
from litestar.testing import TestClient

CARD = "4242 4242 4242 4242"
SIGN_IN = {"username": "free", "password": "practice", "device_name": "Test"}


@pytest.fixture
def fresh_address(tmp_path) -> str:
    """Nothing here touches what differs between the databases."""
    return f"sqlite:///{tmp_path / 'license-desk.db'}"


@pytest.mark.parametrize(
    "request_of",
    [
        pytest.param({"url": "/v1/session", "json": SIGN_IN | {"username": CARD}}, id="text"),
        pytest.param({"url": "/v1/session", "json": SIGN_IN | {"username": 4242424242424242}}, id="number"),
        pytest.param({"url": "/v1/session", "json": SIGN_IN | {CARD: 1}}, id="name"),
        pytest.param({"url": "/v1/session", "json": {"a": [[[{"b": CARD}]]]}}, id="deep"),
        pytest.param({"url": "/v1/session", "params": {"q": CARD}}, id="query"),
        pytest.param({"url": f"/v1/sessions/{CARD}"}, id="path"),
        pytest.param({"url": "/v1/session", "headers": {"User-Agent": CARD}}, id="user agent"),
        pytest.param(
            {"url": "/v1/session", "headers": {b"X-Note": "\uff14\uff12".encode() * 8}},
            id="wide digits in a header",
        ),
        pytest.param({"url": "/v1/session", "headers": {"X-4242424242424242": "a"}}, id="name of a header"),
        pytest.param({"url": "/v1/nothing", "headers": {"X-Request-Id": "4242424242424242"}}, id="request id"),
    ],
)
def test_a_card_number_is_refused_and_not_logged(
    client: TestClient[Litestar], capfd: pytest.CaptureFixture[str], request_of: dict
) -> None:
    answer = client.post(**request_of)
    assert answer.status_code == 400
    assert answer.json()["code"] == "card_data_refused"
    assert answer.headers["content-type"] == "application/problem+json"
    written = "".join(capfd.readouterr()) + answer.text + str(answer.headers)
    assert "4242424242424242" not in written.replace(" ", "")


@pytest.mark.parametrize(
    ("body", "status", "fields"),
    [
        (b"", 400, []),
        (b"{", 400, []),
        (b"[]", 400, []),
        (b"null", 400, []),
        (b'"text"', 400, []),
        (b"\xff", 400, []),
        (b'{"username":"\\ud800","password":"x","device_name":"y"}', 400, []),
        (b'{"username":"\\u0000","password":"x","device_name":"y"}', 400, []),
        (b"[" * 60_000, 400, []),
        (b'{"a":' * 12_000, 400, []),
        (b'"' + b"x" * 300_000 + b'"', 413, []),
        (b'{"username":"a","password":"b"}', 400, [{"field": "device_name", "code": "required"}]),
        (
            b'{"username":"a","password":"b","device_name":"c","admin":true}',
            400,
            [{"field": "admin", "code": "unknown"}],
        ),
        (b'{"username":1,"password":"b","device_name":"c"}', 400, [{"field": "username", "code": "invalid"}]),
    ],
)
def test_wrong_content(client: TestClient[Litestar], body: bytes, status: int, fields: list) -> None:
    answer = client.post("/v1/session", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    problem = answer.json()
    assert (problem["code"], problem["status"], problem["fields"]) == ("invalid_request", status, fields)
    assert problem["request_id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_is_understood(client: TestClient[Litestar], kind: str) -> None:
    answer = client.post("/v1/session", content=json.dumps(SIGN_IN), headers={"Content-Type": kind})
    assert answer.status_code == 415
    assert answer.json()["code"] == "invalid_request"


def test_request_ids(client: TestClient[Litestar]) -> None:
    own = client.get("/v1/service", headers={"X-Request-Id": "desk-0123456789"})
    assert own.headers["x-request-id"] == "desk-0123456789"
    for mad in ("x" * 65, "short", "with blank 12", "line\tbreak12345"):
        made = client.get("/v1/service", headers={"X-Request-Id": mad}).headers["x-request-id"]
        assert made != mad
        assert len(made) == 24


def test_answers_are_not_kept_by_anybody(client: TestClient[Litestar]) -> None:
    for path in ("/v1/service", "/nowhere"):
        headers = client.get(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"


def test_methods_are_named_whole(client: TestClient[Litestar]) -> None:
    assert client.options("/v1/sessions").headers["allow"] == "DELETE, GET, OPTIONS"
    refused = client.put("/v1/sessions/ses_x")
    assert refused.status_code == 405
    assert refused.headers["allow"] == "DELETE, OPTIONS"
    assert refused.json()["code"] == "invalid_request"


def test_unknown_addresses_are_problems_too(client: TestClient[Litestar]) -> None:
    answer = client.get("/v2/anything")
    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer lda_unknown", "lda_unknown"])
def test_nobody_gets_in_without_a_token(client: TestClient[Litestar], header: str) -> None:
    for path in ("/v1/account", "/v1/usage", "/v1/sessions"):
        answer = client.get(path, headers={"Authorization": header})
        assert answer.status_code == 401
        assert answer.json()["code"] == "not_signed_in"
        assert answer.headers["www-authenticate"] == "Bearer"


def test_health(client: TestClient[Litestar]) -> None:
    assert client.get("/health/live").status_code == 200
    assert client.get("/health/ready").json() == {"status": "ready"}
