"""Brand IDs: generated at the first purchase, unique, and permanent (D1); the database refuses to change one."""

import secrets

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from licenseserver.catalogue import BrandIdRule
from licenseserver.tables import OrganizationRow

_TRIES = 20


def ensure_brand_id(session: Session, organization_id: str, rule: BrandIdRule) -> str:
    """Return the organization's brand ID, generated now where it has none.

    Two processes that would draw the same one at the same time are told apart by the database: the later
    transaction fails, and is done again with another.

    Raises:
        RuntimeError: there is no free one to be found; the rule's suffix is too short.
    """
    kept = session.scalar(select(OrganizationRow.brand_id).where(OrganizationRow.id == organization_id))
    if kept:
        return kept
    for _ in range(_TRIES):
        candidate = new_brand_id(rule)
        if session.scalar(select(OrganizationRow.id).where(OrganizationRow.brand_id == candidate)) is None:
            session.execute(
                update(OrganizationRow)
                .where(OrganizationRow.id == organization_id, OrganizationRow.brand_id.is_(None))
                .values(brand_id=candidate)
            )
            return candidate
    raise RuntimeError("no free brand ID was found")


def new_brand_id(rule: BrandIdRule) -> str:
    """Return a random brand ID: the rule's prefix and characters of its alphabet."""
    return rule.prefix + "".join(secrets.choice(rule.alphabet) for _ in range(rule.suffix_length))
