"""The receipt of a purchase is its invoice, also for whoever bought as a visitor."""

from sqlalchemy.orm import Session

from licenseserver.invoices import Document, document_of, invoice_of_purchase
from licenseserver.problems import ProblemError
from licenseserver.purchases import owned_purchase
from licensewire import problem


def receipt_of(session: Session, buyer_id: str, purchase_id: str, language: str) -> Document:
    """Return what a purchase was paid for with.

    Raises:
        ProblemError: `problem.NOT_FOUND`, or `problem.RECEIPT_NOT_READY` before it was paid.
    """
    invoice = invoice_of_purchase(session, owned_purchase(session, buyer_id, purchase_id).id)
    if invoice is None:
        raise ProblemError(problem.RECEIPT_NOT_READY)
    return document_of(invoice, language)
