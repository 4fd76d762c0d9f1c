"""The receipt of a declaration: its content, day and time, to be stored (DE-4, EU-3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTextBrowser, QVBoxLayout, QWidget

from licensewire.declarations import CANCELLATION
from qtclient import formats
from qtclient.resources.tokens import SPACE
from qtclient.views.declaring.summary import Rows
from qtclient.views.parts.announce import announce
from qtclient.views.parts.button import link_button, primary_button, secondary_button
from qtclient.views.parts.card import Card
from qtclient.views.parts.glyph import Glyph
from qtclient.views.parts.text import body, caption, heading
from qtclient.views.saving import ask_where, saving_text

if TYPE_CHECKING:
    from pathlib import Path

    from licensewire.declarations import DeclarationReceipt
    from qtclient.presenters.documents import SavingState

_HIGHEST = 180


class _Declaration(QTextBrowser):
    """The declaration as it was received."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("declaration-text")
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of the whole text, up to what still leaves the buttons in sight."""
        return QSize(200, min(int(self.document().size().height()) + 2 * SPACE.medium, _HIGHEST))


class Received(Card):
    """Reference, day and time, the whole text, and where the confirmation went.

    Signals:
        save(Path): it is to be written there.
        outbox: practice mode's mails are wanted.
        done: it was seen.
    """

    save = Signal(object)
    outbox = Signal()
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._receipt: DeclarationReceipt | None = None
        self._title = heading("")
        self._title.setObjectName("declaration-received")
        self._mailed = body("")
        self._rows = Rows()
        self._text = _Declaration()
        self._saved = caption("")
        self._saved.setObjectName("declaration-saved")
        self.save_button = secondary_button(self.tr("Save")).set_icon("download")
        self.save_button.setObjectName("declaration-save")
        self.save_button.clicked.connect(self._ask_where)
        self._outbox = link_button(self.tr("Open the outbox"))
        self._outbox.setObjectName("open-outbox")
        self._outbox.clicked.connect(self.outbox)
        close = primary_button(self.tr("Done"))
        close.setObjectName("declaration-done")
        close.clicked.connect(self.done)
        head = QHBoxLayout()
        head.setSpacing(SPACE.medium)
        head.addWidget(Glyph("good", 32, "good"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(SPACE.hair)
        words.addWidget(self._title)
        words.addWidget(self._mailed)
        words.addWidget(self._outbox, 0, Qt.AlignmentFlag.AlignLeft)
        head.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.medium)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        buttons.addWidget(close)
        self.body.setSpacing(SPACE.regular)
        self.body.addLayout(head)
        self.body.addWidget(self._rows)
        self.body.addWidget(self._text)
        self.body.addWidget(self._saved)
        self.body.addLayout(buttons)

    def show_receipt(self, receipt: DeclarationReceipt, *, practice: bool) -> None:
        """Show `receipt`."""
        self._outbox.setVisible(practice)
        if receipt == self._receipt:
            return
        self._receipt = receipt
        cancelled = receipt.kind == CANCELLATION
        self._title.setText(
            self.tr("Your cancellation has been received")
            if cancelled
            else self.tr("Your withdrawal has been received")
        )
        self._mailed.setText(self.tr("A confirmation was mailed to {email}.").format(email=receipt.mailed_to))
        self._rows.show_rows(
            [
                (self.tr("Reference"), receipt.reference),
                (self.tr("Received"), formats.moment(receipt.received_at)),
            ]
        )
        self._text.setPlainText(receipt.text)
        self._text.setAccessibleName(self.tr("The declaration as it was received"))
        announce(self, f"{self._title.text()}. {self._mailed.text()}")

    def show_saving(self, saving: SavingState) -> None:
        """Say what became of the file."""
        self._saved.set_text_or_hide(saving_text(saving))
        self.save_button.setEnabled(not saving.saving)

    def _ask_where(self) -> None:
        receipt = self._receipt
        if receipt is None:
            return
        name = self.tr("Cancellation {reference}.txt")
        if receipt.kind != CANCELLATION:
            name = self.tr("Withdrawal {reference}.txt")
        ask_where(self, self.tr("Save the declaration"), name.format(reference=receipt.reference), self._save)

    def _save(self, path: Path) -> None:
        self.save.emit(path)
