"""The tables: the base they share, buyers and accounts, sessions, usage and the audit log."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, aware and in UTC on both databases (SQLite would drop the zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store UTC; a moment without a zone is an error of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give the moment back with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Table(DeclarativeBase):
    """The base of all tables; every constraint has a name, so that migrations can speak of it."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime, str: Text, dict[str, Any]: JSON}  # noqa: RUF012  # SQLAlchemy's form


class OrganizationRow(Table):
    """Attributes:
    brand_id: permanent once it is set (D1).
    """

    __tablename__ = "organizations"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    brand_id: Mapped[str | None] = mapped_column(unique=True)
    data_center_id: Mapped[str | None]


class BuyerRow(Table):
    """Whoever can buy: an account, or a visitor, whose account gets the same id when a payment has succeeded (A5).

    What stands before a licence (quotes, purchases, their keys, the gateway's customer) belongs to the buyer.
    """

    __tablename__ = "buyers"

    id: Mapped[str] = mapped_column(primary_key=True)


class AccountRow(Table):
    """Attributes:
    username: as the person wrote it; `username_folded` is what sign-in compares.
    email_folded: what tells that an address has an account already; some have several.
    """

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(ForeignKey("buyers.id"), primary_key=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), index=True)
    username: Mapped[str]
    username_folded: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    name: Mapped[str]
    email: Mapped[str]
    email_folded: Mapped[str] = mapped_column(index=True)
    role: Mapped[str]
    time_zone: Mapped[str]
    country: Mapped[str]
    language: Mapped[str]
    created_at: Mapped[datetime]


class SubscriptionRow(Table):
    """A trial or a paid licence and its running period; at most one an account that has not ended.

    Attributes:
        contract: what its owner calls it by ("LD-7K2M-9QXP"); None of a trial.
        period_number: 1 for the first year, which the purchase paid for.
        price_minor: what the running period cost without tax, in `renewal_currency`.
        renewal_price_minor: what the next one costs without tax.
        access_ends_at: when premium features stop; None while it renews by itself.
        look_at: when the renewal engine looks at it next, for a notice, a charge or its end; None once it has
            ended. Whoever changes what that depends on sets it to now.
    """

    __tablename__ = "subscriptions"
    __table_args__ = (
        Index(
            "uq_subscriptions_account_id_running",
            "account_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("uq_subscriptions_contract", "contract", unique=True),
        Index(
            "ix_subscriptions_look_at",
            "look_at",
            sqlite_where=text("look_at IS NOT NULL"),
            postgresql_where=text("look_at IS NOT NULL"),
        ),
        CheckConstraint("period_started_at < period_ends_at", name="period_order"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    contract: Mapped[str | None]
    plan_id: Mapped[str]
    status: Mapped[str]
    started_at: Mapped[datetime]
    period_started_at: Mapped[datetime]
    period_ends_at: Mapped[datetime]
    renews_at: Mapped[datetime | None]
    renewal_price_minor: Mapped[int | None]
    renewal_currency: Mapped[str | None]
    cancel_until: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    period_number: Mapped[int] = mapped_column(default=1, server_default="1")
    price_minor: Mapped[int | None]
    access_ends_at: Mapped[datetime | None]
    # A new one is looked at as soon as possible.
    look_at: Mapped[datetime | None] = mapped_column(
        default=lambda context: context.get_current_parameters()["started_at"]
    )


class SignInSessionRow(Table):
    """One place where an account is signed in."""

    __tablename__ = "sign_in_sessions"

    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    device_name: Mapped[str]
    signed_in_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]


class AccessTokenRow(Table):
    """A short-lived key to the API, known only by its hash."""

    __tablename__ = "access_tokens"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("sign_in_sessions.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class RefreshTokenRow(Table):
    """A link of a session's chain of refresh tokens, known only by its hash.

    Attributes:
        position: 1, 2, 3 ... along the chain; the highest one is current.
        replaced_at: when the next one was given out; None for the current one.
        sealed_successor: the next token, readable only with this one: a lost answer can be given again.
        sealed_device: the device's token, readable only with this one.
    """

    __tablename__ = "refresh_tokens"
    __table_args__ = (Index("uq_refresh_tokens_session_id_position", "session_id", "position", unique=True),)

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("sign_in_sessions.id", ondelete="CASCADE"))
    position: Mapped[int]
    replaced_at: Mapped[datetime | None]
    sealed_successor: Mapped[bytes | None]
    sealed_device: Mapped[bytes]


class DeviceRow(Table):
    """A device on which the account was signed in before; it has sign-in attempts of its own."""

    __tablename__ = "devices"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    last_used_at: Mapped[datetime] = mapped_column(index=True)


class AttemptAllowanceRow(Table):
    """How far ahead of its pace somebody is with attempts.

    Attributes:
        key: hash of what is counted (attempts of an account, of an address, of a device ...).
        full_again_at: when the whole allowance is back, if nothing more is tried.
    """

    __tablename__ = "attempt_allowances"

    key: Mapped[str] = mapped_column(primary_key=True)
    full_again_at: Mapped[datetime] = mapped_column(index=True)


class UsageRow(Table):
    """How much of a limit an account has used."""

    __tablename__ = "usage"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    limit_id: Mapped[str] = mapped_column(primary_key=True)
    used: Mapped[int]


class AuditRow(Table):
    """A change, chained to the one before it; the database itself refuses to alter or remove it (H4).

    Attributes:
        number: 1, 2, 3 ... without a gap.
        details: canonical JSON, nothing personal in it, because it stays for ever.
        hash: over all other columns, with the entry before in `previous_hash`.
    """

    __tablename__ = "audit_log"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str]
    account_id: Mapped[str | None] = mapped_column(index=True)
    action: Mapped[str]
    subject: Mapped[str]
    details: Mapped[str]
    request_id: Mapped[str]
    previous_hash: Mapped[str]
    hash: Mapped[str]
