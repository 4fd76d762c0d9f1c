"""Several server processes renew at once and are killed (-9) in the middle: by the ledger, one charge a period."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from licenseserver.audit import verify
from licenseserver.database import Database
from licenseserver.invoice_tables import InvoiceRow
from licenseserver.migrations import migrate
from licenseserver.purchase_tables import MailRow
from licenseserver.renewal_tables import SUCCEEDED, RenewalRow
from licenseserver.renewing import Renewing
from licenseserver.subscriptions import anniversary
from licenseserver.tables import SubscriptionRow
from tests.licenseserver.payments.shop import Backend, wait_until
from tests.licenseserver.renewals.year import NO_FUNDS_LATER, Year

pytestmark = pytest.mark.slow

OWNERS = 24
PROCESSES = 3
KILLS = 4


@pytest.fixture
def due(own_address: str, tmp_path: Path) -> Iterator[tuple[Year, list[str]]]:
    """People whose licences are due just now, some with a card that does not pay."""
    database = Database(own_address)
    migrate(database)
    year = Year(tmp_path / "gateway", database, anniversary(datetime.now(UTC) - timedelta(seconds=5), -1, "UTC"))
    owners = [year.owner(NO_FUNDS_LATER) if number % 8 == 7 else year.owner() for number in range(OWNERS)]
    yield year, owners
    year.close()
    database.close()


@pytest.fixture
def processes(
    due: tuple[Year, list[str]], own_address: str, tmp_path: Path
) -> Iterator[Callable[[], list[Backend]]]:
    year, _ = due
    started: list[Backend] = []

    def call() -> list[Backend]:
        with ThreadPoolExecutor(PROCESSES) as threads:
            started.extend(
                threads.map(
                    lambda number: Backend(own_address, year.simulator.address, tmp_path / f"log-{number}"),
                    range(PROCESSES),
                )
            )
        return started

    yield call
    year.simulator.faults.clear()
    for backend in started:
        backend.stop()


def paid(year: Year) -> int:
    with year.database.transaction(reading=True) as session:
        return session.scalar(select(func.count()).where(RenewalRow.status == SUCCEEDED)) or 0


def let_leases_end(year: Year) -> None:
    """Move on to when what killed processes had begun is taken over by others."""
    with year.database.transaction() as session:
        running = SubscriptionRow.look_at.is_not(None), SubscriptionRow.status == "active"
        session.execute(update(SubscriptionRow).where(*running).values(look_at=datetime.now(UTC)))


def judge(year: Year, owners: list[str]) -> None:
    charged = Counter({owner: len(year.charges(owner)) for owner in owners})
    refused = Counter({owner: len(year.charges(owner, status="failed")) for owner in owners})
    poor = owners[7::8]
    assert {owner: charged[owner] for owner in owners} == {owner: int(owner not in poor) for owner in owners}
    assert {refused[owner] for owner in poor} == {1}
    with year.database.transaction(reading=True) as session:
        assert session.scalar(select(func.count()).select_from(RenewalRow)) == OWNERS
        renewed = session.scalars(select(MailRow.occasion).where(MailRow.occasion.startswith("renewed:"))).all()
        assert len(renewed) == OWNERS - len(poor)
        numbers = sorted(session.scalars(select(InvoiceRow.number)))
        # Everybody has bought once, and most have renewed.
        by_year = Counter(number[:4] for number in numbers)
        assert len(set(numbers)) == len(numbers) == OWNERS + OWNERS - len(poor)
        assert all(
            [f"{year}-{position:06d}" for position in range(1, count + 1)]
            == [number for number in numbers if number.startswith(year)]
            for year, count in by_year.items()
        )
        verify(session)


def test_processes_that_are_killed_charge_everybody_once(
    due: tuple[Year, list[str]], processes: Callable[[], list[Backend]]
) -> None:
    year, owners = due
    dice = random.Random(7)
    # The gateway takes its time, so that most deaths are in the middle of a charge.
    for path in ("/v1/payment_intents$", "/confirm$"):
        year.fault("delay_after", path, times=OWNERS, seconds=0.3)
    backends = processes()
    for kill in range(KILLS):
        wait_until(lambda threshold=kill * 2: paid(year) > threshold)
        victim = dice.choice(backends)
        victim.kill()
        victim.start()
    wait_until(lambda: let_leases_end(year) or paid(year) == OWNERS - OWNERS // 8, 240)
    wait_until(lambda: all(year.charges(poor, status="failed") for poor in owners[7::8]))
    wait_until(lambda: all(year.subscription(poor).status == "past_due" for poor in owners[7::8]))
    judge(year, owners)


def test_engines_side_by_side_share_the_work(due: tuple[Year, list[str]]) -> None:
    year, owners = due
    year.sleep_until(datetime.now(UTC))
    engines = [year.new_engine() for _ in range(6)]
    with ThreadPoolExecutor(len(engines)) as threads:
        list(threads.map(Renewing.work, engines))
    for engine in engines:
        engine.stop()
    judge(year, owners)
