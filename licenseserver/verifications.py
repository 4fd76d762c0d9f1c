"""Proving an e-mail address by a code (A5), without telling anybody whether it has an account already.

For an address with an account everything happens as for any other, and takes as long; only the mail says something
else, and no code will do. See docs/decisions/0022.
"""

import re
import secrets
import unicodedata
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from licenseserver import attempts, audit
from licenseserver.catalogue import Catalogue
from licenseserver.email_addresses import EmailAddress, checked_email
from licenseserver.mail_post import RECIPIENT_REFUSED
from licenseserver.problems import ProblemError
from licenseserver.purchase_tables import MailRow
from licenseserver.security import new_id, token_hash
from licenseserver.tables import AccountRow
from licenseserver.verification_mail import MailFacts, mail_occasion, queue_code, queue_has_account
from licenseserver.visitor_tables import VerificationRow
from licenseserver.visitors import admit, forget_abandoned
from licenseserver.wording import known_language
from licensewire import problem
from licensewire import visitors as visitors_wire
from licensewire.visitors import CODE_LENGTH, Verification, VerificationMail, VerificationRequest, Visitor

CODE_LIFE = timedelta(minutes=10)
RESEND_WAIT = timedelta(seconds=60)
TRIES = 5
CODE_ALPHABET = "BCDFGHJKMNPQRSTVWXZ23456789"
"""No vowels (no words by accident), and nothing that looks like something else in it."""

_KEPT_FOR = timedelta(days=1)
_LONGEST_CODE = 64


def request_verification(
    session: Session,
    catalogue: Catalogue,
    facts: MailFacts,
    request: VerificationRequest,
    address: str,
    now: datetime,
) -> Verification:
    """Send a code to an address, for a request that comes from the network `address`.

    Raises:
        ProblemError: the address cannot be one, the plan cannot be bought, or too many were asked for.
    """
    email = checked_email(request.email, "email")
    if catalogue.price(request.plan_id) is None:
        raise ProblemError(problem.PLAN_NOT_BUYABLE)
    attempts.take(session, attempts.of_verification(email.folded, address), now)
    session.execute(delete(VerificationRow).where(VerificationRow.expires_at < now - _KEPT_FOR))
    forget_abandoned(session, now)
    session.execute(
        update(VerificationRow)
        .where(VerificationRow.email_folded == email.folded, VerificationRow.superseded_at.is_(None))
        .values(superseded_at=now)
    )
    row = VerificationRow(
        id=new_id("ver"),
        email=email.shown,
        email_folded=email.folded,
        plan_id=request.plan_id,
        language=known_language(request.language),
        sends=0,
        tries_left=TRIES,
    )
    _send(session, row, email, facts, now)
    session.add(row)
    session.flush()
    return _on_wire(row)


def resend(
    session: Session, catalogue: Catalogue, facts: MailFacts, verification_id: str, address: str, now: datetime
) -> Verification:
    """Send another code for the same request; the one before it is dead.

    Raises:
        ProblemError: too early, too often, or the request is over.
    """
    row = _found(session, verification_id, now)
    if row.confirmed_at is not None:
        raise ProblemError(problem.CODE_USED)
    if catalogue.price(row.plan_id) is None:
        raise ProblemError(problem.PLAN_NOT_BUYABLE)
    wait = row.sent_at + RESEND_WAIT - now
    if wait > timedelta():
        raise ProblemError(problem.TOO_MANY_ATTEMPTS, retry_after_seconds=-(-wait // timedelta(seconds=1)))
    attempts.take(session, attempts.of_verification(row.email_folded, address), now)
    _send(session, row, checked_email(row.email, "email"), facts, now)
    return _on_wire(row)


def mail_of(session: Session, verification_id: str, now: datetime) -> VerificationMail:
    """Tell how the newest mail of a request is doing, so that nobody waits for one that cannot come.

    Raises:
        ProblemError: the request is not known, or a newer one was made for the address.
    """
    row = _found(session, verification_id, now)
    mail = session.scalar(select(MailRow).where(MailRow.occasion == mail_occasion(row)))
    if mail is None or (mail.sent_at is None and mail.last_problem is None):
        status = visitors_wire.MAIL_WAITING
    elif mail.sent_at is not None:
        status = visitors_wire.MAIL_SENT
    else:
        refused = mail.last_problem is not None and mail.last_problem.startswith(RECIPIENT_REFUSED)
        status = visitors_wire.MAIL_REFUSED if refused else visitors_wire.MAIL_DELAYED
    return VerificationMail(status=status)


def confirm(session: Session, verification_id: str, code: str, address: str, now: datetime) -> Visitor:
    """Exchange the right code for a visitor's token.

    A code that was used is told from a wrong one only to whoever knows it: that somebody could use one says that
    there was no account.

    Raises:
        ProblemError: the code is wrong, expired, used, superseded, or was tried too often.
    """
    attempts.take(session, attempts.of_codes(address), now)
    row = _found(session, verification_id, now)
    if row.tries_left <= 0:
        raise ProblemError(problem.CODE_TRIES_SPENT, keeps_changes=True)
    if row.expires_at <= now:
        raise ProblemError(problem.CODE_EXPIRED, keeps_changes=True)
    if not secrets.compare_digest(_code_hash(row.id, code), row.code_hash or ""):
        row.tries_left -= 1
        spent = row.tries_left <= 0
        raise ProblemError(problem.CODE_TRIES_SPENT if spent else problem.CODE_WRONG, keeps_changes=True)
    if row.confirmed_at is not None:
        raise ProblemError(problem.CODE_USED, keeps_changes=True)
    if _has_account(session, row.email_folded):
        # It was made since the code was sent: by a purchase of the same visitor, elsewhere.
        raise ProblemError(problem.CODE_USED, keeps_changes=True)
    row.confirmed_at = now
    attempts.give_back(session, attempts.of_codes(address), now)
    visitor = admit(session, row, now)
    audit.record(session, now, "address.proved", subject=row.id, account_id=None)
    return visitor


def _found(session: Session, verification_id: str, now: datetime) -> VerificationRow:
    row = session.get(VerificationRow, verification_id, with_for_update=True, populate_existing=True)
    if row is None or row.expires_at < now - _KEPT_FOR:
        raise ProblemError(problem.NOT_FOUND)
    if row.superseded_at is not None:
        raise ProblemError(problem.CODE_SUPERSEDED)
    return row


def _send(session: Session, row: VerificationRow, email: EmailAddress, facts: MailFacts, now: datetime) -> None:
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    digest = _code_hash(row.id, code)
    row.sends += 1
    row.sent_at = now
    row.expires_at = now + CODE_LIFE
    row.tries_left = TRIES
    if _has_account(session, row.email_folded):
        row.code_hash = None
        queue_has_account(session, facts, row, email.deliverable, now)
    else:
        row.code_hash = digest
        queue_code(session, facts, row, email.deliverable, code, now)


def _has_account(session: Session, email_folded: str) -> bool:
    return bool(session.scalar(select(exists().where(AccountRow.email_folded == email_folded))))


def _code_hash(verification_id: str, code: str) -> str:
    """Return what is kept of a code. A fast hash does: it is worth something for ten minutes and five tries."""
    plain = unicodedata.normalize("NFKC", code[:_LONGEST_CODE]).upper()
    return token_hash(f"{verification_id}:{re.sub(r'[^0-9A-Z]', '', plain)}")


def _on_wire(row: VerificationRow) -> Verification:
    return Verification(id=row.id, email=row.email, expires_at=row.expires_at, resend_at=row.sent_at + RESEND_WAIT)
