"""What needs the owner: of the subscription, of the card, of the limits. Light, as the overview is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from qtclient.presenters import standing as ways
from qtclient.presenters.standing import access_ends_at, days_between, expires_before, renews_at, standing

if TYPE_CHECKING:
    from licensewire.billing import Billing
    from licensewire.plans import Usage, UsageLine

NEEDS_CONFIRMATION: Final = "needs_confirmation"
PAST_DUE: Final = "past_due"
AT_LIMIT: Final = "at_limit"
NEAR_LIMIT: Final = "near_limit"
TRIAL_ENDS: Final = "trial_ends"
ACCESS_ENDS: Final = "access_ends"
CARD_EXPIRES: Final = "card_expires"
CARD_MISSING: Final = "card_missing"

_NEAR = 0.8
_SOON_DAYS = 7
_RENEWAL_NEAR = timedelta(days=60)


@dataclass(frozen=True)
class Matter:
    """Something that needs the owner.

    Attributes:
        kind: one of this module's constants, `NEEDS_CONFIRMATION` to `CARD_MISSING`.
        meaning: "danger", "attention" or "neutral".
        at: when it happens.
        days: whole days left until then.
        needs_new_card: with `PAST_DUE`: the card on file will not do.
        line: the limit that it is about.
    """

    kind: str
    meaning: str
    at: datetime | None = None
    days: int = 0
    needs_new_card: bool = False
    line: UsageLine | None = None


def matters(billing: Billing, usage: Usage, now: datetime) -> tuple[Matter, ...]:
    """Return what needs the owner, most urgent first.

    `now` is the backend's time, so that a clock moved in practice mode counts.
    """
    found = [*billing_matters(billing, now), *(matter for line in usage.lines if (matter := _of_line(line)))]
    urgency = {"danger": 0, "attention": 1, "neutral": 2}
    return tuple(sorted(found, key=lambda matter: (urgency[matter.meaning], matter.at or now)))


def billing_matters(billing: Billing, now: datetime) -> tuple[Matter, ...]:
    """Return what of subscription and card needs the owner: one matter at most, the one that decides."""
    how = standing(billing, now)
    end = access_ends_at(billing)
    if end is None or how not in ways.RUNNING:
        return ()
    days = days_between(now, end)
    if how == ways.AT_THE_BANK:
        return (Matter(NEEDS_CONFIRMATION, "danger", end, days),)
    if how == ways.PAST_DUE:
        new_card = billing.card is None or (billing.renewal is not None and billing.renewal.needs_new_card)
        return (Matter(PAST_DUE, "danger", end, days, needs_new_card=new_card),)
    if how in {ways.TRIAL, ways.ENDING}:
        kind = TRIAL_ENDS if how == ways.TRIAL else ACCESS_ENDS
        return (Matter(kind, "danger" if days <= _SOON_DAYS else "attention", end, days),)
    return _of_renewal(billing, now) if how == ways.RENEWING else ()


def _of_renewal(billing: Billing, now: datetime) -> tuple[Matter, ...]:
    due = renews_at(billing)
    if due is None or due - now > _RENEWAL_NEAR:
        return ()
    days = days_between(now, due)
    if billing.card is None:
        return (Matter(CARD_MISSING, "danger" if days <= _SOON_DAYS else "attention", due, days),)
    if expires_before(billing.card, due):
        return (Matter(CARD_EXPIRES, "attention", due, days),)
    return ()


def _of_line(line: UsageLine) -> Matter | None:
    # A limit of one (the owner's own seat) is always full, and nothing to act upon.
    if line.limit is None or line.limit <= 1 or line.used < line.limit * _NEAR:
        return None
    if line.used >= line.limit:
        return Matter(AT_LIMIT, "danger", line=line)
    return Matter(NEAR_LIMIT, "attention", line=line)
