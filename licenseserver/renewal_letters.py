"""Writing the letters of a licence's year into the outbox, each occasion once, in its reader's language."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver.letters import announcements, cancellations, declarations, endings, payments, withdrawals
from licenseserver.letters.as_pdf import letter_pdf
from licenseserver.letters.content import Content, Reader, Writer
from licenseserver.letters.facts import House, LetterFacts
from licenseserver.mail import Letter, queue
from licenseserver.purchase_tables import MailRow
from licenseserver.seller import load_seller
from licenseserver.settings import Settings
from licenseserver.tables import AccountRow
from licenseserver.wording import known_language

ANNOUNCED = "announced"
CARD_EXPIRES = "card_expires"
CARD_MISSING = "card_missing"
TRIAL_ENDING = "trial_ending"
RENEWED = "renewed"
PAYMENT_FAILED = "payment_failed"
BANK_WANTS_CONFIRMATION = "bank_wants_confirmation"
NEW_CARD_KEPT = "new_card_kept"
ENDED_CANCELLED = "ended_cancelled"
ENDED_UNPAID = "ended_unpaid"
ENDED_NO_CARD = "ended_no_card"
TRIAL_ENDED = "trial_ended"
CANCELLED = "cancelled"
RESUMED = "resumed"
DECLARED = "declared"
DECLARED_WAITING = "declared_waiting"
DECLARED_TO_PERSON = "declared_to_person"
NOT_FOUND = "not_found"
NOTHING_TO_CANCEL = "nothing_to_cancel"
OWNER_TOLD = "owner_told"
OPERATOR_TOLD = "operator_told"
WITHDRAWN = "withdrawn"
WITHDRAWAL_REFUSED = "withdrawal_refused"
REFUNDED = "refunded"
REFUND_FAILED = "refund_failed"

_CONTENTS: dict[str, Callable[[Writer], Content]] = {
    ANNOUNCED: announcements.announced,
    CARD_EXPIRES: announcements.card_expires,
    CARD_MISSING: announcements.card_missing,
    TRIAL_ENDING: announcements.trial_ending,
    RENEWED: payments.renewed,
    PAYMENT_FAILED: payments.payment_failed,
    BANK_WANTS_CONFIRMATION: payments.bank_wants_confirmation,
    NEW_CARD_KEPT: payments.new_card_kept,
    ENDED_CANCELLED: endings.ended_cancelled,
    ENDED_UNPAID: endings.ended_unpaid,
    ENDED_NO_CARD: endings.ended_no_card,
    TRIAL_ENDED: endings.trial_ended,
    CANCELLED: cancellations.cancelled,
    RESUMED: cancellations.resumed,
    DECLARED: declarations.declared,
    DECLARED_WAITING: declarations.declared_waiting,
    DECLARED_TO_PERSON: declarations.declared_to_person,
    NOT_FOUND: declarations.not_found,
    NOTHING_TO_CANCEL: declarations.nothing_to_cancel,
    OWNER_TOLD: declarations.owner_told,
    OPERATOR_TOLD: declarations.operator_told,
    WITHDRAWN: withdrawals.withdrawn,
    WITHDRAWAL_REFUSED: withdrawals.withdrawal_refused,
    REFUNDED: withdrawals.refunded,
    REFUND_FAILED: withdrawals.refund_failed,
}
KINDS = tuple(_CONTENTS)


def house_of(settings: Settings) -> House:
    """Return what letters say of this installation."""
    return House(settings.platform_name, settings.address)


def queue_letter(session: Session, kind: str, account: AccountRow, facts: LetterFacts, now: datetime) -> None:
    """Write a letter to an account's owner; it is written once an occasion, however often it is asked for.

    Raises:
        MissingFactError: a fact is not there that the letter names.
    """
    reader = owner_as_reader(account, known_language(account.language))
    queue_letter_to(session, kind, account.email, reader, facts, now, account_id=account.id)


def owner_as_reader(account: AccountRow, language: str) -> Reader:
    """Return an account's owner as somebody who reads a letter in a language."""
    return Reader(account.name, language, account.time_zone)


def queue_letter_to(
    session: Session,
    kind: str,
    address: str,
    reader: Reader,
    facts: LetterFacts,
    now: datetime,
    account_id: str | None = None,
) -> None:
    """Write a letter to an e-mail address, of which perhaps no account is known."""
    occasion = f"{kind}:{facts.occasion}"
    if session.scalar(select(MailRow.id).where(MailRow.occasion == occasion)) is None:
        queue(session, occasion, account_id, address, letter_of(kind, reader, facts), now)


def letter_of(kind: str, reader: Reader, facts: LetterFacts) -> Letter:
    """Return the letter, ready to be written as text and as HTML."""
    content = _CONTENTS[kind](Writer(facts, reader))
    seller = load_seller()
    words = {
        "language": reader.language,
        "platform": facts.house.platform_name,
        "title": content.title,
        "parts": content.parts,
        "seller": seller.name,
        "seller_email": seller.email,
    }
    return Letter(content.subject, "letter", words)


def pdf_of(kind: str, reader: Reader, facts: LetterFacts, written_at: datetime) -> bytes:
    """Return a letter as a PDF."""
    content = _CONTENTS[kind](Writer(facts, reader))
    return letter_pdf(content, facts.house.platform_name, reader.language, written_at)
