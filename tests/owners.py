"""Owners of a licence, made over the API as a client would make them, and a clock to let their year pass."""

import uuid

from licenseserver.database import Database
from licenseserver.tables import AccountRow
from licensewire import purchases
from licensewire.billing import Address, BillingDetails
from licensewire.card_updates import PROCESSING, SUCCEEDED, CardUpdateRequest
from licensewire.practice import BY_DAYS, TO_RENEWAL, MovePracticeClock
from licensewire.purchases import ConsentGiven, PurchaseRequest, QuoteRequest
from licensewire.session import SignIn
from qtclient.api.cards import CardDetails
from qtclient.api.client import Api
from qtclient.api.transport import Limits, Transport
from tests.faults.buyers import PASSWORD, add_buyers, username
from tests.live_server import LiveServer

PLAN = "strategic-research"
GOOD = "4242424242424242"
MASTERCARD = "5555555555554444"
POOR = "4000000000009995"
NO_FUNDS_LATER = "4000000000000341"
BANK = "4000000000003220"
BANK_ALWAYS = "4000002760003184"

_PATIENCE = 120.0


class Owner:
    """Somebody with a licence, as seen from outside of the client under test."""

    def __init__(self, server: LiveServer, number: int, country: str = "US") -> None:
        add_buyers(server.database, [number])
        if country != "US":
            _move_to(server.database, username(number), country)
        self.username, self.password = username(number), PASSWORD
        self.server = server
        # A year in a moment is more than a moment's work on a busy machine.
        self.api = Api(Transport(server.address, limits=Limits(read=_PATIENCE, whole=_PATIENCE)))
        self._sign_in()
        self._buy(country)

    def replace_card(self, number: str) -> None:
        """Put another card on file, as another client of the same owner would."""
        made = self.api.update_card(CardUpdateRequest(payment_method=self.token(number)), str(uuid.uuid4()))
        while made.status == PROCESSING:
            # A busy machine's gateway answers late; each check waits for it.
            made = self.api.check_card_update(made.id)
        assert made.status == SUCCEEDED, made

    def to_renewal(self) -> None:
        """Move the backend's clock to just after the renewal."""
        self.api.move_practice_clock(MovePracticeClock(to=TO_RENEWAL))

    def days_on(self, days: int) -> None:
        """Move the backend's clock by whole days."""
        self.api.move_practice_clock(MovePracticeClock(to=BY_DAYS, days=days))

    def token(self, number: str) -> str:
        """Return the gateway's token for a card that is good for some years after every move of the clock."""
        card = CardDetails(number, 12, 2039, "123", name="Ada Buyer", postal_code="62701", country="US")
        return self.api.tokenise(self.api.service().card_entry, card)

    def _sign_in(self) -> None:
        signed_in = self.api.sign_in(SignIn(username=self.username, password=self.password, device_name="Outside"))
        self.api.transport.access_token = signed_in.tokens.access_token

    def _buy(self, country: str) -> None:
        region = "IL" if country == "US" else ""
        quote = self.api.quote(QuoteRequest(plan_id=PLAN, country=country, region=region))
        address = Address(
            country="US", region="IL", lines=("1 Main Street",), city="Springfield", postal_code="62701"
        )
        if country == "FR":
            address = Address(country="FR", lines=("12 rue de la Paix",), city="Paris", postal_code="75002")
        request = PurchaseRequest(
            quote_id=quote.id,
            payment_method=self.token(GOOD),
            billing_details=BillingDetails(name="Ada Buyer", address=address),
            consents=tuple(ConsentGiven(id=one.id, version=one.version, language="en") for one in quote.consents),
        )
        bought = self.api.purchase(request, str(uuid.uuid4()))
        while bought.status == purchases.PROCESSING:
            bought = self.api.check_purchase(bought.id)
        assert bought.status == purchases.SUCCEEDED, bought


def _move_to(database_address: str, account_id: str, country: str) -> None:
    """Let an account be one of `country`."""
    database = Database(database_address)
    try:
        with database.transaction() as session:
            session.get_one(AccountRow, account_id).country = country
    finally:
        database.close()
