"""Card on file, billing details and the running subscription (B2)."""

from datetime import datetime

from licensewire.card_updates import CardUpdate
from licensewire.declarations import WithdrawalRight
from licensewire.money import Money
from licensewire.renewals import Cancellation, Renewal
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
        access_ends_at: when premium features stop: the period's end of a cancelled one or a trial, the last try of
            one that is past due; None while it renews by itself.
        contract: what the owner calls it by in a cancellation without signing in.
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
    access_ends_at: datetime | None = None
    contract: str = ""


class Billing(Answer):
    """``GET /v1/billing``.

    Attributes:
        subscription: None for an account that never had more than Free.
        renewal: None where none is coming.
        cancellation: of the running subscription, as long as it can be undone.
        card_update: the one that waits for the bank; None otherwise.
        recipients: who else gets the invoices by mail.
        withdrawal: the right of a consumer in the EU in the first 14 days (CRD 11a); None where there is none.
    """

    subscription: Subscription | None
    card: CardOnFile | None
    billing_details: BillingDetails | None
    renewal: Renewal | None = None
    cancellation: Cancellation | None = None
    card_update: CardUpdate | None = None
    recipients: tuple[str, ...] = ()
    withdrawal: WithdrawalRight | None = None
