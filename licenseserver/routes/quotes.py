"""What a purchase costs."""

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from sqlalchemy.orm import Session

from licenseserver.buyers import Buyer
from licenseserver.catalogue import Catalogue
from licenseserver.clock import Clock
from licenseserver.quotes import make_quote
from licensewire.purchases import Quote, QuoteRequest


@post("/v1/quotes", sync_to_thread=True)
def create_quote(
    data: JSONBody[QuoteRequest],
    buyer: NamedDependency[Buyer],
    transaction: NamedDependency[Session],
    catalogue: NamedDependency[Catalogue],
    clock: NamedDependency[Clock],
) -> Quote:
    """Name the price of a plan for this buyer, exactly and for half an hour."""
    return make_quote(transaction, catalogue, buyer, data, clock.now())
