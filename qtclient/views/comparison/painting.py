"""How the comparison's cells and feature names are painted: by palette and delegate, never by a style sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qtclient.resources import current, icon
from qtclient.resources.tokens import RADIUS, SPACE, TYPE
from qtclient.views.comparison.content import LESS, MORE, CellText, Row
from qtclient.views.comparison.model import CELL, ROW
from qtclient.views.parts.text import sized, tabular

if TYPE_CHECKING:
    from qtclient.resources.tokens import Palette

_ICON = 16
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
_LEAST_ROW = 40
GROUP_ROW = 44


def row_height(row: Row, width: int, font: QFont) -> int:
    """Return how high `row` has to be for its name to be readable in `width` logical pixels."""
    if row.group:
        return GROUP_ROW
    room = _name_room(QRect(0, 0, width, 10_000), explained=bool(row.explanation))
    words = QFontMetrics(font).boundingRect(room, int(_WRAPPED), row.name).height()
    return max(_LEAST_ROW, words + 2 * SPACE.small + 2)


def _name_room(section: QRect, *, explained: bool) -> QRect:
    right = SPACE.small + (_ICON + SPACE.small if explained else 0)
    return section.adjusted(0, 0, -right, 0)


class FeatureNames(QHeaderView):
    """The names of the features, standing still at the left while the plans are scrolled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFont(sized(self.font(), TYPE.body))
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803 - Qt's names
        """Paint a feature's name, wrapped, with a sign where an explanation waits; a group's name stands out."""
        row: Row = self.model().headerData(logicalIndex, Qt.Orientation.Vertical, ROW)
        colours = current()
        painter.save()
        painter.fillRect(rect, QColor(colours.surface))
        if row.group:
            painter.setFont(sized(self.font(), TYPE.caption, QFont.Weight.DemiBold))
            painter.setPen(QColor(colours.muted))
            room = rect.adjusted(0, SPACE.medium, -SPACE.small, 0)
            painter.drawText(room, int(_WRAPPED), row.name)
        else:
            painter.setFont(self.font())
            painter.setPen(QColor(colours.text))
            painter.drawText(_name_room(rect, explained=bool(row.explanation)), int(_WRAPPED), row.name)
            if row.explanation:
                top = rect.center().y() - _ICON // 2
                icon("info").paint(painter, QRect(rect.right() - _ICON - SPACE.small, top, _ICON, _ICON))
        _hairline(painter, rect, colours)
        painter.restore()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width that the table decided on."""
        return QSize(self.minimumWidth(), super().sizeHint().height())


class OfferDelegate(QStyledItemDelegate):
    """Paints what a plan offers: a number or words, a tick, and whether it is more or less than the person has."""

    _tones: ClassVar = {MORE: "good", LESS: "attention"}

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colours = current()
        cell: CellText | None = index.data(CELL)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cell is not None:
            self._paint_offer(painter, rect, cell, colours)
        _hairline(painter, rect, colours)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(2, 2, -3, -3), RADIUS.control, RADIUS.control)
        painter.restore()

    def _paint_offer(self, painter: QPainter, rect: QRect, cell: CellText, colours: Palette) -> None:
        tone = self._tones.get(cell.against_current, "")
        left = rect.left() + SPACE.medium
        if tone:
            mark = QRect(rect.left() + SPACE.hair, rect.center().y() - 9, 3, 18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.tone(tone)))
            painter.drawRoundedRect(mark, 1.5, 1.5)
        if cell.tick:
            box = QRect(left, rect.center().y() - _ICON // 2, _ICON, _ICON)
            icon("check", tone or "text").paint(painter, box)
            left += _ICON + SPACE.small - 2
        weight = QFont.Weight.DemiBold if tone else QFont.Weight.Normal
        painter.setFont(tabular(sized(painter.font(), TYPE.body, weight)))
        quiet = cell.text == "–"
        painter.setPen(QColor(colours.muted if quiet else colours.text))
        room = QRect(left, rect.top(), rect.right() - left - SPACE.hair, rect.height())
        painter.drawText(room, int(_WRAPPED), cell.text)


def _hairline(painter: QPainter, rect: QRect, colours: Palette) -> None:
    # An icon leaves smoothing on, which would smear a line of one pixel over two.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QColor(colours.border))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
