"""The way out of a contract of the first 14 days, in sight as long as the right lasts (EU-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtclient import formats
from qtclient.resources.tokens import SPACE
from qtclient.views.parts.button import secondary_button
from qtclient.views.parts.card import Line
from qtclient.views.parts.text import body

if TYPE_CHECKING:
    from licensewire.declarations import WithdrawalRight


class WithdrawalRow(QWidget):
    """Says until when, and what it means.

    Signals:
        withdraw(): the sheet is wanted.
    """

    withdraw = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = body("")
        self.button = secondary_button(self.tr("Withdraw from contract here"))
        self.button.setObjectName("withdraw")
        self.button.clicked.connect(self.withdraw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE.small, 0, 0)
        column.setSpacing(SPACE.medium)
        column.addWidget(Line())
        column.addWidget(self._text)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_right(self, right: WithdrawalRight | None, *, offline: bool) -> None:
        """Show the right as long as there is one."""
        self.setVisible(right is not None)
        if right is None:
            return
        text = self.tr(
            "Until {moment} you can withdraw from this contract without giving a reason. What you paid is paid "
            "back, and the account becomes a Free account."
        )
        self._text.setText(text.format(moment=formats.moment(right.until)))
        self.button.setEnabled(not offline)
        self.button.setToolTip(self.tr("The server cannot be reached just now.") if offline else "")
