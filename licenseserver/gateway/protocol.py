"""What the backend asks of a payment gateway, and the ways in which an answer can be missing.

The truth about a payment is always an `Intent` as the gateway tells it. Creating one charges nothing; confirming
one charges at most once, however often it is asked for. So the id of an intent is kept before it is confirmed, and
whatever got lost is found again by asking for that id.
"""

from dataclasses import dataclass
from typing import Protocol

OPEN = "open"
NEEDS_BANK = "needs_bank"
PENDING = "pending"
SUCCEEDED = "succeeded"
REFUSED = "refused"
CANCELED = "canceled"


class GatewayError(Exception):
    """The gateway gave no usable answer."""


class OutcomeUnknownError(GatewayError):
    """The request may or may not have been carried out: ask before anything else is sent."""


class KeySpentError(OutcomeUnknownError):
    """The idempotency key will answer with the same failure for ever; a new attempt needs a new key."""


class NotProcessedError(GatewayError):
    """The request was surely not carried out; the same may be sent again later."""


class RequestRefusedError(GatewayError):
    """The gateway refused the request as such and did nothing.

    Attributes:
        code: the gateway's word ("resource_missing", "payment_intent_unexpected_state", ...).
        param: the parameter that it is about.
    """

    def __init__(self, message: str, code: str, param: str) -> None:
        super().__init__(message)
        self.code = code
        self.param = param


class MisconfiguredError(NotProcessedError):
    """Our keys are wrong: nothing is processed until an operator mends it."""


@dataclass(frozen=True)
class Card:
    """What may be known of a card."""

    payment_method: str
    brand: str
    last_four: str
    expiry_month: int
    expiry_year: int


@dataclass(frozen=True)
class Intent:
    """A payment as the gateway has it.

    Attributes:
        status: `OPEN` (nothing charged, nothing under way), `NEEDS_BANK`, `PENDING`, `SUCCEEDED`, `REFUSED`
            (the last try was declined) or `CANCELED` (nothing was nor will be charged).
        amount: in the currency's smallest unit.
        currency: ISO 4217 in capitals.
        confirmation_page: address of the bank's page, with `NEEDS_BANK`.
        refusal: why, with `REFUSED`: a constant of `licensewire.purchases`.
        gateway_code: the gateway's own words for it, for support.
        card: the card that is being charged, where the gateway told it.
    """

    id: str
    status: str
    amount: int
    currency: str
    metadata: dict[str, str]
    confirmation_page: str = ""
    refusal: str = ""
    gateway_code: str = ""
    card: Card | None = None


@dataclass(frozen=True)
class Order:
    """What an intent is created for.

    Attributes:
        amount: in the currency's smallest unit.
        currency: ISO 4217 in capitals.
        customer: the gateway's id of the buyer.
        payment_method: the gateway's token for the card, kept for renewals when the payment succeeds.
        metadata: found again with the intent; names the purchase and its attempt.
    """

    amount: int
    currency: str
    customer: str
    payment_method: str
    description: str
    metadata: dict[str, str]


@dataclass(frozen=True)
class Event:
    """A hint that something changed; never believed, only followed by a question.

    Attributes:
        metadata: of the payment that it is about.
    """

    id: str
    kind: str
    metadata: dict[str, str]


class PaymentGateway(Protocol):
    """A gateway. Every method may raise a `GatewayError`; `key` is an idempotency key."""

    def create_customer(self, account_id: str, name: str, email: str, key: str) -> str:
        """Create the buyer and return the gateway's id."""
        ...

    def create_intent(self, order: Order, key: str) -> Intent:
        """Create an intent; nothing is charged."""
        ...

    def confirm_intent(self, intent_id: str, return_address: str, key: str) -> Intent:
        """Ask for the money; a refusal by the bank is an answer, not an error."""
        ...

    def retrieve_intent(self, intent_id: str) -> Intent:
        """Return the intent as it is now."""
        ...

    def intents_of(self, customer: str, purchase_id: str) -> list[Intent]:
        """Return the intents that a purchase has made, newest first."""
        ...

    def cancel_intent(self, intent_id: str) -> Intent:
        """Cancel the intent, or return it as it is where it cannot be cancelled any more."""
        ...

    def read_event(self, payload: bytes, signature: str) -> Event | None:
        """Return what an event tells, or None when its signature is not the gateway's."""
        ...
