"""Issuing invoices and credit notes: the one place where a number is given (B8)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import msgspec
from babel.numbers import get_currency_precision
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from licenseserver import audit
from licenseserver.catalogue import load_catalogue
from licenseserver.gateway.protocol import Card
from licenseserver.invoice_paper import Paper, paper_of
from licenseserver.invoice_recipients import mail_to_recipients
from licenseserver.invoice_tables import InvoiceCounterRow, InvoiceRow
from licenseserver.security import new_id
from licenseserver.seller import load_seller
from licenseserver.tables import AccountRow
from licensewire.billing import BillingDetails
from licensewire.invoices import CREDIT_NOTE, INVOICE
from licensewire.money import Money
from licensewire.shape import LocalizedText

REFUND = "refund"
WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, kw_only=True)
class Sold:
    """A year of a plan that was paid.

    Attributes:
        price_minor, credit_minor, subtotal_minor, tax_minor, total_minor: in the currency's smallest unit; the
            subtotal is the price without the credit, the total is the subtotal with the tax.
        tax_percent, tax_name, tax_note: as in a quote.
        billing_details: the wire's `BillingDetails` as JSON.
        language: of the mail to the recipients ("en", "fr").
        purchase_id, renewal_id: exactly one of them; each can be invoiced once.
    """

    account_id: str
    plan_id: str
    period_starts_at: datetime
    period_ends_at: datetime
    price_minor: int
    credit_minor: int
    subtotal_minor: int
    tax_minor: int
    total_minor: int
    currency: str
    tax_percent: str
    tax_name: LocalizedText
    tax_note: str
    billing_details: str
    language: str
    purchase_id: str | None = None
    renewal_id: str | None = None


def issue_invoice(session: Session, sold: Sold, card: Card | None, now: datetime) -> InvoiceRow:
    """Give what was paid its invoice, and mail it to the account's further recipients.

    The year's counter stays locked until the caller's transaction ends, so that a number is used or never given.
    All invoices of the seller wait for it: call it late, with the account's own rows locked already.

    Args:
        session: the caller's transaction.
        sold: what was paid.
        card: with which it was paid, where the gateway told it.
        now: the moment of issue; its year in UTC is the year of the number.

    Raises:
        sqlalchemy.exc.IntegrityError: it has an invoice already, or its amounts do not add up.
    """
    account = session.get_one(AccountRow, sold.account_id)
    plan = load_catalogue().plan(sold.plan_id)
    counter = _locked_counter(session, now)
    counter.last += 1

    def money(minor: int) -> Money:
        return Money(minor=minor, currency=sold.currency)

    paper = Paper(
        kind=INVOICE,
        number=_number(counter),
        issued_at=now,
        time_zone=account.time_zone,
        reference=sold.purchase_id or sold.renewal_id or "",
        seller=load_seller(),
        customer=msgspec.json.decode(sold.billing_details, type=BillingDetails),
        plan_name=plan.name if plan else {"en": sold.plan_id},
        period_starts_at=sold.period_starts_at,
        period_ends_at=sold.period_ends_at,
        price=money(sold.price_minor),
        credit=money(sold.credit_minor),
        subtotal=money(sold.subtotal_minor),
        tax=money(sold.tax_minor),
        total=money(sold.total_minor),
        tax_percent=sold.tax_percent,
        tax_name=sold.tax_name,
        tax_note=sold.tax_note,
        card_brand=card.brand if card else "",
        card_last_four=card.last_four if card else "",
    )
    row = _row(account.id, sold.plan_id, counter.last, paper)
    row.purchase_id, row.renewal_id = sold.purchase_id, sold.renewal_id
    return _issued(session, row, paper, sold.language)


def issue_credit_note(session: Session, invoice: InvoiceRow, now: datetime, reason: str) -> InvoiceRow:
    """Take an invoice back as a whole, because its money is paid back.

    Called again for the same invoice, it returns the credit note that is there.

    Args:
        session: the caller's transaction.
        invoice: what is taken back.
        now: the moment of issue.
        reason: `REFUND` or `WITHDRAWAL`.
    """
    counter = _locked_counter(session, now)
    # Asked with the counter locked: whoever was quicker has committed.
    made = session.scalar(select(InvoiceRow).where(InvoiceRow.credits_id == invoice.id))
    if made is not None:
        return made
    counter.last += 1
    paid = paper_of(invoice)

    def negative(money: Money) -> Money:
        return Money(minor=-money.minor, currency=money.currency)

    paper = msgspec.structs.replace(
        paid,
        kind=CREDIT_NOTE,
        number=_number(counter),
        issued_at=now,
        price=negative(paid.price),
        credit=negative(paid.credit),
        subtotal=negative(paid.subtotal),
        tax=negative(paid.tax),
        total=negative(paid.total),
        credits=invoice.number,
        credits_issued_at=invoice.issued_at,
        reason=reason,
    )
    row = _row(invoice.account_id, invoice.plan_id, counter.last, paper)
    row.credits_id = invoice.id
    return _issued(session, row, paper, session.get_one(AccountRow, invoice.account_id).language)


def _locked_counter(session: Session, now: datetime) -> InvoiceCounterRow:
    """Lock the counter of the seller's year, which the first invoice of a year makes."""
    seller = load_seller().id
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    # Two processes may both find none: whoever comes second waits here for the first one's end.
    session.execute(insert(InvoiceCounterRow).values(seller=seller, year=now.year, last=0).on_conflict_do_nothing())
    return session.get_one(InvoiceCounterRow, (seller, now.year), with_for_update=True, populate_existing=True)


def _number(counter: InvoiceCounterRow) -> str:
    return f"{counter.year}-{counter.last:06d}"


def _row(account_id: str, plan_id: str, position: int, paper: Paper) -> InvoiceRow:
    return InvoiceRow(
        id=new_id("inv"),
        account_id=account_id,
        seller=paper.seller.id,
        year=paper.issued_at.year,
        position=position,
        number=paper.number,
        kind=paper.kind,
        issued_at=paper.issued_at,
        plan_id=plan_id,
        searched=_searched(paper),
        subtotal_minor=paper.subtotal.minor,
        tax_minor=paper.tax.minor,
        total_minor=paper.total.minor,
        currency=paper.total.currency,
        credits=paper.credits,
        content=msgspec.json.encode(paper).decode(),
    )


def _searched(paper: Paper) -> str:
    """Return what a search looks through: amounts without sign, currency and thousands."""
    amount = Decimal(abs(paper.total.minor)).scaleb(-get_currency_precision(paper.total.currency))
    return f"{paper.number} {amount} {paper.credits}".rstrip()


def _issued(session: Session, row: InvoiceRow, paper: Paper, language: str) -> InvoiceRow:
    session.add(row)
    session.flush()
    mail_to_recipients(session, row, paper, language)
    audit.record(
        session,
        row.issued_at,
        f"{row.kind}.issued",
        subject=row.id,
        account_id=row.account_id,
        details={"number": row.number, "total": row.total_minor, "currency": row.currency, "credits": row.credits},
    )
    return row
