"""The audit log: whole under several writers, and no change to it goes unseen."""

import concurrent.futures
import contextlib
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from licenseserver import audit
from licenseserver.database import Database

NOW = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)


def note(database: Database, subject: str, count: int = 1) -> None:
    with database.transaction() as session:
        for _ in range(count):
            audit.record(session, NOW, "test.noted", subject=subject, account_id=None, details={"a": 1})


def verified(database: Database, anchor: tuple[int, str] | None = None) -> tuple[int, str]:
    with database.transaction(reading=True) as session:
        return audit.verify(session, anchor)


def tamper(database: Database, statement: str) -> None:
    """Change the log as somebody could who owns the database's file."""
    with database.engine.begin() as connection:
        if database.is_sqlite:
            for trigger in ("audit_log_keeps_entries", "audit_log_loses_nothing"):
                connection.execute(text(f"DROP TRIGGER {trigger}"))
        else:
            connection.execute(text("ALTER TABLE audit_log DISABLE TRIGGER ALL"))
        connection.execute(text(statement))


def test_an_empty_log_is_whole(database: Database) -> None:
    assert verified(database) == (0, audit.FIRST_PREVIOUS)


def test_a_change_that_did_not_happen_is_not_in_it(database: Database) -> None:
    note(database, "kept")
    stack = contextlib.ExitStack()
    session = stack.enter_context(database.transaction())
    audit.record(session, NOW, "test.noted", subject="lost", account_id=None)
    assert not stack.__exit__(RuntimeError, RuntimeError(), None)
    assert verified(database)[0] == 1


def test_several_writers_keep_one_chain(fresh_address: str, database: Database) -> None:
    others = [Database(fresh_address) for _ in range(4)]
    with concurrent.futures.ThreadPoolExecutor(8) as threads:
        work = [threads.submit(note, others[number % 4], f"s{number}", 3) for number in range(24)]
        for each in work:
            each.result()
    for each in others:
        each.close()
    assert verified(database)[0] == 72


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE audit_log SET subject = 'x' WHERE number = 2", 2),
        ("UPDATE audit_log SET at = '2026-01-01 00:00:00.000000' WHERE number = 3", 3),
        ("DELETE FROM audit_log WHERE number = 2", 2),
        ("UPDATE audit_log SET previous_hash = hash WHERE number = 4", 4),
        ("DELETE FROM audit_log WHERE number = 1", 1),
    ],
)
def test_tampering_is_seen(database: Database, statement: str, number: int) -> None:
    note(database, "s", 5)
    tamper(database, statement)
    with pytest.raises(audit.BrokenChainError) as broken:
        verified(database)
    assert broken.value.number == number


def test_a_cut_end_is_seen_with_an_anchor(database: Database) -> None:
    note(database, "s", 5)
    anchor = verified(database)
    note(database, "more", 2)
    assert verified(database, anchor)[0] == 7
    tamper(database, "DELETE FROM audit_log WHERE number > 4")
    assert verified(database)[0] == 4
    with pytest.raises(audit.BrokenChainError):
        verified(database, anchor)


def verify_command(address: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "licenseserver", "--database", address, "verify-audit", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.slow
def test_the_command(fresh_address: str, database: Database) -> None:
    note(database, "s", 2)
    whole = verify_command(fresh_address)
    assert whole.returncode == 0
    assert whole.stdout.startswith("2:")
    assert verify_command(fresh_address, "--anchor", whole.stdout.strip()).returncode == 0
    tamper(database, "UPDATE audit_log SET action = 'x'")
    broken = verify_command(fresh_address)
    assert broken.returncode == 1
    assert "entry 1" in broken.stderr


def test_nothing_can_be_written_over(database: Database) -> None:
    note(database, "s", 1)
    replace = (
        "INSERT OR REPLACE INTO audit_log SELECT * FROM audit_log"
        if database.is_sqlite
        else "INSERT INTO audit_log SELECT * FROM audit_log ON CONFLICT (number) DO UPDATE SET action = 'x'"
    )
    with pytest.raises(Exception, match="append-only"), database.engine.begin() as connection:
        connection.execute(text(replace))
