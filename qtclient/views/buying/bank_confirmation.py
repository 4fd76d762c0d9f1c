"""Waiting for the buyer to confirm at the bank, in the system browser (A7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qtclient import formats
from qtclient.views.parts.bank_step import BankStep, BankWords
from qtclient.views.parts.card import Card

if TYPE_CHECKING:
    from qtclient.presenters.purchase_state import State


class BankConfirmation(Card):
    """The bank's page, for a purchase.

    Signals:
        open_page(): the bank's page should be opened (again).
        finished(): the buyer says that the bank is done.
        cancelled(): the purchase should be given up.
    """

    open_page = Signal()
    finished = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._step = BankStep(
            BankWords(
                title=self.tr("Your bank wants you to confirm the payment"),
                text=self.tr(
                    "Its page has been opened in your browser. Confirm there, then come back: this window notices "
                    "by itself, or press the button."
                ),
                calm=self.tr(
                    "You may close License Desk. The purchase waits for the bank, and is found again at the next "
                    "start."
                ),
                cancel=self.tr("Cancel purchase"),
            )
        )
        self._step.cancel.setObjectName("cancel-purchase")
        self._step.open_page.connect(self.open_page)
        self._step.finished.connect(self.finished)
        self._step.cancelled.connect(self.cancelled)
        self.finish = self._step.finish
        self.body.addWidget(self._step)

    def show_state(self, state: State) -> None:
        """Show the page to go to, until when, and what is being done."""
        confirmation = state.purchase.confirmation if state.purchase is not None else None
        if confirmation is None:
            return
        until = self.tr("Without a confirmation by {time} the purchase ends, and nothing is charged.")
        self._step.show_step(
            confirmation,
            until.format(time=formats.time_of_day(confirmation.expires_at)),
            asked=state.bank_asked,
            offline=state.offline,
            cancelling=state.cancelling,
        )
