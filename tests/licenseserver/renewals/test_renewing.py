"""A renewal from its notice to its invoice, refused and recovered, and every way in which it ends."""

from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import update

from licenseserver.audit import verify
from licenseserver.purchase_tables import BillingDetailsRow
from licenseserver.renewal_tables import SUPERSEDED, UNPAID
from licenseserver.tables import AccountRow, SubscriptionRow
from licensewire import billing, problem, renewals
from tests.licenseserver.renewals.wishes import DAY, DUE, cancel, plan, refusal_of, resume
from tests.licenseserver.renewals.year import DETAILS, MASTERCARD, NO_FUNDS_LATER, Year


def test_a_year_passes_and_the_card_is_charged_once(year: Year) -> None:
    owner = year.owner()
    before = year.subscription(owner)
    assert before.renews_at == DUE
    year.pass_until(DUE + DAY)
    after = year.subscription(owner)
    assert (after.status, after.period_started_at, after.period_ends_at) == (
        billing.ACTIVE,
        DUE,
        DUE.replace(year=2028),
    )
    assert (after.renews_at, after.cancel_until) == (after.period_ends_at, after.period_ends_at - DAY)
    assert after.contract == before.contract
    (charge,) = year.charges(owner)
    (invoice,) = year.invoices(owner)
    assert charge["amount"] == invoice.total_minor == 504000 + 44730
    assert invoice.issued_at == DUE
    assert year.kinds(owner) == ["announced", "announced", "renewed"]
    year.pass_until(DUE.replace(year=2028) + DAY)
    assert len(year.charges(owner)) == 2
    with year.database.transaction(reading=True) as session:
        verify(session)


def test_nothing_happens_before_its_time(year: Year) -> None:
    owner = year.owner()
    year.pass_until(DUE - timedelta(days=45, seconds=1))
    assert year.kinds(owner) == []
    assert year.renewals(owner) == []
    assert year.renewal(owner).status == renewals.UPCOMING
    year.pass_until(DUE - timedelta(seconds=1))
    assert year.charges(owner) == []


class TestCancelled:
    def test_never_charged_and_ended_to_the_second(self, year: Year) -> None:
        owner = year.owner()
        year.pass_until(DUE - 3 * DAY)
        cancel(year, owner)
        cancel(year, owner)
        subscription = year.subscription(owner)
        assert (subscription.status, subscription.access_ends_at) == (billing.CANCELLED, DUE)
        assert (subscription.renews_at, subscription.cancel_until, year.renewal(owner)) == (None, None, None)
        year.sleep_until(DUE)
        assert plan(year, owner) == "free"
        year.engine.work()
        assert year.kinds(owner)[-1] == "ended_cancelled"
        year.pass_days(60)
        assert (year.subscription(owner).status, year.charges(owner)) == (billing.ENDED, [])

    def test_resumed_it_is_charged_as_announced(self, year: Year) -> None:
        owner = year.owner()
        year.pass_until(DUE - 20 * DAY)
        cancel(year, owner)
        year.pass_until(DUE - 2 * DAY)
        resume(year, owner)
        year.pass_until(DUE + DAY)
        assert len(year.charges(owner)) == 1
        assert year.kinds(owner).count("announced") == 2

    def test_until_the_deadline_and_not_after(self, year: Year) -> None:
        owner = year.owner()
        year.pass_until(year.subscription(owner).cancel_until)
        cancel(year, owner)
        resume(year, owner)
        year.pass_days(0.1)
        assert refusal_of(cancel, year, owner) == problem.TOO_LATE

    def test_past_due_it_ends_at_once(self, year: Year) -> None:
        owner = year.owner(NO_FUNDS_LATER)
        year.pass_until(DUE + 3 * DAY)
        cancel(year, owner)
        assert year.subscription(owner).status == billing.ENDED
        year.pass_days(30)
        assert len(year.charges(owner, status="failed")) == 2

    def test_what_there_is_to_resume(self, year: Year) -> None:
        owner = year.owner()
        resume(year, owner)
        cancel(year, owner)
        year.sleep_until(DUE)
        assert refusal_of(resume, year, owner) == problem.NOTHING_TO_RESUME
        assert refusal_of(cancel, year, year.trial(5)) == problem.NOTHING_TO_CANCEL


@pytest.mark.slow
class TestBuyingMeanwhile:
    def test_another_plan_replaces_a_renewal_that_is_announced(self, year: Year) -> None:
        owner = year.owner()
        year.pass_until(DUE - 3 * DAY)
        year.buy(owner, "strategic-research-plus")
        year.pass_until(DUE + 60 * DAY)
        assert year.charges(owner) == []
        assert [row.status for row in year.renewals(owner)] == [SUPERSEDED]
        assert year.subscription(owner).plan_id == "strategic-research-plus"

    def test_another_plan_replaces_a_renewal_that_is_past_due(self, year: Year) -> None:
        owner = year.owner(NO_FUNDS_LATER)
        year.pass_until(DUE + 3 * DAY)
        year.buy(owner, "strategic-research-plus")
        year.pass_days(60)
        assert len(year.charges(owner, status="failed")) == 2
        assert year.subscription(owner).status == billing.ACTIVE

    def test_nothing_is_charged_while_somebody_buys(self, year: Year) -> None:
        owner = year.owner()
        year.pass_until(DUE - DAY)
        with year.database.transaction() as session:
            year.order(session, owner, "strategic-research-plus")
        year.pass_until(DUE + timedelta(minutes=2))
        assert year.charges(owner) == []
        assert plan(year, owner) == "strategic-research"

    def test_what_one_has_is_not_bought_again(self, year: Year) -> None:
        owner = year.owner()
        with year.database.transaction() as session:
            session.execute(update(SubscriptionRow).values(price_minor=1))
        assert refusal_of(year.buy, owner, "strategic-research") == problem.ALREADY_LICENSED


