"""The tables of changing the card: new cards that are verified, and old ones that the gateway shall let go of."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from licenseserver.tables import Table

_OPEN = text("status IN ('processing', 'needs_confirmation')")


class CardUpdateRow(Table):
    """One wish of an owner to replace the card on file; the database allows one open at a time (B4).

    Attributes:
        idempotency_key: the account's own; another account may use the same.
        fingerprint: digest of the request, so that a key is not used for two different ones.
        attempt: how often a setup was begun at the gateway, 1 at first.
        payment_method: the gateway's token for the new card.
        setup_id: the gateway's setup of the running attempt, kept before it is confirmed.
        confirm_sent_at: kept before the bank is asked to verify the card; None means that nothing was verified.
        attempt_started_at: older keys than a day may be forgotten by the gateway.
        look_at: when somebody looks again by itself, if nobody asks before.
        looks: how often that was, for ever longer pauses.
        gateway_code: the gateway's own words for a refusal.
        renewal_retried: a renewal that was past due is being paid with the new card.
    """

    __tablename__ = "card_updates"
    __table_args__ = (
        UniqueConstraint("account_id", "idempotency_key"),
        Index(
            "uq_card_updates_account_id_open", "account_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN
        ),
        Index("ix_card_updates_look_at", "look_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
        CheckConstraint("(status = 'refused') = (refusal IS NOT NULL)", name="refusal_with_reason"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    idempotency_key: Mapped[str]
    fingerprint: Mapped[str]
    status: Mapped[str]
    attempt: Mapped[int]
    payment_method: Mapped[str]
    return_address: Mapped[str]
    created_at: Mapped[datetime]
    attempt_started_at: Mapped[datetime]
    look_at: Mapped[datetime]
    looks: Mapped[int]
    setup_id: Mapped[str | None] = mapped_column(unique=True)
    confirm_sent_at: Mapped[datetime | None]
    confirmation_page: Mapped[str | None]
    confirmation_expires_at: Mapped[datetime | None]
    cancel_requested_at: Mapped[datetime | None]
    refusal: Mapped[str | None]
    gateway_code: Mapped[str | None]
    renewal_retried: Mapped[bool]
    finished_at: Mapped[datetime | None]


class CardToLetGoRow(Table):
    """A card that is not on file any more and that the gateway shall let go of; the row goes when it has.

    Attributes:
        setup_id: an unfinished setup that is cancelled first; None where there is none.
        look_at: when it is tried next.
    """

    __tablename__ = "cards_to_let_go"

    payment_method: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    setup_id: Mapped[str | None]
    since: Mapped[datetime]
    look_at: Mapped[datetime] = mapped_column(index=True)
    looks: Mapped[int]
