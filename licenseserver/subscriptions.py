"""Subscriptions: the yearly calendar, what is left of a period, and the licence that a purchase makes."""

import secrets
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver import audit
from licenseserver.security import new_id
from licenseserver.tables import SubscriptionRow
from licensewire import billing
from licensewire.money import Money
from licensewire.purchases import Quote

# Read out on the telephone and typed from paper: nothing that looks like something else, and no words by accident.
_CONTRACT_ALPHABET = "BCDFGHJKMNPQRSTVWXYZ23456789"
_ENDS_WITH_ITS_PERIOD = frozenset({billing.CANCELLED, billing.TRIALING})
_HOLDS_BEYOND_ITS_PERIOD = frozenset({billing.ACTIVE, billing.PAST_DUE})


def anniversary(anchor: datetime, years: int, time_zone: str) -> datetime:
    """Return the moment `years` after `anchor`, on the same day and hour in the account's own time zone.

    A start on 29 February has its anniversaries on 28 February, and on the 29th again in leap years; that is why
    one always counts from the first start and never from the last period. An hour that the clocks skip on that
    day counts as the hour after.

    Args:
        anchor: the first start, aware.
        years: 0 is the anchor itself.
        time_zone: IANA name.
    """
    zone = ZoneInfo(time_zone)
    local = anchor.astimezone(zone)
    year = local.year + years
    try:
        moved = local.replace(year=year)
    except ValueError:
        moved = local.replace(year=year, day=28)
    return moved.astimezone(UTC)


def credit_for_rest(price: int, starts_at: datetime, ends_at: datetime, now: datetime, time_zone: str) -> int:
    """Return what is left of a paid period, in the currency's smallest unit, half a unit rounded up.

    Whole days count, in the account's time zone: the day of the change belongs to the new period, so that
    somebody who changes on the first day gets everything back, and on the last day nothing.

    Args:
        price: what the whole period cost, without tax.
        starts_at: first moment of the period.
        ends_at: end of the period, exclusive.
        now: the moment of the change.
        time_zone: IANA name.
    """
    zone = ZoneInfo(time_zone)
    first, last, today = (moment.astimezone(zone).date() for moment in (starts_at, ends_at, now))
    days = (last - first).days
    left = min(max((last - today).days, 0), days)
    return (2 * price * left + days) // (2 * days) if days > 0 else 0


def last_subscription(session: Session, account_id: str) -> SubscriptionRow | None:
    """Return the running or else the latest subscription."""
    return session.scalar(
        select(SubscriptionRow)
        .where(SubscriptionRow.account_id == account_id)
        .order_by(SubscriptionRow.ended_at.is_(None).desc(), SubscriptionRow.started_at.desc())
        .limit(1)
    )


def is_paid(row: SubscriptionRow) -> bool:
    """Tell whether this is a licence and not a trial."""
    return row.status != billing.TRIALING


def holds(row: SubscriptionRow, now: datetime) -> bool:
    """Tell whether the subscription or trial gives more than Free at this moment.

    One that renews goes on beyond its period until the engine has decided, be it that the payment failed or that
    the servers were away (B7); one that was cancelled, and a trial, end with their period to the second.
    """
    if row.ended_at is not None:
        return False
    return row.period_ends_at > now or row.status in _HOLDS_BEYOND_ITS_PERIOD


def start_licence(session: Session, account_id: str, quote: Quote, now: datetime) -> SubscriptionRow:
    """End what runs and start the licence that was bought, as it was quoted."""
    old = session.scalar(
        select(SubscriptionRow).where(SubscriptionRow.account_id == account_id, SubscriptionRow.ended_at.is_(None))
    )
    if old is not None:
        # The database allows one running subscription an account: the old one must be gone first.
        end_subscription(session, old, now, reason="replaced")
    row = SubscriptionRow(
        id=new_id("sub"),
        account_id=account_id,
        contract=_new_contract(session),
        plan_id=quote.plan_id,
        status=billing.ACTIVE,
        started_at=quote.period_starts_at,
        period_started_at=quote.period_starts_at,
        period_ends_at=quote.period_ends_at,
        price_minor=quote.price.minor,
        renews_at=quote.first_renewal_at,
        renewal_price_minor=quote.price.minor,
        renewal_currency=quote.price.currency,
        cancel_until=quote.cancel_until,
    )
    session.add(row)
    session.flush()
    audit.record(
        session,
        now,
        "subscription.started",
        subject=row.id,
        account_id=account_id,
        details={"plan": row.plan_id, "ends": row.period_ends_at.isoformat()},
    )
    return row


def end_subscription(session: Session, row: SubscriptionRow, now: datetime, *, reason: str) -> None:
    """End a subscription: the account is a Free one from now on, with all that it holds (B6).

    `reason` goes into the audit log: "cancelled", "unpaid", "trial_over", "replaced" ...
    """
    row.status = billing.ENDED
    row.ended_at = now
    row.access_ends_at = row.access_ends_at or now
    row.renews_at = None
    row.cancel_until = None
    row.look_at = None
    session.flush()
    audit.record(
        session,
        now,
        "subscription.ended",
        subject=row.id,
        account_id=row.account_id,
        details={"reason": reason},
    )


def subscription_on_wire(row: SubscriptionRow, now: datetime) -> billing.Subscription:
    """Return the contract's form of a subscription; one that gives nothing any more has ended, recorded or not."""
    ended = not holds(row, now)
    price = None
    if not ended and row.renews_at and row.renewal_price_minor is not None and row.renewal_currency:
        price = Money(minor=row.renewal_price_minor, currency=row.renewal_currency)
    return billing.Subscription(
        id=row.id,
        plan_id=row.plan_id,
        status=billing.ENDED if ended else row.status,
        started_at=row.started_at,
        period_started_at=row.period_started_at,
        period_ends_at=row.period_ends_at,
        renews_at=None if ended else row.renews_at,
        renewal_price=price,
        cancel_until=None if ended else row.cancel_until,
        cancelled_at=row.cancelled_at,
        access_ends_at=row.access_ends_at or (row.period_ends_at if row.status in _ENDS_WITH_ITS_PERIOD else None),
        contract=row.contract or "",
    )


def cancel_deadline(ends_at: datetime, hours_before: int) -> datetime:
    """Return the last moment at which the renewal of a period can be cancelled."""
    return ends_at - timedelta(hours=hours_before)


def _new_contract(session: Session) -> str:
    """Return a contract number that nobody has; the database stands behind."""
    while True:
        first, second = ("".join(secrets.choice(_CONTRACT_ALPHABET) for _ in range(4)) for _ in range(2))
        contract = f"LD-{first}-{second}"
        if session.scalar(select(SubscriptionRow.id).where(SubscriptionRow.contract == contract)) is None:
            return contract
