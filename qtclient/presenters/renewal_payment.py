"""Pays a renewal that is due, and stays with one that is being paid until its outcome is known (B7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from licensewire.renewals import NEEDS_CONFIRMATION, PROCESSING
from qtclient.api.errors import OutcomeUnknown, SessionEnded

if TYPE_CHECKING:
    from collections.abc import Callable

    from licensewire.billing import Billing
    from qtclient.api.client import Api
    from qtclient.background import Work
    from qtclient.session import Session

# Seconds between two looks, the last one for ever. A renewal may wait for the bank for weeks: it is looked at
# steadily only after its owner has gone to the bank's page, and for about ten minutes.
_WHILE_PROCESSING = (1, 1, 2, 3, 5)
_AT_THE_BANK = (*((3,) * 200), 60)
_AFTER_A_FAILURE = (1, 2, 4, 8, 15, 30)


class RenewalPayment(QObject):
    """Follows the renewal of the account that is signed in.

    Signals:
        moved(Billing): how things stand now.
        failed(Exception): what was asked for did not come about.
    """

    moved = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._work: Work | None = None
        self._looks = 0
        self._failures = 0
        self._went_to_the_bank = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def pay(self) -> None:
        """Have the card on file charged now; the backend begins no second try while one runs."""
        self._ask(lambda api: api.pay_renewal(), self._on_not_paid)

    def check(self) -> None:
        """Have the backend ask the gateway now: the owner says that the bank is done."""
        self._ask(lambda api: api.check_renewal(), self._on_not_asked)

    def went_to_the_bank(self) -> None:
        """The bank's page was opened: look often whether it has been confirmed."""
        self._went_to_the_bank = True
        self._looks = 0
        self._timer.start(1000 * _AT_THE_BANK[0])

    def follow(self, billing: Billing) -> None:
        """Look again, and when, by how things stand in `billing`."""
        self._timer.stop()
        status = billing.renewal.status if billing.renewal is not None else ""
        if status == PROCESSING:
            self._wait(_WHILE_PROCESSING, self._looks)
        elif status == NEEDS_CONFIRMATION and self._went_to_the_bank:
            self._wait(_AT_THE_BANK, self._looks)
        else:
            self._looks = 0
            self._went_to_the_bank = False
            return
        self._looks += 1

    def stop(self) -> None:
        """Follow nothing any more."""
        self._timer.stop()
        if self._work is not None:
            self._work.cancel()
            self._work = None
        self._looks = self._failures = 0
        self._went_to_the_bank = False

    def _look(self) -> None:
        self._ask(lambda api: api.billing(), self._on_not_seen)

    def _ask(self, call: Callable[[Api], Billing], failed: Callable[[Exception], None]) -> None:
        self._timer.stop()
        if self._work is not None:
            self._work.cancel()
        self._work = self._session.ask(call, owner=self, done=self._on_billing, failed=failed)

    def _on_billing(self, billing: Billing) -> None:
        self._work = None
        self._failures = 0
        self.moved.emit(billing)

    def _on_not_paid(self, error: Exception) -> None:
        self._work = None
        if isinstance(error, OutcomeUnknown):
            # It may have been charged: nothing is sent again, and the outcome is asked for until it is known.
            self._look()
        else:
            self._on_not_asked(error)

    def _on_not_asked(self, error: Exception) -> None:
        self._work = None
        self.failed.emit(error)

    def _on_not_seen(self, error: Exception) -> None:
        self._work = None
        if isinstance(error, SessionEnded):
            self.stop()
            return
        self._wait(_AFTER_A_FAILURE, self._failures)
        self._failures += 1

    def _wait(self, waits: tuple[int, ...], times: int) -> None:
        self._timer.start(1000 * waits[min(times, len(waits) - 1)])
