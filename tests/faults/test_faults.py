"""A short form of the fault runs, and the test of the test."""

from itertools import islice
from pathlib import Path

import pytest

from tests.faults.__main__ import judged
from tests.faults.plan import AFTER, RESET, SERVER_TO_GATEWAY, TRUNCATE, draw

pytestmark = pytest.mark.slow

_GOOD_CARD = "4242424242424242"


def test_every_run_ends_in_one_charge_with_one_licence_or_in_none(tmp_path: Path) -> None:
    assert judged(tmp_path, range(20_000, 20_030), at_a_time=6) == 0


def test_random_idempotency_keys_are_found_out(tmp_path: Path) -> None:
    seeds = filter(_loses_an_answer_about_money, range(1000, 99_000))
    # Not every lost answer ends in a second charge: how many are needed is a matter of luck, and of the machine.
    rounds = (list(islice(seeds, 6)) for _ in range(10))
    assert any(
        judged(tmp_path / str(number), some, at_a_time=6, launcher="tests.faults.careless_server")
        for number, some in enumerate(rounds)
    )


def _loses_an_answer_about_money(seed: int) -> bool:
    """Whether the run with this seed does little else than losing what the gateway answers about a payment."""
    plan = draw(seed)
    return (
        plan.card == _GOOD_CARD
        and len(plan.faults) == 1
        and plan.faults[0].link == SERVER_TO_GATEWAY
        and plan.faults[0].stage in {"POST /v1/payment_intents", "POST /v1/payment_intents/*/confirm"}
        and plan.faults[0].kind in {RESET, TRUNCATE}
        and plan.faults[0].when == AFTER
    )
