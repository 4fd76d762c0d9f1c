"""What is known of the account's card and subscription (B2)."""

from litestar import get
from litestar.di import NamedDependency
from sqlalchemy.orm import Session

from licenseserver.billing import describe_billing
from licenseserver.callers import Caller
from licenseserver.clock import Clock
from licensewire.billing import Billing


@get("/v1/billing", sync_to_thread=True)
def read_billing(
    caller: NamedDependency[Caller], transaction: NamedDependency[Session], clock: NamedDependency[Clock]
) -> Billing:
    """Describe the card on file, the subscription, and to whom invoices go."""
    return describe_billing(transaction, caller.account_id, clock.now())
