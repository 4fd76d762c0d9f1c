"""How a subscription stands, from what Billing says of it: the one place where statuses are put together.

Light on purpose: the overview needs it before the first paint, so the wire's words are written out here.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from licensewire.billing import Billing, CardOnFile

FREE: Final = "free"
TRIAL: Final = "trial"
RENEWING: Final = "renewing"
PAYING: Final = "paying"
AT_THE_BANK: Final = "at_the_bank"
PAST_DUE: Final = "past_due"
ENDING: Final = "ending"
ENDED: Final = "ended"

RUNNING: Final = frozenset({TRIAL, RENEWING, PAYING, AT_THE_BANK, PAST_DUE, ENDING})
"""Standings in which more than a Free account can be used."""
UNPAID: Final = frozenset({PAYING, AT_THE_BANK, PAST_DUE})
"""Standings in which a renewal is due and not paid."""

_OF_RENEWAL: Final = {"processing": PAYING, "needs_confirmation": AT_THE_BANK, "past_due": PAST_DUE}


def standing(billing: Billing | None, now: datetime) -> str:
    """Return one of this module's constants, `FREE` to `ENDED`, at the backend's time `now`."""
    subscription = billing.subscription if billing is not None else None
    if billing is None or subscription is None:
        return FREE
    unpaid = _OF_RENEWAL.get(billing.renewal.status, "") if billing.renewal is not None else ""
    if subscription.status == "past_due":
        # Its period is over, and it is used on until the last try.
        return unpaid or PAST_DUE
    if subscription.status == "active" and unpaid:
        return unpaid
    over = subscription.period_ends_at <= now
    return {
        "trialing": ENDED if over else TRIAL,
        "active": RENEWING,
        "cancelled": ENDED if over else ENDING,
    }.get(subscription.status, ENDED)


def access_ends_at(billing: Billing) -> datetime | None:
    """Return when premium features stop as things stand; None where nothing ends."""
    subscription, renewal = billing.subscription, billing.renewal
    if subscription is None:
        return None
    if subscription.access_ends_at is not None:
        return subscription.access_ends_at
    if renewal is not None and renewal.access_ends_at is not None:
        return renewal.access_ends_at
    return subscription.period_ends_at


def renews_at(billing: Billing) -> datetime | None:
    """Return when the card is charged for the coming renewal; None where none is coming."""
    if billing.renewal is not None:
        return billing.renewal.due_at
    return billing.subscription.renews_at if billing.subscription is not None else None


def expires_before(card: CardOnFile, moment: datetime) -> bool:
    """Say whether `card`, which is good until its month is over, is no more good at `moment`."""
    year, month = card.expiry_year + card.expiry_month // 12, card.expiry_month % 12 + 1
    return datetime(year, month, 1, tzinfo=UTC) <= moment


def days_between(now: datetime, end: datetime) -> int:
    """Return the days left until `end`, a begun one counted as whole."""
    return max(0, -(-(end - now) // timedelta(days=1)))
