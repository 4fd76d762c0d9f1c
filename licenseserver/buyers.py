"""Buyers: what prices and purchases must know of whoever buys, with an account or without one yet (A1)."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver.problems import ProblemError
from licenseserver.tables import AccountRow, BuyerRow
from licenseserver.visitor_tables import VisitorRow
from licensewire import problem

UTC_ZONE = "UTC"


@dataclass(frozen=True)
class Buyer:
    """Whoever asks: an account, or a visitor, whose account gets the same id when a payment has succeeded.

    Attributes:
        may_begin: whether something new can be bought; what is under way is followed in any case.
    """

    id: str
    is_visitor: bool = False
    may_begin: bool = True


@dataclass(frozen=True)
class BuyerFacts:
    """What is known of a buyer before anything is asked.

    Attributes:
        country: ISO 3166 alpha-2; "" of a visitor.
        time_zone: IANA name; UTC of a visitor.
    """

    email: str
    country: str
    time_zone: str
    language: str


def facts_of(session: Session, buyer: Buyer) -> BuyerFacts:
    """Return what is known of a buyer who wants to begin something.

    Raises:
        ProblemError: `problem.VISITOR_EXPIRED`, or `problem.ALREADY_LICENSED` for a visitor who has bought: what
            comes next is bought with the account.
    """
    if not buyer.may_begin:
        raise ProblemError(problem.VISITOR_EXPIRED)
    if not buyer.is_visitor:
        account = session.get_one(AccountRow, buyer.id)
        return BuyerFacts(account.email, account.country, account.time_zone, account.language)
    visitor = session.get_one(VisitorRow, buyer.id)
    if visitor.account_made_at is not None:
        raise ProblemError(problem.ALREADY_LICENSED)
    return BuyerFacts(visitor.email, "", UTC_ZONE, visitor.language)


def alone_with(session: Session, buyer_id: str) -> None:
    """Let one request after the other record a purchase or close a key; the database's constraints stand behind."""
    session.get_one(BuyerRow, buyer_id, with_for_update={"key_share": True}, populate_existing=True)


def email_of(session: Session, buyer_id: str) -> str:
    """Return where a buyer can be written to."""
    found = session.scalar(select(AccountRow.email).where(AccountRow.id == buyer_id))
    return found if found is not None else session.get_one(VisitorRow, buyer_id).email
