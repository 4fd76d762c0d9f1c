"""Cancelling the renewal, and taking it up again (B5)."""

from anyio import to_thread
from litestar import Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery, JSONBody
from sqlalchemy.orm import Session

from licenseserver import cancellations
from licenseserver.billing import describe_billing
from licenseserver.callers import Caller
from licenseserver.cancelling import Cancelling
from licenseserver.catalogue import Catalogue
from licenseserver.clock import Clock
from licenseserver.gateway_threads import GatewayThreads
from licenseserver.renewal_facts import Terms
from licenseserver.renewal_letters import house_of
from licenseserver.routes.documents import document_response
from licenseserver.settings import Settings
from licensewire.billing import Billing
from licensewire.renewals import Cancellation, CancellationPreview, CancelRenewal


@get("/v1/billing/cancellation", sync_to_thread=True)
def preview_cancellation(
    caller: NamedDependency[Caller],
    transaction: NamedDependency[Session],
    catalogue: NamedDependency[Catalogue],
    clock: NamedDependency[Clock],
) -> CancellationPreview:
    """Say what cancelling would mean for this account."""
    return cancellations.preview(transaction, catalogue, caller.account_id, clock.now())


@post("/v1/billing/cancellation", status_code=200)
async def cancel_renewal(
    data: JSONBody[CancelRenewal],
    caller: NamedDependency[Caller],
    cancelling: NamedDependency[Cancelling],
    gateway_threads: NamedDependency[GatewayThreads],
) -> Cancellation:
    """Cancel the renewal; the running period stays. A second time the same cancellation is answered."""
    done = await to_thread.run_sync(cancelling.cancel, caller.account_id, data)
    if done is None:
        done = await gateway_threads.run(cancelling.cancel_at_the_bank, caller.account_id, data)
    return done


@delete("/v1/billing/cancellation", sync_to_thread=True, status_code=200)
def resume_renewal(
    caller: NamedDependency[Caller],
    transaction: NamedDependency[Session],
    catalogue: NamedDependency[Catalogue],
    settings: NamedDependency[Settings],
    clock: NamedDependency[Clock],
) -> Billing:
    """Undo the cancellation; where nothing is cancelled, nothing changes."""
    now = clock.now()
    cancellations.resume(transaction, Terms(catalogue, house_of(settings)), caller.account_id, now)
    return describe_billing(transaction, caller.account_id, now)


@get("/v1/billing/cancellation/confirmation", sync_to_thread=True, media_type="application/pdf")
def read_cancellation_confirmation(
    caller: NamedDependency[Caller],
    transaction: NamedDependency[Session],
    catalogue: NamedDependency[Catalogue],
    settings: NamedDependency[Settings],
    language: FromQuery[str] = "en",
) -> Response[bytes]:
    """Return the confirmation of the cancellation, as a PDF."""
    terms = Terms(catalogue, house_of(settings))
    return document_response(cancellations.confirmation(transaction, terms, caller.account_id, language))
