"""A renewal from its notice to its invoice, refused and recovered, and every way in which it ends."""

from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import update

from licenseserver.accounts import plan_of
from licenseserver.audit import verify
from licenseserver.problems import ProblemError
from licenseserver.purchase_tables import BillingDetailsRow
from licenseserver.renewal_tables import SUPERSEDED, UNPAID
from licenseserver.renewals import cancel_renewal, resume_renewal
from licenseserver.tables import AccountRow, SubscriptionRow
from licensewire import billing, problem, purchases, renewals
from tests.licenseserver.renewals.year import (
    BANK_ALWAYS,
    BANK_ONCE,
    DETAILS,
    MASTERCARD,
    NO_FUNDS_LATER,
    START,
    VISA,
    Year,
)

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


@pytest.mark.slow
class TestRefused:
    def test_it_is_tried_on_the_days_of_the_calendar_and_ends_with_the_last(self, year: Year) -> None:
        owner = year.owner(NO_FUNDS_LATER)
        for tries, day in enumerate((2, 7, 14, 21), start=1):
            year.pass_until(DUE + (day * DAY) - timedelta(seconds=1))
            renewal, subscription = year.renewal(owner), year.subscription(owner)
            assert (renewal.status, renewal.tries) == (renewals.PAST_DUE, tries)
            assert renewal.next_try_at == DUE + day * DAY
            assert renewal.access_ends_at == subscription.access_ends_at == DUE + 21 * DAY
            assert (subscription.status, plan(year, owner)) == (billing.PAST_DUE, "strategic-research")
            assert renewal.refusal == purchases.DECLINED
        year.pass_days(1)
        subscription = year.subscription(owner)
        assert (subscription.status, subscription.access_ends_at) == (billing.ENDED, DUE + 21 * DAY)
        assert (plan(year, owner), year.renewal(owner)) == ("free", None)
        assert year.kinds(owner)[2:] == ["payment_failed"] * 4 + ["ended_unpaid"]
        assert len(year.charges(owner, status="failed")) == 5
        assert (year.charges(owner), year.invoices(owner)) == ([], [])
        year.pass_days(400)
        assert len(year.charges(owner, status="failed")) == 5

    def test_a_new_card_is_charged_at_once(self, year: Year) -> None:
        owner = year.owner(NO_FUNDS_LATER)
        year.pass_until(DUE + 5 * DAY)
        assert year.change_card(owner, MASTERCARD) is True
        year.engine.work()
        subscription = year.subscription(owner)
        assert (subscription.status, subscription.period_ends_at) == (billing.ACTIVE, DUE.replace(year=2028))
        assert subscription.access_ends_at is None
        assert len(year.charges(owner)) == 1
        assert [one.reason for one in year.attempts(owner)] == ["due", "retry", "new_card"]

    def test_the_owner_tries_again_with_the_same_card(self, year: Year) -> None:
        owner = year.owner(NO_FUNDS_LATER)
        year.pass_until(DUE + DAY)
        told = year.engine.pay(owner)
        assert told.subscription.status == billing.PAST_DUE
        assert year.renewal(owner).tries == 2
        assert year.renewal(owner).next_try_at == DUE + 2 * DAY

    def test_a_card_that_is_declined_for_good_is_not_tried_again(self, year: Year) -> None:
        owner = year.owner()
        year.declines_later(owner, "declined_stolen")
        year.pass_until(DUE + 20 * DAY)
        renewal = year.renewal(owner)
        assert (renewal.needs_new_card, renewal.next_try_at) == (True, None)
        assert renewal.refusal == purchases.LOST_OR_STOLEN
        assert len(year.charges(owner, status="failed")) == 1
        assert plan(year, owner) == "strategic-research"
        assert refusal_of(year.engine.pay, owner) == problem.NEW_CARD_NEEDED
        assert year.change_card(owner, MASTERCARD) is True
        year.engine.work()
        assert year.subscription(owner).status == billing.ACTIVE

    def test_declined_for_good_and_no_new_card_ends_after_the_last_day(self, year: Year) -> None:
        owner = year.owner()
        year.declines_later(owner, "declined_stolen")
        year.pass_until(DUE + 21 * DAY + timedelta(seconds=1))
        assert year.subscription(owner).status == billing.ENDED
        assert len(year.charges(owner, status="failed")) == 1
        assert year.kinds(owner)[2:] == ["payment_failed", "ended_unpaid"]

    def test_without_a_card_the_tries_are_skipped(self, year: Year) -> None:
        owner = year.owner(NO_FUNDS_LATER)
        year.pass_until(DUE + DAY)
        year.remove_card(owner)
        year.pass_until(DUE + 10 * DAY)
        assert len(year.charges(owner, status="failed")) == 1
        assert refusal_of(year.engine.pay, owner) == problem.NO_CARD
        year.pass_until(DUE + 22 * DAY)
        assert year.subscription(owner).status == billing.ENDED

    def test_days_that_we_were_away_are_not_taken_from_the_owner(self, year: Year) -> None:
        owner = year.owner(NO_FUNDS_LATER)
        year.sleep_until(DUE + 30 * DAY)
        assert plan(year, owner) == "strategic-research"
        year.engine.work()
        assert year.renewal(owner).next_try_at == DUE + 32 * DAY
        assert year.renewal(owner).access_ends_at == DUE + 51 * DAY


