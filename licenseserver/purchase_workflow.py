"""Purchases as durable workflows: each recorded purchase is followed to its end, across crashes and processes.

The workflow itself holds no truth: it asks `charging` for one step after the other, and sleeps in between until a
time is over or somebody wakes it. Its id is the purchase's.
"""

import asyncio
import logging
import os
import socket
import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import structlog
from dbos import DBOS, DBOSConfig, SetWorkflowID
from sqlalchemy import URL, delete, select

from licenseserver.charging import AGAIN, AT_THE_BANK, FINISHED, Charging
from licenseserver.clock import Clock
from licenseserver.database import Database, database_url
from licenseserver.purchase_tables import PurchaseRow, ServerProcessRow
from licenseserver.purchases import OPEN_STATUSES
from licenseserver.settings import Settings

WORKFLOW = "purchase"
APPLICATION_VERSION = "1"
"""Pinned, so that an upgraded server goes on with what an older one began. Raise it only with a way over."""

_WAKE = "wake"
_FIRST_WAIT_SECONDS = 0.2
_LONGEST_WAIT_SECONDS = 60.0
_FIRST_BANK_WAIT_SECONDS = 3.0
_LONGEST_BANK_WAIT_SECONDS = 30.0
_SWEEP_SECONDS = 2.0
_SILENT_AFTER = timedelta(seconds=12)
_FORGOTTEN_AFTER = timedelta(days=1)
_UNFINISHED = {"PENDING", "ENQUEUED", "DELAYED"}
_EMBEDDED = "embedded"

_log = structlog.get_logger()


class PurchaseWorkflows:
    """Starts, wakes and finds again the workflows of purchases; one in a process."""

    def __init__(self, database: Database, charging: Charging, clock: Clock, settings: Settings) -> None:
        self._database = database
        self._charging = charging
        self._clock = clock
        self._settings = settings
        self._executor_id = _executor_id(database, settings)
        self._stopping = threading.Event()
        self._sweeper = threading.Thread(target=self._sweep_until_stopped, name="purchase-sweeper", daemon=True)
        self._start_workflow: Callable[[str, str], object] = _not_started
        self._news = threading.Condition()
        charging.changed = self._tell

    def start(self) -> None:
        """Continue what a process before this one left, and begin to sweep."""
        for name in ("dbos", "alembic"):
            logging.getLogger(name).setLevel(logging.WARNING)
        dbos_log = logging.getLogger("dbos")
        # A handler of its own would keep the library from writing past our JSON lines; it passes everything on.
        dbos_log.addHandler(logging.NullHandler())
        DBOS(config=_dbos_config(self._database, self._settings, self._executor_id))
        dbos_log.propagate = True
        self._start_workflow = self._register()
        DBOS.launch()
        self._sweeper.start()

    def stop(self) -> None:
        """Stop; what is unfinished is continued by the next process."""
        self._stopping.set()
        self._sweeper.join()
        if not self._database.is_sqlite:
            with self._database.transaction() as session:
                session.execute(delete(ServerProcessRow).where(ServerProcessRow.executor_id == self._executor_id))
        # That workflows are cut off now is no failure: the next process continues them.
        logging.getLogger("dbos").setLevel(logging.CRITICAL)
        DBOS.destroy(destroy_registry=True)

    def follow(self, purchase_id: str) -> None:
        """Follow a purchase that was recorded. Whatever goes wrong here is made good by the sweeper."""
        try:
            self._start_workflow(purchase_id, purchase_id)
        except Exception:
            _log.exception("a workflow could not be started yet", purchase=purchase_id)

    def wake(self, purchase_id: str) -> None:
        """Let the workflow look again now."""
        try:
            DBOS.send(purchase_id, _WAKE, topic=_WAKE)
        except Exception:
            # It looks by itself before long; the truth does not depend on this.
            _log.warning("a workflow could not be woken", purchase=purchase_id, exc_info=True)

    def advance_now(self, purchase_id: str) -> None:
        """Ask the gateway in this thread, so that the caller's answer is fresh."""
        while self._charging.advance(purchase_id) == AGAIN:
            pass

    def wait_while_processing(self, is_processing: Callable[[], bool], seconds: float) -> None:
        """Wait until a purchase's outcome is known, `seconds` at most.

        Args:
            is_processing: asks the database.
            seconds: the caller's patience.
        """
        rounds = max(int(seconds / 0.5), 1)
        for _ in range(rounds):
            with self._news:
                if not is_processing():
                    return
                # Another process may be at work: then nobody tells us, and we look again.
                self._news.wait(0.5)

    def sweep(self) -> None:
        """Find open purchases that nobody follows, and follow them."""
        now = self._clock.now()
        alive = self._living_processes()
        with self._database.transaction(reading=True) as session:
            open_ids = session.scalars(
                select(PurchaseRow.id).where(
                    PurchaseRow.status.in_(OPEN_STATUSES),
                    PurchaseRow.created_at < now - timedelta(seconds=_SWEEP_SECONDS),
                )
            ).all()
        for purchase_id in open_ids:
            self._take_care(purchase_id, alive)

    def _take_care(self, purchase_id: str, alive: set[str]) -> None:
        runs = DBOS.list_workflows(workflow_id_prefix=purchase_id, sort_desc=True, limit=1, load_input=False)
        if not runs:
            self.follow(purchase_id)
            return
        last = runs[0]
        if last.status not in _UNFINISHED:
            # It ended although the purchase is open (a fault of ours or of its database): followed by a new one.
            _log.error("a workflow ended too early", purchase=purchase_id, status=last.status)
            self._start_workflow(purchase_id, f"{purchase_id}~{uuid4().hex[:8]}")
        elif last.status == "PENDING" and last.executor_id not in alive:
            _log.info("a workflow is taken over", purchase=purchase_id, silent_process=last.executor_id)
            DBOS.resume_workflow(last.workflow_id)

    def _living_processes(self) -> set[str]:
        """Say that this process lives, and return who else does."""
        if self._database.is_sqlite:
            return {self._executor_id}
        now = self._clock.now()
        with self._database.transaction() as session:
            session.merge(ServerProcessRow(executor_id=self._executor_id, seen_at=now))
            session.execute(delete(ServerProcessRow).where(ServerProcessRow.seen_at < now - _FORGOTTEN_AFTER))
            seen = select(ServerProcessRow.executor_id).where(ServerProcessRow.seen_at >= now - _SILENT_AFTER)
            return {self._executor_id, *session.scalars(seen)}

    def _sweep_until_stopped(self) -> None:
        while not self._stopping.is_set():
            try:
                self.sweep()
            except Exception:
                _log.exception("the sweep failed and is done again")
            self._stopping.wait(_SWEEP_SECONDS)

    def _register(self) -> Callable[[str, str], object]:
        """Make the workflow known to the library, which wants it done between building and launching."""

        async def step(purchase_id: str) -> str:
            return await asyncio.to_thread(self._one_step, purchase_id)

        @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=1_000_000)
        async def follow_purchase(purchase_id: str) -> None:
            waits = 0
            while True:
                progress = await DBOS.run_step_async({"name": "advance"}, step, purchase_id)
                if progress == FINISHED:
                    return
                if progress == AGAIN:
                    continue
                await DBOS.recv_async(_WAKE, timeout_seconds=_wait_seconds(progress, waits))
                waits += 1

        def start(purchase_id: str, workflow_id: str) -> object:
            with SetWorkflowID(workflow_id):
                return DBOS.start_workflow(follow_purchase, purchase_id)

        return start

    def _one_step(self, purchase_id: str) -> str:
        """Take one step; an error of any kind is logged and tried again, because a purchase must not be dropped."""
        try:
            return self._charging.advance(purchase_id)
        except Exception:
            _log.exception("a step of a purchase failed and is done again", purchase=purchase_id)
            return "failed"

    def _tell(self, _purchase_id: str) -> None:
        with self._news:
            self._news.notify_all()


