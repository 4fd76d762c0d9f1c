"""What can differ on PostgreSQL: locks, conflicts of keys, and two who want the same at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select

from licenseserver.audit import verify
from licenseserver.database import Database
from licenseserver.declaration_tables import CancellationRow, DeclarationRow, RefundRow
from licenseserver.declarations import Arrived, declare_withdrawal
from licenseserver.migrations import migrate
from licensewire.declarations import WithdrawalDeclaration
from tests.licenseserver.cancelling.conftest import Desk
from tests.licenseserver.renewals.year import Year
from tests.postgres import PostgresServer

pytestmark = pytest.mark.slow

AT_ONCE = 6


@pytest.fixture
def desk(postgres: PostgresServer, tmp_path: Path) -> Iterator[Desk]:
    database = Database(postgres.new_database())
    migrate(database)
    year = Year(tmp_path / "gateway", database)
    yield Desk(year)
    year.close()
    database.close()


def count(desk: Desk, table: type) -> int:
    with desk.year.database.transaction(reading=True) as session:
        return session.scalar(select(func.count()).select_from(table))


def at_once(work, times: int = AT_ONCE) -> list:
    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(lambda _: work(), range(times)))


def test_cancelled_by_many_clicks_at_once_it_is_cancelled_once(desk: Desk) -> None:
    owner = desk.year.owner()
    done = at_once(lambda: desk.cancel(owner))
    assert len({one.reference for one in done}) == 1
    assert count(desk, CancellationRow) == 1
    at_once(lambda: desk.resume(owner))
    assert desk.year.kinds(owner).count("resumed") == 1
    with desk.year.database.transaction(reading=True) as session:
        verify(session)


def test_declared_by_many_requests_with_one_key_it_is_declared_and_paid_back_once(desk: Desk) -> None:
    account_id = desk.year.account(country="DE", time_zone="Europe/Berlin")
    desk.year.buy(account_id, "strategic-research")
    request = WithdrawalDeclaration(
        name="Maya Collins", contract=desk.contract(account_id), email="w@elsewhere.example"
    )

    def declare() -> object:
        with desk.year.database.transaction() as session:
            return declare_withdrawal(session, desk.terms, request, Arrived("key", "198.51.100.7", desk.year.now))

    assert len(set(map(str, at_once(declare)))) == 1
    assert (count(desk, DeclarationRow), count(desk, RefundRow)) == (1, 1)
    at_once(desk.declaring.sweep)
    with desk.year.database.transaction(reading=True) as session:
        assert session.scalars(select(RefundRow.status)).all() == ["paid_back"]
        verify(session)
