"""Changing to whom the future invoices are made out; those that were issued stay as they are (B8)."""

from datetime import datetime

import msgspec
from sqlalchemy.orm import Session

from licenseserver import audit
from licenseserver.billing_details import checked_billing_details
from licenseserver.buyers import alone_with
from licenseserver.purchase_tables import BillingDetailsRow
from licenseserver.renewals import look_again
from licensewire.billing import BillingDetails


def set_billing_details(session: Session, account_id: str, details: BillingDetails, now: datetime) -> None:
    """Keep new billing details; the next renewal is taxed by them.

    Raises:
        ProblemError: `problem.INVALID_REQUEST` with each field that is wrong ("address.postal_code").
    """
    checked = checked_billing_details(details, path="")
    # The buyer before the subscription, as whoever charges a new card: or the two would wait for each other.
    alone_with(session, account_id)
    look_again(session, account_id, now)
    session.merge(BillingDetailsRow(account_id=account_id, details=msgspec.json.encode(checked).decode()))
    session.flush()
    audit.record(
        session,
        now,
        "billing_details.changed",
        subject=account_id,
        account_id=account_id,
        actor=account_id,
        # Who it is stays out of what is kept for ever; where it is taxed explains later amounts.
        details={"country": checked.address.country, "has_tax_id": bool(checked.tax_id)},
    )
