"""The tables of renewals: what a coming period costs and how its payment stands, every try, every notice given."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from licenseserver.tables import Table

SCHEDULED = "scheduled"
PROCESSING = "processing"
NEEDS_CONFIRMATION = "needs_confirmation"
PAST_DUE = "past_due"
SUCCEEDED = "succeeded"
UNPAID = "unpaid"
CANCELLED = "cancelled"
SUPERSEDED = "superseded"

IN_FLIGHT = (PROCESSING, NEEDS_CONFIRMATION)
"""A charge is asked for or can still be: whatever it ends with, nothing else may be decided before."""

OPEN = (SCHEDULED, *IN_FLIGHT, PAST_DUE)


class RenewalRow(Table):
    """The renewal into one period of a subscription; the database allows one row a period (B1).

    Attributes:
        number: of the period that it pays for; the purchase paid for number 1.
        status: `SCHEDULED`, `PROCESSING` (outcome not known yet), `NEEDS_CONFIRMATION` (the bank asks the owner),
            `PAST_DUE`, `SUCCEEDED`, `UNPAID` (the subscription has ended), `CANCELLED` (until it is resumed) or
            `SUPERSEDED` (another plan was bought).
        due_at: when the card is charged first.
        price_minor: without tax, fixed when the first notice is given and never raised after it.
        tax_minor, total_minor: from the billing details as they are until the first charge begins.
        tax_name: JSON of the name in several languages.
        previous_price_minor: what the running period cost without tax.
        billing_details: the wire's `BillingDetails` as JSON, as they are charged.
        retries_from: from which moment the days of the retries are counted: `due_at`, or when the first charge
            began if we were late by more than a day, so that our outage takes no try from the owner.
        announced_at: when the first notice was given.
        attempt: number of the latest row in `renewal_attempts`; 0 before the first.
        tries: how often the card was charged without success.
        payment_method: of the running attempt: the gateway's token for the card.
        off_session: of the running attempt: False where the owner is asked by the bank.
        intent_id: the gateway's payment of the running attempt, kept before it is confirmed.
        confirm_sent_at: kept before the gateway is asked for the money; None means that nothing can be charged.
        attempt_started_at: older keys than a day may be forgotten by the gateway.
        give_up_reason: the running attempt shall end without a charge, if it still can ("new_card", ...).
        waits: how often the gateway was asked in vain, for ever longer pauses.
        next_attempt_at: with `PAST_DUE`: when the card is charged again by itself; None where it is not.
        needs_new_card: the card was declined for good.
        refusal: why the last try failed: a constant of `licensewire.purchases`.
        gateway_code: the gateway's own words for it.
    """

    __tablename__ = "renewals"
    __table_args__ = (
        UniqueConstraint("subscription_id", "number"),
        CheckConstraint("total_minor > 0", name="total_positive"),
        CheckConstraint("price_minor + tax_minor = total_minor", name="sum"),
        CheckConstraint("period_starts_at < period_ends_at", name="period_order"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    subscription_id: Mapped[str] = mapped_column(ForeignKey("subscriptions.id"))
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    number: Mapped[int]
    status: Mapped[str]
    due_at: Mapped[datetime]
    period_starts_at: Mapped[datetime]
    period_ends_at: Mapped[datetime]
    price_minor: Mapped[int]
    tax_minor: Mapped[int]
    total_minor: Mapped[int]
    currency: Mapped[str]
    previous_price_minor: Mapped[int]
    tax_percent: Mapped[str]
    tax_name: Mapped[str]
    tax_note: Mapped[str]
    billing_details: Mapped[str]
    created_at: Mapped[datetime]
    announced_at: Mapped[datetime | None]
    retries_from: Mapped[datetime | None]
    attempt: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    payment_method: Mapped[str | None]
    off_session: Mapped[bool] = mapped_column(default=True)
    intent_id: Mapped[str | None] = mapped_column(unique=True)
    confirm_sent_at: Mapped[datetime | None]
    attempt_started_at: Mapped[datetime | None]
    give_up_reason: Mapped[str | None]
    waits: Mapped[int] = mapped_column(default=0)
    confirmation_page: Mapped[str | None]
    confirmation_expires_at: Mapped[datetime | None]
    next_attempt_at: Mapped[datetime | None]
    needs_new_card: Mapped[bool] = mapped_column(default=False)
    refusal: Mapped[str | None]
    gateway_code: Mapped[str | None]
    refused_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class RenewalAttemptRow(Table):
    """One try to charge a card for a renewal; the networks count them by card and amount.

    Attributes:
        number: 1, 2, 3 ... in its renewal.
        card: which card, as far as it may be known: brand, last four digits and expiry; the same card entered
            again is the same.
        reason: why it was made: "due", "retry", "asked", "new_card", "owner" (asked by the bank) or "again".
        outcome: "succeeded", "refused", "given_up" (surely not charged), or None while it is not known.
        is_hard: declined for good: this card is not tried again.
    """

    __tablename__ = "renewal_attempts"

    renewal_id: Mapped[str] = mapped_column(ForeignKey("renewals.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    card: Mapped[str]
    network: Mapped[str]
    amount_minor: Mapped[int]
    currency: Mapped[str]
    off_session: Mapped[bool]
    reason: Mapped[str]
    started_at: Mapped[datetime]
    outcome: Mapped[str | None]
    intent_id: Mapped[str | None]
    refusal: Mapped[str | None]
    gateway_code: Mapped[str | None]
    is_hard: Mapped[bool] = mapped_column(default=False)
    finished_at: Mapped[datetime | None]


class SubscriptionNoticeRow(Table):
    """A notice that was given, once: proof of the windows in `renewal_notices.csv`, and why it is not given again.

    Attributes:
        name: which one ("renewal:2:45", "trial:7" ...).
    """

    __tablename__ = "subscription_notices"

    subscription_id: Mapped[str] = mapped_column(ForeignKey("subscriptions.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    given_at: Mapped[datetime]
