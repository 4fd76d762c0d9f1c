"""The renewal's date into a calendar: handed to the system's own, or saved as a file (B9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from qtclient.resources.tokens import SPACE
from qtclient.views.invoices.words import document_text
from qtclient.views.parts.announce import announce
from qtclient.views.parts.button import secondary_button
from qtclient.views.parts.text import Text, caption
from qtclient.views.saving import ask_where

if TYPE_CHECKING:
    from qtclient.presenters.renewal_calendar import CalendarState, RenewalCalendar


class CalendarButton(QWidget):
    """*Add to calendar*, and below it what became of it."""

    def __init__(self, presenter: RenewalCalendar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.button = secondary_button(self.tr("Add to calendar"))
        self.button.setObjectName("add-to-calendar")
        self.button.set_icon("calendar")
        self.button.clicked.connect(self._show_menu)
        self.menu = QMenu(self)
        for name, text, done in (
            ("calendar-open", self.tr("Open with my calendar"), presenter.open),
            ("calendar-save", self.tr("Save as a file…"), self._save),
        ):
            action = QAction(text, self.menu)
            action.setObjectName(name)
            action.triggered.connect(done)
            self.menu.addAction(action)
        self._told: Text = caption("")
        self._told.setObjectName("calendar-told")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.hair)
        column.addLayout(row)
        column.addWidget(self._told)
        self._told.hide()
        presenter.changed.connect(self._render)
        self._render(presenter.state)

    def _show_menu(self) -> None:
        self.menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height() + SPACE.hair)))

    def _save(self) -> None:
        ask_where(self, self.tr("Save the date of the renewal"), self._presenter.file_name(), self._presenter.save)

    def _render(self, state: CalendarState) -> None:
        self.button.setEnabled(not self._presenter.busy)
        text = document_text(state.opening, state.saving)
        if text != self._told.text():
            self._told.set_text_or_hide(text)
            announce(self._told, text)
