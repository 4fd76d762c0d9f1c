"""The field of a run: a gateway with faults, a database, and servers that are killed as the work goes on."""

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import requests
from sqlalchemy import func, select, update

from licenseserver.clock import Clock
from licenseserver.database import Database
from licenseserver.due_work import LEASE
from licenseserver.practice.gateway.server import SECRET_KEY
from licenseserver.renewal_tables import PROCESSING, SCHEDULED, RenewalRow
from licenseserver.tables import SubscriptionRow
from tests.faults.processes import start_gateway
from tests.faults.renewals.plan import GatewayFault, Plan, faults_of
from tests.faults.renewals.servers import SERVER, Servers
from tests.faults.renewals.subscribers import Subscriber, add_subscribers

_LOOK_SECONDS = 0.25
_STUCK_SECONDS = 240.0
_AHEAD = 1.05  # of the work, so that the last deaths come while there is some


@dataclass
class Outcome:
    """What a run came to.

    Attributes:
        seconds: from the first renewal that was decided to the last.
        faults: the gateway's faults that were armed, by kind.
        undecided: how many renewals were left so.
        logged: how often servers logged what they met with: an event's text, how often.
    """

    seconds: float = 0.0
    kills: int = 0
    new_interpreters: int = 0
    deaths: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    undecided: int = 0
    logged: Counter[str] = field(default_factory=Counter)


class Field:
    """Gateway, database and servers of one run.

    Args:
        folder: where everything but the database is written.
        database: address of an empty database.
        launcher: the module that is run as the server.

    Attributes:
        gateway_folder: where the ledger is.
    """

    def __init__(self, folder: Path, database: str, launcher: str = SERVER) -> None:
        self.gateway_folder = folder / "gateway"
        self.database = database
        self._folder = folder
        self._launcher = launcher

    def run(
        self, subscribers: Sequence[Subscriber], plan: Plan, say: Callable[[str], None] = lambda _: None
    ) -> Outcome:
        """Renew all subscribers; when this returns everything has ended."""
        add_subscribers(self.database, self.gateway_folder, subscribers)
        gateway, address = start_gateway(self.gateway_folder)
        servers = Servers(self._folder, self.database, address, plan.seed, self._launcher)
        database = Database(self.database)
        try:
            servers.start(plan.workers)
            outcome = _Run(database, servers, address, plan, len(subscribers), say).watch()
        finally:
            database.close()
            servers.stop()
            gateway.stop()
        outcome.logged = _warnings(servers.log)
        return outcome


class _Run:
    """A run from the first server's start to the last renewal's decision."""

    def __init__(
        self,
        database: Database,
        servers: Servers,
        gateway: str,
        plan: Plan,
        total: int,
        say: Callable[[str], None],
    ) -> None:
        self._database = database
        self._servers = servers
        self._gateway = gateway
        self._plan = plan
        self._total = total
        self._say = say
        self._faults = faults_of(plan)
        self._dice = random.Random(plan.seed)
        self._outcome = Outcome()

    def watch(self) -> Outcome:
        began = moved_at = time.monotonic()
        first_at: float | None = None
        decided = 0
        while time.monotonic() - moved_at < _STUCK_SECONDS:
            now_decided, due = progress(self._database)
            if now_decided > decided:
                moved_at = time.monotonic()
                first_at = first_at or moved_at
                if now_decided * 20 // self._total > decided * 20 // self._total:
                    self._say(f"... {now_decided} decided, {self._servers.kills} killed, {moved_at - began:.0f} s")
                decided = now_decided
            elif not due and not self._plan.has_time:
                _end_leases(self._database)
            self._strike(min((decided + 1) / self._total * _AHEAD, 1.0))
            if decided == self._total and not due and self._servers.kills >= self._plan.kills:
                break
            # Where in its work a server is at the next look, nobody knows.
            time.sleep(self._dice.random() * 2 * _LOOK_SECONDS)
        self._outcome.seconds = moved_at - (first_at or began)
        self._outcome.undecided = self._total - decided
        self._outcome.kills, self._outcome.deaths = self._servers.kills, self._servers.deaths
        self._outcome.new_interpreters = self._servers.new_interpreters
        return self._outcome

    def _strike(self, share: float) -> None:
        self._servers.replace_dead()
        if self._servers.kills < self._plan.kills * share:
            self._servers.kill_one()
        if (armed := self._outcome.faults.total()) < len(self._faults) * share:
            self._arm(self._faults[armed])

    def _arm(self, fault: GatewayFault) -> None:
        headers = {"Authorization": f"Bearer {SECRET_KEY}"}
        address = f"{self._gateway}/control/faults"
        requests.post(address, data=fault.order, headers=headers, timeout=10).raise_for_status()
        self._outcome.faults[fault.kind] += 1


def progress(database: Database) -> tuple[int, int]:
    """Return how many renewals are decided, and how many subscriptions are due."""
    with database.transaction(reading=True) as session:
        decided = session.scalar(select(func.count()).where(RenewalRow.status.not_in((SCHEDULED, PROCESSING))))
        due = session.scalar(select(func.count()).where(SubscriptionRow.look_at <= Clock().now()))
    return decided or 0, due or 0


def _end_leases(database: Database) -> None:
    """Let what dead servers left be due: what an event of the gateway does, or time."""
    now = Clock().now()
    leased = SubscriptionRow.look_at.between(now, now + LEASE)
    with database.transaction() as session:
        session.execute(update(SubscriptionRow).where(leased).values(look_at=now))


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
