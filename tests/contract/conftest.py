"""The API client at a live server, on SQLite and on PostgreSQL."""

import uuid
from collections.abc import Callable

import pytest

from licensewire.billing import Address, BillingDetails
from licensewire.purchases import ConsentGiven, PurchaseRequest, Quote, QuoteRequest
from licensewire.session import SignedIn, SignIn
from qtclient.api.cards import CardDetails
from qtclient.api.client import Api
from qtclient.api.transport import Transport
from tests.live_server import LiveServer, postgres, prepared, shared_server  # noqa: F401 - fixtures are found by their names

PLAN = "strategic-research"
GOOD_CARD = "4242424242424242"
BANK_CARD = "4000000000003220"
POOR_CARD = "4000000000009995"
DETAILS = BillingDetails(
    name="Ada Lovelace",
    address=Address(country="US", region="CA", lines=("1 Main Street",), city="Sacramento", postal_code="94203"),
)


class Person:
    """Somebody who is signed in, with an API of their own."""

    def __init__(self, address: str, username: str) -> None:
        self.api = Api(Transport(address))
        self.service = self.api.service()
        sample = next(sample for sample in self.service.sample_accounts if sample.username == username)
        self.username, self.password = username, sample.password
        self.signed_in = self.sign_in()

    def sign_in(self) -> SignedIn:
        request = SignIn(username=self.username, password=self.password, device_name="Contract")
        signed_in = self.api.sign_in(request)
        self.api.transport.access_token = signed_in.tokens.access_token
        return signed_in

    def quote(self) -> Quote:
        return self.api.quote(QuoteRequest(plan_id=PLAN, country="US", region="CA"))

    def token(self, number: str = GOOD_CARD) -> str:
        card = CardDetails(number, 12, 2034, "737", name="Ada Lovelace", postal_code="94203", country="US")
        return self.api.tokenise(self.service.card_entry, card)

    def request(self, number: str = GOOD_CARD, quote: Quote | None = None) -> PurchaseRequest:
        quote = quote or self.quote()
        consents = tuple(ConsentGiven(id=text.id, version=text.version, language="en") for text in quote.consents)
        return PurchaseRequest(
            quote_id=quote.id, payment_method=self.token(number), billing_details=DETAILS, consents=consents
        )


def new_key() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def person(shared_server: LiveServer) -> Callable[[str], Person]:  # noqa: F811 - the fixture itself
    return lambda username: Person(shared_server.address, username)
