"""What an owner may do with the card on file, and in which order (B3, B4)."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from licenseserver.card_update_tables import CardUpdateRow
from licenseserver.card_updates import remove_card, request_cancel
from licenseserver.problems import ProblemError
from licenseserver.renewal_tables import RenewalRow
from licenseserver.renewals import pay_with_new_card
from licensewire import problem
from tests.licenseserver.cards.owner import ASKS, GOOD, OTHER, SAYS_NO, Owner


def cancel(owner, update_id):
    with owner.database.transaction() as session:
        request_cancel(session, session.get_one(CardUpdateRow, update_id), owner.clock.now())


def remove(owner):
    with owner.database.transaction() as session:
        return remove_card(session, owner.account_id, owner.clock.now())


def test_the_first_card_needs_no_purchase(owner):
    assert owner.card() is None
    assert owner.replace().status == "succeeded"
    assert owner.card().last_four == GOOD[-4:]


def test_replacing_is_written_down_and_told_once(owner):
    owner.replace(GOOD)
    assert owner.replace(OTHER).status == "succeeded"
    assert len(owner.letters()) == 2
    assert owner.told == [owner.account_id] * 2
    assert owner.actions() == ["card_update.created", "card_update.succeeded"] * 2


def test_a_refused_card_leaves_the_old_one(owner):
    owner.replace(GOOD)
    assert owner.replace(SAYS_NO).refusal == "declined"
    assert owner.card().last_four == GOOD[-4:]
    assert owner.waiting_to_go() == []


def test_the_same_key_is_the_same_update(owner):
    token = owner.gateway.token()
    first = owner.begin(key="k", token=token)
    owner.advance(first)
    assert owner.begin(key="k", token=token) == first
    with pytest.raises(ProblemError) as refused:
        owner.begin(key="k")
    assert refused.value.code == problem.IDEMPOTENCY_KEY_REUSED


def test_a_key_is_the_account_s_own(owner):
    other = Owner(owner.database, owner.gateway, owner.clock)
    assert owner.begin(key="same") != other.begin(key="same")


def test_a_new_update_ends_the_open_one_whatever_its_bank_says(owner):
    owner.replace(GOOD)
    first = owner.begin(ASKS)
    page = owner.advance(first).confirmation.page
    second = owner.begin(OTHER)
    assert owner.update(first).status == "cancelled"
    owner.gateway.answer_bank(page)  # too late: the bank says yes to what nobody wants any more
    assert owner.advance(first).status == "cancelled"
    assert owner.advance(second).status == "succeeded"
    owner.let_go()
    assert owner.card().last_four == OTHER[-4:]
    assert owner.kept() == {owner.card().payment_method}


def test_the_same_card_sent_with_a_new_key_is_not_let_go_of(owner):
    token = owner.gateway.token(ASKS)
    owner.advance(owner.begin(token=token))
    second = owner.begin(token=token)
    assert owner.waiting_to_go() == []
    owner.gateway.answer_bank(owner.advance(second).confirmation.page)
    assert owner.advance(second).status == "succeeded"
    assert owner.kept() == {token}


def test_a_card_that_is_let_go_of_is_not_taken_again(owner):
    owner.replace(GOOD)
    old = owner.card().payment_method
    owner.replace(OTHER)
    with pytest.raises(ProblemError) as refused:
        owner.begin(token=old)
    assert refused.value.fields[0].code == "spent"


def test_cancelling_at_the_bank_keeps_the_old_card(owner):
    owner.replace(GOOD)
    update_id = owner.begin(ASKS)
    page = owner.advance(update_id).confirmation.page
    cancel(owner, update_id)
    assert owner.advance(update_id).status == "cancelled"
    owner.gateway.answer_bank(page)
    assert owner.advance(update_id).status == "cancelled"
    assert owner.card().last_four == GOOD[-4:]
    assert owner.kept() == {owner.card().payment_method}


def test_cancelling_after_the_bank_said_yes_comes_too_late(owner):
    owner.replace(GOOD)
    update_id = owner.begin(ASKS)
    owner.gateway.answer_bank(owner.advance(update_id).confirmation.page)
    cancel(owner, update_id)
    assert owner.advance(update_id).status == "succeeded"
    assert owner.card().last_four == ASKS[-4:]


def test_refusing_at_the_bank_keeps_the_old_card(owner):
    owner.replace(GOOD)
    update_id = owner.begin(ASKS)
    owner.gateway.answer_bank(owner.advance(update_id).confirmation.page, "refuse")
    ended = owner.advance(update_id)
    assert (ended.status, ended.refusal) == ("refused", "confirmation_failed")
    assert owner.card().last_four == GOOD[-4:]


def test_the_bank_is_waited_for_an_hour(owner, clock):
    owner.replace(GOOD)
    update_id = owner.begin(ASKS)
    waiting = owner.advance(update_id)
    assert waiting.confirmation.expires_at == clock.now() + timedelta(hours=1)
    clock.forward(3599)
    assert owner.advance(update_id).status == "needs_confirmation"
    clock.forward(1)
    ended = owner.advance(update_id)
    assert (ended.status, ended.refusal) == ("refused", "confirmation_expired")
    assert owner.card().last_four == GOOD[-4:]


def test_a_token_that_nobody_knows_is_refused(owner):
    ended = owner.advance(owner.begin(token="pm_nobody"))
    assert (ended.status, ended.refusal) == ("refused", "declined")


@pytest.mark.parametrize(("token", "code"), [("x" * 256, "invalid")])
def test_a_token_has_a_form(owner, token, code):
    with pytest.raises(ProblemError) as refused:
        owner.begin(token=token)
    assert refused.value.fields[0].code == code


def test_removing_takes_the_card_from_the_file_and_the_gateway(owner):
    owner.replace(GOOD)
    assert remove(owner)
    owner.let_go()
    assert owner.card() is None
    assert owner.kept() == set()
    assert not remove(owner)
    assert owner.actions()[-2:] == ["card.removed", "card.let_go"]


def test_removing_ends_an_update_too(owner):
    owner.replace(GOOD)
    update_id = owner.begin(ASKS)
    owner.gateway.answer_bank(owner.advance(update_id).confirmation.page)
    remove(owner)
    assert owner.advance(update_id).status == "cancelled"
    owner.let_go()
    assert owner.card() is None
    assert owner.kept() == set()


def test_a_card_that_is_being_charged_is_neither_removed_nor_let_go_of(owner):
    owner.replace(GOOD)
    charged = owner.card().payment_method
    owner.begin_renewal(charged)
    with pytest.raises(ProblemError) as refused:
        remove(owner)
    assert refused.value.code == problem.RENEWAL_UNDER_WAY
    owner.replace(OTHER)
    owner.let_go()
    assert owner.waiting_to_go() == [charged]
    with owner.database.transaction() as session:
        session.execute(text("UPDATE renewals SET status = 'past_due'"))
    owner.let_go()
    assert owner.kept() == {owner.card().payment_method}


def test_a_renewal_that_is_past_due_is_paid_with_the_new_card(owner):
    owner.replace(GOOD)
    owner.begin_renewal(owner.card().payment_method)
    with owner.database.transaction() as session:
        session.execute(text("UPDATE renewals SET status = 'past_due', attempt = 1, payment_method = NULL"))
        session.execute(text("UPDATE subscriptions SET status = 'past_due'"))
    update = owner.advance(owner.begin(OTHER), owner.verifying(pay_with_new_card=pay_with_new_card))
    assert (update.status, update.renewal_retried) == ("succeeded", True)
    with owner.database.transaction() as session:
        renewal = session.scalars(select(RenewalRow).where(RenewalRow.account_id == owner.account_id)).one()
        assert (renewal.status, renewal.payment_method) == ("processing", owner.card().payment_method)
        renewal.status = "unpaid"


def test_cards_cannot_be_tried_out(owner):
    for _ in range(20):
        owner.begin(token="pm_x")
    with pytest.raises(ProblemError) as refused:
        owner.begin(token="pm_x")
    assert refused.value.code == problem.TOO_MANY_ATTEMPTS
