"""The renewal as its owner sees it: the coming one, or the one that is being paid (B2, B7)."""

import json
from datetime import datetime

from sqlalchemy.orm import Session

from licenseserver.catalogue import Catalogue
from licenseserver.renewal_prices import billed_to, due_now, tax_for
from licenseserver.renewal_tables import (
    CANCELLED,
    IN_FLIGHT,
    NEEDS_CONFIRMATION,
    PAST_DUE,
    PROCESSING,
    SCHEDULED,
    RenewalRow,
)
from licenseserver.renewals import renewal_of
from licenseserver.tables import SubscriptionRow
from licensewire import billing, renewals
from licensewire.bank import BankConfirmation
from licensewire.money import Money
from licensewire.renewals import Renewal

_STATUS = {
    SCHEDULED: renewals.UPCOMING,
    PROCESSING: renewals.PROCESSING,
    NEEDS_CONFIRMATION: renewals.NEEDS_CONFIRMATION,
    PAST_DUE: renewals.PAST_DUE,
}


def renewal_on_wire(
    session: Session, catalogue: Catalogue, subscription: SubscriptionRow, now: datetime
) -> Renewal | None:
    """Return the contract's form of the renewal; None where none is coming."""
    if subscription.ended_at is not None or subscription.status not in {billing.ACTIVE, billing.PAST_DUE}:
        return None
    row = renewal_of(session, subscription)
    if row is None or (row.status in {SCHEDULED, CANCELLED} and row.announced_at is None):
        return _expected(session, catalogue, subscription, now)
    if row.status not in _STATUS:
        return None
    return _known(session, subscription, row)


def _expected(session: Session, catalogue: Catalogue, subscription: SubscriptionRow, now: datetime) -> Renewal:
    """As it would be charged if nothing changed; nobody was told a price yet."""
    due = due_now(session, catalogue, subscription, now)
    return Renewal(
        status=renewals.UPCOMING,
        due_at=subscription.period_ends_at,
        price=due.price,
        tax=due.tax_money,
        total=due.total,
        tax_name=due.tax.name,
        tax_percent=due.tax.percent,
        tax_note=due.tax.note,
        previous_price=due.previous if due.previous != due.price else None,
    )


def _known(session: Session, subscription: SubscriptionRow, row: RenewalRow) -> Renewal:
    def money(minor: int) -> Money:
        return Money(minor=minor, currency=row.currency)

    tax_name, percent, note, tax_minor = json.loads(row.tax_name), row.tax_percent, row.tax_note, row.tax_minor
    if row.attempt == 0:
        # Whoever has moved since the price was told pays the tax of today.
        tax = tax_for(billed_to(session, subscription.account_id))
        tax_name, percent, note, tax_minor = tax.name, tax.percent, tax.note, tax.on(row.price_minor)
    confirmation = None
    if row.status == NEEDS_CONFIRMATION and row.confirmation_page and row.confirmation_expires_at:
        confirmation = BankConfirmation(page=row.confirmation_page, expires_at=row.confirmation_expires_at)
    return Renewal(
        status=_STATUS[row.status],
        due_at=row.due_at,
        price=money(row.price_minor),
        tax=money(tax_minor),
        total=money(row.price_minor + tax_minor),
        tax_name=tax_name,
        tax_percent=percent,
        tax_note=note,
        previous_price=money(row.previous_price_minor) if row.previous_price_minor != row.price_minor else None,
        tries=row.tries,
        refusal=row.refusal,
        refused_at=row.refused_at,
        next_try_at=row.next_attempt_at,
        needs_new_card=row.needs_new_card,
        access_ends_at=subscription.access_ends_at if row.status in {PAST_DUE, *IN_FLIGHT} else None,
        confirmation=confirmation,
    )
