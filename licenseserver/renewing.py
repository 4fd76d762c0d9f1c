"""Renewing, as the server runs it: threads that do the due work, and what an owner can ask for (B1, B7)."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from licenseserver.billing import describe_billing
from licenseserver.catalogue import Catalogue
from licenseserver.clock import Clock
from licenseserver.database import Database
from licenseserver.due_work import LEASE, do_due, due_subscription, next_look
from licenseserver.gateway.protocol import Event, PaymentGateway
from licenseserver.problems import ProblemError
from licenseserver.renewal_charging import RENEWAL_ID, RenewalCharging
from licenseserver.renewal_facts import Terms
from licenseserver.renewal_letters import house_of
from licenseserver.renewal_tables import IN_FLIGHT, RenewalRow
from licenseserver.renewals import ASKED, locked_subscription, retry_now
from licenseserver.settings import Settings
from licenseserver.tables import SubscriptionRow
from licensewire import problem
from licensewire.billing import Billing

_SWEEP_SECONDS = 1.0
_AT_ONCE = 4
_AFTER_A_CLASH = timedelta(seconds=10)
_AFTER_A_FAULT = timedelta(hours=6)

_log = structlog.get_logger()


class Renewing:
    """The engine; one in a process, and any number of processes.

    Without a gateway nothing is renewed, and nothing was sold.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        catalogue: Catalogue,
        clock: Clock,
        gateway: PaymentGateway | None,
        return_address: str,
    ) -> None:
        self._database = database
        self._clock = clock
        self._terms = Terms(catalogue, house_of(settings))
        self._charging = (
            RenewalCharging(database, gateway, self._terms, clock, return_address) if gateway is not None else None
        )
        self._stopping = threading.Event()
        self._alone = threading.Lock()
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="renewals")
        self._sweeper = threading.Thread(target=self._sweep_until_stopped, name="renewal-sweeper", daemon=True)
        self._at_work: set[Future[None]] = set()

    def start(self) -> None:
        """Begin to do what is due."""
        if self._charging is not None:
            self._sweeper.start()

    def stop(self) -> None:
        """Stop after the steps that are being taken; the next process continues."""
        self._stopping.set()
        if self._sweeper.is_alive():
            self._sweeper.join()
        self._threads.shutdown(cancel_futures=True)

    def pay(self, account_id: str) -> Billing:
        """Charge the card on file now for the renewal that is past due, and return Billing as it is then.

        Raises:
            ProblemError: as `renewals.retry_now` with `ASKED`; `problem.GATEWAY_UNAVAILABLE`.
        """
        charging = self._running()
        with self._database.transaction() as session:
            now = self._clock.now()
            retry_now(session, account_id, ASKED, now)
            subscription = locked_subscription(session, account_id)
            if subscription is not None:
                # It is taken on here; nobody else needs to before long.
                subscription.look_at = now + LEASE
        for renewal_id in self._in_flight(account_id):
            charging.take_on(renewal_id)
        return self._billing(account_id)

    def check(self, account_id: str) -> Billing:
        """Ask the gateway now what became of the charge that is under way, if one is.

        Raises:
            ProblemError: `problem.GATEWAY_UNAVAILABLE`.
        """
        charging = self._running()
        for renewal_id in self._in_flight(account_id):
            charging.take_on(renewal_id)
        return self._billing(account_id)

    def take_event(self, event: Event) -> None:
        """Take an event of the gateway as a hint: the renewal is looked at now."""
        with self._database.transaction() as session:
            row = session.get(RenewalRow, event.metadata.get(RENEWAL_ID, ""))
            if row is not None and row.status in IN_FLIGHT:
                subscription = session.get_one(SubscriptionRow, row.subscription_id, with_for_update=True)
                subscription.look_at = subscription.look_at and self._clock.now()

    def work(self) -> None:
        """Do what is due, one after the other, until nothing is or the engine is stopped."""
        while not self._stopping.is_set() and self._work_at_one():
            pass

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let this thread alone do due work in this process, until the block ends (a clock that is moved)."""
        with self._alone:
            for each in list(self._at_work):
                each.exception()
            yield

    def _work_at_one(self) -> bool:
        """Do what is due for one subscription; False when nothing is due that nobody else works at."""
        subscription_id = ""
        try:
            with self._database.transaction() as session:
                now = self._clock.now()
                subscription = due_subscription(session, now)
                if subscription is None:
                    return False
                subscription_id = subscription.id
                renewal_id = do_due(session, self._terms, subscription, now)
            if renewal_id is not None:
                self._running().take_on(renewal_id)
        except Exception as error:
            if not subscription_id:
                raise
            _log.exception("due work failed and is done again", subscription=subscription_id)
            # The database may just have been busy; anything else is a fault of ours, which takes time to mend.
            self._put_off(subscription_id, _AFTER_A_CLASH if isinstance(error, DBAPIError) else _AFTER_A_FAULT)
        return True

    def _put_off(self, subscription_id: str, pause: timedelta) -> None:
        """Let the others not wait for one that fails."""
        with self._database.transaction() as session:
            subscription = session.get_one(SubscriptionRow, subscription_id, with_for_update=True)
            if subscription.look_at is not None:
                subscription.look_at = self._clock.now() + pause

    def _sweep_until_stopped(self) -> None:
        while not self._stopping.is_set():
            try:
                self._sweep()
            except Exception:
                _log.exception("the sweep failed and is done again")
            self._stopping.wait(_SWEEP_SECONDS)

    def _sweep(self) -> None:
        with self._alone:
            self._at_work = {each for each in self._at_work if not each.done()}
            if len(self._at_work) == _AT_ONCE:
                return
            with self._database.transaction(reading=True) as session:
                first = next_look(session)
            if first is not None and first <= self._clock.now():
                for _ in range(_AT_ONCE - len(self._at_work)):
                    self._at_work.add(self._threads.submit(self._work_logged))

    def _work_logged(self) -> None:
        try:
            self.work()
        except Exception:
            _log.exception("due work could not be taken and is looked for again")

    def _in_flight(self, account_id: str) -> list[str]:
        found = select(RenewalRow.id).where(RenewalRow.account_id == account_id, RenewalRow.status.in_(IN_FLIGHT))
        with self._database.transaction(reading=True) as session:
            return list(session.scalars(found))

    def _billing(self, account_id: str) -> Billing:
        with self._database.transaction(reading=True) as session:
            return describe_billing(session, account_id, self._clock.now())

    def _running(self) -> RenewalCharging:
        if self._charging is None:
            raise ProblemError(problem.GATEWAY_UNAVAILABLE)
        return self._charging
