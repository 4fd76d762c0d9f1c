"""What a letter can tell; who queues one gives what its kind needs, and nothing else."""

from dataclasses import dataclass
from datetime import datetime

from licensewire.money import Money
from licensewire.shape import LocalizedText


@dataclass(frozen=True)
class House:
    """What every letter says of the installation.

    Attributes:
        address: under which the outside reaches the backend, without a slash at its end.
    """

    platform_name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class LetterFacts:
    """The facts of one letter.

    Attributes:
        occasion: what the letter is about; together with its kind it is written once ("ren_...:2").
        plan: the plan's name.
        contract: what the owner calls the contract by.
        price, tax: of what is charged.
        total: what is, was or would be charged, tax included.
        previous_price: what the running period cost without tax, where the new price differs.
        due_at: when the renewal is charged first.
        cancel_until: the last moment at which it can be cancelled in Billing; None where that is over.
        period_starts_at, period_ends_at: of the period that was paid.
        access_ends_at: when premium features stop, or stopped.
        next_try_at: when the card is charged again by itself; None where it is not.
        confirm_until: until when the bank waits.
        days_left: whole days of access that are left, for the reader.
        tries: how often the card was charged without success.
        refusal: why the last try failed: a constant of `licensewire.purchases`.
        needs_new_card: this card is not tried again, whatever happens.
        card_brand: the gateway's word for it.
        card_expires: as "12/2034".
        invoice, credit_note: their numbers.
        reference: of a cancellation or a declaration.
        received_at: when that arrived.
        has_ended: the licence was past due, and has ended with its cancellation.
        declaration: the whole declaration as it was received, many lines.
        refund: what is paid back.
        features_lost: premium features that stop, or have stopped.
        plan_before: with a withdrawal: the plan that runs on, which the one withdrawn from had replaced.
        stated_email: the address that a declaration named.
    """

    house: House
    occasion: str
    plan: LocalizedText | None = None
    contract: str = ""
    price: Money | None = None
    tax: Money | None = None
    total: Money | None = None
    previous_price: Money | None = None
    due_at: datetime | None = None
    cancel_until: datetime | None = None
    period_starts_at: datetime | None = None
    period_ends_at: datetime | None = None
    access_ends_at: datetime | None = None
    next_try_at: datetime | None = None
    confirm_until: datetime | None = None
    days_left: int | None = None
    tries: int = 0
    refusal: str = ""
    needs_new_card: bool = False
    card_brand: str = ""
    card_last_four: str = ""
    card_expires: str = ""
    invoice: str = ""
    credit_note: str = ""
    reference: str = ""
    received_at: datetime | None = None
    has_ended: bool = False
    declaration: str = ""
    refund: Money | None = None
    features_lost: tuple[LocalizedText, ...] = ()
    plan_before: LocalizedText | None = None
    stated_email: str = ""
