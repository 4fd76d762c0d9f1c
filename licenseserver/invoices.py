"""Invoices and credit notes as they can be had: found, and as documents (B8)."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver.invoice_paper import paper_of
from licenseserver.invoice_pdf import invoice_pdf
from licenseserver.invoice_tables import InvoiceRow
from licenseserver.problems import ProblemError
from licenseserver.wording import known_language
from licensewire import problem
from licensewire.invoices import CREDIT_NOTE, INVOICE

_FILE_NAMES = {
    INVOICE: {"en": "invoice", "fr": "facture"},
    CREDIT_NOTE: {"en": "credit-note", "fr": "avoir"},
}


@dataclass(frozen=True)
class Document:
    """Attributes:
    name: of the file ("invoice-2026-000017.pdf").
    content: the PDF.
    """

    name: str
    content: bytes


def document_of(row: InvoiceRow, language: str) -> Document:
    """Return an invoice or a credit note as a PDF, in a language that texts exist in."""
    language = known_language(language)
    return Document(f"{_FILE_NAMES[row.kind][language]}-{row.number}.pdf", invoice_pdf(paper_of(row), language))


def owned_invoice(session: Session, account_id: str, invoice_id: str) -> InvoiceRow:
    """Return an invoice or a credit note of this account.

    Raises:
        ProblemError: `problem.NOT_FOUND`.
    """
    row = session.get(InvoiceRow, invoice_id)
    if row is None or row.account_id != account_id:
        raise ProblemError(problem.NOT_FOUND)
    return row


def invoice_of_purchase(session: Session, purchase_id: str) -> InvoiceRow | None:
    """Return the invoice of a purchase; None before it was paid."""
    return session.scalar(select(InvoiceRow).where(InvoiceRow.purchase_id == purchase_id))
