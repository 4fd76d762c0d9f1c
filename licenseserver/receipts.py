"""Receipts: numbers without a gap, and what a receipt says."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver.gateway.protocol import Card
from licenseserver.purchase_tables import PurchaseRow, ReceiptCounterRow, ReceiptRow


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
        account_id=row.account_id,
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
