"""Following card updates to their end across crashes and processes, and the cards that are let go of after them.

The truth is in the rows: each says when somebody looks after it next. A process takes what is due by putting that
moment off first, so that it is due again should the process die; two that look at the same row do no harm.
"""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import timedelta
from functools import partial

import structlog
from sqlalchemy import select

from licenseserver.card_update_tables import CardToLetGoRow, CardUpdateRow
from licenseserver.card_verifying import CardVerifying
from licenseserver.cards_on_file import OPEN_STATUSES
from licenseserver.charging import AGAIN
from licenseserver.clock import Clock
from licenseserver.database import Database
from licenseserver.gateway.protocol import PaymentGateway
from licenseserver.letting_go import let_go_at_gateway
from licensewire import card_updates

FIRST_LOOK = timedelta(seconds=2)
"""When the sweeper looks after a card update that whoever recorded it has not brought to its end."""

_SWEEP_SECONDS = 1.0
_AT_ONCE = 4
_AT_THE_BANK = timedelta(seconds=3), timedelta(seconds=30)
_IN_PROCESS = timedelta(seconds=1), timedelta(minutes=1)
_LETTING_GO = timedelta(minutes=1), timedelta(hours=6)

_log = structlog.get_logger()


class CardFollowing:
    """The threads that ask the gateway about cards; one in a process. Few, so that it can hang without harm."""

    def __init__(self, database: Database, gateway: PaymentGateway, verifying: CardVerifying, clock: Clock) -> None:
        self._database = database
        self._gateway = gateway
        self._verifying = verifying
        self._clock = clock
        self._stopping = threading.Event()
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="cards")
        self._sweeper = threading.Thread(target=self._sweep_until_stopped, name="card-sweeper", daemon=True)
        self._lock = threading.Lock()
        self._at_work: Counter[str] = Counter()

    def start(self) -> None:
        """Continue what a process before this one left, and begin to sweep."""
        self._sweeper.start()

    def stop(self) -> None:
        """Stop after the steps that are being taken; the next process continues."""
        self._stopping.set()
        self._sweeper.join()
        self._threads.shutdown(cancel_futures=True)

    def take_on(self, update_id: str, patience_seconds: float) -> None:
        """Take an update on as far as it goes now; return then, or when patience ends."""
        wait([self._begin(update_id, lambda: self._advance(update_id))], patience_seconds)

    def wake(self, update_id: str) -> None:
        """Look after an update now, without anybody waiting for it."""
        self._begin(update_id, lambda: self._advance(update_id))

    def sweep(self) -> None:
        """Look after everything that is due."""
        now = self._clock.now()
        with self._database.transaction(reading=True) as session:
            updates = session.scalars(
                select(CardUpdateRow.id).where(
                    CardUpdateRow.status.in_(OPEN_STATUSES), CardUpdateRow.look_at <= now
                )
            ).all()
            cards = session.scalars(
                select(CardToLetGoRow.payment_method).where(CardToLetGoRow.look_at <= now)
            ).all()
        for update_id in updates:
            if not self._at_work[update_id] and self._put_update_off(update_id):
                self.wake(update_id)
        for payment_method in cards:
            if not self._at_work[payment_method] and self._put_card_off(payment_method):
                self._begin(payment_method, partial(self._let_go, payment_method))

    def _put_update_off(self, update_id: str) -> bool:
        """Say when this update is looked after next; False when somebody else has just done that."""
        now = self._clock.now()
        with self._database.transaction() as session:
            row = session.get(CardUpdateRow, update_id, with_for_update={"skip_locked": True})
            if row is None or row.look_at > now or row.status not in OPEN_STATUSES:
                return False
            at_the_bank = row.status == card_updates.NEEDS_CONFIRMATION
            row.look_at = now + _pause(*(_AT_THE_BANK if at_the_bank else _IN_PROCESS), row.looks)
            row.looks += 1
            return True

    def _put_card_off(self, payment_method: str) -> bool:
        now = self._clock.now()
        with self._database.transaction() as session:
            row = session.get(CardToLetGoRow, payment_method, with_for_update={"skip_locked": True})
            if row is None or row.look_at > now:
                return False
            row.look_at = now + _pause(*_LETTING_GO, row.looks)
            row.looks += 1
            return True

    def _advance(self, update_id: str) -> None:
        while not self._stopping.is_set() and self._verifying.advance(update_id) == AGAIN:
            pass

    def _let_go(self, payment_method: str) -> None:
        let_go_at_gateway(self._database, self._gateway, payment_method, self._clock.now())

    def _begin(self, name: str, work: Callable[[], None]) -> "Future[None]":
        def run() -> None:
            try:
                work()
            except Exception:
                _log.exception("a step failed and is taken again", about=name)
            finally:
                with self._lock:
                    self._at_work[name] -= 1
                    self._at_work += Counter()  # forgets those at zero

        with self._lock:
            self._at_work[name] += 1
        return self._threads.submit(run)

    def _sweep_until_stopped(self) -> None:
        while not self._stopping.is_set():
            try:
                self.sweep()
            except Exception:
                _log.exception("the sweep failed and is done again")
            self._stopping.wait(_SWEEP_SECONDS)


def _pause(first: timedelta, longest: timedelta, looks: int) -> timedelta:
    return min(first * 2.0 ** min(looks, 16), longest)
