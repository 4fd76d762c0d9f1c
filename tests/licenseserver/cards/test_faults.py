"""Whatever is lost on the way and wherever a process dies: there is the old card or the new one, never none."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy.orm import Session

from licenseserver.database import Database
from tests.licenseserver.cards.owner import ASKS, GOOD, OTHER, SAYS_NO

pytestmark = pytest.mark.slow

CREATE, CONFIRM, ASK = "/setup_intents$", "/confirm$", "/setup_intents/seti"


class Died(BaseException):
    """The process was killed here."""


class Mortal(Database):
    """A database of a process that dies just before or just after its n-th transaction is committed."""

    def __init__(self, database: Database, lives: int, *, after: bool) -> None:
        self.url, self.engine = database.url, database.engine
        self.lives, self.after = lives, after

    @contextmanager
    def transaction(self, *, reading: bool = False) -> Iterator[Session]:
        self.lives -= 1
        with super().transaction(reading=reading) as session:
            yield session
            if self.lives == 0 and not self.after:
                raise Died
        if self.lives == 0:
            raise Died


@pytest.mark.parametrize("card", [OTHER, ASKS, SAYS_NO], ids=["good", "asks", "refused"])
@pytest.mark.parametrize("path", [CREATE, CONFIRM, ASK], ids=["create", "confirm", "ask"])
@pytest.mark.parametrize(
    ("fault", "details"),
    [
        ("drop_before", {}),
        ("drop_after", {"times": 2}),
        ("truncate_after", {}),
        ("hang_after", {"seconds": 0.1}),
        ("answer", {"status": 429}),
        ("answer", {"status": 503, "times": 2}),
        ("error_before", {}),
        ("error_after", {}),
    ],
)
def test_a_lost_answer_is_asked_for_and_never_guessed(owner, card, path, fault, details):
    owner.replace(GOOD)
    old, update_id = owner.card().payment_method, owner.begin(card)
    owner.gateway.fault(fault, path, **details)
    for _ in range(4):
        update = owner.advance(update_id)
        assert owner.card().payment_method in {old, owner.token_of(update_id)}
        if update.status == "needs_confirmation":
            owner.gateway.answer_bank(update.confirmation.page)
    assert update.status == ("refused" if card == SAYS_NO else "succeeded")
    owner.let_go()
    expected = old if card == SAYS_NO else owner.token_of(update_id)
    assert owner.card().payment_method == expected
    assert owner.kept() == {expected}


def test_while_nothing_is_known_it_is_being_processed(owner):
    owner.replace(GOOD)
    old, update_id = owner.card().payment_method, owner.begin(OTHER)
    owner.gateway.fault("drop_after", CONFIRM)
    owner.gateway.fault("answer", ASK, method="GET", status=503, times=1000)
    for _ in range(3):
        assert owner.advance(update_id).status == "processing"
        assert owner.card().payment_method == old
    owner.gateway.running.faults.clear()
    assert owner.advance(update_id).status == "succeeded"


@pytest.mark.parametrize("after", [False, True], ids=["before-commit", "after-commit"])
@pytest.mark.parametrize("card", [OTHER, ASKS, SAYS_NO], ids=["good", "asks", "refused"])
def test_a_process_may_die_between_any_two_steps(owner, card, after):
    owner.replace(GOOD)
    old = owner.card().payment_method
    for lives in range(1, 30):
        update_id = owner.begin(card)
        new = owner.token_of(update_id)
        mortal = Mortal(owner.database, lives, after=after)
        try:
            finished = owner.advance(update_id, owner.verifying(mortal))
        except Died:
            finished = None
        assert owner.card().payment_method in {old, new}
        if (owner.update(update_id).status == "succeeded") != (owner.card().payment_method == new):
            raise AssertionError("the update and the card do not tell the same")
        update = owner.advance(update_id)  # the next process
        if update.status == "needs_confirmation":
            owner.gateway.answer_bank(update.confirmation.page)
            update = owner.advance(update_id)
        assert update.status == ("refused" if card == SAYS_NO else "succeeded")
        owner.let_go()
        old = owner.card().payment_method
        assert owner.kept() == {old}
        if finished is not None:
            return
    raise AssertionError("it never came to its end")


def test_two_processes_at_once_do_no_harm(owner):
    owner.replace(GOOD)
    update_id = owner.begin(OTHER)
    first, second = owner.verifying(), owner.verifying()
    outcomes = [verifying.advance(update_id) for verifying in (first, second, first)]
    assert set(outcomes) == {"finished"}
    assert owner.update(update_id).status == "succeeded"
    assert len(owner.letters()) == 2  # one for each card that was put on file


def test_what_is_a_day_old_is_not_sent_again(owner, clock):
    owner.replace(GOOD)
    old, update_id = owner.card().payment_method, owner.begin(OTHER)
    owner.gateway.fault("drop_before", CONFIRM)
    assert owner.advance(update_id).status == "processing"
    clock.forward(24 * 3600)
    ended = owner.advance(update_id)
    assert (ended.status, ended.refusal) == ("refused", "try_again_later")
    assert owner.card().payment_method == old


def test_the_gateway_is_asked_to_let_go_until_it_has(owner):
    owner.replace(GOOD)
    owner.replace(OTHER)
    new = owner.card().payment_method
    owner.gateway.fault("drop_before", "/detach$")
    owner.let_go()
    assert len(owner.kept()) == 2
    owner.gateway.fault("drop_after", "/detach$")
    owner.let_go()
    assert owner.kept() == {new}
    owner.let_go()  # it has gone already: that is what was wanted
    assert owner.waiting_to_go() == []
