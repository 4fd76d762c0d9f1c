"""How often a card may be charged for the same amount: the networks' limits, whoever asks for one more try.

The figures and their sources stand in ``tests/facts/dunning_limits.csv``. Mastercard allows 10 tries in 24 hours
and 35 in 30 days; Visa 20 in 30 days. It was 15 until May 2025, and 15 is what is kept: so both hold, though tries
with and without the card's owner are counted together. A network that is not known gets the strictest of all. A
card that was declined for good is not tried again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver.purchase_tables import CardOnFileRow
from licenseserver.renewal_tables import RenewalAttemptRow, RenewalRow


@dataclass(frozen=True)
class Limit:
    """At most so many tries of one card with one amount in so long a time."""

    tries: int
    within: timedelta


_DAY = timedelta(hours=24)
_MONTH = timedelta(days=30)
_LIMITS = {
    "visa": (Limit(15, _MONTH),),
    "mastercard": (Limit(10, _DAY), Limit(35, _MONTH)),
}
_STRICTEST = (Limit(10, _DAY), Limit(15, _MONTH))

GIVEN_UP = "given_up"


def limits_of(network: str) -> tuple[Limit, ...]:
    """Return the limits of a network ("visa", "mastercard", ...)."""
    return _LIMITS.get(network, _STRICTEST)


def name_of_card(card: CardOnFileRow) -> str:
    """Return what tells a card from another one: the same card entered again is the same."""
    return f"{card.brand} {card.last_four} {card.expiry_month:02d}/{card.expiry_year}"


def earliest_try(session: Session, row: RenewalRow, card: CardOnFileRow, now: datetime) -> datetime | None:
    """Return from when on the card may be charged for a renewal: `now`, or later; None: never again."""
    made = session.execute(
        select(RenewalAttemptRow.started_at, RenewalAttemptRow.is_hard)
        .where(
            RenewalAttemptRow.account_id == row.account_id,
            RenewalAttemptRow.card == name_of_card(card),
            RenewalAttemptRow.amount_minor == row.total_minor,
            RenewalAttemptRow.currency == row.currency,
            # What was given up never reached the bank.
            RenewalAttemptRow.outcome.is_distinct_from(GIVEN_UP),
            RenewalAttemptRow.started_at > now - _MONTH,
        )
        .order_by(RenewalAttemptRow.started_at)
    ).all()
    if any(is_hard for _, is_hard in made):
        return None
    possible_at = now
    for limit in limits_of(card.brand):
        counted = [started_at for started_at, _ in made if started_at > now - limit.within]
        if len(counted) >= limit.tries:
            possible_at = max(possible_at, counted[-limit.tries] + limit.within)
    return possible_at
