"""When what happens to a renewal: notices, tries, ends. Pure rules of dates (B7, B9).

The windows stand in ``shared/facts/renewal_notices.csv``. A notice that must come *at least* so many days before is
due half a day earlier, so that a server which was away for an hour still keeps the window; one that must come *at
most* so many days before is due exactly then.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

LEEWAY = timedelta(hours=12)

TRIAL_NOTICE_DAYS = (7, 3)
"""Mastercard and Visa: at least 7 days before a trial ends, and 3 to 7 days before; California: 3 to 21."""

CARD_EXPIRY_NOTICE_DAYS = (30, 14)
"""Before the card expires, and once more before the renewal that it will not live to see (B9)."""

CARD_MISSING_NOTICE_DAYS = (30, 14, 3)
"""Before a renewal for which there is no card (B3)."""


@dataclass(frozen=True)
class Moment:
    """Something that is to be done once, from a moment on.

    Attributes:
        name: unique among the notices of a subscription.
        closes_at: after that it makes no sense any more.
    """

    at: datetime
    kind: str
    name: str
    closes_at: datetime


RENEWAL = "renewal"
CARD_EXPIRES = "card_expires"
CARD_MISSING = "card_missing"
TRIAL = "trial"


def renewal_notices(number: int, due_at: datetime, days_before: tuple[int, ...]) -> list[Moment]:
    """Return when a renewal is announced, the first notice first.

    Args:
        number: of the period that it pays for.
        due_at: when the card is charged.
        days_before: of the catalogue ("notice_days_before").
    """
    first = max(days_before, default=0)
    return [
        Moment(
            due_at - timedelta(days=days) - (timedelta(0) if days == first else LEEWAY),
            RENEWAL,
            f"{RENEWAL}:{number}:{days}",
            due_at,
        )
        for days in sorted(days_before, reverse=True)
    ]


def trial_notices(ends_at: datetime) -> list[Moment]:
    """Return when the owner of a trial is told that it ends."""
    return [
        Moment(ends_at - timedelta(days=days) - LEEWAY, TRIAL, f"{TRIAL}:{days}", ends_at)
        for days in TRIAL_NOTICE_DAYS
    ]


def card_missing_notices(number: int, due_at: datetime) -> list[Moment]:
    """Return when the owner is told that there is no card for the coming renewal."""
    return [
        Moment(due_at - timedelta(days=days), CARD_MISSING, f"{CARD_MISSING}:{number}:{days}", due_at)
        for days in CARD_MISSING_NOTICE_DAYS
    ]


def card_expiry_notices(number: int, due_at: datetime, card: str, expires_at: datetime) -> list[Moment]:
    """Return when the owner is told that the card expires before the renewal; nothing where it does not.

    Args:
        number: of the period that the renewal pays for.
        due_at: when the card would be charged.
        card: tells this card from another one that may be put in its place.
        expires_at: as `card_expires_at` returns it.
    """
    if expires_at > due_at:
        return []
    before_expiry, before_renewal = CARD_EXPIRY_NOTICE_DAYS
    moments = (expires_at - timedelta(days=before_expiry), due_at - timedelta(days=before_renewal))
    return [
        Moment(at, CARD_EXPIRES, f"{CARD_EXPIRES}:{number}:{card}:{which}", due_at)
        for which, at in enumerate(moments, start=1)
    ]


def card_expires_at(month: int, year: int) -> datetime:
    """Return the first moment at which a card is not valid any more: a card is good to the end of its month."""
    return datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)


def retry_moments(start: datetime, retry_days: tuple[int, ...], time_zone: str) -> list[datetime]:
    """Return when a renewal that failed is tried again: the same hour, so many days later, in the account's zone.

    An hour that the clocks skip on that day counts as the hour after.

    Args:
        start: when it was due.
        retry_days: of the catalogue.
        time_zone: IANA name.
    """
    local = start.astimezone(ZoneInfo(time_zone))
    return [(local + timedelta(days=days)).astimezone(UTC) for days in sorted(retry_days)]


def next_of(moments: list[datetime], now: datetime) -> datetime | None:
    """Return the first of the moments that is still to come."""
    return next((moment for moment in moments if moment > now), None)
