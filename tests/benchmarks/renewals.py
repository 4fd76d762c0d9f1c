"""Renewals a second, by the number of server processes that share a database.

Real servers and a practice gateway on the same computer: the figures say how well they share the work rather than
how fast a server is. PostgreSQL runs without fsync, as in all tests; SQLite waits for its disk; the gateway keeps
its ledger in memory where there is room.
"""

import contextlib
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from sqlalchemy import update

from licenseserver.clock import Clock
from licenseserver.database import Database
from licenseserver.tables import SubscriptionRow
from tests.faults.processes import start_gateway
from tests.faults.renewals.field import progress
from tests.faults.renewals.places import new_folder
from tests.faults.renewals.servers import Servers
from tests.faults.renewals.subscribers import Subscriber, add_subscribers, draw
from tests.postgres import PostgresServer

POSTGRESQL, SQLITE = "PostgreSQL", "SQLite"
_WORKERS = {POSTGRESQL: (1, 2, 4, 8), SQLITE: (1, 2)}
_RENEWALS = 300
_TO_WARM_UP = 12  # for each server
_LATER = timedelta(days=1)
_SEED = 1
_LOOK_SECONDS = 0.1
_PATIENCE_SECONDS = 600.0


def measure_renewals(renewals: int = _RENEWALS) -> dict[str, dict[int, float]]:
    """Return kind of database -> number of servers -> renewals a second."""
    found: dict[str, dict[int, float]] = {POSTGRESQL: {}, SQLITE: {}}
    for kind, numbers in _WORKERS.items():
        for workers in numbers:
            with contextlib.ExitStack() as stack:
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-renewals-")))
                database = f"sqlite:///{folder / 'license-desk.db'}"
                if kind == POSTGRESQL:
                    database = stack.enter_context(PostgresServer()).new_database()
                found[kind][workers] = _pace(folder, new_folder(stack) / "gateway", database, workers, renewals)
    return found


def print_renewals(found: dict[str, dict[int, float]]) -> None:
    """Say the figures at the terminal."""
    print(f"\n{'renewals a second with':24}" + "".join(f"{workers:>10}" for workers in _WORKERS[POSTGRESQL]))
    for kind, paces in found.items():
        print(f"{kind + ', servers':24}" + "".join(f"{pace:>10.1f}" for pace in paces.values()))


def _pace(folder: Path, gateway_folder: Path, database_address: str, workers: int, renewals: int) -> float:
    warm_up = _TO_WARM_UP * workers
    subscribers = draw(_SEED, warm_up + renewals, 0, Clock().now())
    add_subscribers(database_address, gateway_folder, subscribers[:warm_up])
    add_subscribers(database_address, gateway_folder, subscribers[warm_up:], look_at=Clock().now() + _LATER)
    gateway, address = start_gateway(gateway_folder)
    servers = Servers(folder, database_address, address, _SEED)
    database = Database(database_address)
    try:
        servers.start(workers)
        _wait_for(database, warm_up)
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while servers.ready < workers and time.monotonic() < deadline:
            time.sleep(_LOOK_SECONDS)
        _let_be_due(database, subscribers[warm_up:])
        first, began = _wait_for(database, warm_up + 1)
        last, ended = _wait_for(database, len(subscribers))
    finally:
        database.close()
        servers.stop()
        gateway.stop()
    return (last - first) / (ended - began)


def _let_be_due(database: Database, subscribers: Sequence[Subscriber]) -> None:
    ids = [one.subscription_id for one in subscribers]
    with database.transaction() as session:
        session.execute(update(SubscriptionRow).where(SubscriptionRow.id.in_(ids)).values(look_at=Clock().now()))


def _wait_for(database: Database, wanted: int) -> tuple[int, float]:
    """Wait until so many renewals are decided; return how many are, and when that was seen.

    Raises:
        TimeoutError: they are not.
    """
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        decided, _ = progress(database)
        if decided >= wanted:
            return decided, time.monotonic()
        time.sleep(_LOOK_SECONDS)
    raise TimeoutError(f"{wanted} renewals were not made")
