"""Finding the contract that a declaration speaks of, by what its writer can know without signing in (DE-6, FR-4).

The name must fit in any case, and beside it one thing that identifies the contract. Both are compared as people
write: upper and lower case, accents, blanks, hyphens and the order of names do not count.
"""

import re
import unicodedata

import msgspec
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from licenseserver.accounts import folded
from licenseserver.invoice_tables import InvoiceRow
from licenseserver.purchase_tables import BillingDetailsRow
from licenseserver.tables import AccountRow, OrganizationRow, SubscriptionRow
from licensewire.billing import BillingDetails

_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")
_INVOICE_NUMBER = re.compile(r"([0-9]{4})-?([0-9]{1,9})")
_FEWEST_SHARED = 2


def find_contract(session: Session, name: str, contract: str, email: str) -> AccountRow | None:
    """Return the account whose contract is meant; None where there is none, or where several could be.

    Args:
        session: a transaction.
        name: of the person or the company that has the contract.
        contract: its number, an invoice's number, a brand ID, a username or an e-mail address; "" for none.
        email: of the writer; identifies the contract where `contract` does not.
    """
    for candidates in (_by_contract(session, contract), _by_email(session, email)):
        fitting = [account for account in candidates if _is_name_of(session, name, account)]
        if len(fitting) == 1:
            return fitting[0]
        # Somebody with several accounts: the one that has a contract, if only one has.
        with_contract = [account for account in fitting if _has_contract(session, account.id)]
        if len(with_contract) == 1:
            return with_contract[0]
        if fitting:
            return None
    return None


def _by_contract(session: Session, contract: str) -> list[AccountRow]:
    text = _DASHES.sub("-", unicodedata.normalize("NFKC", contract)).strip()
    if not text:
        return []
    tight = _BLANKS.sub("", text)
    of_subscription = select(SubscriptionRow.account_id).where(SubscriptionRow.contract == tight.upper())
    of_brand = (
        select(AccountRow.id)
        .join(OrganizationRow, OrganizationRow.id == AccountRow.organization_id)
        .where(OrganizationRow.brand_id == tight.lower())
    )
    found = select(AccountRow).where(
        or_(
            AccountRow.id.in_(of_subscription),
            AccountRow.id.in_(_of_invoice(tight)),
            AccountRow.id.in_(of_brand),
            AccountRow.username_folded == folded(text),
            AccountRow.email_folded == folded(text),
        )
    )
    return list(session.scalars(found.order_by(AccountRow.id)))


def _of_invoice(number: str) -> Select[str]:
    """Return whose invoice has a number; sought by its year and position, which the database finds at once."""
    read = _INVOICE_NUMBER.fullmatch(number)
    year, position = (int(read[1]), int(read[2])) if read else (0, 0)
    return select(InvoiceRow.account_id).where(InvoiceRow.year == year, InvoiceRow.position == position)


def _by_email(session: Session, email: str) -> list[AccountRow]:
    found = select(AccountRow).where(AccountRow.email_folded == folded(email))
    return list(session.scalars(found.order_by(AccountRow.id)))


def _is_name_of(session: Session, name: str, account: AccountRow) -> bool:
    """Tell whether a name is the account's, or that of whoever its invoices are made out to."""
    row = session.get(BillingDetailsRow, account.id)
    details = msgspec.json.decode(row.details, type=BillingDetails) if row else None
    known = [account.name, session.get_one(OrganizationRow, account.organization_id).name]
    if details is not None:
        known += [details.name, details.company]
    return any(_is_same_name(name, each) for each in known if each)


def _is_same_name(one: str, other: str) -> bool:
    """Tell whether two names are the same; a middle name or a "GmbH" may be missing in one of them."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return False
    shared = first & second
    return first == second or (shared in (first, second) and len(shared) >= _FEWEST_SHARED)


def _words(name: str) -> frozenset[str]:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    plain = "".join(character for character in apart if not unicodedata.combining(character))
    return frozenset(_WORD.findall(plain))


def _has_contract(session: Session, account_id: str) -> bool:
    running = select(SubscriptionRow.id).where(
        SubscriptionRow.account_id == account_id,
        SubscriptionRow.ended_at.is_(None),
        SubscriptionRow.contract.is_not(None),
    )
    return session.scalar(running) is not None