def _wait_seconds(progress: str, waits: int) -> float:
    """Return how long to wait after so many waits, unless somebody wakes the workflow."""
    first, longest = _FIRST_WAIT_SECONDS, _LONGEST_WAIT_SECONDS
    if progress == AT_THE_BANK:
        first, longest = _FIRST_BANK_WAIT_SECONDS, _LONGEST_BANK_WAIT_SECONDS
    return min(first * 2.0 ** min(waits, 16), longest)


def _executor_id(database: Database, settings: Settings) -> str:
    """Return the name under which this process runs workflows.

    An embedded database has one server, so that its successor continues at once. Beside others, a server that
    comes back under its own address continues its own; one without a fixed address is a new one each time, and
    what its predecessor left is taken over when that has been silent for some seconds.
    """
    if database.is_sqlite:
        return _EMBEDDED
    place = str(settings.port) if settings.port else f"{os.getpid()}-{uuid4().hex[:8]}"
    return f"{socket.gethostname()}:{place}"


def _dbos_config(database: Database, settings: Settings, executor_id: str) -> DBOSConfig:
    url = _workflow_database(database, settings)
    embedded = url.get_backend_name() == "sqlite"
    # A pooler between us and PostgreSQL keeps no prepared statements, takes no options and passes no
    # notifications on.
    pooled = {"application_name": "license-desk-workflows", "prepare_threshold": None, "connect_timeout": 10}
    return DBOSConfig(
        name="license-desk",
        system_database_url=url.render_as_string(hide_password=False),
        application_version=APPLICATION_VERSION,
        executor_id=executor_id,
        db_engine_kwargs={} if embedded else {"connect_args": pooled},
        sys_db_idle_transaction_timeout_sec=0,
        use_listen_notify=False,
        notification_listener_polling_interval_sec=0.25,
        log_level="WARNING",
        enable_otlp=False,
    )


def _workflow_database(database: Database, settings: Settings) -> URL:
    if settings.workflow_database:
        return database_url(settings.workflow_database)
    if not database.is_sqlite:
        return database.url
    return database.url.set(database=f"{database.url.database}-workflows")


def _not_started(_purchase_id: str, _workflow_id: str) -> object:
    raise RuntimeError("the workflows were not started")
