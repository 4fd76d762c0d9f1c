"""How much of its limits an account has used."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver.accounts import plan_of
from licenseserver.catalogue import Catalogue
from licenseserver.tables import UsageRow
from licensewire.plans import Usage, UsageLine

MEASURED = ("responses", "user_seats", "emails", "active_surveys")
"""The limits that are used up by what an account does; the others (questions in one survey) are not."""


def measure(session: Session, catalogue: Catalogue, account_id: str, now: datetime) -> Usage:
    """Return what is used of each measured limit of the account's plan."""
    limits = catalogue.entitlements(plan_of(session, account_id, now)).limits
    rows = session.scalars(select(UsageRow).where(UsageRow.account_id == account_id))
    used = {row.limit_id: row.used for row in rows}
    return Usage(
        lines=tuple(
            UsageLine(feature_id=limit, used=used.get(limit, 0), limit=limits[limit])
            for limit in MEASURED
            if limit in limits
        ),
        measured_at=now,
    )
