"""Every row of the table of notice windows, lived through by the engine; what is no matter of time is said here.

The letters' words are judged in `tests/licenseserver/cancelling`; here it is when they are written.
"""

import csv
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from licenseserver.purchase_tables import ConsentRow, MailRow
from licenseserver.renewal_calendar import card_expires_at
from licenseserver.renewals import cancel_renewal, resume_renewal
from tests.licenseserver.renewals.year import MASTERCARD, Year

DAY = timedelta(days=1)
FACTS = Path(__file__).parents[1] / "facts" / "renewal_notices.csv"


def rows() -> list[dict[str, str]]:
    with FACTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def name_of(row: dict[str, str]) -> str:
    return f"{row['jurisdiction_or_network']}: {row['trigger']}"


class Seen:
    """A licence and a trial of 40 days whose first year has passed, with the moments of their letters."""

    def __init__(self, year: Year) -> None:
        self.year = year
        self.owner, self.trial = year.owner(), year.trial(40)
        self.trial_ends_at = year.now + 40 * DAY
        subscription = year.subscription(self.owner)
        self.due, self.cancel_until = subscription.renews_at, subscription.cancel_until
        year.pass_until(self.due + DAY)

    def announced(self) -> list[datetime]:
        return [at for kind, at in self.year.letters(self.owner) if kind == "announced"]

    def trial_ending(self) -> list[datetime]:
        return [at for kind, at in self.year.letters(self.trial) if kind == "trial_ending"]

    def texts(self, kind: str) -> list[str]:
        with self.year.database.transaction(reading=True) as session:
            return [mail.text for mail in session.query(MailRow) if mail.occasion.startswith(f"{kind}:")]


def within(moments: list[datetime], end: datetime, longest: float, shortest: float) -> bool:
    """Whether one of the moments lies in the window, with at least an hour left for a server that is late."""
    return any(end - longest * DAY <= at <= end - shortest * DAY - timedelta(hours=1) for at in moments)


def reminded_before_each_charge(seen: Seen) -> None:
    assert within(seen.announced(), seen.due, 30, 7)
    second = seen.due.replace(year=seen.due.year + 1)
    seen.year.pass_until(second + DAY)
    assert within(seen.announced(), second, 30, 7)


def trial_told_a_week_before(seen: Seen) -> None:
    assert within(seen.trial_ending(), seen.trial_ends_at, 40, 7)


def trial_told_3_to_7_days_before(seen: Seen) -> None:
    assert within(seen.trial_ending(), seen.trial_ends_at, 7, 3)


def trial_told_3_to_21_days_before(seen: Seen) -> None:
    assert within(seen.trial_ending(), seen.trial_ends_at, 21, 3)


def told_15_to_45_days_before(seen: Seen) -> None:
    for end in (seen.due, seen.cancel_until):
        assert within(seen.announced(), end, 45, 15)


def price_change_told_7_to_30_days_before(seen: Seen) -> None:
    # Both notices name the price that changes; the later one lies in the window.
    assert within(seen.announced(), seen.due, 30, 7)


def told_every_year(seen: Seen) -> None:
    second = seen.due.replace(year=seen.due.year + 1)
    seen.year.pass_until(second)
    years = {at.year for at in seen.announced()}
    assert {seen.due.year, second.year} <= years


def consent_kept(seen: Seen) -> None:
    seen.year.pass_until(seen.due.replace(year=seen.due.year + 3))
    with seen.year.database.transaction(reading=True) as session:
        assert session.query(ConsentRow).count() > 0


def told_one_to_three_months_before_the_deadline(seen: Seen) -> None:
    # The shortest three months have 89 days, the longest single one 31.
    assert within(seen.announced(), seen.cancel_until, 89, 31)
    assert any("cancel this renewal until" in text for text in seen.texts("announced"))


