"""Refunds: decided in the transaction of what they are for, paid back exactly once, with a credit note.

A refund is looked for at the gateway by its id before it is asked for; a process that is killed at any step leaves
a row that is due again. Each try has an idempotency key of its own, because one that met an error repeats it for
ever. Two tries that cross cannot pay twice: a refund is always of the whole price, and more than what was paid the
gateway does not give back.
"""

from datetime import datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver import audit, renewal_letters
from licenseserver.database import Database
from licenseserver.declaration_tables import FAILED, PAID_BACK, PENDING, DeclarationRow, RefundRow
from licenseserver.gateway import protocol
from licenseserver.gateway.protocol import GatewayError, PaymentGateway, Refund, RequestRefusedError
from licenseserver.invoice_tables import InvoiceRow
from licenseserver.invoicing import WITHDRAWAL, issue_credit_note
from licenseserver.letters.content import Reader
from licenseserver.letters.facts import LetterFacts
from licenseserver.purchase_tables import PurchaseRow
from licenseserver.renewal_facts import Terms
from licenseserver.renewal_letters import queue_letter, queue_letter_to
from licenseserver.security import new_id
from licenseserver.seller import load_seller
from licenseserver.tables import AccountRow
from licensewire.money import Money

REFUND_ID = "refund_id"

_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(hours=6)

_log = structlog.get_logger()


def decide_refund(
    session: Session, purchase: PurchaseRow, invoice: InvoiceRow, declaration: DeclarationRow, now: datetime
) -> RefundRow:
    """Write down that a purchase is paid back as a whole; the money follows by itself.

    Raises:
        sqlalchemy.exc.IntegrityError: it is paid back already.
    """
    row = RefundRow(
        id=new_id("ref"),
        invoice_id=invoice.id,
        account_id=invoice.account_id,
        declaration_id=declaration.id,
        intent_id=purchase.intent_id or "",
        amount_minor=purchase.total_minor,
        currency=purchase.currency,
        status=PENDING,
        decided_at=now,
        look_at=now,
        looks=0,
    )
    session.add(row)
    session.flush()
    audit.record(
        session,
        now,
        "refund.decided",
        subject=row.id,
        account_id=row.account_id,
        details={"amount": row.amount_minor, "currency": row.currency, "invoice": invoice.number},
    )
    return row


def due_refunds(session: Session, now: datetime) -> list[str]:
    """Return the ids of refunds that wait for the gateway."""
    found = select(RefundRow.id).where(RefundRow.status == PENDING, RefundRow.look_at <= now)
    return list(session.scalars(found.order_by(RefundRow.look_at, RefundRow.id)))


def put_off(session: Session, refund_id: str, now: datetime) -> bool:
    """Say when this refund is looked after next; False when somebody else has just done that."""
    row = session.get(RefundRow, refund_id, with_for_update={"skip_locked": True}, populate_existing=True)
    if row is None or row.status != PENDING or row.look_at > now:
        return False
    row.look_at = now + min(_FIRST_PAUSE * 2.0 ** min(row.looks, 16), _LONGEST_PAUSE)
    row.looks += 1
    return True


def pay_back(database: Database, gateway: PaymentGateway, terms: Terms, refund_id: str, now: datetime) -> None:
    """Have the gateway pay a refund back, or ask what became of it, and write down what it says."""
    with database.transaction(reading=True) as session:
        row = session.get_one(RefundRow, refund_id)
    if row.status != PENDING:
        return
    try:
        refund = _made(gateway, row) or gateway.refund(
            row.intent_id,
            row.amount_minor,
            {REFUND_ID: row.id, "account_id": row.account_id},
            f"refund:{row.id}:{row.looks}",
        )
    except RequestRefusedError as refusal:
        _log.error("the gateway refused a refund", refund=row.id, code=refusal.code)
        _given_back_otherwise(database, gateway, terms, row, now)
        return
    except GatewayError as error:
        _log.warning("the gateway gave no answer", refund=row.id, problem=repr(error))
        return
    _settle(database, terms, row.id, refund, now)


def _made(gateway: PaymentGateway, row: RefundRow) -> Refund | None:
    return next(iter(gateway.refunds_of(row.intent_id, {REFUND_ID: row.id})), None)


def _given_back_otherwise(
    database: Database, gateway: PaymentGateway, terms: Terms, row: RefundRow, now: datetime
) -> None:
    """Somebody may have paid it back at the gateway itself; if not, a person has to."""
    try:
        made = gateway.refunds_of(row.intent_id, {})
    except GatewayError as error:
        _log.warning("the gateway gave no answer", refund=row.id, problem=repr(error))
        return
    good = [refund for refund in made if refund.status in {protocol.SUCCEEDED, protocol.PENDING}]
    if good and sum(refund.amount for refund in good) >= row.amount_minor:
        _settle(database, terms, row.id, good[0], now)
    else:
        with database.transaction() as session:
            _fail(session, terms, session.get_one(RefundRow, row.id, with_for_update=True), now)


def _settle(database: Database, terms: Terms, refund_id: str, refund: Refund, now: datetime) -> None:
    with database.transaction() as session:
        row = session.get_one(RefundRow, refund_id, with_for_update=True)
        if row.status != PENDING:
            return
        row.gateway_refund = refund.id
        if refund.status == protocol.SUCCEEDED:
            _finish(session, terms, row, now)
        elif refund.status != protocol.PENDING:
            _fail(session, terms, row, now)


def _finish(session: Session, terms: Terms, row: RefundRow, now: datetime) -> None:
    invoice = session.get_one(InvoiceRow, row.invoice_id)
    note = issue_credit_note(session, invoice, now, WITHDRAWAL)
    row.status = PAID_BACK
    row.credit_note_id = note.id
    row.finished_at = now
    facts = LetterFacts(
        house=terms.house,
        occasion=row.id,
        invoice=invoice.number,
        credit_note=note.number,
        refund=Money(minor=row.amount_minor, currency=row.currency),
    )
    queue_letter(session, renewal_letters.REFUNDED, session.get_one(AccountRow, row.account_id), facts, now)
    _note(session, row, now)


def _fail(session: Session, terms: Terms, row: RefundRow, now: datetime) -> None:
    """The bank does not take it back: the operator is told, because the money is owed all the same."""
    if row.status != PENDING:
        return
    row.status = FAILED
    row.finished_at = now
    declaration = session.get_one(DeclarationRow, row.declaration_id)
    facts = LetterFacts(
        house=terms.house,
        occasion=row.id,
        reference=declaration.reference,
        received_at=declaration.received_at,
        declaration=declaration.text,
        stated_email=declaration.email,
        contract=session.get_one(InvoiceRow, row.invoice_id).number,
        refund=Money(minor=row.amount_minor, currency=row.currency),
    )
    reader = Reader("", "en", "UTC")
    queue_letter_to(session, renewal_letters.REFUND_FAILED, load_seller().email, reader, facts, now)
    _note(session, row, now)


def _note(session: Session, row: RefundRow, now: datetime) -> None:
    audit.record(
        session,
        now,
        f"refund.{row.status}",
        subject=row.id,
        account_id=row.account_id,
        details={"amount": row.amount_minor, "currency": row.currency, "gateway": row.gateway_refund},
    )
