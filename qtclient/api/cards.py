"""A card against a token, at the payment gateway itself (H3), in Stripe's dialect.

What is typed here never reaches the backend, the log, an exception or the disk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import msgspec
import requests

from licensewire import purchases
from qtclient.api import errors

if TYPE_CHECKING:
    from qtclient.api.reply import Reply
    from qtclient.api.transport import Transport

T = TypeVar("T")

# Gateway's code -> our reason and the field at fault.
_REASONS = {
    "incorrect_number": (purchases.INCORRECT_NUMBER, "number"),
    "invalid_number": (purchases.INCORRECT_NUMBER, "number"),
    "invalid_expiry_month": (purchases.EXPIRED_CARD, "expiry"),
    "invalid_expiry_year": (purchases.EXPIRED_CARD, "expiry"),
    "expired_card": (purchases.EXPIRED_CARD, "expiry"),
    "incorrect_cvc": (purchases.INCORRECT_CVC, "cvc"),
    "invalid_cvc": (purchases.INCORRECT_CVC, "cvc"),
    "incorrect_zip": (purchases.DECLINED, "postal_code"),
    "processing_error": (purchases.TRY_AGAIN_LATER, ""),
    "rate_limit": (purchases.TRY_AGAIN_LATER, ""),
    "lock_timeout": (purchases.TRY_AGAIN_LATER, ""),
}


@dataclass(frozen=True, repr=False)
class CardDetails:
    """A card as typed; only ever handed to `tokenise`.

    Attributes:
        number: digits only.
        expiry_year: four digits.
        country: ISO 3166 alpha-2 of the billing address; "" where it is not asked for.
    """

    number: str = field(repr=False)
    expiry_month: int
    expiry_year: int
    cvc: str = field(repr=False)
    name: str = ""
    postal_code: str = ""
    country: str = ""

    def __repr__(self) -> str:
        return "CardDetails(hidden)"

    def __reduce__(self) -> str:
        raise TypeError("a card is never stored")


class _Token(msgspec.Struct):
    id: str


class _Error(msgspec.Struct):
    type: str = ""
    code: str = ""


class _ErrorBody(msgspec.Struct):
    error: _Error


def tokenise(gateway: Transport, publishable_key: str, card: CardDetails) -> str:
    """Return the gateway's token for `card`.

    Raises:
        CardRefused: the gateway did not take it.
        Unreachable: no answer. Nothing was charged: a token that got lost charges nobody.
        Unreadable: another program than a gateway answered.
    """
    fields = {
        "type": "card",
        "card[number]": card.number,
        "card[exp_month]": str(card.expiry_month),
        "card[exp_year]": str(card.expiry_year),
        "card[cvc]": card.cvc,
        "billing_details[name]": card.name,
        "billing_details[address][postal_code]": card.postal_code,
        "billing_details[address][country]": card.country,
    }
    present = {name: value for name, value in fields.items() if value}
    reply = _sent(gateway, publishable_key, present)
    # What an error reporter would find in this frame.
    fields.clear()
    present.clear()
    if isinstance(reply, errors.ApiError):
        # Raised here and not there: the frames in which it came up hold the card.
        raise reply
    if reply.status == requests.codes.ok:
        return _read(reply, _Token).id
    if reply.status >= requests.codes.server_error:
        raise errors.Unreachable(errors.INTERRUPTED, reply.request_id)
    reason, at_fault = _REASONS.get(_code(reply), (purchases.DECLINED, ""))
    raise errors.CardRefused(reason, at_fault, reply.request_id)


def _sent(gateway: Transport, publishable_key: str, present: dict[str, str]) -> Reply | errors.ApiError:
    try:
        return gateway.form("/v1/payment_methods", present, publishable_key)
    except errors.OutcomeUnknown as error:
        return errors.Unreachable(errors.INTERRUPTED, error.request_id)
    except errors.ApiError as error:
        return error.with_traceback(None)


def _code(reply: Reply) -> str:
    error = _read(reply, _ErrorBody).error
    if error.type == "card_error" or error.code in _REASONS:
        return error.code
    # The gateway did not understand us (a wrong key, say): not the card's fault.
    raise errors.Unreadable(reply.request_id)


def _read(reply: Reply, answer: type[T]) -> T:
    try:
        return msgspec.json.decode(reply.body, type=answer)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise errors.Unreadable(reply.request_id) from None
