"""The account that is signed in."""

from litestar import get
from litestar.di import NamedDependency
from sqlalchemy.orm import Session

from licenseserver import accounts
from licenseserver.callers import Caller
from licenseserver.catalogue import Catalogue
from licenseserver.clock import Clock
from licensewire.session import Account


@get("/v1/account", sync_to_thread=True)
def read_account(
    caller: NamedDependency[Caller],
    transaction: NamedDependency[Session],
    catalogue: NamedDependency[Catalogue],
    clock: NamedDependency[Clock],
) -> Account:
    """Describe the account and what it may use now."""
    return accounts.describe(transaction, catalogue, caller.account_id, clock.now())
