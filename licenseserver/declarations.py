"""Declarations made without signing in: recorded, answered the same whoever asks, carried out, told by mail.

The rules of BGB 312k, Code de la consommation L215-1-1 and CRD 11a: no login, no reason, the content with day and
time of its receipt confirmed at once. The answer never tells whether a contract was found; the mails do, and one
goes to the account's own address too, so that a stranger can do nothing in secret. See docs/decisions/0072.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime

import msgspec
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from licenseserver import attempts, audit
from licenseserver.attempts import Allowance
from licenseserver.declaration_effects import carry_out
from licenseserver.declaration_tables import WAITING, DeclarationRow
from licenseserver.declaration_text import Declared, declaration_text
from licenseserver.email_addresses import EmailAddress, checked_email
from licenseserver.problems import ProblemError, invalid_field
from licenseserver.references import CANCELLATION, WITHDRAWAL, new_reference
from licenseserver.renewal_facts import Terms
from licenseserver.security import new_id
from licenseserver.wording import known_language
from licensewire import declarations, problem
from licensewire.declarations import CancellationDeclaration, DeclarationReceipt, WithdrawalDeclaration
from licensewire.shape import Request

_LONGEST_LINE = 200
_LONGEST_CAUSE = 2000


@dataclass(frozen=True)
class Arrived:
    """How a declaration came in.

    Attributes:
        key: idempotency key: the same one is the same declaration.
        address: internet address that it came from.
    """

    key: str
    address: str
    now: datetime


def declare_cancellation(
    session: Session, terms: Terms, request: CancellationDeclaration, arrived: Arrived
) -> DeclarationReceipt:
    """Take a cancellation, and carry it out where its contract is found.

    Raises:
        ProblemError: a field is wrong, too many were sent, or the key was used for another declaration.
    """
    declared, email = _declared(request, arrived, declarations.CANCELLATION, CANCELLATION, contract_needed=False)
    declared = replace(declared, cause=_cause(request), ends_on=request.ends_on)
    return _declare(session, terms, request, arrived, email, declared)


def declare_withdrawal(
    session: Session, terms: Terms, request: WithdrawalDeclaration, arrived: Arrived
) -> DeclarationReceipt:
    """Take a withdrawal, and carry it out where its contract is found and can be withdrawn from.

    Raises:
        ProblemError: as `declare_cancellation`.
    """
    declared, email = _declared(request, arrived, declarations.WITHDRAWAL, WITHDRAWAL, contract_needed=True)
    return _declare(session, terms, request, arrived, email, declared)


def keep_declaration(
    session: Session, terms: Terms, declared: Declared, key: str, fingerprint: str, deliverable: str
) -> DeclarationRow | None:
    """Write a declaration down as it arrived; None where the key is taken."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    made = session.scalar(
        insert(DeclarationRow)
        .values(
            id=new_id("dec"),
            reference=declared.reference,
            idempotency_key=key,
            fingerprint=fingerprint,
            kind=declared.kind,
            received_at=declared.received_at,
            name=declared.name,
            contract=declared.contract,
            email=declared.email,
            deliverable=deliverable,
            cause=declared.cause,
            ends_on=declared.ends_on,
            language=declared.language,
            text=declaration_text(declared, terms.house.platform_name),
            outcome=WAITING,
        )
        .on_conflict_do_nothing(index_elements=["idempotency_key"])
        .returning(DeclarationRow.id)
    )
    if made is None:
        return None
    audit.record(
        session,
        declared.received_at,
        "declaration.received",
        subject=made,
        account_id=None,
        details={"kind": declared.kind, "reference": declared.reference},
    )
    return session.get_one(DeclarationRow, made)


def receipt_of(row: DeclarationRow) -> DeclarationReceipt:
    """Return the contract's form of a declaration's receipt; the same whatever became of it."""
    return DeclarationReceipt(
        reference=row.reference,
        kind=row.kind,
        received_at=row.received_at,
        mailed_to=row.email,
        language=row.language,
        text=row.text,
    )


