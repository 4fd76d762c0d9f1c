"""What is attached to a mail: kept as a reference with it, made when it is sent."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from licenseserver.invoice_tables import InvoiceRow
from licenseserver.invoices import document_of

_INVOICE = "invoice"


@dataclass(frozen=True)
class Attachment:
    """Attributes:
    media_type: "application/pdf".
    """

    name: str
    media_type: str
    content: bytes


def attached_invoice(invoice_id: str, language: str) -> str:
    """Return the reference to an invoice's or a credit note's PDF."""
    return f"{_INVOICE}:{invoice_id}:{language}"


def attachment_of(session: Session, reference: str) -> Attachment:
    """Make what a reference refers to.

    Raises:
        ValueError: it is of a kind that nobody makes.
    """
    kind, _, rest = reference.partition(":")
    if kind != _INVOICE:
        raise ValueError(f"no attachment is made from {reference}")
    invoice_id, _, language = rest.partition(":")
    document = document_of(session.get_one(InvoiceRow, invoice_id), language)
    return Attachment(document.name, "application/pdf", document.content)
