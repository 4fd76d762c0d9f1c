"""A payment gateway that speaks Stripe's API, through Stripe's own library."""

from collections.abc import Iterator
from contextlib import contextmanager

import requests
import stripe

from licenseserver.gateway import protocol
from licenseserver.gateway.protocol import (
    Card,
    Event,
    Intent,
    KeySpentError,
    MisconfiguredError,
    NotProcessedError,
    Order,
    OutcomeUnknownError,
    RequestRefusedError,
)
from licenseserver.gateway.refusals import refusal_of

PURCHASE_ID = "purchase_id"
_TIMEOUT_SECONDS = (5.0, 15.0)
_EVENT_TOLERANCE_SECONDS = 300
_PAGES_OF_INTENTS = 10


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
        with _classified():
            customer = self._client.v1.customers.create(
                {"name": name, "email": email, "metadata": {"account_id": account_id}}, {"idempotency_key": key}
            )
            return customer.id

    def create_intent(self, order: Order, key: str) -> Intent:
        """Create an intent; nothing is charged."""
        try:
            with _classified():
                return _intent(
                    self._client.v1.payment_intents.create(
                        {
                            "amount": order.amount,
                            "currency": order.currency.lower(),
                            "customer": order.customer,
                            "payment_method": order.payment_method,
                            "allowed_payment_method_types": ["card"],
                            "setup_future_usage": "off_session",
                            "description": order.description,
                            "metadata": order.metadata,
                        },
                        {"idempotency_key": key},
                    )
                )
        except stripe.CardError as error:
            raise RequestRefusedError("the card is refused", error.code or "", "payment_method") from error

    def confirm_intent(self, intent_id: str, return_address: str, key: str) -> Intent:
        """Ask for the money; a refusal by the bank is an answer, not an error."""
        try:
            with _classified():
                return _intent(
                    self._client.v1.payment_intents.confirm(
                        intent_id,
                        {"return_url": return_address, "expand": ["payment_method"]},
                        {"idempotency_key": key},
                    )
                )
        except stripe.CardError:
            return self.retrieve_intent(intent_id)

    def retrieve_intent(self, intent_id: str) -> Intent:
        """Return the intent as it is now."""
        with _classified():
            return _intent(self._client.v1.payment_intents.retrieve(intent_id, {"expand": ["payment_method"]}))

    def intents_of(self, customer: str, purchase_id: str) -> list[Intent]:
        """Return the intents that a purchase has made, newest first.

        The list of a customer is up to date at once; Stripe's search is not.
        """
        with _classified():
            page = self._client.v1.payment_intents.list({"customer": customer, "limit": 100})
            found: list[Intent] = []
            for _ in range(_PAGES_OF_INTENTS):
                found += [
                    _intent(item) for item in page.data if _texts(item.metadata).get(PURCHASE_ID) == purchase_id
                ]
                if not page.has_more:
                    break
                page = page.next_page()
            return found

    def cancel_intent(self, intent_id: str) -> Intent:
        """Cancel the intent, or return it as it is where it cannot be cancelled any more."""
        try:
            with _classified():
                return _intent(
                    self._client.v1.payment_intents.cancel(intent_id, {"cancellation_reason": "abandoned"})
                )
        except RequestRefusedError as refusal:
            if refusal.code == "payment_intent_unexpected_state":
                return self.retrieve_intent(intent_id)
            raise

    def read_event(self, payload: bytes, signature: str) -> Event | None:
        """Return what an event tells, or None when its signature or its form is not the gateway's."""
        try:
            event = self._client.construct_event(payload, signature, self._events_secret, _EVENT_TOLERANCE_SECONDS)
            metadata = event.data.object.to_dict().get("metadata") or {}
            return Event(event.id, event.type, {str(name): str(value) for name, value in metadata.items()})
        except (stripe.SignatureVerificationError, ValueError, AttributeError, KeyError, TypeError):
            return None


@contextmanager
def _classified() -> Iterator[None]:
    """Turn the library's errors into ours; a `stripe.CardError` is the caller's to understand."""
    try:
        yield
    except stripe.CardError:
        raise
    except stripe.RateLimitError as error:
        raise NotProcessedError("the gateway asks for patience") from error
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        raise MisconfiguredError("the gateway does not accept the secret key") from error
    except stripe.IdempotencyError as error:
        raise KeySpentError("the idempotency key was used with other parameters") from error
    except stripe.InvalidRequestError as error:
        raise RequestRefusedError(str(error.user_message or error), error.code or "", error.param or "") from error
    except stripe.StripeError as error:
        # No connection, a time-out, a cut or unreadable answer, 408, 409, 5xx: it may have been carried out.
        replayed = {name.lower(): value for name, value in (error.headers or {}).items()}.get("idempotent-replayed")
        if replayed == "true":
            raise KeySpentError("the gateway's failure is saved under the idempotency key") from error
        raise OutcomeUnknownError(type(error).__name__) from error


def _intent(found: stripe.PaymentIntent) -> Intent:
    error = found.last_payment_error
    status = {
        "requires_confirmation": protocol.OPEN,
        "requires_payment_method": protocol.REFUSED if error else protocol.OPEN,
        "requires_action": protocol.NEEDS_BANK,
        "succeeded": protocol.SUCCEEDED,
        "canceled": protocol.CANCELED,
    }.get(found.status, protocol.PENDING)
    # As plain dictionaries: Stripe leaves out what does not apply.
    details = error.to_dict() if error else {}
    code, decline_code = str(details.get("code") or ""), str(details.get("decline_code") or "")
    return Intent(
        id=found.id,
        status=status,
        amount=found.amount,
        currency=found.currency.upper(),
        metadata=_texts(found.metadata),
        confirmation_page=_bank_page(found),
        refusal=refusal_of(code, decline_code) if status == protocol.REFUSED else "",
        gateway_code="/".join(filter(None, (code, decline_code))),
        card=_card(found.payment_method),
    )


def _bank_page(found: stripe.PaymentIntent) -> str:
    action = found.next_action.to_dict() if found.next_action else {}
    return str((action.get("redirect_to_url") or {}).get("url") or "")


def _texts(metadata: stripe.StripeObject) -> dict[str, str]:
    return {str(name): str(value) for name, value in metadata.to_dict().items()}


def _card(method: str | stripe.PaymentMethod | None) -> Card | None:
    if method is None or isinstance(method, str) or method.card is None:
        return None
    card = method.card
    return Card(method.id, card.brand, card.last4, card.exp_month, card.exp_year)
