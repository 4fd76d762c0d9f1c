"""What a purchase costs."""

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from sqlalchemy.orm import Session

from licenseserver.callers import Caller
from licenseserver.catalogue import Catalogue
from licenseserver.clock import Clock
from licenseserver.quotes import make_quote
from licenseserver.tables import AccountRow
from licensewire.purchases import Quote, QuoteRequest


@post("/v1/quotes", sync_to_thread=True)
def create_quote(
    data: JSONBody[QuoteRequest],
    caller: NamedDependency[Caller],
    transaction: NamedDependency[Session],
    catalogue: NamedDependency[Catalogue],
    clock: NamedDependency[Clock],
) -> Quote:
    """Name the price of a plan for this account, exactly and for half an hour."""
    account = transaction.get_one(AccountRow, caller.account_id)
    return make_quote(transaction, catalogue, account, data, clock.now())
