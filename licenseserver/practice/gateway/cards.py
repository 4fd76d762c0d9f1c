"""The practice cards and what each of them does; the checks that Stripe makes on any card."""

from dataclasses import dataclass
from datetime import datetime

from licenseserver.practice.gateway.wire import ApiProblem, card_problem

NO_3DS = "none"
OPTIONAL_3DS = "optional"
FRICTIONLESS_3DS = "frictionless"
REQUIRED_3DS = "required"
LOOKUP_FAILS_3DS = "lookup_fails"

ALWAYS = "always"
AFTER_SETUP = "after_setup"
NEVER = "never"


@dataclass(frozen=True)
class Decline:
    """Why the bank says no, in Stripe's words.

    Attributes:
        advice_code: how to go on ("do_not_try_again", "try_again_later", "confirm_card_data").
        network_decline_code: what the card's network answered (ISO 8583).
    """

    code: str
    decline_code: str
    message: str
    advice_code: str = ""
    network_decline_code: str = ""


@dataclass(frozen=True)
class PracticeCard:
    """What one test card does.

    Attributes:
        name: how the card is remembered, since its number is not kept.
        attachable: whether it can be attached to a customer although `decline` says no to charges.
        off_session: whether it can be charged without its owner: `ALWAYS`, `AFTER_SETUP` or `NEVER`.
        after_bank: what becomes of a charge when the owner has confirmed at the bank; None is success.
        after_setup: what becomes of a setup then.
        cvc_decline: declined only where a CVC was sent.
    """

    name: str
    number: str
    brand: str
    funding: str = "credit"
    decline: Decline | None = None
    attachable: bool = False
    three_ds: str = NO_3DS
    off_session: str = ALWAYS
    after_bank: Decline | None = None
    after_setup: Decline | None = None
    cvc_decline: bool = False


def _decline(
    decline_code: str, message: str, code: str = "card_declined", advice: str = "", network: str = ""
) -> Decline:
    return Decline(code, decline_code, message, advice, network)


_GENERIC = _decline("generic_decline", "Your card was declined.", network="05")
_FUNDS = _decline("insufficient_funds", "Your card has insufficient funds.", advice="try_again_later", network="51")
_LOST = _decline("lost_card", "Your card was declined.", advice="do_not_try_again", network="41")
_STOLEN = _decline("stolen_card", "Your card was declined.", advice="do_not_try_again", network="43")
EXPIRED = _decline("expired_card", "Your card has expired.", "expired_card", "confirm_card_data", "54")
_CVC = _decline(
    "incorrect_cvc", "Your card's security code is incorrect.", "incorrect_cvc", "confirm_card_data", "N7"
)
_PROCESSING = _decline(
    "processing_error",
    "An error occurred while processing your card. Try again in a little bit.",
    "processing_error",
    "try_again_later",
)
_VELOCITY = _decline(
    "card_velocity_exceeded",
    "Your card was declined for making repeated attempts too frequently.",
    advice="try_again_later",
    network="65",
)
_LIVE_CARD = _decline("test_mode_live_card", "Your card was declined. Only practice cards work here.")
AUTHENTICATION_NEEDED = _decline(
    "authentication_required",
    "Your card was declined. This transaction requires authentication.",
    "authentication_required",
)
AUTHENTICATION_FAILED = _decline(
    "", "The provided PaymentMethod has failed authentication.", "payment_intent_authentication_failure"
)

