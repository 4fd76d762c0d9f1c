"""Heads and rows of the comparison together: the plans scroll sideways, the feature names and the heads stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScrollBar,
    QTableView,
    QToolTip,
    QWidget,
)

from licensewire.shape import in_language
from qtclient.resources import current
from qtclient.resources.tokens import SPACE, TYPE
from qtclient.views.comparison.content import rows, shown_plans
from qtclient.views.comparison.heads import PlanHeads, price_text
from qtclient.views.comparison.model import ComparisonModel, hint
from qtclient.views.comparison.painting import FeatureNames, OfferDelegate, row_height
from qtclient.views.parts.card import Card, Line
from qtclient.views.parts.text import sized, tabular

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from licensewire.billing import Subscription
    from licensewire.plans import Plan, PlanComparison

_NARROWEST_PLAN = 132
_NAMES = (132, 232)
_STICKY_HEIGHT = 52


class _Rows(QTableView):
    """The rows; as high as all of them, for the page scrolls, not the table."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.setVerticalHeader(FeatureNames(self))
        self.setItemDelegate(OfferDelegate(self))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Begin at the first feature, so that the arrow keys lead somewhere."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount() > 1:
            self.setCurrentIndex(self.model().index(1, 0))


class _StickyHeads(QWidget):
    """Names and prices of the plans, at the top of the page once the heads have scrolled away."""

    def __init__(self, table: ComparisonTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint each plan's name and price over its column."""
        colours = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.surface))
        painter.setPen(QColor(colours.border))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        view = self._table.rows_view
        names = view.verticalHeader().width()
        painter.setClipRect(QRect(names, 0, self.width() - names, self.height()))
        for column, plan in enumerate(self._table.plans):
            left = names + view.columnViewportPosition(column) + SPACE.medium
            room = QRect(left, 7, view.columnWidth(column) - SPACE.medium - SPACE.hair, 20)
            painter.setFont(sized(self.font(), TYPE.body, QFont.Weight.DemiBold))
            painter.setPen(QColor(colours.text))
            name = in_language(plan.name, QLocale().name())
            metrics = painter.fontMetrics()
            painter.drawText(room, 0, metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width()))
            painter.setFont(tabular(sized(self.font(), TYPE.caption)))
            painter.setPen(QColor(colours.muted))
            price = price_text(plan) or self.tr("by request")
            metrics = painter.fontMetrics()
            room.translate(0, 20)
            painter.drawText(room, 0, metrics.elidedText(price, Qt.TextElideMode.ElideRight, room.width()))
        painter.end()


