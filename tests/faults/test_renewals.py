"""A short form of the renewals under kill -9, and the tests of the test."""

import copy
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from licenseserver.clock import Clock
from licenseserver.practice.gateway import faults
from tests.faults.renewals import careless_server
from tests.faults.renewals.__main__ import POSTGRESQL, SQLITE, judged
from tests.faults.renewals.field import Field
from tests.faults.renewals.judge import Facts, complaints, complaints_about_numbers, facts_of
from tests.faults.renewals.plan import CONFIRM, Plan, faults_of
from tests.faults.renewals.subscribers import PAID, Subscriber, draw

pytestmark = pytest.mark.slow

_LOSES_THE_ANSWER = {faults.DROP_AFTER, faults.TRUNCATE_AFTER}


@pytest.mark.parametrize("kind", [SQLITE, POSTGRESQL])
def test_each_subscription_is_charged_once_whoever_dies(tmp_path: Path, kind: str) -> None:
    plan = Plan(7, workers=3 if kind == POSTGRESQL else 2, kills=4, faults=5, has_time=False)
    assert judged(tmp_path / kind, kind, paid=55, unpaid=5, plan=plan) == 0


def test_a_server_that_charges_before_it_keeps_what_it_charges_is_found_out(tmp_path: Path) -> None:
    plans = (Plan(seed, workers=2, faults=6, has_time=False) for seed in count())
    plan = next(plan for plan in plans if _answers_lost_about_money(plan) >= 2)
    assert judged(tmp_path / "run", SQLITE, paid=20, unpaid=0, plan=plan, launcher=careless_server.__name__) > 0


def _answers_lost_about_money(plan: Plan) -> int:
    return sum((each.method, each.path) == CONFIRM and each.kind in _LOSES_THE_ANSWER for each in faults_of(plan))


@pytest.fixture(scope="module")
def one_renewed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Subscriber, Facts]:
    """Somebody whose subscription was renewed, and what is true of it."""
    folder = tmp_path_factory.mktemp("one")
    field = Field(folder, f"sqlite:///{folder / 'license-desk.db'}")
    subscribers = draw(1, paid=1, unpaid=0, now=Clock().now())
    field.run(subscribers, Plan(1, workers=1))
    facts = facts_of(field.database, field.gateway_folder)[subscribers[0].account_id]
    assert complaints(subscribers[0], facts) == []
    return subscribers[0], facts


def _moved_twice(facts: Facts) -> None:
    assert facts.subscription
    facts.subscription.period_number += 1


_WRONGS: dict[str, Callable[[Facts], object]] = {
    "charged twice": lambda facts: facts.paid.append(facts.paid[0]),
    "charged for another period": lambda facts: facts.paid.append(("ren_other", 1)),
    "not charged": lambda facts: facts.paid.clear(),
    "tried in vain": lambda facts: facts.refused.append(facts.paid[0]),
    "can be charged again": lambda facts: facts.chargeable.append("pi_1"),
    "renewed twice": lambda facts: facts.renewals.append(facts.renewals[0]),
    "not invoiced": lambda facts: facts.invoices.clear(),
    "invoiced twice": lambda facts: facts.invoices.append(facts.invoices[0]),
    "two letters": lambda facts: facts.letters.update({"renewed": 1}),
    "no letter": lambda facts: facts.letters.clear(),
    "moved twice": _moved_twice,
    "an attempt left open": lambda facts: setattr(facts.attempts[0], "outcome", None),
}


@pytest.mark.parametrize("wrong", _WRONGS)
def test_the_judge_sees(one_renewed: tuple[Subscriber, Facts], wrong: str) -> None:
    one, facts = one_renewed
    assert one.must_end == PAID
    facts = copy.deepcopy(facts)
    _WRONGS[wrong](facts)
    assert complaints(one, facts)


def test_the_judge_sees_numbers_that_are_missing_or_given_twice(one_renewed: tuple[Subscriber, Facts]) -> None:
    first = one_renewed[1].invoices[0]
    year = first.year
    assert complaints_about_numbers([first], {year: 1}) == []
    assert complaints_about_numbers([first], {year: 2}) == [f"given and not there: {year}-000002"]
    assert complaints_about_numbers([first, first], {year: 1}) == [f"given twice: {year}-000001"]
    assert complaints_about_numbers([first], {}) == [f"never given and there: {year}-000001"]
