"""Billing as the owner sees it: subscription, card on file, billing details, receipts (B2)."""

from datetime import datetime

import msgspec
from sqlalchemy.orm import Session

from licenseserver.purchase_tables import BillingDetailsRow, CardOnFileRow, PurchaseRow, ReceiptRow
from licenseserver.purchases import quote_of
from licenseserver.receipts import receipts_of
from licenseserver.subscriptions import last_subscription, subscription_on_wire
from licensewire.billing import Billing, BillingDetails, CardOnFile, ReceiptEntry
from licensewire.money import Money


def describe_billing(session: Session, account_id: str, now: datetime) -> Billing:
    """Return all that Billing shows."""
    subscription = last_subscription(session, account_id)
    card = session.get(CardOnFileRow, account_id)
    details = session.get(BillingDetailsRow, account_id)
    return Billing(
        subscription=subscription_on_wire(subscription, now) if subscription else None,
        card=_card(card) if card else None,
        billing_details=msgspec.json.decode(details.details, type=BillingDetails) if details else None,
        receipts=tuple(_entry(session, receipt) for receipt in receipts_of(session, account_id)),
    )


def _card(row: CardOnFileRow) -> CardOnFile:
    return CardOnFile(
        brand=row.brand,
        last_four=row.last_four,
        expiry_month=row.expiry_month,
        expiry_year=row.expiry_year,
    )


def _entry(session: Session, receipt: ReceiptRow) -> ReceiptEntry:
    purchase = session.get_one(PurchaseRow, receipt.purchase_id)
    return ReceiptEntry(
        purchase_id=purchase.id,
        number=receipt.number,
        issued_at=receipt.issued_at,
        plan_id=quote_of(purchase).plan_id,
        total=Money(minor=purchase.total_minor, currency=purchase.currency),
    )
