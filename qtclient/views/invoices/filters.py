"""Which invoices are shown: a search, the kind, the period."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from licensewire.invoices import CREDIT_NOTE, INVOICE, InvoiceFilter
from qtclient import formats
from qtclient.forms.day_text import day_order, read_day
from qtclient.resources.tokens import SPACE
from qtclient.views.parts.columns import Columns
from qtclient.views.parts.combo_box import ComboBox
from qtclient.views.parts.field import Field
from qtclient.views.parts.line_edit import LineEdit

if TYPE_CHECKING:
    from qtclient.presenters.invoices import State

_ANY = ""
_OTHER = "other"
_BESIDE = 560


class InvoiceFilters(QWidget):
    """Reads what is wanted; decides nothing.

    Signals:
        search(str): something was typed into the search.
        search_now(): Enter was pressed there.
        kind(str): invoices, credit notes or "" for both.
        period(object, object): first and last day, each a `date` or None.
    """

    search = Signal(str)
    search_now = Signal()
    kind = Signal(str)
    period = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = LineEdit()
        self.text.setObjectName("invoice-search")
        self.text.setPlaceholderText(self.tr("Number, amount or plan"))
        self.text.setMaxLength(100)
        self.text.textEdited.connect(self.search)
        self.text.returnPressed.connect(self.search_now)
        self.kinds = ComboBox()
        self.kinds.setObjectName("invoice-kind")
        for text, kind in (
            (self.tr("All"), _ANY),
            (self.tr("Invoices"), INVOICE),
            (self.tr("Credit notes"), CREDIT_NOTE),
        ):
            self.kinds.addItem(text, kind)
        self.kinds.activated.connect(lambda: self.kind.emit(str(self.kinds.currentData())))
        self.periods = ComboBox()
        self.periods.setObjectName("invoice-period")
        self.periods.activated.connect(self._on_period)
        self._years: tuple[int, int] | None = None
        beside = Columns(below=_BESIDE, spacing=SPACE.regular)
        beside.add(Field(self.tr("Search"), self.text), 2)
        beside.add(Field(self.tr("Kind"), self.kinds), 1)
        beside.add(Field(self.tr("Period"), self.periods), 1)
        self.first, self.last = self._day("invoice-from"), self._day("invoice-until")
        example = self.tr("Such as {day}").format(day=formats.day_in_figures(date(2026, 3, 31)))
        self._from = Field(self.tr("From"), self.first, example)
        self._until = Field(self.tr("Until and including"), self.last, example)
        self._days = QWidget()
        row = QHBoxLayout(self._days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.regular)
        row.addWidget(self._from, 1)
        row.addWidget(self._until, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.medium)
        layout.addWidget(beside)
        layout.addWidget(self._days)
        self._days.hide()
        self._offer_years(None)

    def show_state(self, state: State) -> None:
        """Show what is wanted now; what the person is typing is never overwritten."""
        wanted = state.wanted
        # The search is compared without the blanks that are not searched for.
        if " ".join(self.text.text().split()) != wanted.search:
            self.text.setText(wanted.search)
        self._choose(self.kinds, wanted.kind)
        first, last = state.first_issued_on, state.last_issued_on
        self._offer_years((first.year, last.year) if first is not None and last is not None else None)
        if wanted == InvoiceFilter() and not self._days.isHidden() and not self._typed():
            return
        self._show_period(wanted)

    def show_other_period(self) -> None:
        """Offer two days to type."""
        self._choose(self.periods, _OTHER)
        self._days.show()
        self.first.setFocus()

    def _show_period(self, wanted: InvoiceFilter) -> None:
        first, last = wanted.issued_from, wanted.issued_until
        year = _whole_year(first, last)
        if first is None and last is None:
            # A day that cannot be read yet is no filter, and must not be taken away.
            if not self._problems():
                self._choose(self.periods, _ANY)
                self._days.hide()
                self.first.clear()
                self.last.clear()
        elif year is not None and self._days.isHidden() and self.periods.findData(year) >= 0:
            self._choose(self.periods, year)

    def _on_period(self) -> None:
        chosen = self.periods.currentData()
        if chosen == _OTHER:
            self._days.show()
            self.first.setFocus()
            return
        self._days.hide()
        for edit, field in ((self.first, self._from), (self.last, self._until)):
            edit.clear()
            field.set_problem("")
        if chosen == _ANY:
            self.period.emit(None, None)
        else:
            self.period.emit(date(int(chosen), 1, 1), date(int(chosen), 12, 31))

    def _on_day(self) -> None:
        problems = self._problems()
        for name, field in (("first", self._from), ("last", self._until)):
            field.set_problem(problems.get(name, ""))
        if not problems:
            self.period.emit(_read(self.first), _read(self.last))

    def _typed(self) -> str:
        return self.first.text().strip() + self.last.text().strip()

    def _problems(self) -> dict[str, str]:
        unread = self.tr("This is not a day. Write it such as {day}.").format(
            day=formats.day_in_figures(date(2026, 3, 31))
        )
        found = {
            name: unread
            for name, edit in (("first", self.first), ("last", self.last))
            if edit.text().strip() and _read(edit) is None
        }
        first, last = _read(self.first), _read(self.last)
        if first is not None and last is not None and last < first:
            found["last"] = self.tr("This day lies before the first one.")
        return found

    def _day(self, name: str) -> LineEdit:
        edit = LineEdit()
        edit.setObjectName(name)
        edit.setMaxLength(20)
        # Judged when the field is left, not while a year is being typed.
        edit.editingFinished.connect(self._on_day)
        return edit

    def _offer_years(self, years: tuple[int, int] | None) -> None:
        if years == self._years and self.periods.count():
            return
        self._years = years
        chosen = self.periods.currentData()
        self.periods.clear()
        self.periods.addItem(self.tr("Any time"), _ANY)
        if years is not None:
            for year in range(years[1], years[0] - 1, -1):
                self.periods.addItem(str(year), year)
        self.periods.addItem(self.tr("From … until …"), _OTHER)
        self._choose(self.periods, chosen if chosen is not None else _ANY)

    @staticmethod
    def _choose(box: ComboBox, data: object) -> None:
        index = box.findData(data)
        if index >= 0 and index != box.currentIndex():
            box.setCurrentIndex(index)


def _read(edit: LineEdit) -> date | None:
    return read_day(edit.text(), day_order(QLocale().dateFormat(QLocale.FormatType.ShortFormat)))


def _whole_year(first: date | None, last: date | None) -> int | None:
    if first is None or last is None or (first, last) != (date(first.year, 1, 1), date(first.year, 12, 31)):
        return None
    return first.year
