"""Limits on attempts of any kind, shared by all processes through the database (H4).

Of signing in: a device on which the owner was signed in before has an allowance of its own; everybody else shares
one for the account and one for the address they come from. So a stranger can use up what strangers have, and never
what the owner has. A right password gives its attempt back. See docs/decisions/0011.
"""

import hashlib
import ipaddress
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from licenseserver.problems import ProblemError
from licenseserver.tables import AttemptAllowanceRow
from licensewire import problem

WINDOW = timedelta(minutes=15)


@dataclass(frozen=True)
class Allowance:
    """What somebody may try: `count` attempts within `WINDOW`, each given back after its share of it.

    Attributes:
        key: whose attempts; hashed, because what is typed as a name can be a password.
    """

    key: str
    count: int

    @property
    def step(self) -> timedelta:
        """How long it takes until one attempt is back."""
        return WINDOW / self.count


def of_device(device_hash: str) -> tuple[Allowance, ...]:
    """Return the allowance of a device that the account knows."""
    return (_allowance("device", device_hash, 10),)


def of_stranger(username: str, address: str) -> tuple[Allowance, ...]:
    """Return the allowances of everybody else; the same whether the account exists or not."""
    return (_allowance("account", username, 10), _allowance("address", _network(address), 30))


def of_verification(email: str, address: str) -> tuple[Allowance, ...]:
    """Return how many codes are sent to one e-mail address, and at the wish of one internet address."""
    return (_allowance("verification", email, 5), _allowance("verifications", _network(address), 30))


def of_codes(address: str) -> tuple[Allowance, ...]:
    """Return how many wrong codes one internet address may enter."""
    return (_allowance("codes", _network(address), 50),)


def of_account_checks(visitor_id: str) -> tuple[Allowance, ...]:
    """Return how often a visitor may ask whether a username is free."""
    return (_allowance("account-checks", visitor_id, 60),)


def of_purchases(buyer_id: str) -> tuple[Allowance, ...]:
    """Return how often a visitor may send a purchase: enough for every mistake, too little to try cards out."""
    return (_allowance("purchases", buyer_id, 20),)


def of_card_updates(account_id: str) -> tuple[Allowance, ...]:
    """Return how many new cards an account may have verified: as with purchases, no place to try cards out."""
    return (_allowance("card-updates", account_id, 20),)


def of_declarations(email: str, address: str) -> tuple[Allowance, ...]:
    """Return how many declarations are confirmed to one e-mail address, and taken from one internet address."""
    return (_allowance("declaration", email, 5), _allowance("declarations", _network(address), 20))


def take(session: Session, allowances: Iterable[Allowance], now: datetime) -> None:
    """Take one attempt of each, before the password is looked at.

    Raises:
        ProblemError: `problem.TOO_MANY_ATTEMPTS`; then none is taken.
    """
    _forget_old(session, now)
    for row, allowance in _locked(session, allowances, now):
        full_again_at = max(row.full_again_at, now) + allowance.step
        too_far = full_again_at - now - WINDOW
        if too_far > timedelta():
            raise ProblemError(
                problem.TOO_MANY_ATTEMPTS, retry_after_seconds=math.ceil(too_far / timedelta(seconds=1))
            )
        row.full_again_at = full_again_at


def give_back(session: Session, allowances: Iterable[Allowance], now: datetime) -> None:
    """Give one attempt of each back: it was not a guess."""
    for row, allowance in _locked(session, allowances, now):
        row.full_again_at -= allowance.step


def _locked(
    session: Session, allowances: Iterable[Allowance], now: datetime
) -> list[tuple[AttemptAllowanceRow, Allowance]]:
    """Return the rows, made if need be, and kept from other processes until the transaction ends."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    rows = []
    for allowance in sorted(allowances, key=lambda each: each.key):  # always in one order: no two wait in a ring
        made = insert(AttemptAllowanceRow).values(key=allowance.key, full_again_at=now)
        # Writing the key onto itself locks a row that was there already.
        upsert = made.on_conflict_do_update(index_elements=["key"], set_={"key": made.excluded.key})
        row = session.scalars(
            upsert.returning(AttemptAllowanceRow), execution_options={"populate_existing": True}
        ).one()
        rows.append((row, allowance))
    return rows


def _forget_old(session: Session, now: datetime) -> None:
    """Remove some rows that say nothing any more, passing over those that somebody works with."""
    old = (
        select(AttemptAllowanceRow.key)
        .where(AttemptAllowanceRow.full_again_at < now - WINDOW)
        .limit(100)
        .with_for_update(skip_locked=True)
    )
    session.execute(delete(AttemptAllowanceRow).where(AttemptAllowanceRow.key.in_(old)))


def _allowance(kind: str, whose: str, count: int) -> Allowance:
    return Allowance(hashlib.sha256(f"{kind}:{whose}".encode()).hexdigest(), count)


def _network(address: str) -> str:
    """Return whom an address belongs to: in IPv6 everybody has a whole network of them."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
