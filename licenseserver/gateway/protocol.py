"""What the backend asks of a payment gateway, and the ways in which an answer can be missing.

The truth about a payment is always an `Intent` as the gateway tells it. Creating one charges nothing; confirming
one charges at most once, however often it is asked for. So the id of an intent is kept before it is confirmed, and
whatever got lost is found again by asking for that id. A `Setup` is the same for a card that shall be charged later
and not now.
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
        hard_decline: with `REFUSED`: this card must not be tried again, whatever the schedule says
            (`licenseserver.gateway.refusals` has the table and its sources).
        owner_needed: with `REFUSED`: the bank would ask the card's owner, who was not there. The same intent can be
            confirmed again with its owner (`confirm_intent(..., payment_method=...)`).
        card: the card that is or was charged, where the gateway told it.
    """

    id: str
    status: str
    amount: int
    currency: str
    metadata: dict[str, str]
    confirmation_page: str = ""
    refusal: str = ""
    gateway_code: str = ""
    hard_decline: bool = False
    owner_needed: bool = False
    card: Card | None = None

    @property
    def network(self) -> str:
        """The card's network ("visa", "mastercard", ...), whose rules limit the retries; "" where it is unknown."""
        return self.card.brand if self.card else ""


@dataclass(frozen=True)
class Setup:
    """A card that is being made ready for charges without its owner, as the gateway has it.

    Attributes:
        status: as an intent's; with `SUCCEEDED` the card belongs to the customer and may be charged.
        confirmation_page, refusal, gateway_code, hard_decline: as an intent's.
        card: the card that it is about, where the gateway told it.
    """

    id: str
    status: str
    metadata: dict[str, str]
    confirmation_page: str = ""
    refusal: str = ""
    gateway_code: str = ""
    hard_decline: bool = False
    card: Card | None = None


@dataclass(frozen=True)
class Refund:
    """Money on its way back.

    Attributes:
        status: `PENDING`, `SUCCEEDED`, `REFUSED` (the bank did not take it back) or `CANCELED`.
        amount: in the currency's smallest unit.
        currency: ISO 4217 in capitals.
    """

    id: str
    intent_id: str
    status: str
    amount: int
    currency: str
    metadata: dict[str, str]


@dataclass(frozen=True)
class Order:
    """What an intent is created for.

    Attributes:
        amount: in the currency's smallest unit.
        currency: ISO 4217 in capitals.
        customer: the gateway's id of the buyer.
        payment_method: the gateway's token for the card.
        metadata: found again with the intent; names what it is for (`purchase_id`, ...) and its attempt.
        keeps_card: the card is made ready for renewals when the payment succeeds; False where it is already.
    """

    amount: int
    currency: str
    customer: str
    payment_method: str
    description: str
    metadata: dict[str, str]
    keeps_card: bool = True


@dataclass(frozen=True)
class Event:
    """A hint that something changed; never believed, only followed by a question.

    Attributes:
        metadata: of the payment, setup or refund that it is about.
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

    def confirm_intent(
        self,
        intent_id: str,
        return_address: str,
        key: str,
        *,
        off_session: bool = False,
        payment_method: str = "",
    ) -> Intent:
        """Ask for the money; a refusal by the bank is an answer, not an error.

        Args:
            intent_id: what shall be paid.
            return_address: where the bank's page leads to.
            key: idempotency key.
            off_session: the card's owner is not there. The card must have been made ready for it, by a purchase or
                a setup; a bank that wants to hear from its owner refuses (`Intent.owner_needed`).
            payment_method: the card to try it with now; needed after a refusal, which took the card off the intent.
        """
        ...

    def retrieve_intent(self, intent_id: str) -> Intent:
        """Return the intent as it is now."""
        ...

    def intents_of(self, customer: str, metadata: dict[str, str]) -> list[Intent]:
        """Return the customer's intents that have all of this `metadata`, newest first."""
        ...

    def cancel_intent(self, intent_id: str) -> Intent:
        """Cancel the intent, or return it as it is where it cannot be cancelled any more."""
        ...

    def create_setup(self, customer: str, payment_method: str, metadata: dict[str, str], key: str) -> Setup:
        """Create a setup; the bank is not asked yet."""
        ...

    def confirm_setup(self, setup_id: str, return_address: str, key: str) -> Setup:
        """Have the bank verify the card; a refusal is an answer, not an error."""
        ...

    def retrieve_setup(self, setup_id: str) -> Setup:
        """Return the setup as it is now."""
        ...

    def setups_of(self, customer: str, metadata: dict[str, str]) -> list[Setup]:
        """Return the customer's setups that have all of this `metadata`, newest first."""
        ...

    def cancel_setup(self, setup_id: str) -> Setup:
        """Cancel the setup, or return it as it is where it cannot be cancelled any more."""
        ...

    def card_behind(self, payment_method: str) -> Card | None:
        """Return the card behind a token; None where the token is unknown."""
        ...

    def detach(self, payment_method: str) -> None:
        """Let go of a card: it cannot be charged any more. One that is gone already is no error."""
        ...

    def refund(self, intent_id: str, amount: int, metadata: dict[str, str], key: str) -> Refund:
        """Pay back what was paid with an intent; `amount` in the currency's smallest unit.

        Raises:
            RequestRefusedError: more than what is left of it, or it was never paid.
        """
        ...

    def refunds_of(self, intent_id: str, metadata: dict[str, str]) -> list[Refund]:
        """Return an intent's refunds that have all of this `metadata`, newest first."""
        ...

    def read_event(self, payload: bytes, signature: str) -> Event | None:
        """Return what an event tells, or None when its signature is not the gateway's."""
        ...
