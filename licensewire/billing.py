"""Card on file, billing details and the running subscription (B2)."""

from datetime import datetime

from licensewire.money import Money
from licensewire.shape import Answer, Request

TRIALING = "trialing"
ACTIVE = "active"
CANCELLED = "cancelled"
PAST_DUE = "past_due"
ENDED = "ended"


class Address(Request):
    """A postal address as its country writes it; which fields are needed is the country's own rule.

    Attributes:
        country: ISO 3166 alpha-2.
        region: state, province or prefecture: the code where the country has codes ("CA"), else the name.
        lines: street lines, the first one first.
        sorting_code: "CEDEX 08" and the like.
    """

    country: str
    lines: tuple[str, ...]
    city: str = ""
    region: str = ""
    postal_code: str = ""
    dependent_locality: str = ""
    sorting_code: str = ""


class BillingDetails(Request):
    """To whom a receipt is made out.

    Attributes:
        tax_id: as its country writes it, without blanks; "" for none.
    """

    name: str
    address: Address
    company: str = ""
    tax_id: str = ""


class CardOnFile(Answer):
    """Attributes:
    brand: the gateway's word ("visa", "mastercard", "amex", ...).
    """

    brand: str
    last_four: str
    expiry_month: int
    expiry_year: int


class Subscription(Answer):
    """The running (or last) subscription or trial.

    Attributes:
        status: `TRIALING`, `ACTIVE`, `CANCELLED` (runs to its end, no renewal), `PAST_DUE` or `ENDED`.
        period_ends_at: the end of the running period, exclusive.
        renews_at: when the card is charged next; None when it is not.
        cancel_until: the last moment at which the renewal can be cancelled; None when there is none.
    """

    id: str
    plan_id: str
    status: str
    started_at: datetime
    period_started_at: datetime
    period_ends_at: datetime
    renews_at: datetime | None = None
    renewal_price: Money | None = None
    cancel_until: datetime | None = None
    cancelled_at: datetime | None = None


class ReceiptEntry(Answer):
    """A receipt in the list of Billing."""

    purchase_id: str
    number: str
    issued_at: datetime
    plan_id: str
    total: Money


class Billing(Answer):
    """``GET /v1/billing``.

    Attributes:
        subscription: None for an account that never had more than Free.
    """

    subscription: Subscription | None
    card: CardOnFile | None
    billing_details: BillingDetails | None
    receipts: tuple[ReceiptEntry, ...]
