"""Who else gets the account's invoices by mail: kept, and written to when one is issued (B8)."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from licenseserver import audit
from licenseserver.buyers import alone_with
from licenseserver.email_addresses import EmailAddress, checked_email
from licenseserver.invoice_paper import Paper
from licenseserver.invoice_tables import InvoiceRecipientRow, InvoiceRow
from licenseserver.mail import Letter, queue
from licenseserver.mail_attachments import attached_invoice
from licenseserver.problems import ProblemError, invalid_field
from licenseserver.wording import day_text, known_language, money_text
from licensewire import problem
from licensewire.invoices import CREDIT_NOTE, RECIPIENTS_LIMIT
from licensewire.problem import FieldProblem
from licensewire.shape import in_language

_SUBJECTS = {
    "invoice": {"en": "Invoice {number} from {seller}", "fr": "Facture {number} de {seller}"},
    CREDIT_NOTE: {"en": "Credit note {number} from {seller}", "fr": "Avoir {number} de {seller}"},
}


def recipients_of(session: Session, account_id: str) -> tuple[str, ...]:
    """Return the addresses as they are shown, in the owner's order."""
    return tuple(row.email for row in _rows(session, account_id))


def set_recipients(session: Session, account_id: str, emails: tuple[str, ...], now: datetime) -> None:
    """Replace the recipients of the future invoices; an address that is given twice is kept once.

    Raises:
        ProblemError: `problem.INVALID_REQUEST` with each address that is wrong ("emails.2"), or with "emails" as
            "too_many".
    """
    wanted: dict[str, EmailAddress] = {}
    found: list[FieldProblem] = []
    for position, text in enumerate(emails[:_MOST_READ]):
        try:
            address = checked_email(text, f"emails.{position}")
        except ProblemError as refusal:
            found.extend(refusal.fields)
        else:
            wanted.setdefault(address.folded, address)
    if found:
        raise ProblemError(problem.INVALID_REQUEST, fields=found)
    if len(wanted) > RECIPIENTS_LIMIT or len(emails) > _MOST_READ:
        raise invalid_field("emails", "too_many")
    # Two changes at once would meet in the rows' keys.
    alone_with(session, account_id)
    session.execute(delete(InvoiceRecipientRow).where(InvoiceRecipientRow.account_id == account_id))
    session.add_all(
        InvoiceRecipientRow(
            account_id=account_id, position=position, email=address.shown, deliverable=address.deliverable
        )
        for position, address in enumerate(wanted.values())
    )
    session.flush()
    audit.record(
        session,
        now,
        "invoice_recipients.changed",
        subject=account_id,
        account_id=account_id,
        actor=account_id,
        details={"recipients": len(wanted)},
    )


def mail_to_recipients(session: Session, row: InvoiceRow, paper: Paper, language: str) -> None:
    """Write a mail with the paper attached to each of the account's further recipients."""
    language = known_language(language)
    words = {
        "language": language,
        "kind": paper.kind,
        "number": paper.number,
        "credits": paper.credits,
        "customer": paper.customer.company or paper.customer.name,
        "plan": in_language(paper.plan_name, language),
        "starts": day_text(paper.period_starts_at, language, paper.time_zone),
        "ends": day_text(paper.period_ends_at, language, paper.time_zone),
        "total": money_text(paper.total, language),
        "seller": paper.seller.name,
        "seller_email": paper.seller.email,
    }
    subject = _SUBJECTS[paper.kind][language].format(number=paper.number, seller=paper.seller.name)
    for recipient in _rows(session, row.account_id):
        queue(
            session,
            f"invoice:{row.id}:{recipient.position}",
            row.account_id,
            recipient.deliverable,
            Letter(subject, "invoice", words),
            row.issued_at,
            attachment=attached_invoice(row.id, language),
        )


_MOST_READ = 4 * RECIPIENTS_LIMIT
"""Of a longer list nothing is read, whatever stands twice in it."""


def _rows(session: Session, account_id: str) -> list[InvoiceRecipientRow]:
    found = select(InvoiceRecipientRow).where(InvoiceRecipientRow.account_id == account_id)
    return list(session.scalars(found.order_by(InvoiceRecipientRow.position)))
