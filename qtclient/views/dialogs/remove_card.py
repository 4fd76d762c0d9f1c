"""Asks before the card on file is removed, and says what that means for the coming renewal (B3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qtclient import formats
from qtclient.presenters import standing as ways
from qtclient.presenters.standing import access_ends_at, renews_at, standing
from qtclient.views.parts.button import danger_button, quiet_button
from qtclient.views.parts.sheet import Sheet
from qtclient.views.parts.text import body

if TYPE_CHECKING:
    from qtclient.presenters.billing_state import State


# Two buttons with long words, in every language.
_WIDTH = 540


class RemoveCardSheet(Sheet):
    """Says what it means, and lets go on or not.

    Signals:
        confirmed: remove it.
    """

    confirmed = Signal()

    def __init__(self, state: State, parent_window: QWidget) -> None:
        super().__init__("", parent_window, _WIDTH)
        self.set_title(self.tr("Remove payment information?"))
        for sentence in self._meaning(state):
            self.body.addWidget(body(sentence))
        stay = quiet_button(self.tr("Keep the card"))
        stay.setObjectName("keep-card")
        stay.clicked.connect(self.close)
        remove = danger_button(self.tr("Remove payment information"))
        remove.setObjectName("confirm-remove-card")
        remove.clicked.connect(self._confirm)
        self.actions.addWidget(stay)
        self.actions.addWidget(remove)

    def _meaning(self, state: State) -> list[str]:
        billing = state.billing
        again = self.tr("You can enter a card again at any time.")
        if billing is None:
            return [again]
        how = standing(billing, state.now)
        due, end = renews_at(billing), access_ends_at(billing)
        if how == ways.RENEWING and due is not None:
            day = formats.day(due)
            coming = self.tr("The renewal on {day} has no card then: it cannot be charged, and nothing is.")
            reminded = self.tr(
                "We remind you by mail. If there is no card by {day}, the license ends on that day and the account "
                "becomes a Free account: surveys and collected responses are kept, premium features stop."
            )
            return [coming.format(day=day), reminded.format(day=day), again]
        if how in ways.UNPAID and end is not None:
            due_now = self.tr(
                "A renewal is due and not paid. Without a card it cannot be charged, and access ends on {day}."
            )
            return [due_now.format(day=formats.day(end)), again]
        return [self.tr("Nothing is due, and nothing will be charged."), again]

    def _confirm(self) -> None:
        self.close()
        self.confirmed.emit()