def _declared(
    request: CancellationDeclaration | WithdrawalDeclaration,
    arrived: Arrived,
    kind: str,
    initials: str,
    *,
    contract_needed: bool,
) -> tuple[Declared, EmailAddress]:
    """Read what both kinds have, and the address that the receipt goes to."""
    name, contract = (
        _line(request.name, "name", needed=True),
        _line(request.contract, "contract", needed=contract_needed),
    )
    email = checked_email(request.email, "email")
    declared = Declared(
        kind=kind,
        reference=new_reference(initials, arrived.now),
        received_at=arrived.now,
        name=name,
        contract=contract,
        email=email.shown,
        language=known_language(request.language),
    )
    return declared, email


def _declare(
    session: Session, terms: Terms, request: Request, arrived: Arrived, email: EmailAddress, declared: Declared
) -> DeclarationReceipt:
    content = f"{declared.kind}:".encode() + msgspec.json.encode(request, order="deterministic")
    fingerprint = hashlib.sha256(content).hexdigest()
    before = _made_before(session, arrived.key, fingerprint)
    if before is None:
        before = _made_meanwhile(
            session, arrived, fingerprint, attempts.of_declarations(email.folded, arrived.address)
        )
    if before is not None:
        return receipt_of(before)
    row = keep_declaration(session, terms, declared, arrived.key, fingerprint, email.deliverable)
    if row is None:
        raise ProblemError(problem.IDEMPOTENCY_KEY_BUSY)
    carry_out(session, terms, row, arrived.now)
    return receipt_of(row)


def _made_meanwhile(
    session: Session, arrived: Arrived, fingerprint: str, allowances: tuple[Allowance, ...]
) -> DeclarationRow | None:
    """Take an attempt, unless the same request has just been carried out while this one waited for its turn.

    Raises:
        ProblemError: `problem.TOO_MANY_ATTEMPTS`.
    """
    try:
        attempts.take(session, allowances, arrived.now)
    except ProblemError:
        row = _made_before(session, arrived.key, fingerprint)
        if row is None:
            raise
        return row
    row = _made_before(session, arrived.key, fingerprint)
    if row is not None:
        attempts.give_back(session, allowances, arrived.now)
    return row


def _made_before(session: Session, key: str, fingerprint: str) -> DeclarationRow | None:
    row = session.scalar(select(DeclarationRow).where(DeclarationRow.idempotency_key == key))
    if row is not None and row.fingerprint != fingerprint:
        raise ProblemError(problem.IDEMPOTENCY_KEY_REUSED)
    return row


def _line(text: str, field: str, *, needed: bool = False) -> str:
    text = " ".join(text.split())
    if needed and not text:
        raise invalid_field(field, "required")
    if len(text) > _LONGEST_LINE:
        raise invalid_field(field, "too_long")
    if not text.isprintable():
        raise invalid_field(field)
    return text


def _cause(request: CancellationDeclaration) -> str | None:
    if request.kind not in {declarations.ORDINARY, declarations.EXTRAORDINARY}:
        raise invalid_field("kind")
    _checked_day(request.ends_on)
    cause = "\n".join(_visible(line) for line in request.reason.strip().splitlines())
    if request.kind == declarations.ORDINARY:
        if cause:
            raise invalid_field("reason", "unknown")
        return None
    if not cause:
        raise invalid_field("reason", "required")
    if len(cause) > _LONGEST_CAUSE:
        raise invalid_field("reason", "too_long")
    return cause


def _visible(line: str) -> str:
    """Leave out what nobody sees: it could make a line read otherwise than it was written. No cause is refused."""
    return " ".join("".join(each for each in line if each.isprintable() or each.isspace()).split())


def _checked_day(day: date | None) -> None:
    """Refuse a day that no calendar could mean; any other wish is taken as it is."""
    if day is not None and not 2000 <= day.year <= 2200:  # as the sentence says
        raise invalid_field("ends_on")
