"""The tables of buying: quotes, purchases and their keys, the card on file, mails to be sent."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from licenseserver.tables import Table

_OPEN = text("status IN ('processing', 'needs_confirmation')")


class QuoteRow(Table):
    """A price that was named.

    Attributes:
        quote: the wire's `Quote` as JSON.
    """

    __tablename__ = "quotes"

    id: Mapped[str] = mapped_column(primary_key=True)
    buyer_id: Mapped[str] = mapped_column(ForeignKey("buyers.id"), index=True)
    quote: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class PurchaseRow(Table):
    """One intent of one person to buy; the database allows one open purchase a buyer (A8).

    Attributes:
        fingerprint: digest of the request, so that a key is not used for two different ones.
        quote, billing_details: the wire's structs as JSON, as they were agreed to.
        payment_method: the gateway's token for the card.
        intent_id: the gateway's payment of the running attempt, kept before it is confirmed.
        confirm_sent_at: kept before the gateway is asked for the money; None means that nothing can be charged.
        attempt_started_at: older keys than a day may be forgotten by the gateway.
        gateway_code: the gateway's own words for a refusal.
    """

    __tablename__ = "purchases"
    __table_args__ = (
        Index("uq_purchases_buyer_id_open", "buyer_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_purchases_open", "status", sqlite_where=_OPEN, postgresql_where=_OPEN),
        CheckConstraint("total_minor > 0", name="total_positive"),
        CheckConstraint("(status = 'succeeded') = (subscription_id IS NOT NULL)", name="licence_with_success"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    buyer_id: Mapped[str] = mapped_column(ForeignKey("buyers.id"), index=True)
    idempotency_key: Mapped[str]
    fingerprint: Mapped[str]
    status: Mapped[str]
    attempt: Mapped[int]
    quote: Mapped[str]
    billing_details: Mapped[str]
    language: Mapped[str]
    payment_method: Mapped[str]
    return_address: Mapped[str]
    total_minor: Mapped[int]
    currency: Mapped[str]
    created_at: Mapped[datetime]
    attempt_started_at: Mapped[datetime]
    intent_id: Mapped[str | None] = mapped_column(unique=True)
    confirm_sent_at: Mapped[datetime | None]
    confirmation_page: Mapped[str | None]
    confirmation_expires_at: Mapped[datetime | None]
    cancel_requested_at: Mapped[datetime | None]
    refusal: Mapped[str | None]
    gateway_code: Mapped[str | None]
    finished_at: Mapped[datetime | None]
    subscription_id: Mapped[str | None] = mapped_column(ForeignKey("subscriptions.id"), unique=True)


class PurchaseKeyRow(Table):
    """An idempotency key that is taken, by a purchase or for ever by nothing.

    Attributes:
        purchase_id: None is a tombstone: a request with the key that arrives later is refused.
    """

    __tablename__ = "purchase_keys"

    buyer_id: Mapped[str] = mapped_column(ForeignKey("buyers.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    purchase_id: Mapped[str | None] = mapped_column(ForeignKey("purchases.id"), unique=True)
    taken_at: Mapped[datetime]


class ConsentRow(Table):
    """A consent that was given with a purchase; kept for years after its end.

    Attributes:
        text_hash: SHA-256 of the text that was shown, in `language`.
    """

    __tablename__ = "consents"

    purchase_id: Mapped[str] = mapped_column(ForeignKey("purchases.id"), primary_key=True)
    consent_id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str]
    language: Mapped[str]
    text_hash: Mapped[str]
    given_at: Mapped[datetime]


class GatewayCustomerRow(Table):
    """Under which name the gateway knows a buyer."""

    __tablename__ = "gateway_customers"

    buyer_id: Mapped[str] = mapped_column(ForeignKey("buyers.id"), primary_key=True)
    customer: Mapped[str] = mapped_column(unique=True)


class CardOnFileRow(Table):
    """The card that is charged at renewal: what may be known of it, and the gateway's token."""

    __tablename__ = "cards_on_file"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    payment_method: Mapped[str]
    brand: Mapped[str]
    last_four: Mapped[str]
    expiry_month: Mapped[int]
    expiry_year: Mapped[int]


class BillingDetailsRow(Table):
    """To whom the next invoice is made out.

    Attributes:
        details: the wire's `BillingDetails` as JSON.
    """

    __tablename__ = "billing_details"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    details: Mapped[str]


class MailRow(Table):
    """A mail, written in the transaction that it tells of and sent by a worker.

    Attributes:
        occasion: unique, so that one occasion is one mail ("purchase:pur_...").
        account_id: None where it went to somebody who proves an address.
        claimed_until: until then one process is sending it.
        attachment: what `mail_attachments` makes when it is sent; None for nothing.
    """

    __tablename__ = "mails"
    __table_args__ = (
        Index(
            "ix_mails_waiting",
            "next_attempt_at",
            sqlite_where=text("sent_at IS NULL"),
            postgresql_where=text("sent_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    occasion: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    recipient: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str]
    created_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    attempts: Mapped[int]
    sent_at: Mapped[datetime | None]
    last_problem: Mapped[str | None]
    attachment: Mapped[str | None]


class ServerProcessRow(Table):
    """A server process that says every few seconds that it lives; what a silent one left is taken over."""

    __tablename__ = "server_processes"

    executor_id: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime]
