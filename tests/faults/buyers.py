"""Accounts to buy with: as many as there are runs, put straight into the server's database."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from licenseserver.clock import Clock
from licenseserver.database import Database
from licenseserver.security import hash_password
from licenseserver.tables import AccountRow, BuyerRow, OrganizationRow

PASSWORD = "a password of the fault runs"


def username(run: int) -> str:
    """Return who buys in a run; also the account's id."""
    return f"buyer-{run}"


def email(run: int) -> str:
    """Return who buys in a run without an account; also the username of the account that is made."""
    return f"visitor-{run}@fault-runs.example"


def add_buyers(database_address: str, runs: Iterable[int]) -> None:
    """Add a Free account for every run."""
    database = Database(database_address)
    hashed = hash_password(PASSWORD)  # one for all: hashing is slow on purpose
    try:
        with database.transaction() as session:
            for run in runs:
                _add(session, username(run), hashed)
    finally:
        database.close()


def _add(session: Session, name: str, hashed: str) -> None:
    session.add_all([OrganizationRow(id=f"org-{name}", name="Fault runs"), BuyerRow(id=name)])
    session.flush()
    session.add(
        AccountRow(
            id=name,
            organization_id=f"org-{name}",
            username=name,
            username_folded=name,
            password_hash=hashed,
            name="Ada Buyer",
            email=f"{name}@fault-runs.example",
            email_folded=f"{name}@fault-runs.example",
            role="owner",
            time_zone="Europe/Paris",
            country="US",
            language="en",
            created_at=Clock().now(),
        )
    )
