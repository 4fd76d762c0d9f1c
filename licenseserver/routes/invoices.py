"""The account's invoices and credit notes (B8)."""

from datetime import date

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from sqlalchemy.orm import Session

from licenseserver.callers import Caller
from licenseserver.catalogue import Catalogue
from licenseserver.invoice_list import invoice_page
from licenseserver.invoices import document_of, owned_invoice
from licenseserver.routes.documents import document_response
from licensewire.invoices import InvoiceFilter, InvoicePage


@get("/v1/invoices", sync_to_thread=True)
def list_invoices(
    caller: NamedDependency[Caller],
    transaction: NamedDependency[Session],
    catalogue: NamedDependency[Catalogue],
    offset: FromQuery[int] = 0,
    limit: FromQuery[int] = 50,
    search: FromQuery[str] = "",
    kind: FromQuery[str] = "",
    issued_from: FromQuery[date | None] = None,
    issued_until: FromQuery[date | None] = None,
) -> InvoicePage:
    """Return a page of the list, newest first; `search` is part of a number, of an amount or of a plan's name."""
    wanted = InvoiceFilter(search=search, kind=kind, issued_from=issued_from, issued_until=issued_until)
    return invoice_page(transaction, catalogue, caller.account_id, wanted, offset, limit)


@get("/v1/invoices/{invoice_id:str}/document", sync_to_thread=True, media_type="application/pdf")
def read_invoice(
    invoice_id: FromPath[str],
    caller: NamedDependency[Caller],
    transaction: NamedDependency[Session],
    language: FromQuery[str] = "en",
) -> Response[bytes]:
    """Return an invoice or a credit note as a PDF."""
    return document_response(document_of(owned_invoice(transaction, caller.account_id, invoice_id), language))
