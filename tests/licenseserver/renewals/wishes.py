"""What an owner can wish while the year goes on, and what is true then."""

from datetime import timedelta

import pytest

from licenseserver.accounts import plan_of
from licenseserver.problems import ProblemError
from licenseserver.renewals import cancel_renewal, resume_renewal
from tests.licenseserver.renewals.year import START, Year

DUE = START.replace(year=2027)
DAY = timedelta(days=1)


def plan(year: Year, account_id: str) -> str:
    with year.database.transaction(reading=True) as session:
        return plan_of(session, account_id, year.now)


def refusal_of(call, *arguments) -> str:
    with pytest.raises(ProblemError) as refusal:
        call(*arguments)
    return refusal.value.code


def cancel(year: Year, account_id: str) -> None:
    with year.database.transaction() as session:
        cancel_renewal(session, account_id, account_id, year.now)


def resume(year: Year, account_id: str) -> None:
    with year.database.transaction() as session:
        resume_renewal(session, year.catalogue, account_id, account_id, year.now)
