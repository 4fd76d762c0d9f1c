"""The invoices as a Qt table: as long as the list is, holding only what was looked at last."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from qtclient.presenters.invoice_pages import Pages
from qtclient.presenters.invoice_words import RowWords, row_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from licensewire.invoices import InvoiceEntry
    from licensewire.plans import PlanComparison

NUMBER, ISSUED, ABOUT, TOTAL, OPEN, SAVE = range(6)
COLUMNS: Final = 6

WORDS: Final = Qt.ItemDataRole.UserRole
"""The row's `RowWords`; None as long as it is not there."""

PAGE: Final = 50
"""Rows that are asked for at once: more than a window shows, less than one has to wait for."""
MOST_PAGES: Final = 40
"""Pages that are kept: 2,000 rows, whatever the length of the list."""

_ROLES = frozenset(
    {WORDS, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}
)
# The columns whose cells may be cut off, or have no words.
_TOLD = frozenset({ABOUT, OPEN, SAVE})
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class InvoiceModel(QAbstractTableModel):
    """One row an invoice, newest first; rows that are not there yet have no data.

    Signals:
        came(): rows have arrived or were forgotten.
    """

    came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self._entries: Pages[InvoiceEntry] = Pages(PAGE, MOST_PAGES)
        self._words: dict[str, RowWords] = {}
        self._comparison: PlanComparison | None = None

    # What is known

    @property
    def total(self) -> int:
        """How many rows there are, there or not."""
        return self._total

    @property
    def held(self) -> int:
        """How many rows are in memory."""
        return len(self._entries)

    def entry(self, row: int) -> InvoiceEntry | None:
        """Return the invoice of a row; None as long as it is not there."""
        return self._entries.get(row)

    def missing(self, first: int, last: int) -> list[int]:
        """Return the numbers of the pages that are missing to show the rows from `first` to `last`."""
        if self._total == 0 or last < first:
            return []
        return self._entries.use(min(first, self._total - 1), min(last, self._total - 1))

    def begin(self, total: int, entries: Sequence[InvoiceEntry]) -> None:
        """Show another list: `total` rows, of which the first page is there."""
        self.beginResetModel()
        self._forget()
        self._total = total
        self._entries.put(0, entries)
        self.endResetModel()
        self.came.emit()

    def put(self, page: int, entries: Sequence[InvoiceEntry]) -> None:
        """Fill in a page."""
        self._entries.put(page, entries)
        if len(self._words) > 2 * PAGE * MOST_PAGES:
            self._words.clear()
        first, last = page * PAGE, min(self._total, page * PAGE + len(entries)) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, COLUMNS - 1))
        self.came.emit()

    def grow(self, more: int, entries: Sequence[InvoiceEntry]) -> None:
        """Take in `more` rows that were issued meanwhile; `entries` are the first page as it is now.

        Every other row has moved by them, so that it is asked for again; who looks at one keeps it in sight.
        """
        self.beginInsertRows(_NOWHERE, 0, more - 1)
        self._entries.clear()
        self._total += more
        self._entries.put(0, entries)
        self.endInsertRows()
        self.came.emit()

    def name_plans(self, comparison: PlanComparison | None) -> None:
        """Take the plans' names from `comparison`."""
        if comparison != self._comparison:
            self._comparison = comparison
            self.forget_words()

    def forget_words(self) -> None:
        """Put every row in words anew: the language or a name has changed."""
        self._words.clear()
        if self._total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, COLUMNS - 1))

    # What Qt asks

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how long the list is, so that the scroll bar is true."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are."""
        return 0 if parent.isValid() else COLUMNS

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Return that every cell can be walked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's type
        """Return a cell's text, its spoken form, or the row's `RowWords` (`WORDS`)."""
        column = index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column == TOTAL else None
        if role not in _ROLES:
            return None
        words = self._words_of(index.row())
        if role == WORDS:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            # A tool tip would guess at markup: what a backend says is escaped.
            return f"<qt>{html.escape(_spoken(words, column))}</qt>" if words and column in _TOLD else None
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(words, column) if words is not None else ""
        if words is None:
            return QCoreApplication.translate("Invoice", "is being loaded")
        return _spoken(words, column)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's type
        """Return what a column is called."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == TOTAL else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        translate = QCoreApplication.translate
        if section in {OPEN, SAVE} and role == Qt.ItemDataRole.DisplayRole:
            return ""
        return {
            NUMBER: translate("Invoice", "Number"),
            ISSUED: translate("Invoice", "Date"),
            ABOUT: translate("Invoice", "For"),
            TOTAL: translate("Invoice", "Amount"),
            OPEN: translate("Invoice", "Open"),
            SAVE: translate("Invoice", "Save"),
        }[section]

    def _words_of(self, row: int) -> RowWords | None:
        entry = self._entries.get(row)
        if entry is None:
            return None
        words = self._words.get(entry.id)
        if words is None:
            words = self._words[entry.id] = row_words(entry, self._comparison)
        return words

    def _forget(self) -> None:
        self._entries.clear()
        self._words.clear()


def _shown(words: RowWords, column: int) -> str:
    return {
        NUMBER: words.number,
        ISSUED: words.issued,
        ABOUT: f"{words.chip} {words.about}".strip(),
        TOTAL: words.total,
    }.get(column, "")


def _spoken(words: RowWords, column: int) -> str:
    translate = QCoreApplication.translate
    if column == NUMBER:
        return words.spoken
    if column == OPEN:
        return translate("Invoice", "Open {number}").format(number=words.number)
    if column == SAVE:
        return translate("Invoice", "Save {number}").format(number=words.number)
    return _shown(words, column)
