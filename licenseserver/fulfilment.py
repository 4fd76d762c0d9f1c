"""What a paid purchase makes, all in one transaction: licence, brand ID, card on file, invoice, mail.

A visitor's makes the account and its organization too, first of all (A5).
"""

from datetime import datetime

import msgspec
from sqlalchemy.orm import Session

from licenseserver import audit
from licenseserver.brands import ensure_brand_id
from licenseserver.cards_on_file import put_on_file
from licenseserver.catalogue import Catalogue
from licenseserver.gateway.protocol import Intent
from licenseserver.invoicing import Sold, issue_invoice
from licenseserver.mail import queue_confirmation
from licenseserver.new_accounts import make_account
from licenseserver.purchase_tables import BillingDetailsRow, PurchaseRow
from licenseserver.purchases import quote_of
from licenseserver.renewals import supersede
from licenseserver.subscriptions import start_licence
from licenseserver.tables import AccountRow
from licenseserver.withdrawals import is_consumer, last_moment
from licensewire import purchases
from licensewire.billing import BillingDetails
from licensewire.purchases import Quote


def fulfil(
    session: Session, catalogue: Catalogue, platform_name: str, row: PurchaseRow, intent: Intent, now: datetime
) -> None:
    """Give the buyer what was paid for with `intent`; the purchase's row is locked and not final yet."""
    quote = quote_of(row)
    account = session.get(AccountRow, row.buyer_id)
    is_first = account is None
    if account is None:
        details = msgspec.json.decode(row.billing_details, type=BillingDetails)
        account = make_account(session, row, details, now)
    supersede(session, account.id, now)
    subscription = start_licence(session, account.id, quote, now)
    brand_id = ensure_brand_id(session, account.organization_id, catalogue.brand_id)
    row.status = purchases.SUCCEEDED
    row.subscription_id = subscription.id
    row.finished_at = now
    row.confirmation_page = None
    session.flush()
    if intent.card is not None:
        put_on_file(session, account.id, intent.card, now)
    session.merge(BillingDetailsRow(account_id=account.id, details=row.billing_details))
    # All invoices wait for one counter: it is locked after everything of the account's own.
    invoice = issue_invoice(session, _sold(row, quote), intent.card, now)
    queue_confirmation(
        session,
        catalogue,
        platform_name,
        account,
        row,
        invoice,
        brand_id,
        now,
        first=is_first,
        contract=subscription.contract or "",
        withdraw_until=last_moment(now, account.time_zone) if is_consumer(account, row) else None,
    )
    audit.record(
        session,
        now,
        "purchase.succeeded",
        subject=row.id,
        account_id=account.id,
        details={
            "intent": intent.id,
            "total": row.total_minor,
            "currency": row.currency,
            "invoice": invoice.number,
        },
    )


def _sold(row: PurchaseRow, quote: Quote) -> Sold:
    return Sold(
        account_id=row.buyer_id,
        plan_id=quote.plan_id,
        period_starts_at=quote.period_starts_at,
        period_ends_at=quote.period_ends_at,
        price_minor=quote.price.minor,
        credit_minor=quote.credit.minor,
        subtotal_minor=quote.subtotal.minor,
        tax_minor=quote.tax.minor,
        total_minor=quote.total.minor,
        currency=quote.total.currency,
        tax_percent=quote.tax_percent,
        tax_name=quote.tax_name,
        tax_note=quote.tax_note,
        billing_details=row.billing_details,
        language=row.language,
        purchase_id=row.id,
    )
