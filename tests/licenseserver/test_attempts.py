"""The limits hold whoever counts: several processes share them, and time gives them back."""

import concurrent.futures
from datetime import UTC, datetime, timedelta

import pytest

from licenseserver import attempts
from licenseserver.database import Database
from licenseserver.problems import ProblemError
from licenseserver.tables import AttemptAllowanceRow

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def tried(database: Database, allowances: tuple[attempts.Allowance, ...], now: datetime = NOW) -> int | None:
    """Try once; return after how many seconds to come back, or None where it was allowed."""
    try:
        with database.transaction() as session:
            attempts.take(session, allowances, now)
    except ProblemError as refusal:
        return refusal.retry_after_seconds
    return None


def test_processes_share_the_limit(fresh_address: str, database: Database) -> None:
    others = [Database(fresh_address) for _ in range(4)]
    stranger = attempts.of_stranger("owner", "203.0.113.9")
    with concurrent.futures.ThreadPoolExecutor(8) as threads:
        results = list(threads.map(lambda number: tried(others[number % 4], stranger), range(24)))
    for each in others:
        each.close()
    assert results.count(None) == 10
    assert {result for result in results if result is not None} == {90}


def test_one_comes_back_after_the_other(database: Database) -> None:
    device = attempts.of_device("hash")
    assert [tried(database, device) for _ in range(11)] == [None] * 10 + [90]
    assert tried(database, device, NOW + timedelta(seconds=89)) == 1
    assert tried(database, device, NOW + timedelta(seconds=90)) is None
    assert tried(database, device, NOW + timedelta(seconds=90)) == 90
    later = NOW + timedelta(hours=1)
    assert [tried(database, device, later) for _ in range(11)] == [None] * 10 + [90]


def test_a_refused_attempt_takes_nothing(database: Database) -> None:
    for _ in range(12):
        tried(database, attempts.of_stranger("owner", "203.0.113.9"))
    # Of the address's thirty, ten are used: the two refused ones cost nothing.
    other = [tried(database, attempts.of_stranger(f"name-{number}", "203.0.113.9")) for number in range(21)]
    assert other[:20] == [None] * 20
    assert other[20] is not None


def test_a_whole_ipv6_network_is_one_address() -> None:
    first, second, elsewhere = (
        attempts.of_stranger("owner", address)[1].key
        for address in ("2001:db8::1", "2001:db8::ffff:2", "2001:db9::1")
    )
    assert first == second != elsewhere
    mapped, plain = (attempts.of_stranger("owner", address)[1].key for address in ("::ffff:192.0.2.1", "192.0.2.1"))
    assert mapped == plain


def test_what_says_nothing_any_more_is_forgotten(database: Database) -> None:
    tried(database, attempts.of_device("old"))
    tried(database, attempts.of_device("new"), NOW + timedelta(days=1))
    with database.transaction(reading=True) as session:
        assert session.query(AttemptAllowanceRow).count() == 1


@pytest.mark.parametrize("name", ["owner", "hunter2"])
def test_names_are_not_kept(database: Database, name: str) -> None:
    tried(database, attempts.of_stranger(name, "203.0.113.9"))
    with database.transaction(reading=True) as session:
        for row in session.query(AttemptAllowanceRow):
            assert name not in row.key
            assert "203" not in row.key or len(row.key) == 64
