"""A short form of the fault runs, and the test of the test."""

from pathlib import Path

import pytest

from tests.faults.__main__ import judged

pytestmark = pytest.mark.slow


def test_every_run_ends_in_one_charge_with_one_licence_or_in_none(tmp_path: Path) -> None:
    assert judged(tmp_path, range(20_000, 20_040), at_a_time=8) == 0


def test_random_idempotency_keys_are_found_out(tmp_path: Path) -> None:
    wrong = judged(tmp_path, range(1000, 1040), at_a_time=8, launcher="tests.faults.careless_server")
    assert wrong > 0
