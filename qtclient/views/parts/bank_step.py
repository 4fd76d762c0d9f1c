"""Waiting for somebody to confirm at the bank, in the system browser: the page as a link, and what to do then."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from qtclient.resources.tokens import SPACE
from qtclient.views.parts.announce import announce
from qtclient.views.parts.button import primary_button, quiet_button, secondary_button
from qtclient.views.parts.field import Field
from qtclient.views.parts.glyph import Glyph
from qtclient.views.parts.text import body, caption, heading

if TYPE_CHECKING:
    from licensewire.bank import BankConfirmation

ASKING = "asking"
NOT_YET = "not_yet"


class BankWords(NamedTuple):
    """What is said around the bank's page.

    Attributes:
        title: what the bank wants.
        text: where its page is, and what happens afterwards.
        calm: that nothing is lost by closing the client.
        cancel: on the button that gives it up; "" for no such button.
    """

    title: str
    text: str
    calm: str
    cancel: str = ""


class BankStep(QWidget):
    """The bank's page as a link, and what to do when it is done or not wanted.

    Signals:
        open_page(): the bank's page should be opened (again).
        finished(): the person says that the bank is done.
        cancelled(): it should be given up.
    """

    open_page = Signal()
    finished = Signal()
    cancelled = Signal()

    def __init__(self, words: BankWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = heading(words.title)
        self._page = QLineEdit()
        self._page.setObjectName("bank-page")
        self._page.setReadOnly(True)
        self._until = caption("")
        self.copy = secondary_button(self.tr("Copy link"))
        self.copy.set_icon("copy")
        self.copy.clicked.connect(self._copy)
        self.open = secondary_button(self.tr("Open the bank's page"))
        self.open.set_icon("external")
        self.open.setObjectName("open-bank-page")
        self.open.clicked.connect(self.open_page)
        self.cancel = quiet_button(words.cancel)
        self.cancel.setObjectName("cancel-at-bank")
        self.cancel.clicked.connect(self.cancelled)
        self.finish = primary_button(self.tr("I have finished"))
        self.finish.setObjectName("finished-at-bank")
        self.finish.clicked.connect(self.finished)
        self._asking = caption("")
        self._offline = caption(self.tr("The server does not answer just now. It is asked again and again."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.regular)
        top = QHBoxLayout()
        top.setSpacing(SPACE.medium)
        top.addWidget(Glyph("bank", 28, "accent"))
        top.addWidget(self.heading, 1)
        column.addLayout(top)
        column.addWidget(body(words.text).set_tone("muted"))
        column.addWidget(Field(self.tr("The bank's page"), self._page))
        column.addLayout(_row(self.open, self.copy, None))
        for line in (self._until, self._offline, self._asking):
            column.addWidget(line)
        column.addLayout(_row(self.cancel, None, self.finish))
        column.addWidget(caption(words.calm))
        self._offline.hide()
        self._asking.hide()
        self.cancel.setVisible(bool(words.cancel))

    def show_step(
        self, confirmation: BankConfirmation, until: str, *, asked: str, offline: bool, cancelling: bool = False
    ) -> None:
        """Show the page to go to, and what is being done.

        Args:
            confirmation: holds the page.
            until: what happens without a confirmation, and when.
            asked: `ASKING` (the bank is being asked), `NOT_YET` (it has heard nothing), or "".
            offline: the server does not answer just now.
            cancelling: it is being given up.
        """
        if self._page.text() != confirmation.page:
            self._page.setText(confirmation.page)
            self._page.setCursorPosition(0)
            announce(self, self.heading.text())
        self._until.setText(until)
        told = {
            ASKING: self.tr("Your bank is being asked…"),
            NOT_YET: self.tr("The bank has not had your confirmation yet."),
        }.get(asked, "")
        if told != self._asking.text():
            self._asking.set_text_or_hide(told)
            announce(self._asking, told)
        self._offline.setVisible(offline)
        self.cancel.set_busy(cancelling, self.tr("Cancelling…"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._page.text())
        announce(self, self.tr("Copied"))


def _row(*parts: QWidget | None) -> QBoxLayout:
    """Return `parts` in a row; None is the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(SPACE.small)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return row