@pytest.mark.slow
class TestWithoutACard:
    def test_told_reminded_and_ended_at_its_date(self, year: Year) -> None:
        owner = year.owner()
        year.pass_until(DUE - 60 * DAY)
        year.remove_card(owner)
        year.pass_until(DUE + timedelta(seconds=1))
        assert year.letters(owner) == [
            ("card_missing", DUE - 30 * DAY),
            ("card_missing", DUE - 14 * DAY),
            ("card_missing", DUE - 3 * DAY),
            ("ended_no_card", DUE),
        ]
        assert (year.subscription(owner).status, plan(year, owner)) == (billing.ENDED, "free")
        assert [row.status for row in year.renewals(owner)] == [UNPAID]

    def test_a_card_in_time_renews(self, year: Year) -> None:
        owner = year.owner()
        year.pass_until(DUE - 60 * DAY)
        year.remove_card(owner)
        year.pass_until(DUE - DAY)
        assert year.change_card(owner, MASTERCARD) is False
        year.pass_until(DUE + DAY)
        assert len(year.charges(owner)) == 1


@pytest.mark.slow
class TestThePrice:
    def dearer(self, year: Year, minor: int) -> None:
        """Let the plan cost something else from now on."""
        plans = tuple(
            msgspec.structs.replace(
                one,
                price=msgspec.structs.replace(
                    one.price, amount=msgspec.structs.replace(one.price.amount, minor=minor)
                ),
            )
            if one.id == "strategic-research"
            else one
            for one in year.catalogue.plans
        )
        year.sell(msgspec.structs.replace(year.catalogue, plans=plans))

    def test_a_rise_is_capped_and_announced(self, year: Year) -> None:
        owner = year.owner()
        self.dearer(year, 900000)
        year.pass_until(DUE - 40 * DAY)
        renewal = year.renewal(owner)
        assert (renewal.price.minor, renewal.previous_price.minor) == (529200, 504000)
        year.pass_until(DUE + DAY)
        assert year.charges(owner)[0]["amount"] == renewal.total.minor
        year.pass_until(DUE.replace(year=2028) + DAY)
        assert year.invoices(owner)[1].subtotal_minor == 529200 * 105 // 100

    def test_after_the_first_notice_it_does_not_rise(self, year: Year) -> None:
        owner = year.owner()
        year.pass_until(DUE - 40 * DAY)
        self.dearer(year, 520000)
        year.pass_until(DUE + DAY)
        assert year.invoices(owner)[0].subtotal_minor == 504000

    @pytest.mark.parametrize("resumed", [True, False])
    def test_a_rise_that_was_not_told_in_time_waits_for_another_year(self, year: Year, *, resumed: bool) -> None:
        owner = year.owner()
        if resumed:
            cancel(year, owner)
            self.dearer(year, 900000)
            year.pass_until(DUE - 6 * DAY)
            resume(year, owner)
        else:
            self.dearer(year, 900000)
            year.sleep_until(DUE - DAY / 2)
        shown = year.renewal(owner)
        assert (shown.price.minor, shown.previous_price) == (504000, None)
        year.pass_until(DUE + DAY)
        assert year.invoices(owner)[0].subtotal_minor == 504000

    def test_a_fall_is_passed_on(self, year: Year) -> None:
        owner = year.owner()
        self.dearer(year, 400000)
        year.pass_until(DUE + DAY)
        assert year.invoices(owner)[0].subtotal_minor == 400000

    def test_tax_follows_the_billing_details_until_the_charge(self, year: Year) -> None:
        owner = year.owner()
        year.pass_until(DUE - 3 * DAY)
        french = msgspec.structs.replace(
            DETAILS,
            tax_id="FR40303265045",
            address=msgspec.structs.replace(DETAILS.address, country="FR", region=""),
        )
        with year.database.transaction() as session:
            session.merge(BillingDetailsRow(account_id=owner, details=msgspec.json.encode(french).decode()))
        assert year.renewal(owner).tax_note == "reverse_charge"
        year.pass_until(DUE + DAY)
        (invoice,) = year.invoices(owner)
        assert (invoice.tax_minor, invoice.total_minor) == (0, 504000)
        assert "FR40303265045" in invoice.content


def test_a_trial_is_reminded_of_and_ends(year: Year) -> None:
    account = year.trial(30)
    ends_at = year.now + 30 * DAY
    year.pass_days(31)
    assert year.letters(account) == [
        ("trial_ending", ends_at - timedelta(days=7, hours=12)),
        ("trial_ending", ends_at - timedelta(days=3, hours=12)),
        ("trial_ended", ends_at),
    ]
    assert plan(year, account) == "free"


def test_nobody_pays_for_a_year_that_is_over(year: Year) -> None:
    owner = year.owner()
    year.sleep_until(DUE.replace(year=2029))
    year.engine.work()
    assert (year.charges(owner), year.subscription(owner).status) == ([], billing.ENDED)


@pytest.mark.slow
def test_one_that_fails_does_not_stop_the_others(year: Year) -> None:
    broken, owner = year.owner(), year.owner()
    live_in(year, broken, "Nowhere/At_all")
    year.sleep_until(DUE)
    year.engine.work()
    assert len(year.charges(owner)) == 1
    assert (year.subscription(broken).status, year.charges(broken)) == (billing.ACTIVE, [])
    live_in(year, broken, "UTC")
    year.pass_days(1)
    assert len(year.charges(broken)) == 1


def live_in(year: Year, account_id: str, time_zone: str) -> None:
    with year.database.transaction() as session:
        session.get_one(AccountRow, account_id).time_zone = time_zone
