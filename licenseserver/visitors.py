"""Visitors: whoever proved an address and has no account yet; one for each address, however often proved (A5)."""

from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from licenseserver import accounts, attempts, audit, sessions
from licenseserver.callers import VisitorCaller
from licenseserver.catalogue import Catalogue
from licenseserver.new_accounts import account_problems
from licenseserver.problems import ProblemError, invalid_field
from licenseserver.purchase_tables import MailRow, PurchaseRow
from licenseserver.purchases import purchase_on_wire, purchases_of
from licenseserver.security import new_id, new_token, seal, token_hash, unseal
from licenseserver.tables import BuyerRow
from licenseserver.visitor_tables import VerificationRow, VisitorRow, VisitorTokenRow
from licensewire import problem
from licensewire.session import SignedIn
from licensewire.visitors import AccountWanted, Visitor, VisitorSignIn, VisitorState

TOKEN_LIFE = timedelta(days=7)
"""Until then a purchase can be begun."""

FOLLOWED_FOR = timedelta(days=7)
"""So much longer one that was begun can be looked at, and signed in with."""

_LONGEST_DEVICE_NAME = 100
_FORGOTTEN_AT_ONCE = 100


def admit(session: Session, proof: VerificationRow, now: datetime) -> Visitor:
    """Give whoever proved an address a token: as a new visitor, or as the one who proved it before."""
    row = session.scalar(
        select(VisitorRow)
        .where(VisitorRow.email_folded == proof.email_folded, VisitorRow.account_made_at.is_(None))
        .with_for_update()
    )
    if row is None:
        row = VisitorRow(id=new_id("acc"), email_folded=proof.email_folded, created_at=now)
        session.add(BuyerRow(id=row.id))
        session.flush()
        session.add(row)
    row.email = proof.email
    row.plan_id = proof.plan_id
    row.language = proof.language
    session.flush()
    session.execute(
        delete(VisitorTokenRow).where(VisitorTokenRow.visitor_id == row.id, VisitorTokenRow.followed_until <= now)
    )
    token = new_token("ldv")
    session.add(
        VisitorTokenRow(
            token_hash=token_hash(token),
            visitor_id=row.id,
            expires_at=now + TOKEN_LIFE,
            followed_until=now + TOKEN_LIFE + FOLLOWED_FOR,
        )
    )
    return Visitor(id=row.id, token=token, expires_at=now + TOKEN_LIFE, email=row.email, plan_id=row.plan_id)


def forget_abandoned(session: Session, now: datetime) -> None:
    """Forget some addresses that were proved and not bought with, once nothing can be done with the proof any more.

    The buyer's id stays, which says nothing, and so does a visitor who has tried to pay.
    """
    session.execute(delete(MailRow).where(MailRow.account_id.is_(None), MailRow.created_at < now - FOLLOWED_FOR))
    abandoned = session.scalars(
        select(VisitorRow.id)
        .where(
            VisitorRow.account_made_at.is_(None),
            ~exists().where(PurchaseRow.buyer_id == VisitorRow.id),
            ~exists().where(VisitorTokenRow.visitor_id == VisitorRow.id, VisitorTokenRow.followed_until > now),
        )
        .order_by(VisitorRow.id)
        .limit(_FORGOTTEN_AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    session.execute(delete(VisitorTokenRow).where(VisitorTokenRow.visitor_id.in_(abandoned)))
    session.execute(delete(VisitorRow).where(VisitorRow.id.in_(abandoned)))


def describe(session: Session, caller: VisitorCaller, now: datetime) -> VisitorState:
    """Return where a visitor left off."""
    row = session.get_one(VisitorRow, caller.visitor_id)
    newest = next(iter(purchases_of(session, row.id)), None)
    return VisitorState(
        id=row.id,
        email=row.email,
        plan_id=row.plan_id,
        expires_at=session.get_one(VisitorTokenRow, token_hash(caller.token)).expires_at,
        purchase=purchase_on_wire(session, newest, now) if newest else None,
    )


def check_account(
    session: Session, caller: VisitorCaller, wanted: AccountWanted, platform_name: str, now: datetime
) -> None:
    """Refuse what would make no account.

    Raises:
        ProblemError: `problem.INVALID_REQUEST` with each field that is wrong, or too many were asked for.
    """
    attempts.take(session, attempts.of_account_checks(caller.visitor_id), now)
    found = account_problems(session, wanted, caller.visitor_id, platform_name)
    if found:
        raise ProblemError(problem.INVALID_REQUEST, fields=found, keeps_changes=True)


def sign_in(
    session: Session, catalogue: Catalogue, caller: VisitorCaller, request: VisitorSignIn, now: datetime
) -> SignedIn:
    """Exchange a visitor's token for a session of the account that the purchase made.

    The same token gives the same session for some minutes more, until that session has been used: so an answer
    that got lost can be asked for again. All other tokens of the visitor end.

    Raises:
        ProblemError: `problem.NOT_BOUGHT`, or `problem.NOT_SIGNED_IN` where the token has done its service.
    """
    device_name = request.device_name.strip()
    if len(device_name) > _LONGEST_DEVICE_NAME:
        raise invalid_field("device_name", "too_long")
    visitor = session.get_one(VisitorRow, caller.visitor_id, with_for_update=True, populate_existing=True)
    token = session.get(VisitorTokenRow, token_hash(caller.token), populate_existing=True)
    if token is None:
        raise ProblemError(problem.NOT_SIGNED_IN)  # another device of the visitor was first, just now
    if visitor.account_made_at is None:
        raise ProblemError(problem.NOT_BOUGHT)
    if token.sealed_refresh is not None:
        tokens = sessions.repeated(session, unseal(caller.token, "refresh", token.sealed_refresh), now)
        if tokens is None:
            raise ProblemError(problem.NOT_SIGNED_IN)
    else:
        tokens = sessions.begin(session, visitor.id, device_name, now)
        token.used_at = now
        token.sealed_refresh = seal(caller.token, "refresh", tokens.refresh_token)
        session.execute(
            delete(VisitorTokenRow).where(
                VisitorTokenRow.visitor_id == visitor.id, VisitorTokenRow.token_hash != token.token_hash
            )
        )
        audit.record(session, now, "visitor.signed_in", subject=tokens.session_id, account_id=visitor.id)
    return SignedIn(tokens=tokens, account=accounts.describe(session, catalogue, visitor.id, now))
