"""The account that a visitor's purchase makes: checked, held while it is being paid for, made with the licence."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from licenseserver import audit
from licenseserver.accounts import find_by_username, folded
from licenseserver.passwords import password_problem
from licenseserver.problems import ProblemError, invalid_field
from licenseserver.purchase_tables import PurchaseRow
from licenseserver.quotes import checked_time_zone
from licenseserver.security import new_id
from licenseserver.tables import AccountRow, OrganizationRow
from licenseserver.visitor_tables import HeldAccountRow, VisitorRow
from licenseserver.wording import known_language
from licensewire import problem
from licensewire.billing import BillingDetails
from licensewire.problem import FieldProblem
from licensewire.purchases import NewAccount
from licensewire.visitors import AccountWanted

OWNER = "owner"
_LONGEST = {"name": 200, "username": 254}


@dataclass(frozen=True)
class AccountChecks:
    """What a new account is measured against.

    Attributes:
        can_be_chosen: tells whether a data center takes new organizations.
    """

    platform_name: str
    can_be_chosen: Callable[[str], bool]


@dataclass(frozen=True)
class AccountToHold:
    """A new account that was found good, with its password hashed; `repr` tells nothing."""

    asked: NewAccount
    password_hash: str

    def __repr__(self) -> str:
        """Say nothing: the password is in here."""
        return "AccountToHold(...)"


def account_problems(
    session: Session, wanted: AccountWanted | NewAccount, visitor_id: str, platform_name: str
) -> list[FieldProblem]:
    """Return each field of an account that is wrong; a username that the visitor's own purchase holds is free."""
    email = session.get_one(VisitorRow, visitor_id).email
    found = [*_text_problems("name", wanted.name), *_text_problems("username", wanted.username)]
    if not found or found[-1].field != "username":
        username = folded(wanted.username)
        if "@" in username and username != folded(email):
            found.append(FieldProblem(field="username", code="foreign"))
        elif _is_taken(session, username, visitor_id):
            found.append(FieldProblem(field="username", code="taken"))
    code = password_problem(wanted.password, platform=platform_name, personal=(wanted.username, email, wanted.name))
    if code:
        found.append(FieldProblem(field="password", code=code))
    return found


def check_new_account(session: Session, checks: AccountChecks, asked: NewAccount, visitor_id: str) -> None:
    """Refuse a new account that could not be made.

    Raises:
        ProblemError: `problem.INVALID_REQUEST` with each field that is wrong.
    """
    found = account_problems(session, asked, visitor_id, checks.platform_name)
    if not checks.can_be_chosen(asked.data_center_id):
        found.append(FieldProblem(field="data_center_id", code="unavailable"))
    try:
        checked_time_zone(asked.time_zone, "time_zone")
    except ProblemError as refusal:
        found.extend(refusal.fields)
    if found:
        fields = [FieldProblem(field=f"new_account.{each.field}", code=each.code) for each in found]
        raise ProblemError(problem.INVALID_REQUEST, fields=fields)


def hold_account(session: Session, purchase_id: str, held: AccountToHold) -> None:
    """Keep the account ready for the purchase, and its username from everybody else.

    Raises:
        ProblemError: the username was taken in between.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    username = held.asked.username.strip()
    made = session.execute(
        insert(HeldAccountRow)
        .values(
            purchase_id=purchase_id,
            username=username,
            username_folded=folded(username),
            password_hash=held.password_hash,
            name=" ".join(held.asked.name.split()),
            data_center_id=held.asked.data_center_id,
            time_zone=held.asked.time_zone,
            language=known_language(held.asked.language),
        )
        .on_conflict_do_nothing(index_elements=["username_folded"])
        .returning(HeldAccountRow.purchase_id)
    ).first()
    # Asked after the name is held: whoever held it until now has either let it go or made the account.
    if made is None or find_by_username(session, username) is not None:
        raise invalid_field("new_account.username", "taken")


def release_account(session: Session, purchase_id: str) -> None:
    """Let the username of a purchase go that ended without being paid."""
    session.execute(delete(HeldAccountRow).where(HeldAccountRow.purchase_id == purchase_id))


def make_account(session: Session, row: PurchaseRow, details: BillingDetails, now: datetime) -> AccountRow:
    """Make the account that a purchase, which has just been paid, was holding ready."""
    held = session.get_one(HeldAccountRow, row.id)
    visitor = session.get_one(VisitorRow, row.buyer_id)
    organization = OrganizationRow(
        id=new_id("org"), name=details.company or held.name, data_center_id=held.data_center_id
    )
    session.add(organization)
    session.flush()
    account = AccountRow(
        id=row.buyer_id,
        organization_id=organization.id,
        username=held.username,
        username_folded=held.username_folded,
        password_hash=held.password_hash,
        name=held.name,
        email=visitor.email,
        email_folded=visitor.email_folded,
        role=OWNER,
        time_zone=held.time_zone,
        country=details.address.country,
        language=held.language,
        created_at=now,
    )
    session.add(account)
    visitor.account_made_at = now
    session.delete(held)
    session.flush()
    audit.record(
        session,
        now,
        "account.created",
        subject=account.id,
        account_id=account.id,
        details={"purchase": row.id, "data_center": organization.data_center_id},
    )
    return account


def _text_problems(field: str, text: str) -> list[FieldProblem]:
    text = text.strip()
    if not text:
        return [FieldProblem(field=field, code="required")]
    if len(text) > _LONGEST[field]:
        return [FieldProblem(field=field, code="too_long")]
    return [] if text.isprintable() else [FieldProblem(field=field, code="invalid")]


def _is_taken(session: Session, username: str, visitor_id: str) -> bool:
    if find_by_username(session, username) is not None:
        return True
    holder = session.scalar(
        select(PurchaseRow.buyer_id)
        .join(HeldAccountRow, HeldAccountRow.purchase_id == PurchaseRow.id)
        .where(HeldAccountRow.username_folded == username)
    )
    return holder is not None and holder != visitor_id