CARDS = (
    PracticeCard("visa", "4242424242424242", "visa"),
    PracticeCard("visa_debit", "4000056655665556", "visa", "debit"),
    PracticeCard("mastercard", "5555555555554444", "mastercard"),
    PracticeCard("mastercard_2series", "2223003122003222", "mastercard"),
    PracticeCard("mastercard_debit", "5200828282828210", "mastercard", "debit"),
    PracticeCard("mastercard_prepaid", "5105105105105100", "mastercard", "prepaid"),
    PracticeCard("amex", "378282246310005", "amex"),
    PracticeCard("amex_second", "371449635398431", "amex"),
    PracticeCard("discover", "6011111111111117", "discover"),
    PracticeCard("discover_second", "6011000990139424", "discover"),
    PracticeCard("discover_debit", "6011981111111113", "discover", "debit"),
    PracticeCard("diners", "3056930009020004", "diners"),
    PracticeCard("diners_14", "36227206271667", "diners"),
    PracticeCard("bccard", "6555900000604105", "discover"),
    PracticeCard("jcb", "3566002020360505", "jcb"),
    PracticeCard("unionpay", "6200000000000005", "unionpay"),
    PracticeCard("unionpay_debit", "6200000000000047", "unionpay", "debit"),
    PracticeCard("unionpay_19", "6205500000000000004", "unionpay"),
    PracticeCard("declined", "4000000000000002", "visa", decline=_GENERIC),
    PracticeCard("declined_funds", "4000000000009995", "visa", decline=_FUNDS),
    PracticeCard("declined_lost", "4000000000009987", "visa", decline=_LOST),
    PracticeCard("declined_stolen", "4000000000009979", "visa", decline=_STOLEN),
    PracticeCard("declined_expired", "4000000000000069", "visa", decline=EXPIRED),
    PracticeCard("declined_cvc", "4000000000000127", "visa", decline=_CVC, cvc_decline=True),
    PracticeCard("declined_processing", "4000000000000119", "visa", decline=_PROCESSING),
    PracticeCard("declined_velocity", "4000000000006975", "visa", decline=_VELOCITY),
    PracticeCard("declined_after_attaching", "4000000000000341", "visa", decline=_GENERIC, attachable=True),
    PracticeCard("3ds_unless_set_up", "4000002500003155", "visa", three_ds=REQUIRED_3DS, off_session=AFTER_SETUP),
    PracticeCard("3ds_always", "4000002760003184", "visa", three_ds=REQUIRED_3DS, off_session=NEVER),
    PracticeCard("3ds_already_set_up", "4000003800000446", "visa", three_ds=REQUIRED_3DS),
    PracticeCard(
        "3ds_then_funds",
        "4000008260003178",
        "visa",
        three_ds=REQUIRED_3DS,
        off_session=AFTER_SETUP,
        after_bank=_FUNDS,
    ),
    PracticeCard("3ds_required", "4000000000003220", "visa", three_ds=REQUIRED_3DS, off_session=AFTER_SETUP),
    PracticeCard(
        "3ds_then_declined",
        "4000008400001629",
        "visa",
        three_ds=REQUIRED_3DS,
        off_session=AFTER_SETUP,
        after_bank=_GENERIC,
        after_setup=_GENERIC,
    ),
    PracticeCard("3ds_lookup_fails", "4000008400001280", "visa", three_ds=LOOKUP_FAILS_3DS, decline=_GENERIC),
    PracticeCard("3ds_optional", "4000000000003055", "visa", three_ds=OPTIONAL_3DS),
    PracticeCard("3ds_frictionless", "4000000032200000", "visa", three_ds=FRICTIONLESS_3DS),
)
# A real card's number passes the checks and is declined, so that nobody is tempted to use one here.
_FOREIGN = PracticeCard("foreign", "", "unknown", decline=_LIVE_CARD)

_BY_NUMBER = {card.number: card for card in CARDS}
_BY_NAME = {card.name: card for card in (*CARDS, _FOREIGN)}
_YEARS_AHEAD = 50


def card_named(name: str) -> PracticeCard:
    """Return the practice card that was remembered as `name`."""
    return _BY_NAME[name]


def passes_luhn(number: str) -> bool:
    """Tell whether the digits' check sum holds (ISO/IEC 7812-1)."""
    total = 0
    for position, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if position % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def checked_card(number: str, month: str, year: str, cvc: str, now: datetime) -> PracticeCard:
    """Check a card as Stripe does when it is exchanged for a token, and return what it will do.

    Blanks and hyphens in the number are tolerated; the CVC is "" where none was sent.

    Raises:
        ApiProblem: 402 with Stripe's code for the field that is wrong.
    """
    digits = number.replace(" ", "").replace("-", "")
    if not digits.isascii() or not digits.isdigit() or not 12 <= len(digits) <= 19:
        raise card_problem("invalid_number", "number", "The card number is not a valid credit card number.")
    if not passes_luhn(digits):
        raise card_problem("incorrect_number", "number", "Your card number is incorrect.")
    _check_expiry(month, year, now)
    card = _BY_NUMBER.get(digits, _FOREIGN)
    _check_cvc(cvc, amex=digits[:2] in {"34", "37"})
    return card


def _check_expiry(month: str, year: str, now: datetime) -> None:
    if not month.isdecimal() or not 1 <= int(month) <= 12:
        raise card_problem("invalid_expiry_month", "exp_month", "Your card's expiration month is invalid.")
    full = expiry_year(year)
    if not now.year <= full <= now.year + _YEARS_AHEAD:
        raise card_problem("invalid_expiry_year", "exp_year", "Your card's expiration year is invalid.")
    if full == now.year and int(month) < now.month:
        raise card_problem("invalid_expiry_month", "exp_month", "Your card's expiration month is invalid.")


def expiry_year(year: str) -> int:
    """Return a two or four digit year in full; 0 for anything else."""
    if not year.isdecimal() or len(year) not in {2, 4}:
        return 0
    return int(year) + 2000 if len(year) == 2 else int(year)


def _check_cvc(cvc: str, *, amex: bool) -> None:
    lengths = {3, 4} if amex else {3}
    if cvc and not (cvc.isascii() and cvc.isdigit() and len(cvc) in lengths):
        raise _cvc_problem()


def _cvc_problem() -> ApiProblem:
    return card_problem("invalid_cvc", "cvc", "Your card's security code is invalid.")
