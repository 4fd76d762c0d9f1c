"""To whom the future invoices go: billing details and recipients; and the renewal as a calendar file (B8, B9)."""

from litestar import Response, get, put
from litestar.di import NamedDependency
from litestar.params import FromQuery, JSONBody
from sqlalchemy.orm import Session

from licenseserver.billing import describe_billing
from licenseserver.calendar_file import renewal_calendar
from licenseserver.callers import Caller
from licenseserver.catalogue import Catalogue
from licenseserver.changing_details import set_billing_details
from licenseserver.clock import Clock
from licenseserver.invoice_recipients import set_recipients
from licenseserver.settings import Settings
from licensewire.billing import Billing, BillingDetails
from licensewire.invoices import InvoiceRecipients


@put("/v1/billing/details", sync_to_thread=True)
def change_billing_details(
    data: JSONBody[BillingDetails],
    caller: NamedDependency[Caller],
    transaction: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Billing:
    """Change to whom the future invoices are made out."""
    set_billing_details(transaction, caller.account_id, data, clock.now())
    return describe_billing(transaction, caller.account_id, clock.now())


@put("/v1/billing/recipients", sync_to_thread=True)
def change_recipients(
    data: JSONBody[InvoiceRecipients],
    caller: NamedDependency[Caller],
    transaction: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Billing:
    """Change who else gets the future invoices by mail."""
    set_recipients(transaction, caller.account_id, data.emails, clock.now())
    return describe_billing(transaction, caller.account_id, clock.now())


@get("/v1/billing/renewal.ics", sync_to_thread=True, media_type="text/calendar")
def read_renewal_calendar(
    caller: NamedDependency[Caller],
    transaction: NamedDependency[Session],
    catalogue: NamedDependency[Catalogue],
    settings: NamedDependency[Settings],
    clock: NamedDependency[Clock],
    language: FromQuery[str] = "en",
) -> Response[bytes]:
    """Return the coming renewal, and until when it can be cancelled, as a calendar file (RFC 5545)."""
    content = renewal_calendar(
        transaction, catalogue, settings.platform_name, caller.account_id, language, clock.now()
    )
    headers = {"Content-Disposition": 'attachment; filename="renewal.ics"', "Cache-Control": "private, no-store"}
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)
