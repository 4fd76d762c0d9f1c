"""Sessions: signing in, rotating the tokens, the list of places where one is signed in, and ending them (F1, H4).

A session's refresh tokens are a chain. Only its last link is good; the one before it, for a few seconds, gives
the same last link again, so that an answer that got lost signs nobody out. Any older one has been stolen from
one side or the other, and ends the session. See docs/decisions/0010.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from licenseserver import accounts, attempts, audit
from licenseserver.callers import Caller
from licenseserver.catalogue import Catalogue
from licenseserver.database import Database
from licenseserver.problems import ProblemError, invalid_field
from licenseserver.security import new_id, new_token, password_matches, seal, token_hash, unseal
from licenseserver.tables import AccessTokenRow, DeviceRow, RefreshTokenRow, SignInSessionRow
from licensewire import problem
from licensewire.session import SessionEntry, SessionList, SignedIn, SignIn, Tokens

ACCESS_LIFE = timedelta(minutes=10)
SESSION_LIFE = timedelta(days=30)
"""How long a session lasts that is not used."""
GRACE = timedelta(seconds=30)
DEVICES_KEPT = 20

_LONGEST = {"username": 254, "password": 1024, "device_name": 100, "device_token": 100}

_log = structlog.get_logger()


@dataclass(frozen=True)
class _Link:
    """A refresh token with what is sealed under it."""

    refresh_token: str
    device_token: str
    position: int


def sign_in(database: Database, catalogue: Catalogue, now: datetime, request: SignIn, address: str) -> SignedIn:
    """Sign in, for a request that comes from the network `address`.

    Three steps, because no transaction is held while a password is hashed: a slow hash would keep every other
    writer waiting, and the attempt must count whatever happens next.

    Raises:
        ProblemError: `problem.WRONG_CREDENTIALS` or `problem.TOO_MANY_ATTEMPTS`.
    """
    for name, longest in _LONGEST.items():
        if len(getattr(request, name) or "") > longest:
            raise invalid_field(name, "too_long")
    device_token = request.device_token or ""
    with database.transaction() as session:
        account = accounts.find_by_username(session, request.username)
        known = account is not None and _knows_device(session, account.id, device_token)
        allowances = (
            attempts.of_device(token_hash(device_token))
            if known
            else attempts.of_stranger(accounts.folded(request.username), address)
        )
        attempts.take(session, allowances, now)
    if not password_matches(account.password_hash if account else None, request.password) or account is None:
        _log.warning("sign-in refused", account=account.id if account else None)
        raise ProblemError(problem.WRONG_CREDENTIALS)
    with database.transaction() as session:
        attempts.give_back(session, allowances, now)
        device_token = _remember_device(session, account.id, device_token if known else "", now)
        tokens = _start(session, account.id, request.device_name.strip(), device_token, now)
        return SignedIn(tokens=tokens, account=accounts.describe(session, catalogue, account.id, now))


def begin(session: Session, account_id: str, device_name: str, now: datetime) -> Tokens:
    """Begin a session without a password, for somebody who has just proved who they are in another way."""
    return _start(session, account_id, device_name, _remember_device(session, account_id, "", now), now)


def repeated(session: Session, refresh_token: str, now: datetime) -> Tokens | None:
    """Return the tokens once more whose answer may have got lost; None where they have been used since."""
    found = session.get(RefreshTokenRow, token_hash(refresh_token))
    place = session.get(SignInSessionRow, found.session_id, with_for_update=True) if found else None
    if found is None or place is None or place.ended_at is not None or place.expires_at <= now:
        return None
    session.refresh(found)
    if found.replaced_at is not None:
        return None
    link = _Link(refresh_token, unseal(refresh_token, "device", found.sealed_device), found.position)
    return _tokens(session, place.id, link, now)


def refresh(session: Session, catalogue: Catalogue, now: datetime, refresh_token: str) -> SignedIn:
    """Exchange a refresh token for a new pair.

    Raises:
        ProblemError: `problem.SESSION_ENDED`, also for a token that was never given out.
    """
    ended = ProblemError(problem.SESSION_ENDED)
    found = session.get(RefreshTokenRow, token_hash(refresh_token))
    if found is None:
        raise ended
    place = session.get(SignInSessionRow, found.session_id, with_for_update=True, populate_existing=True)
    session.refresh(found)  # whoever held the session meanwhile may have replaced it
    if place is None or place.ended_at is not None or place.expires_at <= now:
        raise ended
    if found.replaced_at is None:
        link = _rotate(session, found, refresh_token, now)
    else:
        successor = _successor_in_grace(session, found, refresh_token, now)
        if successor is None:
            _log.warning("refresh token reused", session=place.id)
            _end(session, place, now, reason="refresh_token_reused", actor=audit.SYSTEM)
            raise ProblemError(problem.SESSION_ENDED, keeps_changes=True)
        link = successor
    place.last_used_at = now
    place.expires_at = now + SESSION_LIFE
    tokens = _tokens(session, place.id, link, now)
    return SignedIn(tokens=tokens, account=accounts.describe(session, catalogue, place.account_id, now))


def listed(session: Session, caller: Caller, now: datetime) -> SessionList:
    """Return where the caller's account is signed in, the last used first."""
    rows = session.scalars(
        select(SignInSessionRow)
        .where(
            SignInSessionRow.account_id == caller.account_id,
            SignInSessionRow.ended_at.is_(None),
            SignInSessionRow.expires_at > now,
        )
        .order_by(SignInSessionRow.last_used_at.desc(), SignInSessionRow.id)
    )
    return SessionList(
        sessions=tuple(
            SessionEntry(
                id=row.id,
                device_name=row.device_name,
                signed_in_at=row.signed_in_at,
                last_used_at=row.last_used_at,
                current=row.id == caller.session_id,
            )
            for row in rows
        )
    )


