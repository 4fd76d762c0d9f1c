"""The log rotates, is the person's own, and holds no secret."""

import logging
from pathlib import Path

import pytest

from qtclient import log

SECRETS = [
    "Authorization: Bearer abcdef0123456789",
    "bearer abcdef0123456789",
    "{'refresh_token': 'abcdef0123456789'}",
    'password="abcdef0123456789"',
    "access_token=abcdef0123456789&x=1",
    "cvc: abcdef0123456789",
    "pk_test_abcdef0123456789",
    "sk_live_abcdef0123456789",
    "pm_abcdef0123456789",
    "lda_abcdef0123456789abcdef0123456789",
    "it was ldv_abcdef-0123456789_abcdef0123",
    "card 4242424242424242 said",
    "card 4242 4242 4242 4242 said",
    "card 4242-4242-4242-4242 said",
    "378282246310005",
]


@pytest.fixture(autouse=True)
def stopped():
    yield
    log.stop()
    logging.getLogger().setLevel(logging.WARNING)


@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_is_taken_out(text):
    kept = log.redacted(text)
    assert "abcdef" not in kept
    assert "4242" not in kept
    assert "3782" not in kept


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-03 12:30:00,123 INFO MainThread qtclient.session: could not start",
        "request 7d9a52b1-0d0f-4a63-9b57-3f2d1f1b2c3d",
        "pur_1 succeeded after 1234 ms",
    ],
)
def test_what_is_no_secret_stays(text):
    assert log.redacted(text) == text


def test_it_is_written_redacted_and_for_the_person_only(tmp_path):
    log.start(tmp_path / "log")
    try:
        int("token=canary-in-an-exception")
    except ValueError:
        logging.getLogger("qtclient.x").exception("failed with %s", "password=canary")
    path = tmp_path / "log" / log.FILE_NAME
    text = path.read_text()
    assert "qtclient.x" in text
    assert "canary" not in text
    assert path.stat().st_mode & 0o077 == 0


def test_it_rotates(tmp_path, monkeypatch):
    monkeypatch.setattr(log, "_MOST_BYTES", 2000)
    log.start(tmp_path)
    for number in range(200):
        logging.getLogger("qtclient").info("line %s %s", number, "x" * 50)
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == [log.FILE_NAME, *(f"{log.FILE_NAME}.{number}" for number in (1, 2, 3))]
    assert all(path.stat().st_size < 3000 for path in tmp_path.iterdir())
    assert "line 199" in (tmp_path / log.FILE_NAME).read_text()


def test_a_disk_that_cannot_be_written_to_keeps_nobody_out(tmp_path, capsys):
    (tmp_path / "log").write_text("a file where the folder should be")
    log.start(tmp_path / "log")
    logging.getLogger("qtclient").warning("still said")
    assert "still said" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_no_failure(tmp_path, monkeypatch):
    monkeypatch.setattr(logging, "raiseExceptions", False)  # it would only write to standard error
    (tmp_path / log.FILE_NAME).symlink_to("/dev/full")
    log.start(tmp_path)
    logging.getLogger("qtclient").warning("there is no place for this")
    log.stop()
