"""``python -m tests.faults``: many purchases, one verdict; ``python -m tests.faults renewals`` renews instead."""

import argparse
import contextlib
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.faults import buyers
from tests.faults.field import Field, Outcome
from tests.faults.judge import NOTHING_HAPPENED, complaints, facts_of
from tests.faults.plan import draw
from tests.faults.renewals.__main__ import main as renew
from tests.postgres import PostgresServer


def main() -> int:
    """Run, judge, report; exit 1 when anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=int(time.time()), help="first seed, for a repetition")
    parser.add_argument("--fields", type=int, default=2, help="servers, each with a gateway, that run side by side")
    parser.add_argument("--at-a-time", type=int, default=6, help="buyers at a time on each field")
    parser.add_argument("--postgresql", action="store_true", help="the servers on PostgreSQL instead of SQLite")
    parser.add_argument("--folder", type=Path, help="keep all that is written here, to look at it afterwards")
    parser.add_argument("--careless", action="store_true", help="random idempotency keys: this must fail")
    options = parser.parse_args()
    launcher = "tests.faults.careless_server" if options.careless else "licenseserver"
    seeds = range(options.seed, options.seed + options.runs)
    print(f"{options.runs} runs from seed {options.seed}", flush=True)
    with contextlib.ExitStack() as stack:
        folder = options.folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="faults-")))
        folder.mkdir(parents=True, exist_ok=True)
        databases = [""] * options.fields
        if options.postgresql:
            postgres = stack.enter_context(PostgresServer())
            databases = [postgres.new_database() for _ in databases]
        return judged(folder, seeds, options.at_a_time, databases, launcher)


def judged(
    folder: Path,
    seeds: Sequence[int],
    at_a_time: int,
    databases: Sequence[str] = ("",),
    launcher: str = "licenseserver",
) -> int:
    """Do the runs of `seeds` and print what they came to; return how many of them went wrong.

    Args:
        databases: one field is made for each; "" is an SQLite file of its own.
    """
    started = time.monotonic()
    with ThreadPoolExecutor(len(databases)) as pool:
        shares = [seeds[number :: len(databases)] for number in range(len(databases))]
        verdicts = list(
            pool.map(
                lambda number: _judged_field(
                    folder / f"field-{number}", shares[number], at_a_time, databases[number], launcher
                ),
                range(len(databases)),
            )
        )
    outcome = Outcome()
    wrong = 0
    charged = 0
    for verdict in verdicts:
        outcome.add(verdict.outcome)
        wrong += verdict.wrong
        charged += verdict.charged
    _report(outcome, len(seeds), charged, wrong, time.monotonic() - started)
    return wrong


@dataclass(frozen=True)
class Verdict:
    """What a field's runs came to: how many went wrong, how many were charged once and have one licence."""

    outcome: Outcome
    wrong: int
    charged: int


def _judged_field(folder: Path, seeds: Sequence[int], at_a_time: int, database: str, launcher: str) -> Verdict:
    folder.mkdir(parents=True)
    field = Field(folder, database, launcher)
    try:
        field.run(seeds, at_a_time)
        # Only final facts are judged, and every screen has shown an outcome by now: nothing is left to wait for.
        facts = facts_of(field.database, field.gateway_folder)
    finally:
        field.close()
    wrong = charged = 0
    for seed in seeds:
        without_account = draw(seed).without_account
        who = (buyers.email if without_account else buyers.username)(seed)
        fact = facts.get(who, NOTHING_HAPPENED)
        found = (
            ["its screen came to no outcome"]
            if seed in field.outcome.stuck
            else complaints(fact, field.outcome.shown[seed], without_account=without_account)
        )
        for complaint in found:
            print(f"run {seed}: {complaint}", flush=True)
        wrong += bool(found)
        charged += bool(fact.charges) and not found
    return Verdict(field.outcome, wrong, charged)


def _report(outcome: Outcome, runs: int, charged: int, wrong: int, seconds: float) -> None:
    for what, times in sorted(outcome.fired.items()):
        print(f"{times:6d}  {what}")
    print(
        f"{runs} runs in {seconds:.0f} s: {sum(outcome.fired.values())} faults of {len(outcome.fired)} kinds, "
        f"{outcome.servers_killed} servers and {outcome.buyers_killed} clients killed; "
        f"{charged} charged once with one licence, {runs - charged - wrong} not charged, {wrong} wrong"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["renewals"]:
        sys.exit(renew(sys.argv[2:]))
    sys.exit(1 if main() else 0)
