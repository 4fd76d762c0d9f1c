"""Every row of the networks' limits on trying a card again, against what the engine would do."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from licenseserver.catalogue import load_catalogue
from licenseserver.gateway.refusals import Decline
from licenseserver.purchase_tables import CardOnFileRow
from licenseserver.renewal_limits import earliest_try, name_of_card
from licenseserver.renewal_tables import RenewalAttemptRow, RenewalRow
from tests.licenseserver.renewals.year import Year

FACTS = Path(__file__).parents[1] / "facts" / "dunning_limits.csv"
NOW = datetime(2027, 3, 1, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Tried:
    """A card that was tried at some moments with the same amount; asks when it may be tried again."""

    def __init__(self, year: Year, network: str) -> None:
        self.year = year
        self.account = year.account()
        self.card = CardOnFileRow(
            account_id=self.account,
            payment_method="pm",
            brand=network,
            last_four="4242",
            expiry_month=12,
            expiry_year=2040,
        )
        self.renewal = RenewalRow(id="ren", account_id=self.account, total_minor=5000, currency="USD")

    def may_try(self, tried: list[datetime], *, hard: bool = False, amount: int = 5000) -> datetime | None:
        with self.year.database.transaction() as session:
            session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            for number, moment in enumerate(tried, start=1):
                session.add(
                    RenewalAttemptRow(
                        renewal_id=self.renewal.id,
                        number=number,
                        account_id=self.account,
                        card=name_of_card(self.card),
                        network=self.card.brand,
                        amount_minor=amount,
                        currency="USD",
                        off_session=True,
                        reason="retry",
                        started_at=moment,
                        outcome="refused",
                        is_hard=hard,
                    )
                )
            session.flush()
            found = earliest_try(session, self.renewal, self.card, NOW)
            session.rollback()
        return found


def every(step: timedelta, times: int) -> list[datetime]:
    """Return so many moments, the last one an hour ago."""
    return [NOW - HOUR - step * back for back in reversed(range(times))]


def visa_hard(year: Year) -> None:
    for code in ("04", "07", "12", "14", "15", "41", "43", "46", "57", "R0", "R1", "R3"):
        assert Decline(network="visa", network_decline_code=code).is_hard
    assert Tried(year, "visa").may_try([NOW - 20 * DAY], hard=True) is None


def visa_soft(year: Year) -> None:
    tried = Tried(year, "visa")
    assert tried.may_try(every(DAY, 14)) == NOW
    assert tried.may_try(every(DAY, 15)) == every(DAY, 15)[0] + 30 * DAY
    assert tried.may_try(every(DAY, 15), amount=4999) == NOW  # another amount is counted for itself


def mastercard_hard(year: Year) -> None:
    for code in ("03", "21"):
        assert Decline(network="mastercard", network_advice_code=code).is_hard
    assert Tried(year, "mastercard").may_try([NOW - DAY], hard=True) is None


def mastercard_day(year: Year) -> None:
    tried = Tried(year, "mastercard")
    assert tried.may_try(every(HOUR, 9)) == NOW
    assert tried.may_try(every(HOUR, 10)) == NOW + 14 * HOUR


def mastercard_month(year: Year) -> None:
    tried = Tried(year, "mastercard")
    assert tried.may_try(every(12 * HOUR, 34)) == NOW
    assert tried.may_try(every(12 * HOUR, 35)) == every(12 * HOUR, 35)[0] + 30 * DAY


def fewer_than_smart_retries(_year: Year) -> None:
    # Stripe's own default is 8 tries in two weeks: B7 asks for fewer, the first one included.
    assert len([day for day in load_catalogue().renewal.retry_days if day <= 14]) + 1 <= 8


ANOTHER_PRODUCTS_DEFAULT = {
    "kill bill: default": "Every 8 days three times is that product's own default; ours are the days of B7.",
}
CHECKS: dict[str, Callable[[Year], None]] = {
    "visa: hard decline category 1 (04,07,12,14,15,41,43,46,57,R0,R1,R3)": visa_hard,
    "visa: soft decline retries per card+amount in 30 days": visa_soft,
    "mastercard: MAC 03 or 21": mastercard_hard,
    "mastercard: retries per 24 h": mastercard_day,
    "mastercard: retries per 30 days": mastercard_month,
    "stripe smart retries: default": fewer_than_smart_retries,
}


def test_no_row_is_forgotten() -> None:
    with FACTS.open(encoding="utf-8", newline="") as file:
        names = {f"{row['network']}: {row['rule']}" for row in csv.DictReader(file)}
    assert names == {*CHECKS, *ANOTHER_PRODUCTS_DEFAULT}


@pytest.mark.parametrize("name", CHECKS)
def test_the_limit_is_kept(year: Year, name: str) -> None:
    CHECKS[name](year)


@pytest.mark.parametrize("network", ["amex", "discover", "unionpay", ""])
def test_a_network_that_is_not_known_gets_the_strictest(year: Year, network: str) -> None:
    tried = Tried(year, network)
    assert tried.may_try(every(HOUR, 10)) > NOW
    assert tried.may_try(every(DAY, 15)) > NOW


def test_what_never_reached_the_bank_does_not_count(year: Year) -> None:
    owner = year.owner()
    year.pass_until(year.subscription(owner).renews_at - DAY)
    year.fault("error_before", "/confirm$", times=4)
    year.pass_days(2)
    *given_up, paid = [one.outcome for one in year.attempts(owner)]
    assert (set(given_up), paid) == ({"given_up"}, "succeeded")
