"""Waiting for the buyer to confirm at the bank, in the system browser (A7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from qtclient import formats
from qtclient.presenters.purchase_state import ASKING, NOT_YET
from qtclient.resources.tokens import SPACE
from qtclient.views.parts.announce import announce
from qtclient.views.parts.button import primary_button, quiet_button, secondary_button
from qtclient.views.parts.card import Card
from qtclient.views.parts.field import Field
from qtclient.views.parts.glyph import Glyph
from qtclient.views.parts.text import body, caption, heading

if TYPE_CHECKING:
    from qtclient.presenters.purchase_state import State


class BankConfirmation(Card):
    """The bank's page as a link, and what to do when it is done or not wanted.

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
        self.heading = heading(self.tr("Your bank wants you to confirm the payment"))
        words = body(
            self.tr(
                "Its page has been opened in your browser. Confirm there, then come back: this window notices by "
                "itself, or press the button."
            )
        ).set_tone("muted")
        self._page = QLineEdit()
        self._page.setObjectName("bank-page")
        self._page.setReadOnly(True)
        self._until = caption("")
        copy = secondary_button(self.tr("Copy link"))
        copy.set_icon("copy")
        copy.clicked.connect(self._copy)
        again = secondary_button(self.tr("Open the page"))
        again.set_icon("external")
        again.setObjectName("open-bank-page")
        again.clicked.connect(self.open_page)
        self.cancel = quiet_button(self.tr("Cancel purchase"))
        self.cancel.setObjectName("cancel-purchase")
        self.cancel.clicked.connect(self.cancelled)
        self.finish = primary_button(self.tr("I have finished"))
        self.finish.setObjectName("finished-at-bank")
        self.finish.clicked.connect(self.finished)
        self._asking = caption("")
        self._asking.hide()
        self._offline = caption(self.tr("The server does not answer just now. It is asked again and again."))
        self._calm = caption(
            self.tr(
                "You may close License Desk. The purchase waits for the bank, and is found again at the next start."
            )
        )
        link = QHBoxLayout()
        link.setSpacing(SPACE.small)
        link.addWidget(again)
        link.addWidget(copy)
        link.addStretch(1)
        actions = QHBoxLayout()
        actions.setSpacing(SPACE.small)
        actions.addWidget(self.cancel)
        actions.addStretch(1)
        actions.addWidget(self.finish)
        column = QVBoxLayout()
        column.setSpacing(SPACE.regular)
        top = QHBoxLayout()
        top.setSpacing(SPACE.medium)
        top.addWidget(Glyph("bank", 28, "accent"))
        top.addWidget(self.heading, 1)
        column.addLayout(top)
        column.addWidget(words)
        column.addWidget(Field(self.tr("The bank's page"), self._page))
        column.addLayout(link)
        column.addWidget(self._until)
        column.addWidget(self._offline)
        column.addWidget(self._asking)
        column.addLayout(actions)
        column.addWidget(self._calm)
        self.body.addLayout(column)

    def show_state(self, state: State) -> None:
        """Show the page to go to, until when, and what is being done."""
        confirmation = state.purchase.confirmation if state.purchase is not None else None
        if confirmation is not None:
            if self._page.text() != confirmation.page:
                self._page.setText(confirmation.page)
                self._page.setCursorPosition(0)
                announce(self, self.heading.text())
            until = self.tr("Without a confirmation by {time} the purchase ends, and nothing is charged.")
            self._until.setText(until.format(time=formats.time_of_day(confirmation.expires_at)))
        asked = {
            ASKING: self.tr("Your bank is being asked…"),
            NOT_YET: self.tr("The bank has not had your confirmation yet."),
        }.get(state.bank_asked, "")
        if asked != self._asking.text():
            self._asking.set_text_or_hide(asked)
            announce(self._asking, asked)
        self._offline.setVisible(state.offline)
        self.cancel.set_busy(state.cancelling, self.tr("Cancelling…"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._page.text())
        announce(self, self.tr("Copied"))
