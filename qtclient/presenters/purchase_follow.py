"""Stays with a purchase until its outcome is known (A7, A8): asks, waits longer, asks again; never guesses."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from licensewire import problem as codes
from licensewire.purchases import FINAL_STATUSES, NEEDS_CONFIRMATION, Purchase, Settlement
from qtclient.api.errors import Refused, SessionEnded

if TYPE_CHECKING:
    from collections.abc import Callable

    from qtclient.api.client import Api
    from qtclient.background import Work
    from qtclient.session import Session

T = TypeVar("T")

# Seconds between two looks. The bank's page is filled in by hand, so that one is looked at steadily and gently.
_WHILE_PROCESSING = (1, 1, 2, 3, 5)
_AT_THE_BANK = (3,)
_AFTER_A_FAILURE = (1, 2, 4, 8, 15, 30)


class PurchaseFollower(QObject):
    """Follows one purchase at a time.

    Signals:
        moved(Purchase): how it stands now.
        never_arrived(str): no purchase with this key exists, and none ever will.
        offline(bool): whether the server fails to answer just now.
    """

    moved = Signal(object)
    never_arrived = Signal(str)
    offline = Signal(bool)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key = ""
        self._purchase: Purchase | None = None
        self._work: Work | None = None
        self._looks = 0
        self._failures = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def settle(self, key: str) -> None:
        """Find out what became of the purchase that was sent with `key` and whose answer got lost."""
        self.stop()
        self._key = key
        self._look()

    def follow(self, purchase: Purchase) -> None:
        """Stay with `purchase`; tells `moved` at once."""
        self.stop()
        self._key = purchase.idempotency_key
        self._on_purchase(purchase)

    def check(self) -> None:
        """Have the server ask the gateway now: the buyer says that the bank is done."""
        purchase = self._purchase
        if purchase is not None:
            self._ask(lambda api: api.check_purchase(purchase.id), self._on_purchase)

    def cancel(self) -> None:
        """Give the purchase up; `moved` tells whether it was in time."""
        purchase = self._purchase
        if purchase is not None:
            self._ask(lambda api: api.cancel_purchase(purchase.id), self._on_purchase)

    def stop(self) -> None:
        """Follow nothing any more."""
        self._timer.stop()
        if self._work is not None:
            self._work.cancel()
            self._work = None
        self._key = ""
        self._purchase = None
        self._looks = 0
        self._failures = 0

    def _look(self) -> None:
        key, purchase = self._key, self._purchase
        if purchase is None:
            self._ask(lambda api: api.settle(key), self._on_settlement)
        else:
            self._ask(lambda api: api.purchase_state(purchase.id), self._on_purchase)

    def _ask(self, call: Callable[[Api], T], done: Callable[[T], None]) -> None:
        self._timer.stop()
        if self._work is not None:
            self._work.cancel()
        self._work = self._session.ask(call, owner=self, done=done, failed=self._on_failure)

    def _on_settlement(self, settlement: Settlement) -> None:
        if settlement.purchase is not None:
            self._on_purchase(settlement.purchase)
            return
        key = self._key
        self.stop()
        self.offline.emit(False)
        self.never_arrived.emit(key)

    def _on_purchase(self, purchase: Purchase) -> None:
        if self._failures:
            self._failures = 0
            self.offline.emit(False)
        if purchase.status in FINAL_STATUSES:
            self.stop()
        else:
            self._purchase = purchase
            waits = _AT_THE_BANK if purchase.status == NEEDS_CONFIRMATION else _WHILE_PROCESSING
            self._wait(waits, self._looks)
            self._looks += 1
        self.moved.emit(purchase)

    def _on_failure(self, error: Exception) -> None:
        if isinstance(error, SessionEnded):
            # The journal keeps the purchase; it is found again after the next sign-in.
            self.stop()
            return
        busy = isinstance(error, Refused) and error.problem.code == codes.IDEMPOTENCY_KEY_BUSY
        if not busy:
            self.offline.emit(True)
        self._wait(_AFTER_A_FAILURE, self._failures)
        self._failures += 1

    def _wait(self, waits: tuple[int, ...], times: int) -> None:
        self._timer.start(1000 * waits[min(times, len(waits) - 1)])
