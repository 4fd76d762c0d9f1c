"""Card updates: recording the wish to replace the card once, and telling what became of it (B3, B4).

What happens between the two is `card_verifying`'s.
"""

import hashlib
from datetime import datetime

import msgspec
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from licenseserver import attempts, audit
from licenseserver.buyers import alone_with
from licenseserver.card_update_tables import CardUpdateRow
from licenseserver.cards_on_file import OPEN_STATUSES, is_being_charged, is_let_go, let_go, take_off_file
from licenseserver.problems import ProblemError, invalid_field
from licenseserver.renewals import look_again
from licenseserver.security import new_id
from licensewire import card_updates, problem
from licensewire.bank import BankConfirmation
from licensewire.card_updates import CardUpdate, CardUpdateRequest

_LONGEST_TOKEN = 255


def record_card_update(
    session: Session,
    account_id: str,
    request: CardUpdateRequest,
    key: str,
    return_address: str,
    now: datetime,
    look_at: datetime,
) -> CardUpdateRow:
    """Record a card update, or return the one that this key has made already; an open one is cancelled by it.

    Args:
        session: a transaction of its own.
        account_id: whose card it will be.
        request: as it came in.
        key: idempotency key, the account's own.
        return_address: where the bank sends the owner's browser back to.
        now: the moment of the request.
        look_at: when the sweeper looks after it, if whoever records it has not got to its end by then.

    Raises:
        ProblemError: it is refused and nothing is recorded; the key is still free.
    """
    fingerprint = hashlib.sha256(msgspec.json.encode(request, order="deterministic")).hexdigest()
    alone_with(session, account_id)
    made = session.scalar(
        select(CardUpdateRow).where(CardUpdateRow.account_id == account_id, CardUpdateRow.idempotency_key == key)
    )
    if made is not None:
        if made.fingerprint != fingerprint:
            raise ProblemError(problem.IDEMPOTENCY_KEY_REUSED)
        return made
    if not 0 < len(request.payment_method) <= _LONGEST_TOKEN:
        raise invalid_field("payment_method", "invalid" if request.payment_method else "required")
    if is_let_go(session, request.payment_method):
        raise invalid_field("payment_method", "spent")
    attempts.take(session, attempts.of_card_updates(account_id), now)
    supersede(session, account_id, now, actor=account_id, successor=request.payment_method)
    row = CardUpdateRow(
        id=new_id("cup"),
        account_id=account_id,
        idempotency_key=key,
        fingerprint=fingerprint,
        status=card_updates.PROCESSING,
        attempt=1,
        payment_method=request.payment_method,
        return_address=return_address,
        created_at=now,
        attempt_started_at=now,
        look_at=look_at,
        looks=0,
        renewal_retried=False,
    )
    session.add(row)
    session.flush()
    audit.record(session, now, "card_update.created", subject=row.id, account_id=account_id, actor=account_id)
    return row


def supersede(session: Session, account_id: str, now: datetime, *, actor: str, successor: str = "") -> None:
    """End the open card update, if there is one: whatever its bank says later, its card is not put on file.

    Args:
        session: a transaction that is alone with the account.
        account_id: whose.
        now: the moment.
        actor: who wants it.
        successor: the token that is verified instead; where it is the same, it is not let go of.
    """
    row = session.scalar(_open_of(account_id).with_for_update())
    if row is None:
        return
    row.status = card_updates.CANCELLED
    row.finished_at = now
    row.confirmation_page = None
    if row.payment_method != successor:
        let_go(session, account_id, row.payment_method, now, row.setup_id)
    # The database allows one open update an account: the old one must be closed first.
    session.flush()
    audit.record(session, now, "card_update.superseded", subject=row.id, account_id=account_id, actor=actor)


def request_cancel(session: Session, row: CardUpdateRow, now: datetime) -> None:
    """Record the wish to keep the old card; where the new one was verified already, it has come too late."""
    row.cancel_requested_at = row.cancel_requested_at or now
    audit.record(
        session,
        now,
        "card_update.cancel_requested",
        subject=row.id,
        account_id=row.account_id,
        actor=row.account_id,
    )


def remove_card(session: Session, account_id: str, now: datetime) -> bool:
    """Take the card off the file, and tell whether there was one; a card that is being verified is not kept either.

    Whoever looks after renewals tells the owner what that means for a coming one (B3).

    Raises:
        ProblemError: `problem.RENEWAL_UNDER_WAY`: it is being charged.
    """
    alone_with(session, account_id)
    if is_being_charged(session, account_id):
        raise ProblemError(problem.RENEWAL_UNDER_WAY)
    supersede(session, account_id, now, actor=account_id)
    removed = take_off_file(session, account_id, now)
    if removed:
        look_again(session, account_id, now)
        audit.record(session, now, "card.removed", subject=account_id, account_id=account_id, actor=account_id)
    return removed


def owned_card_update(session: Session, account_id: str, update_id: str) -> CardUpdateRow:
    """Return a card update of this account.

    Raises:
        ProblemError: `problem.NOT_FOUND`.
    """
    row = session.get(CardUpdateRow, update_id)
    if row is None or row.account_id != account_id:
        raise ProblemError(problem.NOT_FOUND)
    return row


def open_card_update(session: Session, account_id: str) -> CardUpdate | None:
    """Return the card update that is not decided yet."""
    row = session.scalar(_open_of(account_id))
    return card_update_on_wire(row) if row else None


def card_update_on_wire(row: CardUpdateRow) -> CardUpdate:
    """Return the card update as it stands."""
    confirmation = None
    if (
        row.status == card_updates.NEEDS_CONFIRMATION
        and row.confirmation_page is not None
        and row.confirmation_expires_at is not None
    ):
        confirmation = BankConfirmation(page=row.confirmation_page, expires_at=row.confirmation_expires_at)
    return CardUpdate(
        id=row.id,
        status=row.status,
        created_at=row.created_at,
        confirmation=confirmation,
        refusal=row.refusal,
        renewal_retried=row.renewal_retried,
    )


def _open_of(account_id: str) -> Select[CardUpdateRow]:
    return select(CardUpdateRow).where(
        CardUpdateRow.account_id == account_id, CardUpdateRow.status.in_(OPEN_STATUSES)
    )
