"""``python -m tests.faults renewals``: ten thousand of them on each database, hundreds of kills, one verdict."""

import argparse
import contextlib
import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from licenseserver.clock import Clock
from tests.faults.renewals import careless_server
from tests.faults.renewals.field import Field, Outcome
from tests.faults.renewals.judge import TAKEN_OVER_AFTER, Verdict, judge
from tests.faults.renewals.places import new_folder
from tests.faults.renewals.plan import Plan
from tests.faults.renewals.servers import SERVER
from tests.faults.renewals.subscribers import draw
from tests.postgres import PostgresServer

POSTGRESQL, SQLITE = "PostgreSQL", "SQLite"
_WORKERS = {POSTGRESQL: 8, SQLITE: 2}
_KILLS = {POSTGRESQL: 400, SQLITE: 120}
_UNPAID_SHARE = 0.05
_FAULTS_SHARE = 0.03
_JUST_OVER = timedelta(seconds=1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, judge, report; exit 1 when anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults renewals", description=__doc__)
    parser.add_argument("--subscriptions", type=int, default=10_000, help="that are charged, on each database")
    parser.add_argument("--unpaid", type=int, help="how many more have a card that does not pay; a twentieth")
    parser.add_argument("--workers", type=int, help="server processes; 8 on PostgreSQL, 2 on SQLite")
    parser.add_argument("--kills", type=int, help="on each database; 400 on PostgreSQL, 120 on SQLite")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="for a repetition")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--postgresql", action="store_true", help="only there")
    only.add_argument("--sqlite", action="store_true", help="only there")
    parser.add_argument("--folder", type=Path, help="keep all that is written here, to look at it afterwards")
    parser.add_argument("--careless", action="store_true", help="with mistakes: this must fail")
    options = parser.parse_args(arguments)
    kinds = [POSTGRESQL] if options.postgresql else [SQLITE] if options.sqlite else [POSTGRESQL, SQLITE]
    unpaid = options.unpaid if options.unpaid is not None else round(options.subscriptions * _UNPAID_SHARE)
    wrong = 0
    with contextlib.ExitStack() as stack:
        folder = options.folder or new_folder(stack)
        for kind in kinds:
            plan = Plan(
                options.seed,
                options.workers or _WORKERS[kind],
                _KILLS[kind] if options.kills is None else options.kills,
                round(options.subscriptions * _FAULTS_SHARE),
            )
            wrong += judged(
                folder / kind.lower(),
                kind,
                options.subscriptions,
                unpaid,
                plan,
                careless_server.__name__ if options.careless else SERVER,
            )
    return 1 if wrong else 0


def judged(folder: Path, kind: str, paid: int, unpaid: int, plan: Plan, launcher: str = SERVER) -> int:
    """Renew on a database of this kind, say what came of it, and return how many complaints there are."""
    folder.mkdir(parents=True)
    _say(f"{kind}: {paid} to be paid and {unpaid} that cannot be, {plan.workers} servers, seed {plan.seed}")
    with contextlib.ExitStack() as stack:
        database = f"sqlite:///{folder / 'license-desk.db'}"
        if kind == POSTGRESQL:
            database = stack.enter_context(PostgresServer()).new_database()
        subscribers = draw(plan.seed, paid, unpaid, Clock().now() - _JUST_OVER)
        field = Field(folder, database, launcher)
        outcome = field.run(subscribers, plan, _say)
        verdict = judge(database, field.gateway_folder, subscribers)
    _report(kind, len(subscribers), outcome, verdict)
    return len(verdict.complaints) + outcome.undecided + outcome.deaths


def _say(line: str) -> None:
    print(line, flush=True)


def _report(kind: str, total: int, outcome: Outcome, verdict: Verdict) -> None:
    for complaint in verdict.complaints[:200]:
        print(complaint)
    for what, times in sorted(outcome.faults.items()):
        print(f"{times:6d}  gateway: {what}")
    for what, times in sorted(outcome.logged.items()):
        print(f"{times:6d}  logged: {what}")
    pace = total / max(outcome.seconds, 0.001)
    print(
        f"{kind}: {total} renewals in {outcome.seconds:.0f} s ({pace:.1f} a second)\n"
        f"  {outcome.kills} servers killed with signal 9, {outcome.deaths} ended by themselves; "
        f"{outcome.new_interpreters} were new interpreters\n"
        f"  {sum(outcome.faults.values())} faults of the gateway\n"
        f"  {verdict.charges} charges, {verdict.invoices} invoices; {verdict.taken_over} were charged by one "
        f"server and written down by another, {TAKEN_OVER_AFTER.seconds} s later or more\n"
        f"  {outcome.undecided} undecided, {len(verdict.complaints)} wrong",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
