"""Logs: one JSON object a line, and no secret in any of them."""

import json
import logging

import pytest
import structlog

from licenseserver.logs import configure_logs, hide_secrets


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]):
    root = logging.getLogger()
    before = root.handlers, root.level, structlog.get_config()
    configure_logs("info")
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    root.handlers, level, config = before
    root.setLevel(level)
    structlog.configure(**config)


def test_our_lines_and_the_libraries_look_alike(lines) -> None:
    structlog.get_logger("ours").info("bought", purchase="pur_1", milliseconds=1.5)
    logging.getLogger("theirs").warning("slow %s", "query", extra={"attempt": 2})
    ours, theirs = lines()
    assert (ours["event"], ours["purchase"], ours["milliseconds"]) == ("bought", "pur_1", 1.5)
    assert (theirs["event"], theirs["level"], theirs["attempt"]) == ("slow query", "warning", 2)


def test_errors_come_with_their_trace_and_without_values(lines) -> None:
    def fail(password: str) -> None:
        raise ValueError("card 4242 4242 4242 4242 with sk_test_abcdefghijk")

    try:
        fail("local-secret")
    except ValueError:
        structlog.get_logger().exception("failed")
    (line,) = lines()
    assert "ValueError" in line["exception"]
    for secret in ("4242 4242", "sk_test_abc", "local-secret"):
        assert secret not in json.dumps(line)


@pytest.mark.parametrize(
    "entry",
    [
        {"password": "SECRET"},
        {"headers": {"Authorization": "SECRET"}},
        {"tokens": [{"refresh_token": "SECRET"}]},
        {"event": "sent Bearer SECRETSECRET to it"},
        {"event": "key sk_live_SECRETSECRET"},
        {"event": "client pi_123_secret_SECRETSECRET"},
        {"address": "postgresql://desk:SECRET@db.example/desk"},
        {"value": {"client_secret": "SECRET"}},
        {"event": "token lda_SECRETSECRETSECRETSECRETSECRETSECRETSECRETSE"},
    ],
)
def test_secrets_are_hidden(entry: dict) -> None:
    assert "SECRET" not in json.dumps(hide_secrets(None, "info", entry))


def test_numbers_stay_numbers() -> None:
    entry = {"status": 200, "ready": True, "nothing": None, "card": 4242424242424242}
    assert hide_secrets(None, "info", entry) == {"status": 200, "ready": True, "nothing": None, "card": "[hidden]"}
