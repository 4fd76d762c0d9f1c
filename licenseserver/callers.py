"""Who is asking: the token of a request against the session, or the proved address, that it belongs to."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeAlias

from litestar import Request
from litestar.di import NamedDependency
from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver.buyers import Buyer
from licenseserver.clock import Clock
from licenseserver.database import Database
from licenseserver.problems import ProblemError
from licenseserver.security import token_hash
from licenseserver.tables import AccessTokenRow, SignInSessionRow
from licenseserver.visitor_tables import VisitorTokenRow
from licensewire import problem

AnyRequest: TypeAlias = Request[Any, Any, Any]

SIGN_IN_GRACE = timedelta(minutes=10)
"""How long a visitor's token that was exchanged for a session can be exchanged for the same one again."""


def provide_address(request: AnyRequest) -> str:
    """Give a handler the internet address that a request comes from (`address`), "" where it has none."""
    return request.client.host if request.client else ""


class Caller:
    """The account and the session that a request comes from."""

    def __init__(self, account_id: str, session_id: str) -> None:
        self.account_id = account_id
        self.session_id = session_id


@dataclass(frozen=True)
class VisitorCaller:
    """The visitor that a request comes from; `repr` hides the token.

    Attributes:
        may_begin: whether something new can be bought.
        is_leaving: whether the token was exchanged for a session just now, and is good for nothing else any more.
    """

    visitor_id: str
    token: str
    may_begin: bool
    is_leaving: bool

    def __repr__(self) -> str:
        """Hide the token, which would end up in logs and tracebacks."""
        return f"VisitorCaller({self.visitor_id})"

    @property
    def buyer(self) -> Buyer:
        """The visitor as somebody who buys."""
        return Buyer(self.visitor_id, is_visitor=True, may_begin=self.may_begin)


def provide_caller(
    request: AnyRequest, database: NamedDependency[Database], clock: NamedDependency[Clock]
) -> Caller:
    """Give a handler its caller (its parameter `caller`), in a reading transaction of its own.

    Raises:
        ProblemError: `problem.NOT_SIGNED_IN`, whatever is wrong with the token.
    """
    with database.transaction(reading=True) as session:
        found = _account(session, _bearer(request), clock)
    if found is None:
        raise ProblemError(problem.NOT_SIGNED_IN)
    return found


def provide_optional_caller(
    request: AnyRequest,
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Caller | None:
    """Give a handler its caller, or None where nobody is signed in (`optional_caller`)."""
    with database.transaction(reading=True) as session:
        return _account(session, _bearer(request), clock)


def provide_visitor(
    request: AnyRequest,
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> VisitorCaller:
    """Give a handler the visitor who asks (its parameter `visitor`).

    Raises:
        ProblemError: `problem.NOT_SIGNED_IN`, whatever is wrong with the token.
    """
    found = provide_leaving_visitor(request, database, clock)
    if found.is_leaving:
        raise ProblemError(problem.NOT_SIGNED_IN)
    return found


def provide_leaving_visitor(
    request: AnyRequest,
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> VisitorCaller:
    """Give a handler the visitor who asks, also for a few minutes after signing in (`leaving_visitor`).

    Raises:
        ProblemError: `problem.NOT_SIGNED_IN`, whatever is wrong with the token.
    """
    with database.transaction(reading=True) as session:
        found = _visitor(session, _bearer(request), clock)
    if found is None:
        raise ProblemError(problem.NOT_SIGNED_IN)
    return found


def provide_buyer(request: AnyRequest, database: NamedDependency[Database], clock: NamedDependency[Clock]) -> Buyer:
    """Give a handler whoever buys (its parameter `buyer`), an account or a visitor.

    Raises:
        ProblemError: `problem.NOT_SIGNED_IN`, whatever is wrong with the token.
    """
    token = _bearer(request)
    with database.transaction(reading=True) as session:
        if account := _account(session, token, clock):
            return Buyer(account.account_id)
        visitor = _visitor(session, token, clock)
    if visitor is None or visitor.is_leaving:
        raise ProblemError(problem.NOT_SIGNED_IN)
    return visitor.buyer


def _bearer(request: AnyRequest) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _account(session: Session, token: str, clock: Clock) -> Caller | None:
    if not token:
        return None
    found = session.execute(
        select(SignInSessionRow.account_id, SignInSessionRow.id)
        .join(AccessTokenRow, AccessTokenRow.session_id == SignInSessionRow.id)
        .where(
            AccessTokenRow.token_hash == token_hash(token),
            AccessTokenRow.expires_at > clock.now(),
            SignInSessionRow.ended_at.is_(None),
        )
    ).first()
    return Caller(*found) if found else None


def _visitor(session: Session, token: str, clock: Clock) -> VisitorCaller | None:
    found = session.get(VisitorTokenRow, token_hash(token)) if token else None
    now = clock.now()
    if found is None or found.followed_until <= now:
        return None
    if found.used_at is not None and found.used_at + SIGN_IN_GRACE <= now:
        return None
    return VisitorCaller(
        found.visitor_id, token, may_begin=found.expires_at > now, is_leaving=found.used_at is not None
    )
