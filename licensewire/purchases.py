"""Quotes and purchases (A3, A4, A7, A8).

A purchase is one intent of one person: however often its request arrives, it is known by its idempotency key.
"""

from datetime import datetime

from licensewire.bank import BankConfirmation
from licensewire.billing import BillingDetails, Subscription
from licensewire.money import Money
from licensewire.shape import Answer, LocalizedText, Request

TERMS_OF_SERVICE = "terms-of-service"
AUTOMATIC_RENEWAL = "automatic-renewal"
PRIVACY_STATEMENT = "privacy-statement"

PROCESSING = "processing"
NEEDS_CONFIRMATION = "needs_confirmation"
SUCCEEDED = "succeeded"
REFUSED = "refused"
CANCELLED = "cancelled"
FINAL_STATUSES = frozenset({SUCCEEDED, REFUSED, CANCELLED})

# Why a payment was refused: the gateway's many words joined to what a person can act upon.
INSUFFICIENT_FUNDS = "insufficient_funds"
INCORRECT_CVC = "incorrect_cvc"
INCORRECT_NUMBER = "incorrect_number"
EXPIRED_CARD = "expired_card"
LOST_OR_STOLEN = "lost_or_stolen"
TOO_OFTEN = "too_often"
TRY_AGAIN_LATER = "try_again_later"
CONFIRMATION_FAILED = "confirmation_failed"
CONFIRMATION_EXPIRED = "confirmation_expired"
DECLINED = "declined"


class ConsentText(Answer):
    """A consent to be given, with the text in full; `version` is recorded with the purchase."""

    id: str
    version: str
    label: LocalizedText
    text: LocalizedText


class ConsentGiven(Request):
    """A consent that the buyer gave, by the version that was shown and the language it was read in."""

    id: str
    version: str
    language: str


class QuoteRequest(Request):
    """``POST /v1/quotes``.

    Attributes:
        country: where the buyer is billed; "" asks for the account's own country (a visitor has none).
        region: decides the tax in some countries.
        tax_id: may turn the tax over to the buyer (reverse charge).
        time_zone: of a visitor, IANA name: the period ends on the same day and hour there; "" is UTC. An account
            has its own.
    """

    plan_id: str
    country: str = ""
    region: str = ""
    tax_id: str = ""
    time_zone: str = ""


class Quote(Answer):
    """What a purchase costs, exactly and for a limited time.

    Attributes:
        credit: what is left of the running paid period and deducted (proration); zero for a first purchase.
        tax_percent: as written on a receipt ("19", "8.875"); "0" where there is none.
        tax_note: "reverse_charge", "not_registered" or "" where tax is simply due.
        first_renewal_at: when the card is charged next, with `first_renewal_total`.
        cancel_until: the last moment at which that renewal can be cancelled.
        consents: what must be agreed to; a visitor's hold the privacy statement too.
    """

    id: str
    plan_id: str
    period_starts_at: datetime
    period_ends_at: datetime
    price: Money
    credit: Money
    subtotal: Money
    tax: Money
    tax_percent: str
    tax_name: LocalizedText
    tax_note: str
    total: Money
    first_renewal_at: datetime
    first_renewal_total: Money
    cancel_until: datetime
    expires_at: datetime
    consents: tuple[ConsentText, ...]


class NewAccount(Request):
    """The account that a visitor's purchase makes (A5).

    Problems are told by field: `username` "taken" or "foreign" (somebody else's e-mail address), `password` as in
    `AccountWanted`, `data_center_id` "unavailable".

    Attributes:
        username: what is signed in with; lower and upper case are the same.
        data_center_id: permanent once the payment has succeeded (C1).
        time_zone: IANA name.
    """

    name: str
    username: str
    password: str
    data_center_id: str
    language: str
    time_zone: str


class PurchaseRequest(Request):
    """``POST /v1/purchases`` with the header ``Idempotency-Key``.

    Attributes:
        quote_id: the quote that was shown; refused as `problem.QUOTE_EXPIRED` or `problem.QUOTE_CHANGED` when its
            amounts no longer hold.
        payment_method: the gateway's token for the card; never the card.
        new_account: of a visitor; an account sends None.
    """

    quote_id: str
    payment_method: str
    billing_details: BillingDetails
    consents: tuple[ConsentGiven, ...]
    new_account: NewAccount | None = None


class Receipt(Answer):
    """Attributes:
    number: as written on the receipt.
    """

    number: str
    issued_at: datetime
    total: Money


class Purchase(Answer):
    """The state of a purchase; what is shown is this and nothing guessed.

    Attributes:
        status: `PROCESSING` (outcome not known yet), `NEEDS_CONFIRMATION`, or one of `FINAL_STATUSES`.
        attempt: how often the gateway was asked to charge for it, 1 at first.
        refusal: why, with `REFUSED`: one of this module's constants.
        subscription, receipt, brand_id: with `SUCCEEDED`.
        email, username: whose licence it is or will be; the username is "" where an account was not made.
        data_center_id: where the account's data live, or will with `SUCCEEDED`.
    """

    id: str
    idempotency_key: str
    status: str
    attempt: int
    created_at: datetime
    quote: Quote
    confirmation: BankConfirmation | None = None
    refusal: str | None = None
    subscription: Subscription | None = None
    receipt: Receipt | None = None
    brand_id: str | None = None
    email: str = ""
    username: str = ""
    data_center_id: str | None = None


class PurchaseList(Answer):
    """``GET /v1/purchases``: newest first."""

    purchases: tuple[Purchase, ...]


class SettleRequest(Request):
    """``POST /v1/purchases/settle``: what became of the purchase with this key?

    An unknown key is closed by asking: a request with it that arrives later is refused, so that "it never
    arrived" stays true for ever (A8).
    """

    idempotency_key: str


class Settlement(Answer):
    """Attributes:
    purchase: None where no purchase with the key ever arrived, and none will.
    """

    purchase: Purchase | None
