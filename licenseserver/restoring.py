"""The licence before a larger one: it runs on when the purchase that replaced it is undone.

What was left of it was deducted from the price: paying that price back alone would keep something of the buyer's.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver import audit
from licenseserver.catalogue import Catalogue
from licenseserver.purchase_tables import PurchaseRow
from licenseserver.purchases import quote_of
from licenseserver.renewal_tables import SCHEDULED, SUPERSEDED
from licenseserver.renewals import renewal_of
from licenseserver.subscriptions import cancel_deadline
from licenseserver.tables import SubscriptionRow
from licensewire import billing


def licence_before(session: Session, purchase: PurchaseRow, now: datetime) -> SubscriptionRow | None:
    """Return the licence that a purchase has replaced and that would still run; None where there is none."""
    if quote_of(purchase).credit.minor == 0:
        return None
    return session.scalar(
        select(SubscriptionRow)
        .where(
            SubscriptionRow.account_id == purchase.buyer_id,
            SubscriptionRow.ended_at == purchase.finished_at,
            SubscriptionRow.contract.is_not(None),
            SubscriptionRow.period_ends_at > now,
        )
        .with_for_update()
    )


def restore(session: Session, catalogue: Catalogue, row: SubscriptionRow, now: datetime) -> None:
    """Let a licence run on as it was; nothing else runs any more."""
    was_cancelled = row.cancelled_at is not None
    row.status = billing.CANCELLED if was_cancelled else billing.ACTIVE
    row.ended_at = None
    row.access_ends_at = row.period_ends_at if was_cancelled else None
    row.renews_at = None if was_cancelled else row.period_ends_at
    row.cancel_until = (
        None if was_cancelled else cancel_deadline(row.period_ends_at, catalogue.renewal.cancel_hours_before_end)
    )
    row.look_at = now
    renewal = renewal_of(session, row)
    if renewal is not None and renewal.status == SUPERSEDED and not was_cancelled:
        renewal.status = SCHEDULED
        renewal.finished_at = None
    session.flush()
    audit.record(session, now, "subscription.restored", subject=row.id, account_id=row.account_id)