class ComparisonTable(Card):
    """The whole comparison, inside a page's scroll area.

    Signals:
        buy(str): *Buy now* of the plan with this id.
        request(): *Start a request* of the custom plan.
    """

    buy = Signal(str)
    request = Signal()

    def __init__(self, page: QScrollArea, parent: QWidget | None = None, *, with_primary: bool = True) -> None:
        """Args:
        page: scrolls it.
        with_primary: the recommended plan's button is the screen's primary one.
        """
        super().__init__("", parent)
        self.setObjectName("comparison")
        self._with_primary = with_primary
        self._page = page
        self.plans: tuple[Plan, ...] = ()
        self._model = ComparisonModel()
        self.rows_view = _Rows()
        self.rows_view.setModel(self._model)
        self.rows_view.setAccessibleName(self.tr("Comparison of the plans"))
        self.rows_view.selectionModel().currentChanged.connect(self._on_current)
        self._space = QWidget()
        self._window = QWidget()
        # What lies outside of it is reached by scrolling; a test of what fits has to know.
        self._window.setProperty("scrolls", True)
        self._heads = PlanHeads(self._window)
        self._heads_filled: tuple[object, ...] = ()
        self._sideways = QScrollBar(Qt.Orientation.Horizontal)
        inner = self.rows_view.horizontalScrollBar()
        inner.rangeChanged.connect(self._on_range)
        inner.valueChanged.connect(self._on_sideways)
        self._sideways.valueChanged.connect(inner.setValue)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._space)
        head.addWidget(self._window, 1)
        self._sideways.hide()
        if (layout := self.layout()) is not None:
            layout.setContentsMargins(SPACE.regular, 0, SPACE.regular, SPACE.regular)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addWidget(Line())
        self.body.addWidget(self._sideways)
        self.body.addWidget(self.rows_view)
        self._sticky = _StickyHeads(self, page.viewport())
        page.verticalScrollBar().valueChanged.connect(self._place_sticky)
        page.viewport().installEventFilter(self)

    def show_comparison(
        self, comparison: PlanComparison, current_plan: str, subscription: Subscription | None
    ) -> None:
        """Show the plans, the person's own marked."""
        filling = (comparison, current_plan, subscription)
        if filling == self._heads_filled:
            return
        self._heads_filled = filling
        self.plans = shown_plans(comparison, current_plan)
        names = tuple(in_language(plan.name, QLocale().name()) for plan in self.plans)
        self._model.fill(rows(comparison, current_plan), names)
        for row in range(self._model.rowCount()):
            if self._model.row(row).group:
                self.rows_view.setSpan(row, 0, 1, len(self.plans))
        self._heads.hide()
        self._heads.deleteLater()
        self._heads = PlanHeads(self._window)
        self._heads.fill(self.plans, current_plan, subscription, with_primary=self._with_primary)
        self._heads.buy.connect(self.buy)
        self._heads.request.connect(self.request)
        before: QWidget = self._space
        for button in self._heads.buttons.values():
            button.installEventFilter(self)
            QWidget.setTabOrder(before, button)
            before = button
        QWidget.setTabOrder(before, self.rows_view)
        self._heads.show()
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Bring a plan into view when its button gets the focus; follow the page's size."""
        if event.type() == QEvent.Type.FocusIn:
            for column, button in self._heads.buttons.items():
                if button is watched:
                    self.rows_view.horizontalScrollBar().setValue(
                        min(column * self._column_width, self._reach(column))
                    )
        elif event.type() == QEvent.Type.Resize and watched is self._page.viewport():
            self._place_sticky()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width out anew."""
        super().resizeEvent(event)
        self._fit()

    def _reach(self, column: int) -> int:
        """Return how far to scroll so that `column` is seen whole, and no further than now where it is."""
        now = self.rows_view.horizontalScrollBar().value()
        least = (column + 1) * self._column_width - self.rows_view.viewport().width()
        return max(now, least)

    @property
    def _column_width(self) -> int:
        room = self._inner_width() - self._names_width()
        return max(_NARROWEST_PLAN, self._heads.narrowest(), room // max(1, len(self.plans)))

    def _inner_width(self) -> int:
        return self.contentsRect().width() - 2 * SPACE.regular

    def _names_width(self) -> int:
        least, most = _NAMES
        return max(least, min(most, self._inner_width() * 21 // 100))

    def _fit(self) -> None:
        if not self.plans:
            return
        names, width = self._names_width(), self._column_width
        header = self.rows_view.verticalHeader()
        header.setFixedWidth(names)
        self._space.setFixedWidth(names)
        height = 0
        for row in range(self._model.rowCount()):
            needed = row_height(self._model.row(row), names, header.font())
            header.resizeSection(row, needed)
            height += needed
        for column in range(len(self.plans)):
            self.rows_view.setColumnWidth(column, width)
        self.rows_view.setFixedHeight(height)
        self._heads.set_column_width(width)
        needed = self._heads.sizeHint().height()
        self._window.setFixedHeight(needed)
        self._heads.resize(width * len(self.plans), needed)
        self._place_sticky()

    def _on_range(self, least: int, most: int) -> None:
        self._sideways.setRange(least, most)
        self._sideways.setPageStep(self.rows_view.horizontalScrollBar().pageStep())
        self._sideways.setSingleStep(self._column_width // 4)
        self._sideways.setVisible(most > least)

    def _on_sideways(self, value: int) -> None:
        self._sideways.setValue(value)
        self._heads.move(-value, 0)
        self._sticky.update()

    def _on_current(self, index: QModelIndex) -> None:
        inside = self._page.widget()
        if inside is None or not index.isValid() or not self.rows_view.hasFocus():
            return
        rect = self.rows_view.visualRect(index)
        place = self.rows_view.viewport().mapTo(inside, rect.center())
        self._page.ensureVisible(place.x(), place.y(), 0, rect.height() + _STICKY_HEIGHT)
        explanation = self._model.row(index.row()).explanation
        corner = self.rows_view.viewport().mapToGlobal(rect.bottomLeft())
        QToolTip.showText(corner, hint(explanation), self.rows_view.viewport(), rect)

    def _place_sticky(self) -> None:
        if not self.plans or not self.isVisible():
            self._sticky.hide()
            return
        viewport = self._page.viewport()
        left = self.rows_view.mapTo(viewport, self.rows_view.rect().topLeft())
        bottom = left.y() + self.rows_view.height()
        shown = left.y() < 0 and bottom > _STICKY_HEIGHT * 2
        self._sticky.setGeometry(left.x(), 0, self.rows_view.width(), _STICKY_HEIGHT)
        self._sticky.setVisible(shown)
        if shown:
            self._sticky.raise_()
            self._sticky.update()
