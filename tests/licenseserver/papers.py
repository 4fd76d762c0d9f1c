"""Accounts and what they paid for, put into a database below the endpoints, for the tests of invoices."""

import itertools
from datetime import UTC, datetime

import msgspec
from sqlalchemy.orm import Session

from licenseserver.gateway.protocol import Card
from licenseserver.invoice_tables import InvoiceRow
from licenseserver.invoicing import Sold, issue_invoice
from licenseserver.purchase_tables import PurchaseRow
from licenseserver.tables import AccountRow, BuyerRow, OrganizationRow, SubscriptionRow
from licensewire.billing import ACTIVE, Address, BillingDetails

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CARD = Card(payment_method="pm_1", brand="visa", last_four="4242", expiry_month=12, expiry_year=2034)
DETAILS = BillingDetails(
    name="Zoë Łukasiewicz",
    company="Αθηνά & Дружба Ltd.",
    tax_id="DE136695976",
    address=Address(country="DE", lines=("Hauptstraße 1",), city="Berlin", postal_code="10115"),
)
_count = itertools.count(1)


def owner(session: Session, account_id: str = "acc_1", time_zone: str = "Europe/Berlin") -> str:
    """Make an account."""
    session.add_all([OrganizationRow(id=f"org_{account_id}", name="O"), BuyerRow(id=account_id)])
    session.flush()
    session.add(
        AccountRow(
            id=account_id,
            organization_id=f"org_{account_id}",
            username=account_id,
            username_folded=account_id,
            password_hash="",
            name="Zoë",
            email=f"{account_id}@example.org",
            email_folded=f"{account_id}@example.org",
            role="owner",
            time_zone=time_zone,
            country="DE",
            language="fr",
            created_at=NOW,
        )
    )
    session.flush()
    return account_id


def sold(session: Session, account_id: str = "acc_1", **changes: object) -> Sold:
    """Return what a purchase sold; the purchase is made with it."""
    purchase_id = f"pur_{account_id}_{next(_count)}"
    facts = {
        "account_id": account_id,
        "plan_id": "strategic-research",
        "period_starts_at": NOW,
        "period_ends_at": NOW.replace(year=2027),
        "price_minor": 120000,
        "credit_minor": 20000,
        "subtotal_minor": 100000,
        "tax_minor": 19000,
        "total_minor": 119000,
        "currency": "USD",
        "tax_percent": "19",
        "tax_name": {"en": "VAT", "fr": "TVA"},
        "tax_note": "",
        "billing_details": msgspec.json.encode(DETAILS).decode(),
        "language": "en",
        "purchase_id": purchase_id,
    } | changes
    if facts["purchase_id"] == purchase_id:
        session.add(
            PurchaseRow(
                id=purchase_id,
                buyer_id=account_id,
                idempotency_key=purchase_id,
                fingerprint="",
                status="cancelled",
                attempt=1,
                quote="",
                billing_details="",
                language="en",
                payment_method="",
                return_address="",
                total_minor=1,
                currency="USD",
                created_at=NOW,
                attempt_started_at=NOW,
            )
        )
        session.flush()
    return Sold(**facts)


def invoice(session: Session, account_id: str = "acc_1", now: datetime = NOW, **changes: object) -> InvoiceRow:
    """Issue an invoice for a purchase made for it."""
    return issue_invoice(session, sold(session, account_id, **changes), CARD, now)


def licence(session: Session, account_id: str = "acc_1", **changes: object) -> SubscriptionRow:
    """Give an account a licence that began today and renews in a year."""
    facts = {
        "id": f"sub_{account_id}",
        "account_id": account_id,
        "plan_id": "strategic-research",
        "status": ACTIVE,
        "started_at": NOW,
        "period_started_at": NOW,
        "period_ends_at": NOW.replace(year=2027),
        "renews_at": NOW.replace(year=2027),
        "price_minor": 504000,
        "renewal_price_minor": 504000,
        "renewal_currency": "USD",
        "cancel_until": NOW.replace(year=2027, day=22),
    } | changes
    row = SubscriptionRow(**facts)
    session.add(row)
    session.flush()
    return row
