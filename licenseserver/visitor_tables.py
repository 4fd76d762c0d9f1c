"""The tables of people without an account: proofs of an address, visitors, accounts that purchases hold ready."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from licenseserver.purchase_tables import PurchaseRow
from licenseserver.tables import Table

_NO_ACCOUNT = text("account_made_at IS NULL")


class VerificationRow(Table):
    """A request to prove an address by a code.

    Attributes:
        code_hash: of the newest code; None where no code will ever do, because the address has an account.
        sends: how many codes were sent.
        tries_left: how many wrong codes the newest one still bears.
        confirmed_at: when the code was used; it is good once.
        superseded_at: when a newer request was made for the address.
    """

    __tablename__ = "verifications"

    id: Mapped[str] = mapped_column(primary_key=True)
    email: Mapped[str]
    email_folded: Mapped[str] = mapped_column(index=True)
    plan_id: Mapped[str]
    language: Mapped[str]
    code_hash: Mapped[str | None]
    sends: Mapped[int]
    tries_left: Mapped[int]
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    confirmed_at: Mapped[datetime | None]
    superseded_at: Mapped[datetime | None]


class VisitorRow(Table):
    """Somebody who proved an address; the database allows one without an account for each address.

    Attributes:
        id: a buyer's; the account that a purchase makes gets it.
        account_made_at: when that was.
    """

    __tablename__ = "visitors"
    __table_args__ = (
        Index(
            "uq_visitors_email_folded_no_account",
            "email_folded",
            unique=True,
            sqlite_where=_NO_ACCOUNT,
            postgresql_where=_NO_ACCOUNT,
        ),
    )

    id: Mapped[str] = mapped_column(ForeignKey("buyers.id"), primary_key=True)
    email: Mapped[str]
    email_folded: Mapped[str]
    plan_id: Mapped[str]
    language: Mapped[str]
    created_at: Mapped[datetime]
    account_made_at: Mapped[datetime | None]


class VisitorTokenRow(Table):
    """A visitor's key to the API, known only by its hash.

    Attributes:
        expires_at: a purchase can be begun until then.
        followed_until: one that was begun can be looked at until then.
        used_at: when it was exchanged for a session.
        sealed_refresh: that session's refresh token, readable only with this one: a lost answer can be given again.
    """

    __tablename__ = "visitor_tokens"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    visitor_id: Mapped[str] = mapped_column(ForeignKey("visitors.id"), index=True)
    expires_at: Mapped[datetime]
    followed_until: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    sealed_refresh: Mapped[bytes | None]


class HeldAccountRow(Table):
    """The account that a visitor's open purchase will make; gone when the purchase has ended, one way or the other.

    So a username is held for whoever is paying for it, and a payment can never end at a name that is taken.
    """

    __tablename__ = "held_accounts"

    purchase_id: Mapped[str] = mapped_column(ForeignKey(PurchaseRow.id), primary_key=True)
    username: Mapped[str]
    username_folded: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    name: Mapped[str]
    data_center_id: Mapped[str]
    time_zone: Mapped[str]
    language: Mapped[str]
