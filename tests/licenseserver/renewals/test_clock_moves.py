"""Moving the clock: in one go or day by day, the same is left behind, and everybody stays who they were."""

from datetime import timedelta
from pathlib import Path

import pytest

from licenseserver.catalogue import load_catalogue
from licenseserver.database import Database
from licenseserver.practice.clock import PracticeClock
from licenseserver.renewals import cancel_renewal
from licenseserver.security import hash_password
from licenseserver.sessions import refresh, sign_in
from licenseserver.tables import AccountRow
from licensewire.session import SignIn
from tests.licenseserver.renewals.year import BANK_ALWAYS, MASTERCARD, NO_FUNDS_LATER, Year

DAY = timedelta(days=1)


def lives(year: Year) -> list[str]:
    """People of every kind, each with something to come."""
    cardless, cancelled = year.owner(), year.owner()
    year.remove_card(cardless)
    with year.database.transaction() as session:
        cancel_renewal(session, cancelled, cancelled, year.now)
    return [
        year.owner(),
        year.owner(NO_FUNDS_LATER),
        year.owner(BANK_ALWAYS),
        year.owner(MASTERCARD, expires=(5, 2027)),
        cardless,
        cancelled,
        year.trial(20),
    ]


def left_behind(year: Year, people: list[str]) -> list[object]:
    return [
        (
            subscription.status,
            subscription.period_started_at,
            subscription.period_ends_at,
            subscription.access_ends_at,
            year.letters(person),
            len(year.charges(person)),
            len(year.charges(person, status="failed")),
            [(invoice.issued_at, invoice.total_minor) for invoice in year.invoices(person)],
            [(one.reason, one.outcome, one.started_at) for one in year.attempts(person)],
        )
        for person in people
        for subscription in [year.subscription(person)]
    ]


@pytest.mark.slow
def test_two_years_in_one_go_and_in_small_steps(empty_database: bytes, tmp_path: Path) -> None:
    seen = []
    for name, steps in (("one", [800.0]), ("many", [13.7] * 58 + [800 - 58 * 13.7])):
        file = tmp_path / f"{name}.db"
        file.write_bytes(empty_database)
        database = Database(f"sqlite:///{file}")
        year = Year(tmp_path / name, database)
        people = lives(year)
        for days in steps:
            year.pass_days(days)
        seen.append(left_behind(year, people))
        year.close()
        database.close()
    assert seen[0] == seen[1]


def test_the_practice_clock_is_kept_and_never_goes_back(tmp_path: Path) -> None:
    moved: list[float] = []
    clock = PracticeClock(tmp_path, moved.append)
    assert clock.moved == timedelta(0)
    clock.move_to(clock.now() + 400 * DAY)
    clock.move_to(clock.now() - DAY)
    assert moved == [pytest.approx(400 * 86400, abs=5)]
    again = PracticeClock(tmp_path, moved.append)
    assert again.moved == clock.moved
    assert len(moved) == 1


def test_moving_the_clock_signs_nobody_out(year: Year) -> None:
    owner = year.account()
    with year.database.transaction() as session:
        account = session.get_one(AccountRow, owner)
        account.password_hash = hash_password("practice")
        username = account.username
    request = SignIn(username=username, password="practice", device_name="Test")
    signed_in = sign_in(year.database, load_catalogue(), year.now, request, "127.0.0.1")
    year.pass_days(400)
    with year.database.transaction() as session:
        renewed = refresh(session, load_catalogue(), year.now, signed_in.tokens.refresh_token)
    assert renewed.account.username == username
