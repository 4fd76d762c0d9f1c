"""A renewal that is refused: tried again, asked about by the bank, saved by a new card, or ended."""

from datetime import timedelta

import pytest

from licenseserver.problems import ProblemError
from licensewire import billing, problem, purchases, renewals
from tests.licenseserver.renewals.wishes import DAY, DUE, cancel, plan, refusal_of
from tests.licenseserver.renewals.year import BANK_ALWAYS, BANK_ONCE, MASTERCARD, NO_FUNDS_LATER, VISA, Year


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