NO_MATTER_OF_TIME = {
    "US-CA: cancel by voice message": "There is no telephone: one cancels in the client, signed in or not.",
    "DE: consumer contract renewals": (
        "The first term is one year. Between businesses it renews by the year; what a consumer declares counts at "
        "any time and is carried out by `declaration_effects` without any deadline (docs/decisions/0068)."
    ),
}

CHECKS: dict[str, Callable[[Seen], None]] = {
    "mastercard: subscription billed every >= 6 months": reminded_before_each_charge,
    "mastercard: trial ends / terms change": trial_told_a_week_before,
    "mastercard: trial > 7 days": trial_told_3_to_7_days_before,
    "visa: free or discounted trial converts": trial_told_a_week_before,
    "US-CA: term >= 1 year renews": told_15_to_45_days_before,
    "US-CA: free trial or promo > 31 days": trial_told_3_to_21_days_before,
    "US-CA: price change": price_change_told_7_to_30_days_before,
    "US-CA: every year": told_every_year,
    "US-CA: consent record": consent_kept,
    "FR: tacit renewal (L215-1)": told_one_to_three_months_before_the_deadline,
}


def test_no_row_is_forgotten() -> None:
    assert {name_of(row) for row in rows()} == {*CHECKS, *NO_MATTER_OF_TIME}


@pytest.mark.slow
@pytest.mark.parametrize("name", CHECKS)
def test_the_window_is_kept(year: Year, name: str) -> None:
    CHECKS[name](Seen(year))


def card_letters(year: Year, owner: str) -> list[datetime]:
    return [at for kind, at in year.letters(owner) if kind == "card_expires"]


class TestACardThatExpires:
    def test_before_the_renewal_is_told_twice(self, year: Year) -> None:
        owner = year.owner()
        due = year.subscription(owner).renews_at
        year.change_card(owner, MASTERCARD, (due.month - 2, due.year))
        year.pass_until(due)
        expires_at = card_expires_at(due.month - 2, due.year)
        assert card_letters(year, owner) == [expires_at - 30 * DAY, due - 14 * DAY]

    def test_after_the_renewal_is_not_told(self, year: Year) -> None:
        owner = year.owner()
        due = year.subscription(owner).renews_at
        year.change_card(owner, MASTERCARD, (due.month, due.year))
        year.pass_until(due - timedelta(hours=1))
        assert card_letters(year, owner) == []

    def test_replaced_in_time_is_not_told_again(self, year: Year) -> None:
        owner = year.owner()
        due = year.subscription(owner).renews_at
        year.change_card(owner, MASTERCARD, (due.month - 2, due.year))
        year.pass_until(due - 60 * DAY)
        year.change_card(owner, MASTERCARD)
        year.pass_until(due)
        assert len(card_letters(year, owner)) == 1


class TestALateServer:
    def test_writes_one_reminder_instead_of_all_that_were_missed(self, year: Year) -> None:
        owner = year.owner()
        due = year.subscription(owner).renews_at
        year.sleep_until(due - 5 * DAY)
        year.engine.work()
        assert year.kinds(owner) == ["announced"]
        year.pass_until(due - timedelta(hours=1))
        assert year.kinds(owner) == ["announced"]

    def test_away_until_it_was_due_reminds_of_nothing(self, year: Year) -> None:
        owner = year.owner()
        year.sleep_until(year.subscription(owner).renews_at + timedelta(hours=1))
        year.engine.work()
        assert year.kinds(owner) == ["renewed"]


def test_cancelled_and_resumed_late_is_announced_late(year: Year) -> None:
    owner = year.owner()
    due = year.subscription(owner).renews_at
    year.pass_until(due - 60 * DAY)
    with year.database.transaction() as session:
        cancel_renewal(session, owner, owner, year.now)
    year.pass_until(due - 20 * DAY)
    assert year.kinds(owner) == []
    with year.database.transaction() as session:
        resume_renewal(session, year.catalogue, owner, owner, year.now)
    year.pass_until(due - timedelta(hours=1))
    assert [at for _, at in year.letters(owner)] == [due - 20 * DAY, due - 7 * DAY - timedelta(hours=12)]
