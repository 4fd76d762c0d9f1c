"""A purchase under way: what is happening, calmly, and that closing the window loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from qtclient.presenters.purchase_state import FINDING_OUT, SENDING
from qtclient.resources.tokens import SPACE
from qtclient.views.parts.announce import announce
from qtclient.views.parts.card import Card
from qtclient.views.parts.glyph import Glyph
from qtclient.views.parts.text import body, caption, heading

if TYPE_CHECKING:
    from qtclient.presenters.purchase_state import State


class UnderWay(Card):
    """The time between the button and the outcome."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading = heading("")
        self._words = body("").set_tone("muted")
        self._offline = caption(self.tr("The server does not answer just now. It is asked again and again."))
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._calm = caption(
            self.tr("You may close License Desk. The purchase goes on, and is found again at the next start.")
        )
        column = QVBoxLayout()
        column.setContentsMargins(SPACE.large, SPACE.huge, SPACE.large, SPACE.huge)
        column.setSpacing(SPACE.medium)
        column.addWidget(Glyph("card", 32, "accent"), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self.heading, self._words, self._offline, self._calm):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.heading)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        column.addWidget(self._offline)
        column.addWidget(self._calm)
        self.body.addLayout(column)

    def show_state(self, state: State) -> None:
        """Say what is happening."""
        if state.stage == FINDING_OUT:
            told = self.tr("We are finding out what became of your purchase")
            more = self.tr("The answer got lost on the way. Nothing is sent a second time; this shows the result.")
        elif state.stage == SENDING:
            told = self.tr("Your purchase is being sent")
            more = self.tr("The card goes to the payment service first, then the purchase to the server.")
        else:
            told = self.tr("Your payment is being processed")
            more = self.tr("This usually takes a few seconds.")
        if self.heading.text() != told:
            self.heading.setText(told)
            announce(self, told)
        self._words.setText(more)
        self._offline.setVisible(state.offline)
