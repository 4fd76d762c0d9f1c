"""Billing as the owner sees it: subscription, renewal, card, billing details, what can be undone (B2, B5)."""

from datetime import datetime

import msgspec
from sqlalchemy.orm import Session

from licenseserver.cancellations import cancellation_that_can_be_undone
from licenseserver.card_updates import open_card_update
from licenseserver.catalogue import load_catalogue
from licenseserver.invoice_recipients import recipients_of
from licenseserver.purchase_tables import BillingDetailsRow, CardOnFileRow
from licenseserver.renewal_view import renewal_on_wire
from licenseserver.subscriptions import last_subscription, subscription_on_wire
from licenseserver.withdrawals import right_on_wire
from licensewire import card_updates
from licensewire.billing import Billing, BillingDetails, CardOnFile


def describe_billing(session: Session, account_id: str, now: datetime) -> Billing:
    """Return all that Billing shows."""
    subscription = last_subscription(session, account_id)
    card = session.get(CardOnFileRow, account_id)
    details = session.get(BillingDetailsRow, account_id)
    update = open_card_update(session, account_id)
    return Billing(
        subscription=subscription_on_wire(subscription, now) if subscription else None,
        card=_card(card) if card else None,
        billing_details=msgspec.json.decode(details.details, type=BillingDetails) if details else None,
        renewal=renewal_on_wire(session, load_catalogue(), subscription, now) if subscription else None,
        cancellation=cancellation_that_can_be_undone(session, account_id, now),
        card_update=update if update and update.status == card_updates.NEEDS_CONFIRMATION else None,
        recipients=recipients_of(session, account_id),
        withdrawal=right_on_wire(session, account_id, now),
    )


def _card(row: CardOnFileRow) -> CardOnFile:
    return CardOnFile(
        brand=row.brand,
        last_four=row.last_four,
        expiry_month=row.expiry_month,
        expiry_year=row.expiry_year,
    )
