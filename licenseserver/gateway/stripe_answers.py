"""Stripe's answers and errors, in the words of `protocol`."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import stripe

from licenseserver.gateway import protocol
from licenseserver.gateway.protocol import (
    Card,
    Intent,
    KeySpentError,
    MisconfiguredError,
    NotProcessedError,
    OutcomeUnknownError,
    Refund,
    RequestRefusedError,
    Setup,
)
from licenseserver.gateway.refusals import Decline

_STATUSES = {
    "requires_confirmation": protocol.OPEN,
    "requires_action": protocol.NEEDS_BANK,
    "succeeded": protocol.SUCCEEDED,
    "canceled": protocol.CANCELED,
}
_REFUND_STATUSES = {
    "succeeded": protocol.SUCCEEDED,
    "failed": protocol.REFUSED,
    "canceled": protocol.CANCELED,
}


@contextmanager
def classified() -> Iterator[None]:
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


def intent_of(found: stripe.PaymentIntent) -> Intent:
    """Return a payment intent."""
    card, decline = _card_and_decline(found.payment_method, found.last_payment_error)
    status = _status(found.status, decline)
    refused = decline if status == protocol.REFUSED else None
    return Intent(
        id=found.id,
        status=status,
        amount=found.amount,
        currency=found.currency.upper(),
        metadata=texts_of(found.metadata),
        confirmation_page=_bank_page(found.next_action),
        refusal=refused.refusal if refused else "",
        gateway_code=decline.in_words if decline else "",
        hard_decline=refused.is_hard if refused else False,
        owner_needed=refused.owner_needed if refused else False,
        card=card,
    )


def setup_of(found: stripe.SetupIntent) -> Setup:
    """Return a setup intent."""
    card, decline = _card_and_decline(found.payment_method, found.last_setup_error)
    status = _status(found.status, decline)
    refused = decline if status == protocol.REFUSED else None
    return Setup(
        id=found.id,
        status=status,
        metadata=texts_of(found.metadata),
        confirmation_page=_bank_page(found.next_action),
        refusal=refused.refusal if refused else "",
        gateway_code=decline.in_words if decline else "",
        hard_decline=refused.is_hard if refused else False,
        card=card,
    )


def refund_of(found: stripe.Refund) -> Refund:
    """Return a refund; one that waits for anything is on its way."""
    intent = found.payment_intent
    return Refund(
        id=found.id,
        intent_id=intent if isinstance(intent, str) else intent.id if intent else "",
        status=_REFUND_STATUSES.get(found.status or "", protocol.PENDING),
        amount=found.amount,
        currency=found.currency.upper(),
        metadata=texts_of(found.metadata),
    )


def card_of(method: stripe.PaymentMethod) -> Card | None:
    """Return what may be known of the card behind a payment method."""
    card = method.card
    return Card(method.id, card.brand, card.last4, card.exp_month, card.exp_year) if card else None


def texts_of(metadata: stripe.StripeObject | Mapping[str, str] | None) -> dict[str, str]:
    """Return metadata as a dictionary of our own."""
    found = metadata.to_dict() if isinstance(metadata, stripe.StripeObject) else metadata or {}
    return {str(name): str(value) for name, value in found.items()}


def _status(status: str, decline: Decline | None) -> str:
    if status == "requires_payment_method":
        return protocol.REFUSED if decline else protocol.OPEN
    return _STATUSES.get(status, protocol.PENDING)


def _card_and_decline(
    method: str | stripe.PaymentMethod | None, error: stripe.StripeObject | None
) -> tuple[Card | None, Decline | None]:
    """Return the card and why it was refused last; a refusal takes the card off an intent and into its error."""
    # As plain dictionaries: Stripe leaves out what does not apply.
    details = error.to_dict() if error else {}
    card = None if method is None or isinstance(method, str) else card_of(method)
    if card is None and details.get("payment_method"):
        card = _card_in(details["payment_method"])
    if not details:
        return card, None
    names = ("code", "decline_code", "advice_code", "network_decline_code", "network_advice_code")
    words = {name: str(details.get(name) or "") for name in names}
    return card, Decline(network=card.brand if card else "", **words)


def _card_in(method: Mapping[str, object]) -> Card | None:
    card = method.get("card")
    if not isinstance(card, Mapping):
        return None
    return Card(
        str(method.get("id") or ""),
        str(card.get("brand") or ""),
        str(card.get("last4") or ""),
        int(card.get("exp_month") or 0),
        int(card.get("exp_year") or 0),
    )


def _bank_page(next_action: stripe.StripeObject | None) -> str:
    action = next_action.to_dict() if next_action else {}
    return str((action.get("redirect_to_url") or {}).get("url") or "")
