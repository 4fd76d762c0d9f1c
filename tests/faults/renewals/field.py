"""The field of a run: a gateway with faults, a database, and servers that are killed as the work goes on."""

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import requests
from sqlalchemy import func, select

from licenseserver.clock import Clock
from licenseserver.database import Database
from licenseserver.practice.gateway import faults
from licenseserver.practice.gateway.server import SECRET_KEY
from licenseserver.renewal_tables import IN_FLIGHT, SCHEDULED, RenewalRow
from licenseserver.tables import SubscriptionRow
from tests.faults.processes import start_gateway
from tests.faults.renewals.judge import Verdict, judge
from tests.faults.renewals.servers import SERVER, Servers
from tests.faults.renewals.subscribers import Subscriber, add_subscribers

_LOOK_SECONDS = 0.25
_STUCK_SECONDS = 240.0
_HANG_SECONDS = 20.0  # longer than the server waits
_FAULTS = {
    faults.DROP_BEFORE: 3,
    faults.DROP_AFTER: 5,
    faults.ERROR_BEFORE: 2,
    faults.ERROR_AFTER: 4,
    faults.TRUNCATE_AFTER: 3,
    faults.ANSWER: 2,
    faults.HANG_BEFORE: 1,
    faults.HANG_AFTER: 1,
}
_MESSAGES = {
    ("POST", "/v1/payment_intents$"): 4,
    ("POST", "/v1/payment_intents/[^/]+/confirm$"): 6,
    ("POST", "/v1/payment_intents/[^/]+/cancel$"): 1,
    ("GET", "/v1/payment_intents"): 2,
}


@dataclass(frozen=True)
class Plan:
    """What is done to the servers of a run.

    Attributes:
        workers: how many servers there are at any time.
        kills: how many are killed, evenly over the work.
        faults: how many requests the gateway answers wrongly or not at all, likewise.
    """

    workers: int
    kills: int = 0
    faults: int = 0


@dataclass
class Outcome:
    """What a run came to.

    Attributes:
        seconds: from the first renewal that was looked at to the last that was decided.
        faults: the gateway's faults that were armed, by kind.
        left: how many renewals nobody decided.
        logged: how often servers logged what they met with: an event's text, how often.
    """

    seconds: float = 0.0
    kills: int = 0
    new_interpreters: int = 0
    deaths: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    left: int = 0
    logged: Counter[str] = field(default_factory=Counter)


class Field:
    """Gateway, database and servers of one run.

    Args:
        folder: where everything is written.
        database: address of an empty database.
        launcher: the module that is run as the server.
    """

    def __init__(self, folder: Path, database: str, seed: int, launcher: str = SERVER) -> None:
        self._folder = folder
        self._database = database
        self._dice = random.Random(seed)
        self._launcher = launcher

    def run(
        self, subscribers: Sequence[Subscriber], plan: Plan, say: Callable[[str], None] = lambda _: None
    ) -> tuple[Outcome, Verdict]:
        """Renew all subscribers, and judge."""
        add_subscribers(self._database, self._folder / "gateway", subscribers)
        gateway, address = start_gateway(self._folder / "gateway")
        servers = Servers(self._folder, self._database, address, self._dice, self._launcher)
        try:
            servers.start(plan.workers)
            outcome = self._watch(len(subscribers), plan, servers, address, say)
            servers.stop()
        finally:
            servers.stop()
            gateway.stop()
        outcome.logged = _warnings(servers.log)
        return outcome, judge(self._database, self._folder / "gateway", subscribers)

    def _watch(self, total: int, plan: Plan, servers: Servers, gateway: str, say: Callable[[str], None]) -> Outcome:
        outcome = Outcome()
        database = Database(self._database)
        began = moved_at = time.monotonic()
        first_at: float | None = None
        decided = armed = 0
        try:
            while time.monotonic() - moved_at < _STUCK_SECONDS:
                now_decided, due = _progress(database)
                if now_decided > decided:
                    moved_at = time.monotonic()
                    first_at = first_at or moved_at
                    if now_decided * 20 // total > decided * 20 // total:
                        say(f"... {now_decided} decided, {servers.kills} killed, {moved_at - began:.0f} s")
                    decided = now_decided
                servers.replace_dead()
                # A little ahead of the work, so that the last ones die too while there is some.
                share = min((decided + 1) / total * 1.05, 1.0)
                if servers.kills < plan.kills * share:
                    # Where in its work a server is just then, nobody knows.
                    servers.kill_one()
                if armed < plan.faults * share:
                    outcome.faults[self._arm(gateway)] += 1
                    armed += 1
                if decided == total and not due and servers.kills >= plan.kills:
                    break
                time.sleep(self._dice.random() * 2 * _LOOK_SECONDS)
        finally:
            database.close()
        outcome.seconds = moved_at - (first_at or began)
        outcome.left = total - decided
        outcome.kills, outcome.deaths = servers.kills, servers.deaths
        outcome.new_interpreters = servers.new_interpreters
        return outcome

    def _arm(self, gateway: str) -> str:
        kind = self._dice.choices(list(_FAULTS), list(_FAULTS.values()))[0]
        method, path = self._dice.choices(list(_MESSAGES), list(_MESSAGES.values()))[0]
        fault = {"fault": kind, "method": method, "path": path, "seconds": "0"}
        if kind in {faults.HANG_BEFORE, faults.HANG_AFTER}:
            fault["seconds"] = str(_HANG_SECONDS)
        if kind == faults.ANSWER:
            fault["status"] = str(self._dice.choice([409, 429, 503]))
        headers = {"Authorization": f"Bearer {SECRET_KEY}"}
        requests.post(f"{gateway}/control/faults", data=fault, headers=headers, timeout=10).raise_for_status()
        return kind


def _progress(database: Database) -> tuple[int, int]:
    """Return how many renewals are decided, and how many subscriptions are due."""
    undecided = (SCHEDULED, *IN_FLIGHT[:1])
    with database.transaction(reading=True) as session:
        decided = session.scalar(select(func.count()).where(RenewalRow.status.not_in(undecided)))
        due = session.scalar(select(func.count()).where(SubscriptionRow.look_at <= Clock().now()))
    return decided or 0, due or 0


def _warnings(log: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            found["what is no line of the log"] += 1
            continue
        if entry.get("level") in {"warning", "error", "critical"}:
            found[str(entry.get("event"))] += 1
    return found
