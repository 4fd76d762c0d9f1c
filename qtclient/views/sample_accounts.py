"""The sample accounts of practice mode, each one click away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtclient.resources.tokens import SPACE
from qtclient.views.parts.choice_row import ChoiceRow
from qtclient.views.parts.text import caption, heading, localized

if TYPE_CHECKING:
    from licensewire.service import SampleAccount


class SampleAccounts(QWidget):
    """A list of accounts of every kind.

    Signals:
        chosen(SampleAccount): sign in with this one.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[SampleAccount, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.small)
        self._rows: list[ChoiceRow] = []
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(heading(self.tr("Practice mode")))
        words.addWidget(caption(self.tr("Choose a sample account. Everything works, and nothing is charged.")))
        words.addSpacing(SPACE.hair)
        self._column.addLayout(words)
        self._column.addStretch(1)

    def show_accounts(self, accounts: tuple[SampleAccount, ...], *, enabled: bool) -> None:
        """Show `accounts`; while not `enabled` none can be chosen."""
        if accounts != self._shown:
            for row in self._rows:
                self._column.removeWidget(row)
                row.deleteLater()
            self._rows = [self._row(account) for account in accounts]
            for row in self._rows:
                self._column.insertWidget(self._column.count() - 1, row)
            self._shown = accounts
        for row in self._rows:
            row.setEnabled(enabled)

    def _row(self, account: SampleAccount) -> ChoiceRow:
        word, meaning = {
            "free": (self.tr("Free"), "neutral"),
            "trial": (self.tr("Trial"), "attention"),
            "licensed": (self.tr("Licensed"), "good"),
            "cancelled": (self.tr("Cancelled"), "attention"),
            "at_limit": (self.tr("At its limit"), "danger"),
            "empty": (self.tr("New"), "accent"),
        }.get(account.kind, ("", "neutral"))
        row = ChoiceRow(account.username, word, meaning, localized(account.description))
        row.setObjectName(f"sample-{account.kind}")
        row.clicked.connect(lambda: self.chosen.emit(account))
        return row