def end(session: Session, caller: Caller, session_id: str, now: datetime) -> None:
    """End one of the caller's sessions.

    Raises:
        ProblemError: `problem.NOT_FOUND`, alike for a foreign session and for one that never was.
    """
    row = session.get(SignInSessionRow, session_id, with_for_update=True)
    if row is None or row.account_id != caller.account_id or row.ended_at is not None:
        raise ProblemError(problem.NOT_FOUND)
    _end(session, row, now, reason="signed_out", actor=caller.account_id)


def end_all(session: Session, caller: Caller, now: datetime) -> None:
    """Sign the caller's account out everywhere, here too."""
    rows = session.scalars(
        select(SignInSessionRow)
        .where(SignInSessionRow.account_id == caller.account_id, SignInSessionRow.ended_at.is_(None))
        .order_by(SignInSessionRow.id)
        .with_for_update()
    )
    for row in rows.all():
        _end(session, row, now, reason="signed_out_everywhere", actor=caller.account_id)


def _start(session: Session, account_id: str, device_name: str, device_token: str, now: datetime) -> Tokens:
    session.execute(
        delete(SignInSessionRow).where(
            SignInSessionRow.account_id == account_id, SignInSessionRow.expires_at < now - SESSION_LIFE
        )
    )
    place = SignInSessionRow(
        id=new_id("ses"),
        account_id=account_id,
        device_name=device_name,
        signed_in_at=now,
        last_used_at=now,
        expires_at=now + SESSION_LIFE,
        ended_at=None,
        end_reason=None,
    )
    session.add(place)
    session.flush()
    audit.record(session, now, "session.started", subject=place.id, account_id=account_id, actor=account_id)
    link = _Link(new_token("ldr"), device_token, position=1)
    _keep(session, place.id, link)
    return _tokens(session, place.id, link, now)


def _rotate(session: Session, current: RefreshTokenRow, refresh_token: str, now: datetime) -> _Link:
    device_token = unseal(refresh_token, "device", current.sealed_device)
    link = _Link(new_token("ldr"), device_token, current.position + 1)
    current.replaced_at = now
    current.sealed_successor = seal(refresh_token, "successor", link.refresh_token)
    _keep(session, current.session_id, link)
    return link


def _successor_in_grace(
    session: Session, found: RefreshTokenRow, refresh_token: str, now: datetime
) -> _Link | None:
    """Return the current link once more, if `found` is exactly the one before it and was replaced just now."""
    if found.replaced_at is None or found.sealed_successor is None or now - found.replaced_at > GRACE:
        return None
    successor = unseal(refresh_token, "successor", found.sealed_successor)
    row = session.get(RefreshTokenRow, token_hash(successor), populate_existing=True)
    if row is None or row.replaced_at is not None:
        return None
    return _Link(successor, unseal(refresh_token, "device", found.sealed_device), row.position)


def _keep(session: Session, session_id: str, link: _Link) -> None:
    session.add(
        RefreshTokenRow(
            token_hash=token_hash(link.refresh_token),
            session_id=session_id,
            position=link.position,
            replaced_at=None,
            sealed_successor=None,
            sealed_device=seal(link.refresh_token, "device", link.device_token),
        )
    )
    session.flush()


def _tokens(session: Session, session_id: str, link: _Link, now: datetime) -> Tokens:
    """Give out an access token beside the link; earlier ones stay good until they expire."""
    session.execute(
        delete(AccessTokenRow).where(AccessTokenRow.session_id == session_id, AccessTokenRow.expires_at <= now)
    )
    access_token = new_token("lda")
    session.add(
        AccessTokenRow(token_hash=token_hash(access_token), session_id=session_id, expires_at=now + ACCESS_LIFE)
    )
    return Tokens(
        session_id=session_id,
        access_token=access_token,
        access_expires_at=now + ACCESS_LIFE,
        refresh_token=link.refresh_token,
        device_token=link.device_token,
    )


def _end(session: Session, row: SignInSessionRow, now: datetime, *, reason: str, actor: str) -> None:
    row.ended_at = now
    row.end_reason = reason
    for table in (AccessTokenRow, RefreshTokenRow):
        session.execute(delete(table).where(table.session_id == row.id))
    audit.record(
        session,
        now,
        "session.ended",
        subject=row.id,
        account_id=row.account_id,
        actor=actor,
        details={"reason": reason},
    )


def _knows_device(session: Session, account_id: str, device_token: str) -> bool:
    row = session.get(DeviceRow, token_hash(device_token)) if device_token else None
    return row is not None and row.account_id == account_id


def _remember_device(session: Session, account_id: str, device_token: str, now: datetime) -> str:
    """Return the token of the device, a new one where it has none that is known; the oldest are forgotten."""
    if device_token and (row := session.get(DeviceRow, token_hash(device_token))):
        row.last_used_at = now
        return device_token
    device_token = new_token("ldd")
    session.add(DeviceRow(token_hash=token_hash(device_token), account_id=account_id, last_used_at=now))
    session.flush()
    surplus = (
        select(DeviceRow.token_hash)
        .where(DeviceRow.account_id == account_id)
        .order_by(DeviceRow.last_used_at.desc(), DeviceRow.token_hash)
        .offset(DEVICES_KEPT)
    )
    session.execute(delete(DeviceRow).where(DeviceRow.token_hash.in_(surplus)))
    return device_token
