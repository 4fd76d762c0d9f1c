"""Who is asking: the access token of a request against the session it belongs to."""

from litestar import Request
from litestar.di import NamedDependency
from sqlalchemy import select

from licenseserver.clock import Clock
from licenseserver.database import Database
from licenseserver.problems import ProblemError
from licenseserver.security import token_hash
from licenseserver.tables import AccessTokenRow, SignInSessionRow
from licensewire import problem


class Caller:
    """The account and the session that a request comes from."""

    def __init__(self, account_id: str, session_id: str) -> None:
        self.account_id = account_id
        self.session_id = session_id


def provide_caller(request: Request, database: NamedDependency[Database], clock: NamedDependency[Clock]) -> Caller:  # type: ignore[type-arg]  # any request
    """Give a handler its caller (its parameter `caller`), in a reading transaction of its own.

    Raises:
        ProblemError: `problem.NOT_SIGNED_IN`, whatever is wrong with the token.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        with database.transaction(reading=True) as session:
            found = session.execute(
                select(SignInSessionRow.account_id, SignInSessionRow.id)
                .join(AccessTokenRow, AccessTokenRow.session_id == SignInSessionRow.id)
                .where(
                    AccessTokenRow.token_hash == token_hash(token.strip()),
                    AccessTokenRow.expires_at > clock.now(),
                    SignInSessionRow.ended_at.is_(None),
                )
            ).first()
        if found:
            return Caller(*found)
    raise ProblemError(problem.NOT_SIGNED_IN)
