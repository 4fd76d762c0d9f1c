"""A payment gateway that speaks Stripe's API, through Stripe's own library."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

import requests
import stripe
from stripe.params import PaymentIntentConfirmParams, PaymentIntentCreateParams, SetupIntentCreateParams

from licenseserver.gateway.protocol import Card, Event, Intent, Order, Refund, RequestRefusedError, Setup
from licenseserver.gateway.stripe_answers import card_of, classified, intent_of, refund_of, setup_of, texts_of

PURCHASE_ID = "purchase_id"
_TIMEOUT_SECONDS = (5.0, 15.0)
_EVENT_TOLERANCE_SECONDS = 300
_MOST_PAGES = 10
_CARD_SHOWN = "payment_method"

_Item = TypeVar("_Item", bound=stripe.StripeObject)


class _HttpClient(stripe.RequestsClient):
    """Stripe's transport on connections of our own, without proxies or ``.netrc`` of the machine's user.

    ``.netrc`` would replace the secret key in the header.
    """

    def __init__(self, timeout: tuple[float, float]) -> None:
        session = requests.Session()
        session.trust_env = False
        # An order and its card's token go to the address that was set, and nowhere that an answer points to.
        session.max_redirects = 0
        adapter = requests.adapters.HTTPAdapter(pool_maxsize=32)
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        super().__init__(timeout=timeout, session=session)


class StripeGateway:
    """Stripe, or whoever speaks its dialect at `address`.

    The library's own retries are off: they would hide that an outcome is not known.
    """

    def __init__(
        self,
        secret_key: str,
        events_secret: str,
        address: str = "",
        timeout_seconds: tuple[float, float] = _TIMEOUT_SECONDS,
    ) -> None:
        self._events_secret = events_secret
        self._client = stripe.StripeClient(
            secret_key,
            base_addresses={"api": address.rstrip("/")} if address else None,
            max_network_retries=0,
            http_client=_HttpClient(timeout_seconds),
        )

    def create_customer(self, account_id: str, name: str, email: str, key: str) -> str:
        """Create the buyer and return the gateway's id."""
        with classified():
            customer = self._client.v1.customers.create(
                {"name": name, "email": email, "metadata": {"account_id": account_id}}, {"idempotency_key": key}
            )
            return customer.id

    def create_intent(self, order: Order, key: str) -> Intent:
        """Create an intent; nothing is charged."""
        wanted: PaymentIntentCreateParams = {
            "amount": order.amount,
            "currency": order.currency.lower(),
            "customer": order.customer,
            "payment_method": order.payment_method,
            "allowed_payment_method_types": ["card"],
            "description": order.description,
            "metadata": order.metadata,
        }
        if order.keeps_card:
            wanted["setup_future_usage"] = "off_session"
        try:
            with classified():
                return intent_of(self._client.v1.payment_intents.create(wanted, {"idempotency_key": key}))
        except stripe.CardError as error:
            raise _refused_before_it_began(error) from error

    def confirm_intent(
        self,
        intent_id: str,
        return_address: str,
        key: str,
        *,
        off_session: bool = False,
        payment_method: str = "",
    ) -> Intent:
        """Ask for the money; a refusal by the bank is an answer, not an error."""
        wanted: PaymentIntentConfirmParams = {"expand": [_CARD_SHOWN]}
        if off_session:  # nobody is there who could be sent to a page and come back
            wanted["off_session"] = True
        else:
            wanted["return_url"] = return_address
        if payment_method:
            wanted["payment_method"] = payment_method
        try:
            with classified():
                return intent_of(
                    self._client.v1.payment_intents.confirm(intent_id, wanted, {"idempotency_key": key})
                )
        except stripe.CardError:
            return self.retrieve_intent(intent_id)

    def retrieve_intent(self, intent_id: str) -> Intent:
        """Return the intent as it is now."""
        with classified():
            return intent_of(self._client.v1.payment_intents.retrieve(intent_id, {"expand": [_CARD_SHOWN]}))

    def intents_of(self, customer: str, metadata: dict[str, str]) -> list[Intent]:
        """Return the customer's intents that have all of this `metadata`, newest first.

        The list of a customer is up to date at once; Stripe's search is not.
        """
        with classified():
            page = self._client.v1.payment_intents.list({"customer": customer, "limit": 100})
            return [intent_of(item) for item in _all_of(page) if _has(item.metadata, metadata)]

    def cancel_intent(self, intent_id: str) -> Intent:
        """Cancel the intent, or return it as it is where it cannot be cancelled any more."""
        try:
            with classified():
                return intent_of(
                    self._client.v1.payment_intents.cancel(intent_id, {"cancellation_reason": "abandoned"})
                )
        except RequestRefusedError as refusal:
            if refusal.code == "payment_intent_unexpected_state":
                return self.retrieve_intent(intent_id)
            raise

    def create_setup(self, customer: str, payment_method: str, metadata: dict[str, str], key: str) -> Setup:
        """Create a setup; the bank is not asked yet."""
        wanted: SetupIntentCreateParams = {
            "customer": customer,
            "payment_method": payment_method,
            "allowed_payment_method_types": ["card"],
            "usage": "off_session",
            "metadata": metadata,
        }
        try:
            with classified():
                return setup_of(self._client.v1.setup_intents.create(wanted, {"idempotency_key": key}))
        except stripe.CardError as error:
            raise _refused_before_it_began(error) from error

    def confirm_setup(self, setup_id: str, return_address: str, key: str) -> Setup:
        """Have the bank verify the card; a refusal is an answer, not an error."""
        try:
            with classified():
                return setup_of(
                    self._client.v1.setup_intents.confirm(
                        setup_id,
                        {"return_url": return_address, "expand": [_CARD_SHOWN]},
                        {"idempotency_key": key},
                    )
                )
        except stripe.CardError:
            return self.retrieve_setup(setup_id)

    def retrieve_setup(self, setup_id: str) -> Setup:
        """Return the setup as it is now."""
        with classified():
            return setup_of(self._client.v1.setup_intents.retrieve(setup_id, {"expand": [_CARD_SHOWN]}))

    def setups_of(self, customer: str, metadata: dict[str, str]) -> list[Setup]:
        """Return the customer's setups that have all of this `metadata`, newest first."""
        with classified():
            page = self._client.v1.setup_intents.list({"customer": customer, "limit": 100})
            return [setup_of(item) for item in _all_of(page) if _has(item.metadata, metadata)]

    def cancel_setup(self, setup_id: str) -> Setup:
        """Cancel the setup, or return it as it is where it cannot be cancelled any more."""
        try:
            with classified():
                return setup_of(
                    self._client.v1.setup_intents.cancel(setup_id, {"cancellation_reason": "abandoned"})
                )
        except RequestRefusedError as refusal:
            if refusal.code == "setup_intent_unexpected_state":
                return self.retrieve_setup(setup_id)
            raise

    def card_behind(self, payment_method: str) -> Card | None:
        """Return the card behind a token; None where the token is unknown."""
        try:
            with classified():
                return card_of(self._client.v1.payment_methods.retrieve(payment_method))
        except RequestRefusedError as refusal:
            if refusal.code == "resource_missing":
                return None
            raise

    def detach(self, payment_method: str) -> None:
        """Let go of a card: it cannot be charged any more. One that is gone already is no error."""
        try:
            with classified():
                self._client.v1.payment_methods.detach(payment_method)
        except RequestRefusedError:
            # Stripe has no word of its own for "not attached": what counts is whether anybody still holds it.
            if self._is_held(payment_method):
                raise

    def refund(self, intent_id: str, amount: int, metadata: dict[str, str], key: str) -> Refund:
        """Pay back what was paid with an intent; `amount` in the currency's smallest unit."""
        with classified():
            return refund_of(
                self._client.v1.refunds.create(
                    {
                        "payment_intent": intent_id,
                        "amount": amount,
                        "reason": "requested_by_customer",
                        "metadata": metadata,
                    },
                    {"idempotency_key": key},
                )
            )

    def refunds_of(self, intent_id: str, metadata: dict[str, str]) -> list[Refund]:
        """Return an intent's refunds that have all of this `metadata`, newest first."""
        with classified():
            page = self._client.v1.refunds.list({"payment_intent": intent_id, "limit": 100})
            return [refund_of(item) for item in _all_of(page) if _has(item.metadata, metadata)]

    def read_event(self, payload: bytes, signature: str) -> Event | None:
        """Return what an event tells, or None when its signature or its form is not the gateway's."""
        try:
            event = self._client.construct_event(payload, signature, self._events_secret, _EVENT_TOLERANCE_SECONDS)
            metadata = event.data.object.to_dict().get("metadata") or {}
            return Event(event.id, event.type, {str(name): str(value) for name, value in metadata.items()})
        except (stripe.SignatureVerificationError, ValueError, AttributeError, KeyError, TypeError):
            return None

    def _is_held(self, payment_method: str) -> bool:
        try:
            with classified():
                return self._client.v1.payment_methods.retrieve(payment_method).customer is not None
        except RequestRefusedError as refusal:
            if refusal.code == "resource_missing":
                return False
            raise


def _all_of(page: stripe.ListObject[_Item]) -> Iterator[_Item]:
    for _ in range(_MOST_PAGES):
        yield from page.data
        if not page.has_more:
            return
        page = page.next_page()


def _has(found: stripe.StripeObject | Mapping[str, str] | None, wanted: Mapping[str, str]) -> bool:
    return wanted.items() <= texts_of(found).items()


def _refused_before_it_began(error: stripe.CardError) -> RequestRefusedError:
    return RequestRefusedError("the card is refused", error.code or "", "payment_method")
