"""A renewal from its notice to its invoice, refused and recovered, and every way in which it ends."""

from datetime import timedelta

import pytest

from licenseserver.renewals import cancel_renewal, resume_renewal
from licensewire import billing, purchases, renewals
from tests.licenseserver.renewals.year import (
    BANK_ALWAYS,
    NO_FUNDS_LATER,
    START,
    VISA,
    Year,
)


def test_a_year_passes_and_the_card_is_charged_once(year: Year) -> None:
    owner = year.owner()
    due = year.subscription(owner).renews_at
    year.pass_until(due + timedelta(days=1))
    subscription = year.subscription(owner)
    assert subscription.status == billing.ACTIVE
    assert subscription.period_started_at == due
    assert subscription.period_ends_at == due.replace(year=due.year + 1)
    assert len(year.charges(owner)) == 1
    assert len(year.invoices(owner)) == 1
    assert year.kinds(owner) == ["announced", "announced", "renewed"]
