"""Logs: one JSON object a line, and no secret in any of them."""

import json
import subprocess
import sys
import time

import pytest

from licenseserver.logs import hide_secrets

# A process of its own: logging is set up once for a whole process.
PROGRAM = """
import logging
import structlog
from licenseserver.logs import configure_logs

def fail(password):
    raise ValueError("card 4242 4242 4242 4242 with sk_test_abcdefghijk")

configure_logs("info")
structlog.get_logger("ours").info("bought", purchase="pur_1", milliseconds=1.5)
structlog.get_logger("ours").debug("not shown")
logging.getLogger("theirs").warning("slow %s", "query", extra={"attempt": 2})
for log in (structlog.get_logger(), logging.getLogger("theirs")):
    try:
        fail("a password")
    except ValueError:
        log.exception("failed")
"""


def test_every_line_is_json_and_holds_no_secret() -> None:
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout == ""
    ours, theirs, *failures = (json.loads(line) for line in run.stderr.splitlines())
    assert (ours["event"], ours["purchase"], ours["milliseconds"]) == ("bought", "pur_1", 1.5)
    assert (theirs["event"], theirs["level"], theirs["attempt"]) == ("slow query", "warning", 2)
    assert len(failures) == 2
    for failure in failures:
        assert "ValueError" in failure["exception"]
        for secret in ("4242 4242", "sk_test_abc"):
            assert secret not in json.dumps(failure)


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
        {"event": "token ldv_SECRETSECRETSECRETSECRETSECRETSECRETSECRETSE"},
    ],
)
def test_secrets_are_hidden(entry: dict) -> None:
    assert "SECRET" not in json.dumps(hide_secrets(None, "info", entry))


def test_numbers_stay_numbers() -> None:
    entry = {"status": 200, "ready": True, "nothing": None, "card": 4242424242424242}
    assert hide_secrets(None, "info", entry) == {"status": 200, "ready": True, "nothing": None, "card": "[hidden]"}


def test_a_long_text_is_searched_quickly() -> None:
    started = time.process_time()
    hide_secrets(None, "info", {"path": "/v1/" + "a" * 60_000})
    assert time.process_time() - started < 1
