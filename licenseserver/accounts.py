"""Accounts: who somebody is and what they may use now."""

import unicodedata
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver.catalogue import FREE, Catalogue
from licenseserver.problems import ProblemError
from licenseserver.subscriptions import holds
from licenseserver.tables import AccountRow, OrganizationRow, SubscriptionRow
from licensewire import problem
from licensewire.session import Account, Organization


def folded(username: str) -> str:
    """Return what two spellings of one username share: upper and lower case, wide forms, blanks around it."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", username).casefold()).strip()


def find_by_username(session: Session, username: str) -> AccountRow | None:
    """Return the account with this username, however it is spelt."""
    return session.scalar(select(AccountRow).where(AccountRow.username_folded == folded(username)))


def running_subscription(session: Session, account_id: str, now: datetime) -> SubscriptionRow | None:
    """Return the subscription or trial that gives the account more than Free at this moment.

    One whose renewal is not decided yet gives access beyond its period (B7).
    """
    row = session.scalar(
        select(SubscriptionRow).where(SubscriptionRow.account_id == account_id, SubscriptionRow.ended_at.is_(None))
    )
    return row if row is not None and holds(row, now) else None


def plan_of(session: Session, account_id: str, now: datetime) -> str:
    """Return the id of the plan that the account is on at this moment."""
    running = running_subscription(session, account_id, now)
    return running.plan_id if running else FREE


def describe(session: Session, catalogue: Catalogue, account_id: str, now: datetime) -> Account:
    """Return the account as its owner sees it.

    Raises:
        ProblemError: `problem.NOT_FOUND`.
    """
    row = session.get(AccountRow, account_id)
    organization = session.get(OrganizationRow, row.organization_id) if row else None
    if row is None or organization is None:
        raise ProblemError(problem.NOT_FOUND)
    return Account(
        id=row.id,
        name=row.name,
        email=row.email,
        username=row.username,
        role=row.role,
        organization=Organization(
            id=organization.id,
            name=organization.name,
            brand_id=organization.brand_id,
            data_center_id=organization.data_center_id,
        ),
        entitlements=catalogue.entitlements(plan_of(session, account_id, now)),
        time_zone=row.time_zone,
        country=row.country,
        language=row.language,
    )
