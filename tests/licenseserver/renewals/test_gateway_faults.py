"""The gateway fails at every step of a renewal's charge, in every way: it is charged once, and found out."""

from datetime import timedelta

import pytest

from licensewire import billing, renewals
from tests.licenseserver.renewals.wishes import DAY, DUE
from tests.licenseserver.renewals.year import BANK_ALWAYS, NO_FUNDS_LATER, Year

CREATE = "/v1/payment_intents$"
CONFIRM = "/confirm$"
FAULTS = (
    "error_before",
    "error_after",
    "drop_before",
    "drop_after",
    "hang_before",
    "hang_after",
    "truncate_after",
)
READ = "/v1/payment_intents/[^/]+$"

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def impatient(year: Year) -> None:
    year.wait_for_the_gateway(seconds=1.0)


@pytest.mark.parametrize("path", [CREATE, CONFIRM], ids=["create", "confirm"])
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("card", ["", NO_FUNDS_LATER], ids=["paid", "refused"])
def test_a_fault_at_any_step_charges_once(year: Year, path: str, fault: str, card: str) -> None:
    owner = year.owner(card) if card else year.owner()
    year.pass_until(DUE - DAY)
    year.fault(fault, path, seconds=3)
    year.pass_until(DUE + DAY)
    if card:
        assert year.renewal(owner).status == renewals.PAST_DUE
        assert year.renewal(owner).tries == 1
        assert len(year.charges(owner, status="failed")) == 1
    else:
        assert year.subscription(owner).status == billing.ACTIVE
        assert len(year.charges(owner)) == len(year.invoices(owner)) == 1


@pytest.mark.parametrize("path", [CREATE, CONFIRM], ids=["create", "confirm"])
@pytest.mark.parametrize("fault", ["error_before", "error_after"])
def test_a_fault_while_the_owner_is_being_asked_asks_again_and_tries_no_more(
    year: Year, path: str, fault: str
) -> None:
    owner = year.owner(BANK_ALWAYS)
    year.pass_until(DUE - DAY)
    year.fault(fault, path, seconds=3, skip=1)
    year.pass_until(DUE + DAY)
    assert year.renewal(owner).status == renewals.NEEDS_CONFIRMATION
    # Only the one without the owner, to which the bank said that it wants the owner.
    assert len(year.charges(owner, status="failed")) == 1
    year.answer_bank(year.renewal(owner).confirmation.page)
    assert year.engine.check(owner).subscription.status == billing.ACTIVE
    assert len(year.charges(owner)) == 1


@pytest.mark.parametrize("status", [429, 503, 409, 408])
def test_a_gateway_that_is_away_for_hours(year: Year, status: int) -> None:
    owner = year.owner()
    year.pass_until(DUE - DAY)
    year.fault("answer", "/v1/", "", status=status, times=18)
    year.pass_until(DUE + DAY)
    assert year.subscription(owner).status == billing.ACTIVE
    assert len(year.charges(owner)) == 1


def test_away_for_days_nothing_is_guessed_and_no_key_is_sent_again(year: Year) -> None:
    owner = year.owner()
    year.pass_until(DUE - DAY)
    # The money is taken, and for two days nobody says so.
    year.fault("drop_after", CONFIRM)
    year.fault("drop_before", "/v1/", "GET", times=60)
    year.pass_until(DUE + DAY)
    assert year.renewal(owner).status == renewals.PROCESSING
    assert len(year.charges(owner)) == 1
    year.simulator.faults.clear()
    year.pass_until(DUE + 2 * DAY)
    assert year.subscription(owner).status == billing.ACTIVE
    assert len(year.charges(owner)) == 1


def test_never_confirmed_and_older_than_the_keys(year: Year) -> None:
    owner = year.owner()
    year.pass_until(DUE - DAY)
    year.fault("drop_before", CONFIRM, times=1)
    year.fault("drop_before", READ, "GET", times=60)
    year.pass_until(DUE + timedelta(hours=22))
    assert year.charges(owner) == []
    year.simulator.faults.clear()
    year.sleep_until(DUE + 2 * DAY)
    year.engine.work()
    assert year.subscription(owner).status == billing.ACTIVE
    assert [one.outcome for one in year.attempts(owner)] == ["given_up", "succeeded"]
    assert len(year.charges(owner)) == 1


def test_keys_that_only_repeat_a_failure(year: Year) -> None:
    owner = year.owner()
    year.pass_until(DUE - DAY)
    for path in (CREATE, CONFIRM):
        year.fault("error_before", path)
    year.pass_until(DUE + DAY)
    assert len(year.charges(owner)) == 1
    assert year.subscription(owner).status == billing.ACTIVE


def test_given_up_again_and_again_it_waits_for_the_next_day(year: Year) -> None:
    owner = year.owner()
    year.pass_until(DUE - DAY)
    year.fault("error_before", CONFIRM, times=30)
    year.pass_until(DUE + DAY)
    renewal = year.renewal(owner)
    assert (renewal.status, renewal.tries) == (renewals.PAST_DUE, 0)
    assert renewal.next_try_at == DUE + 2 * DAY
    year.simulator.faults.clear()
    year.pass_until(DUE + 3 * DAY)
    assert year.subscription(owner).status == billing.ACTIVE
    assert len(year.charges(owner)) == 1


def test_a_card_that_the_gateway_has_let_go_of(year: Year) -> None:
    owner = year.owner()
    year.pass_until(DUE - DAY)
    year.detach_card(owner)
    year.pass_until(DUE + DAY)
    renewal = year.renewal(owner)
    assert (renewal.status, renewal.needs_new_card) == (renewals.PAST_DUE, True)
    assert year.change_card(owner, "5555555555554444") is True
    year.engine.work()
    assert len(year.charges(owner)) == 1


@pytest.mark.parametrize("fault", ["drop_after", "error_after", "hang_after"])
def test_the_answer_that_the_bank_wants_the_owner_gets_lost(year: Year, fault: str) -> None:
    owner = year.owner(BANK_ALWAYS)
    year.pass_until(DUE - DAY)
    year.fault(fault, CONFIRM, skip=1, seconds=3)
    year.pass_until(DUE + timedelta(hours=1))
    renewal = year.renewal(owner)
    assert renewal.status == renewals.NEEDS_CONFIRMATION
    year.answer_bank(renewal.confirmation.page)
    year.engine.check(owner)
    assert len(year.charges(owner)) == 1


def test_paid_at_the_bank_just_when_a_new_card_is_given(year: Year) -> None:
    owner = year.owner(BANK_ALWAYS)
    year.pass_until(DUE + timedelta(hours=1))
    year.answer_bank(year.renewal(owner).confirmation.page)
    year.change_card(owner, "4242424242424242")
    year.engine.work()
    year.pass_days(30)
    assert len(year.charges(owner)) == 1
    assert year.subscription(owner).status == billing.ACTIVE


def test_two_engines_at_the_same_renewal_charge_once(year: Year) -> None:
    owner = year.owner()
    year.pass_until(DUE - DAY)
    year.fault("drop_after", CONFIRM)
    year.sleep_until(DUE)
    year.engine.work()
    other = year.new_engine()
    for engine in (other, year.engine, other):
        engine.check(owner)
    other.stop()
    assert len(year.charges(owner)) == 1
    assert len(year.invoices(owner)) == 1
