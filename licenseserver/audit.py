"""The audit log: every change, append-only, each entry chained to the one before it (H4).

Entries are noted while a transaction works and written at its very end, under a lock that then is the last one
taken: so the chain has no gap, several processes share it, and no two transactions wait for each other in a ring.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime

import structlog
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from licenseserver.tables import AuditRow

SYSTEM = "system"
"""The actor where nobody asked: a renewal, a workflow, an expiry."""

FIRST_PREVIOUS = "0" * 64

_NOTED = "audit entries"
_LOCK = zlib.crc32(b"license-desk audit log")


class BrokenChainError(Exception):
    """The log is not what was written.

    Attributes:
        number: the first entry that does not fit.
    """

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(f"entry {number}: {reason}")
        self.number = number


def record(
    session: Session,
    at: datetime,
    action: str,
    *,
    subject: str,
    account_id: str | None,
    actor: str = SYSTEM,
    details: Mapping[str, str | int | bool | None] | None = None,
) -> None:
    """Note a change; it is written with the transaction or not at all.

    `action` says what happened, as noun and verb ("session.ended"), to the `subject`; `actor` is the id of the
    account that did it, or `SYSTEM`. Nothing personal and no secret goes into `details`: they stay for ever.
    """
    session.info.setdefault(_NOTED, []).append(
        AuditRow(
            at=at,
            actor=actor,
            account_id=account_id,
            action=action,
            subject=subject,
            details=json.dumps(dict(details or {}), sort_keys=True, separators=(",", ":")),
            request_id=str(structlog.contextvars.get_contextvars().get("request_id", "")),
        )
    )


def write_noted(session: Session) -> None:
    """Write what was noted; called once, just before the transaction is committed."""
    noted: list[AuditRow] = session.info.pop(_NOTED, [])
    if not noted:
        return
    session.flush()
    if session.get_bind().dialect.name != "sqlite":  # there every writer is alone anyway
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    last = session.execute(select(AuditRow.number, AuditRow.hash).order_by(AuditRow.number.desc()).limit(1)).first()
    number, previous = last or (0, FIRST_PREVIOUS)
    for row in noted:
        number += 1
        row.number = number
        row.previous_hash = previous
        row.hash = previous = _hash(row)
        session.add(row)
    session.flush()


def verify(session: Session, anchor: tuple[int, str] | None = None) -> tuple[int, str]:
    """Walk the whole chain and return its last number and hash.

    An `anchor` is a number and hash that were noted earlier, elsewhere; the chain must still hold them. Without
    one, entries cut off at the end cannot be missed.

    Raises:
        BrokenChainError: an entry was altered, removed or inserted.
    """
    number, previous = 0, FIRST_PREVIOUS
    rows = session.scalars(
        select(AuditRow).order_by(AuditRow.number).execution_options(yield_per=1000, populate_existing=True)
    )
    with closing(rows):
        for row in rows:
            number += 1
            if row.number != number:
                raise BrokenChainError(number, "missing")
            if row.previous_hash != previous:
                raise BrokenChainError(number, "does not follow the entry before it")
            if row.hash != _hash(row):
                raise BrokenChainError(number, "altered")
            if anchor and anchor[0] == number and anchor[1] != row.hash:
                raise BrokenChainError(number, "not the one that was noted")
            previous = row.hash
            session.expunge(row)
    if anchor and anchor[0] > number:
        raise BrokenChainError(number + 1, "missing")
    return number, previous


def _hash(row: AuditRow) -> str:
    content = [
        row.number,
        row.at.isoformat(timespec="microseconds"),
        row.actor,
        row.account_id,
        row.action,
        row.subject,
        row.details,
        row.request_id,
        row.previous_hash,
    ]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()
