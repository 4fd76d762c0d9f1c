"""The list itself: as many rows as there are invoices, of which only those in sight are there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QWidget

from qtclient import formats
from qtclient.presenters.invoice_model import ABOUT, ISSUED, NUMBER, OPEN, SAVE, TOTAL, WORDS
from qtclient.views.invoices.painting import BESIDE, ROW, InvoiceDelegate

if TYPE_CHECKING:
    from qtclient.presenters.invoice_model import InvoiceModel

HEAD: Final = 36
"""Height of the names of the columns, in logical pixels."""

_ACTIONS = frozenset({OPEN, SAVE})
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ACTION_WIDTH = 42
_ROOM_FOR_WORDS = 190
_LONGEST_NUMBER, _LONGEST_TOTAL = "2026-000000", "-US$888,888.00"
_BAR_WIDTH = 10


class InvoiceTable(QTableView):
    """Walked by arrows, Page up and down, Home and End; Enter opens.

    Signals:
        opened(int): the paper of this row should be opened.
        wanted_as_file(int): the paper of this row should be saved.
        looked_at(int, int): the rows from the first to the last are in sight.
    """

    opened = Signal(int)
    wanted_as_file = Signal(int)
    looked_at = Signal(int, int)

    def __init__(self, model: InvoiceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("invoices")
        self.setAccessibleName(self.tr("Invoices"))
        self.setAccessibleDescription(self.tr("Enter opens the invoice; the last column saves it."))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(ROW)
        # Rows of one height: a list of any length is laid out without looking at its rows.
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW)
        head = self.horizontalHeader()
        head.setFixedHeight(HEAD)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(0)
        self._delegate = InvoiceDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._invoices = model
        model.rowsInserted.connect(self._on_rows_inserted)
        model.modelReset.connect(self._on_reset)
        self.verticalScrollBar().valueChanged.connect(self._tell_what_is_seen)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_double_clicked)
        self.entered.connect(self._on_entered)

    # What Qt calls

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width out anew."""
        super().resizeEvent(event)
        self._fit()
        self._tell_what_is_seen()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change of colours."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self._delegate.follow_palette()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Begin at the first row in sight, so that the arrow keys lead somewhere."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._invoices.total:
            self.setCurrentIndex(self._invoices.index(self._first_seen(), NUMBER))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Enter do what the cell is for, Home and End go to the list's ends."""
        index = self.currentIndex()
        if event.key() in _ENTER or (event.key() == Qt.Key.Key_Space and index.column() in _ACTIONS):
            if index.isValid() and not event.isAutoRepeat():
                self._act(index)
            return
        if event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and self._invoices.total:
            row = 0 if event.key() == Qt.Key.Key_Home else self._invoices.total - 1
            self.setCurrentIndex(self._invoices.index(row, max(NUMBER, index.column())))
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer what can be done with a row."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid() or index.data(WORDS) is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, signal in ((self.tr("Open"), self.opened), (self.tr("Save…"), self.wanted_as_file)):
            action = QAction(text, menu)
            action.triggered.connect(lambda _checked=False, told=signal: told.emit(index.row()))
            menu.addAction(action)
        at = self.visualRect(index).center() if by_key else event.pos()
        menu.popup(self.viewport().mapToGlobal(at))

    # Inside

    def _act(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if index.data(WORDS) is not None:
            (self.wanted_as_file if index.column() == SAVE else self.opened).emit(index.row())

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() in _ACTIONS:
            self._act(index)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.column() not in _ACTIONS:
            self._act(index)

    def _on_entered(self, index: QModelIndex) -> None:
        ready = index.column() in _ACTIONS and index.data(WORDS) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if ready else Qt.CursorShape.ArrowCursor)

    def _on_rows_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        bar = self.verticalScrollBar()
        if bar.value() > 0 and first == 0:
            # What is read stays where it is; what is new waits above.
            self.updateGeometries()
            bar.setValue(bar.value() + (last - first + 1) * ROW)
        self._tell_what_is_seen()

    def _on_reset(self) -> None:
        self.scrollToTop()
        self._fit()
        self._tell_what_is_seen()

    def _tell_what_is_seen(self) -> None:
        if self._invoices.total:
            first = self._first_seen()
            more = -(-self.viewport().height() // ROW)
            self.looked_at.emit(first, min(self._invoices.total - 1, first + more))

    def _first_seen(self) -> int:
        return min(self.verticalScrollBar().value() // ROW, max(0, self._invoices.total - 1))

    def _fit(self) -> None:
        metrics = QFontMetrics(self._delegate.body)
        # A year's months in this language: a date is never cut off, and no width is lost to the longest of all.
        dates = (formats.day(datetime(2026, month, 28, 12, tzinfo=UTC)) for month in range(1, 13))
        widths = {
            NUMBER: metrics.horizontalAdvance(_LONGEST_NUMBER) + 2 * BESIDE + 4,
            ISSUED: max(map(metrics.horizontalAdvance, dates)) + 2 * BESIDE,
            TOTAL: metrics.horizontalAdvance(_LONGEST_TOTAL) + 2 * BESIDE,
            OPEN: _ACTION_WIDTH,
            SAVE: _ACTION_WIDTH,
        }
        scrolls = self._invoices.total * ROW > self.height() - HEAD
        room = self.width() - (_BAR_WIDTH if scrolls else 0)
        self._delegate.compact = room - sum(widths.values()) < _ROOM_FOR_WORDS
        if self._delegate.compact:
            day = formats.day_in_figures(date(2026, 12, 28))
            widths[ISSUED] = metrics.horizontalAdvance(day) + 2 * BESIDE + 8
        widths[ABOUT] = max(60, room - sum(widths.values()))
        head = self.horizontalHeader()
        for column, width in widths.items():
            head.resizeSection(column, width)
