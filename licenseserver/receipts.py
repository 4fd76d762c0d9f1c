"""Receipts: numbers without a gap, and what a receipt says."""

from datetime import datetime

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver.catalogue import Catalogue
from licenseserver.gateway.protocol import Card
from licenseserver.problems import ProblemError
from licenseserver.purchase_tables import PurchaseRow, ReceiptCounterRow, ReceiptRow
from licenseserver.purchases import owned_purchase, quote_of
from licenseserver.receipt_pdf import ReceiptFacts, receipt_pdf
from licenseserver.tables import AccountRow
from licenseserver.wording import known_language
from licensewire import problem
from licensewire.billing import BillingDetails


def issue_receipt(session: Session, row: PurchaseRow, card: Card | None, now: datetime) -> ReceiptRow:
    """Give a purchase its receipt.

    The year's counter stays locked until the transaction ends, so that a number is used or never given.

    Raises:
        sqlalchemy.exc.IntegrityError: two processes made the first receipt of a year at once; do it again.
    """
    counter = session.get(ReceiptCounterRow, now.year, with_for_update=True, populate_existing=True)
    if counter is None:
        counter = ReceiptCounterRow(year=now.year, last=0)
        session.add(counter)
    counter.last += 1
    receipt = ReceiptRow(
        purchase_id=row.id,
        account_id=row.buyer_id,
        number=f"{now.year}-{counter.last:06d}",
        issued_at=now,
        card_brand=card.brand if card else "",
        card_last_four=card.last_four if card else "",
    )
    session.add(receipt)
    session.flush()
    return receipt


def receipts_of(session: Session, account_id: str) -> list[ReceiptRow]:
    """Return the account's receipts, newest first."""
    found = select(ReceiptRow).where(ReceiptRow.account_id == account_id)
    return list(session.scalars(found.order_by(ReceiptRow.issued_at.desc(), ReceiptRow.number.desc())))


def receipt_document(
    session: Session, catalogue: Catalogue, account_id: str, purchase_id: str, language: str
) -> tuple[str, bytes]:
    """Return the file name and the PDF of a purchase's receipt.

    Raises:
        ProblemError: `problem.NOT_FOUND`, or `problem.RECEIPT_NOT_READY` before it was paid.
    """
    row = owned_purchase(session, account_id, purchase_id)
    receipt = session.get(ReceiptRow, row.id)
    if receipt is None:
        raise ProblemError(problem.RECEIPT_NOT_READY)
    quote = quote_of(row)
    plan = catalogue.plan(quote.plan_id)
    facts = ReceiptFacts(
        number=receipt.number,
        issued_at=receipt.issued_at,
        purchase_id=row.id,
        quote=quote,
        plan_name=plan.name if plan else {"en": quote.plan_id},
        details=msgspec.json.decode(row.billing_details, type=BillingDetails),
        time_zone=session.get_one(AccountRow, account_id).time_zone,
        card_brand=receipt.card_brand,
        card_last_four=receipt.card_last_four,
    )
    name = "recu" if known_language(language) == "fr" else "receipt"
    return f"{name}-{receipt.number}.pdf", receipt_pdf(facts, known_language(language))
