"""The tables of cancelling and withdrawing: what was declared, what it did, and the money that goes back."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from licenseserver.invoice_tables import InvoiceRow
from licenseserver.tables import Table

WAITING = "waiting"
CANCELLED = "cancelled"
FOR_A_PERSON = "for_a_person"
NOTHING_TO_CANCEL = "nothing_to_cancel"
NOT_FOUND = "not_found"
WITHDRAWN = "withdrawn"
NO_RIGHT = "no_right"

PENDING = "pending"
PAID_BACK = "paid_back"
FAILED = "failed"

_STANDS = text("undone_at IS NULL")
_WAITS = text("outcome = 'waiting'")
_OPEN = text("status = 'pending'")


class DeclarationRow(Table):
    """A declaration as it arrived, made signed out or (a withdrawal) signed in; kept as the record of it.

    Attributes:
        idempotency_key: of the request; the same key is the same declaration.
        fingerprint: digest of the request, so that a key is not used for two different ones.
        cause: why, of an extraordinary cancellation; None of an ordinary one.
        ends_on: the wished day.
        text: the whole declaration, in `language`, as its receipt shows it.
        outcome: `WAITING` (while the card is being charged), `CANCELLED`, `FOR_A_PERSON`, `NOTHING_TO_CANCEL`,
            `NOT_FOUND`, `WITHDRAWN` or `NO_RIGHT`; told by mail only.
        account_id: whose contract it is; None where none was found.
    """

    __tablename__ = "declarations"
    __table_args__ = (
        Index("ix_declarations_waiting", "received_at", sqlite_where=_WAITS, postgresql_where=_WAITS),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    idempotency_key: Mapped[str] = mapped_column(unique=True)
    fingerprint: Mapped[str]
    kind: Mapped[str]
    received_at: Mapped[datetime]
    name: Mapped[str]
    contract: Mapped[str]
    email: Mapped[str]
    deliverable: Mapped[str]
    cause: Mapped[str | None]
    ends_on: Mapped[date | None] = mapped_column(Date)
    language: Mapped[str]
    text: Mapped[str]
    outcome: Mapped[str]
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    subscription_id: Mapped[str | None] = mapped_column(ForeignKey("subscriptions.id"))


class CancellationRow(Table):
    """A renewal that was cancelled; at most one of a subscription stands.

    Attributes:
        access_ends_at: what was confirmed.
        reason: one of `licensewire.renewals.REASONS`, or "".
        comment: in the owner's own words.
        declaration_id: of the declaration that did it; None where the owner was signed in.
        undone_at: when the renewal was taken up again.
    """

    __tablename__ = "cancellations"
    __table_args__ = (
        Index(
            "uq_cancellations_subscription_id_standing",
            "subscription_id",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    subscription_id: Mapped[str] = mapped_column(ForeignKey("subscriptions.id"), index=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    received_at: Mapped[datetime]
    access_ends_at: Mapped[datetime]
    mailed_to: Mapped[str]
    reason: Mapped[str]
    comment: Mapped[str]
    declaration_id: Mapped[str | None] = mapped_column(ForeignKey("declarations.id"), unique=True)
    undone_at: Mapped[datetime | None]


class RefundRow(Table):
    """Money that goes back: decided once for an invoice, and paid back once, however often it is tried.

    Attributes:
        intent_id: the gateway's payment that is paid back.
        status: `PENDING`, `PAID_BACK` or `FAILED` (the bank does not take it: a person must find another way).
        look_at: when it is tried or asked about next.
        looks: how often that was in vain, for ever longer pauses.
        gateway_refund: the gateway's own id, once it is known.
        credit_note_id: issued when it was paid back.
    """

    __tablename__ = "refunds"
    __table_args__ = (
        Index("ix_refunds_look_at", "look_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
        CheckConstraint("amount_minor > 0", name="amount_positive"),
        CheckConstraint("(status = 'paid_back') = (credit_note_id IS NOT NULL)", name="credit_note_when_paid"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    invoice_id: Mapped[str] = mapped_column(ForeignKey(InvoiceRow.id), unique=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    declaration_id: Mapped[str] = mapped_column(ForeignKey("declarations.id"), unique=True)
    intent_id: Mapped[str]
    amount_minor: Mapped[int]
    currency: Mapped[str]
    status: Mapped[str]
    decided_at: Mapped[datetime]
    look_at: Mapped[datetime]
    looks: Mapped[int] = mapped_column(default=0)
    gateway_refund: Mapped[str | None]
    finished_at: Mapped[datetime | None]
    credit_note_id: Mapped[str | None] = mapped_column(ForeignKey(InvoiceRow.id), unique=True)
