"""Signing in and out, and where one is signed in."""

from anyio import CapacityLimiter, to_thread
from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlalchemy.orm import Session

from licenseserver import sessions
from licenseserver.callers import Caller
from licenseserver.catalogue import Catalogue
from licenseserver.clock import Clock
from licenseserver.database import Database
from licensewire.session import Refresh, SessionList, SignedIn, SignIn


@post("/v1/session", status_code=200)
async def sign_in(
    data: JSONBody[SignIn],
    address: NamedDependency[str],
    database: NamedDependency[Database],
    catalogue: NamedDependency[Catalogue],
    clock: NamedDependency[Clock],
    sign_ins: NamedDependency[CapacityLimiter],
) -> SignedIn:
    """Sign in with username and password."""
    # On few threads of its own: checking a password is slow on purpose, and nobody else shall wait for it.
    return await to_thread.run_sync(
        sessions.sign_in, database, catalogue, clock.now(), data, address, limiter=sign_ins
    )


@post("/v1/session/refresh", sync_to_thread=True, status_code=200)
def refresh_session(
    data: JSONBody[Refresh],
    transaction: NamedDependency[Session],
    catalogue: NamedDependency[Catalogue],
    clock: NamedDependency[Clock],
) -> SignedIn:
    """Exchange a refresh token for a new pair of tokens."""
    return sessions.refresh(transaction, catalogue, clock.now(), data.refresh_token)


@delete("/v1/session", sync_to_thread=True)
def sign_out(
    caller: NamedDependency[Caller], transaction: NamedDependency[Session], clock: NamedDependency[Clock]
) -> None:
    """Sign out here."""
    sessions.end(transaction, caller, caller.session_id, clock.now())


@get("/v1/sessions", sync_to_thread=True)
def list_sessions(
    caller: NamedDependency[Caller], transaction: NamedDependency[Session], clock: NamedDependency[Clock]
) -> SessionList:
    """List where the account is signed in."""
    return sessions.listed(transaction, caller, clock.now())


@delete("/v1/sessions/{session_id:str}", sync_to_thread=True)
def end_session(
    session_id: FromPath[str],
    caller: NamedDependency[Caller],
    transaction: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> None:
    """Sign out at one place."""
    sessions.end(transaction, caller, session_id, clock.now())


@delete("/v1/sessions", sync_to_thread=True)
def end_all_sessions(
    caller: NamedDependency[Caller], transaction: NamedDependency[Session], clock: NamedDependency[Clock]
) -> None:
    """Sign out everywhere."""
    sessions.end_all(transaction, caller, clock.now())
