"""``python -m tests.faults``: many runs, one verdict."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.faults import buyers
from tests.faults.field import Field, Outcome
from tests.faults.judge import NOTHING_HAPPENED, complaints, facts_of
from tests.postgres import PostgresServer


def main() -> int:
    """Run, judge, report; exit 1 when anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument(
        "--seed", type=int, default=int(time.time()), help="first seed; printed, so that it can be repeated"
    )
    parser.add_argument("--at-a-time", type=int, default=8)
    parser.add_argument("--postgresql", action="store_true", help="the server on PostgreSQL instead of SQLite")
    parser.add_argument("--folder", type=Path, help="keep all that is written here, to look at it afterwards")
    parser.add_argument("--careless", action="store_true", help="random idempotency keys: this must fail")
    options = parser.parse_args()
    launcher = "tests.faults.careless_server" if options.careless else "licenseserver"
    seeds = range(options.seed, options.seed + options.runs)
    print(f"{options.runs} runs from seed {options.seed}, {options.at_a_time} at a time", flush=True)
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        folder = options.folder or Path(name)
        if not options.postgresql:
            return judged(folder, seeds, options.at_a_time, launcher=launcher)
        with PostgresServer(folder / "postgresql") as postgres:
            return judged(folder, seeds, options.at_a_time, postgres.new_database(), launcher)


def judged(folder: Path, seeds: range, at_a_time: int, database: str = "", launcher: str = "licenseserver") -> int:
    """Do the runs of `seeds` and print what they came to; return how many runs went wrong."""
    started = time.monotonic()
    field = Field(folder, database, launcher)
    try:
        field.run(seeds, at_a_time)
        # Only final facts are judged, and every screen has shown an outcome by now: nothing is left to wait for.
        facts = facts_of(field.database, field.gateway_folder)
    finally:
        field.close()
    wrong = 0
    for seed in seeds:
        account = buyers.username(seed)
        found = (
            ["its screen came to no outcome"]
            if seed in field.outcome.stuck
            else complaints(facts.get(account, NOTHING_HAPPENED), field.outcome.shown[seed])
        )
        for complaint in found:
            print(f"run {seed}: {complaint}")
        wrong += bool(found)
    charged = sum(bool(fact.charges) for fact in facts.values())
    _report(field.outcome, len(seeds), charged, wrong, time.monotonic() - started)
    return wrong


def _report(outcome: Outcome, runs: int, charged: int, wrong: int, seconds: float) -> None:
    for what, times in sorted(outcome.fired.items()):
        print(f"{times:6d}  {what}")
    print(
        f"{runs} runs in {seconds:.0f} s: {sum(outcome.fired.values())} faults of {len(outcome.fired)} kinds, "
        f"{outcome.servers_killed} servers and {outcome.buyers_killed} clients killed; "
        f"{charged} charged once with one licence, {runs - charged - wrong} not charged, {wrong} wrong"
    )


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
