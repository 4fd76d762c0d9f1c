"""The two mails that answer a request to prove an address: the code, or that there is an account already."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from licenseserver.mail import Letter, queue
from licenseserver.seller import load_seller
from licenseserver.verification_page import grouped, plans_page_address, verification_page_address
from licenseserver.visitor_tables import VerificationRow
from licenseserver.wording import known_language

_MINUTES = 10
_CODE_SUBJECT = {"en": "{code} is your code for {platform}", "fr": "{code} est votre code pour {platform}"}
_ACCOUNT_SUBJECT = {
    "en": "You already have an account at {platform}",
    "fr": "Vous avez déjà un compte chez {platform}",
}


@dataclass(frozen=True)
class MailFacts:
    """What these mails say of the installation.

    Attributes:
        address: under which the outside reaches the backend.
    """

    platform_name: str
    address: str


def mail_occasion(row: VerificationRow) -> str:
    """Return the occasion of a request's newest mail."""
    return f"verification:{row.id}:{row.sends}"


def queue_code(
    session: Session, facts: MailFacts, row: VerificationRow, recipient: str, code: str, now: datetime
) -> None:
    """Write the mail with a code."""
    words: dict[str, object] = {
        "code": grouped(code),
        "minutes": _MINUTES,
        "link": verification_page_address(facts.address, row.id, code),
    }
    _queue(session, facts, row, recipient, "verification", _CODE_SUBJECT, words, now)


def queue_has_account(
    session: Session, facts: MailFacts, row: VerificationRow, recipient: str, now: datetime
) -> None:
    """Write the mail that says that the address has an account."""
    words: dict[str, object] = {"link": plans_page_address(facts.address)}
    _queue(session, facts, row, recipient, "has_account", _ACCOUNT_SUBJECT, words, now)


def _queue(
    session: Session,
    facts: MailFacts,
    row: VerificationRow,
    recipient: str,
    template: str,
    subjects: dict[str, str],
    words: dict[str, object],
    now: datetime,
) -> None:
    language, seller = known_language(row.language), load_seller()
    subject = subjects[language].format(platform=facts.platform_name, code=words.get("code", ""))
    every = {
        "language": language,
        "platform": facts.platform_name,
        "seller": seller.name,
        "seller_email": seller.email,
    }
    queue(
        session,
        mail_occasion(row),
        None,
        recipient,
        Letter(subject, template, every | words),
        now,
    )