@pytest.mark.slow
class TestTheBankWantsTheOwner:
    def past_due_at_bank(self, year: Year, card: str = BANK_ALWAYS) -> str:
        owner = year.owner(card)
        year.pass_until(DUE + timedelta(hours=1))
        return owner

    def test_asked_confirmed_and_paid(self, year: Year) -> None:
        owner = self.past_due_at_bank(year)
        renewal = year.renewal(owner)
        assert (renewal.status, renewal.tries) == (renewals.NEEDS_CONFIRMATION, 0)
        assert renewal.confirmation.expires_at == DUE + 2 * DAY
        assert renewal.access_ends_at == DUE + 21 * DAY
        assert plan(year, owner) == "strategic-research"
        assert year.kinds(owner)[2:] == ["bank_wants_confirmation"]
        year.answer_bank(renewal.confirmation.page)
        assert year.engine.check(owner).subscription.status == billing.ACTIVE
        assert len(year.charges(owner)) == 1

    def test_once_confirmed_the_card_renews_by_itself(self, year: Year) -> None:
        owner = self.past_due_at_bank(year, BANK_ONCE)
        year.answer_bank(year.renewal(owner).confirmation.page)
        year.pass_until(DUE.replace(year=2028) + DAY)
        assert len(year.charges(owner)) == 2
        assert year.kinds(owner).count("bank_wants_confirmation") == 1

    def test_confirmed_without_a_word_it_is_found_out(self, year: Year) -> None:
        owner = self.past_due_at_bank(year)
        year.answer_bank(year.renewal(owner).confirmation.page)
        year.pass_until(DUE + timedelta(hours=3))
        assert year.subscription(owner).status == billing.ACTIVE

    def test_refused_at_the_bank_is_one_try(self, year: Year) -> None:
        owner = self.past_due_at_bank(year)
        year.answer_bank(year.renewal(owner).confirmation.page, "refuse")
        year.engine.check(owner)
        renewal = year.renewal(owner)
        assert (renewal.status, renewal.tries) == (renewals.PAST_DUE, 1)
        assert renewal.refusal == purchases.CONFIRMATION_FAILED
        assert renewal.next_try_at == DUE + 2 * DAY

    def test_nobody_answers_and_it_ends(self, year: Year) -> None:
        owner = self.past_due_at_bank(year)
        for day in (2, 7, 14):
            year.pass_until(DUE + day * DAY + timedelta(hours=1))
            assert year.renewal(owner).status == renewals.NEEDS_CONFIRMATION
            assert year.renewal(owner).refusal == purchases.CONFIRMATION_EXPIRED
        year.pass_until(DUE + 21 * DAY + timedelta(seconds=1))
        assert year.subscription(owner).status == billing.ENDED
        assert year.charges(owner) == []

    def test_a_new_card_takes_its_place(self, year: Year) -> None:
        owner = self.past_due_at_bank(year)
        page = year.renewal(owner).confirmation.page
        assert year.change_card(owner, VISA) is True
        year.engine.work()
        assert year.subscription(owner).status == billing.ACTIVE
        year.answer_bank(page)
        year.pass_days(30)
        assert len(year.charges(owner)) == 1

    def test_nothing_else_may_be_decided_meanwhile(self, year: Year) -> None:
        owner = self.past_due_at_bank(year)
        assert refusal_of(year.engine.pay, owner) == problem.RENEWAL_UNDER_WAY
        assert refusal_of(cancel, year, owner) == problem.RENEWAL_UNDER_WAY
        assert refusal_of(year.buy, owner, "strategic-research-plus") == problem.RENEWAL_UNDER_WAY


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
def test_too_many_wishes_are_told_when_it_is_possible_again(year: Year) -> None:
    owner = year.owner(NO_FUNDS_LATER)
    year.pass_until(DUE + timedelta(hours=1))
    for _ in range(14):
        year.engine.pay(owner)
    with pytest.raises(ProblemError) as refusal:
        year.engine.pay(owner)
    assert refusal.value.code == problem.TOO_MANY_ATTEMPTS
    assert refusal.value.retry_after_seconds > 86400
    assert len(year.charges(owner, status="failed")) == 15
    year.pass_until(DUE + 20 * DAY)
    assert len(year.charges(owner, status="failed")) == 15


def test_what_there_is_to_pay(year: Year) -> None:
    owner = year.owner()
    assert refusal_of(year.engine.pay, owner) == problem.NOTHING_TO_PAY
    assert refusal_of(year.engine.pay, year.account()) == problem.NOTHING_TO_PAY
    assert year.engine.check(owner).subscription.status == billing.ACTIVE


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
