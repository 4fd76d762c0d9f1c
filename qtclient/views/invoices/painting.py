"""How the rows of the list are painted: by delegate, with everything that is the same for all rows made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qtclient.presenters.invoice_model import ABOUT, ISSUED, NUMBER, OPEN, SAVE, TOTAL, WORDS
from qtclient.resources import current, icon
from qtclient.resources.tokens import NEUTRAL, RADIUS, SPACE, TYPE
from qtclient.views.parts.text import sized, tabular

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qtclient.presenters.invoice_words import RowWords
    from qtclient.resources.tokens import Palette

ROW: Final = 44
"""Height of a row, in logical pixels."""
BESIDE: Final = SPACE.medium
"""Room left and right of what stands in a cell."""

_ICON = 18
_BAR = 12
_SKELETONS = {NUMBER: 84, ISSUED: 96, ABOUT: 140, TOTAL: 80}


class InvoiceDelegate(QStyledItemDelegate):
    """Paints a cell of a row that is there, and the shape of one that is still to come.

    Attributes:
        body: the font of running text.
        compact: there is little room: days are written in figures.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        plain = parent.font()
        self.body: QFont = tabular(sized(plain, TYPE.body))
        self._weighty = tabular(sized(plain, TYPE.body, QFont.Weight.Medium))
        self._small = sized(plain, TYPE.caption, QFont.Weight.Medium)
        self._icons = {
            (column, tone): icon(name, tone)
            for column, name in ((OPEN, "external"), (SAVE, "download"))
            for tone in ("muted", "accent")
        }
        self.compact = False
        # Not asked at each cell: to find out which palette is in force takes longer than to paint one.
        self._palette: Palette = current()

    def follow_palette(self) -> None:
        """Take the colours that are in force now."""
        self._palette = current()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        colours = self._palette
        column = index.column()
        words: RowWords | None = index.data(WORDS)
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
        painter.setPen(QColor(colours.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if words is None:
            self._paint_skeleton(painter, rect, column, mirrored=mirrored)
        elif column in {OPEN, SAVE}:
            self._paint_action(painter, rect, column, warm=bool(state & QStyle.StateFlag.State_MouseOver))
        else:
            self._paint_words(painter, rect, column, words, mirrored=mirrored)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(2, 2, -3, -4), RADIUS.control, RADIUS.control)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, column: int, words: RowWords, *, mirrored: bool) -> None:
        colours = self._palette
        room = rect.adjusted(BESIDE, 0, -BESIDE, 0)
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        if column == TOTAL:
            text, font, tone = words.total, self._weighty, colours.text
            side = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        elif column == NUMBER:
            text, font, tone = words.number, self._weighty, colours.text
        elif column == ISSUED:
            text = words.issued_short if self.compact else words.issued
            font, tone = self.body, colours.muted
        else:
            text, font, tone = words.about, self.body, colours.text
            if words.chip:
                room = self._paint_chip(painter, room, words.chip, mirrored=mirrored)
        if column in {NUMBER, TOTAL}:
            # Figures with a sign in front have it in front in every language.
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(font)
        painter.setPen(QColor(tone))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter), shown)

    def _paint_chip(self, painter: QPainter, room: QRect, text: str, *, mirrored: bool) -> QRect:
        """Paint the mark of a credit note, and return the room that is left beside it."""
        colours = self._palette
        metrics = QFontMetrics(self._small)
        width = min(room.width(), metrics.horizontalAdvance(text) + 2 * 9)
        left = room.right() + 1 - width if mirrored else room.left()
        box = QRectF(left + 0.5, room.center().y() - 10 + 0.5, width - 1, 20)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.muted) if colours.name == "high-contrast" else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.soft(NEUTRAL)))
        painter.drawRoundedRect(box, 10, 10)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setFont(self._small)
        painter.setPen(QColor(colours.tone(NEUTRAL)))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - 8)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), shown)
        used = width + SPACE.small
        return room.adjusted(0, 0, -used, 0) if mirrored else room.adjusted(used, 0, 0, 0)

    def _paint_action(self, painter: QPainter, rect: QRect, column: int, *, warm: bool) -> None:
        box = QRect(rect.center().x() - _ICON // 2, rect.center().y() - _ICON // 2, _ICON, _ICON)
        if warm:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._palette.hover))
            painter.drawRoundedRect(box.adjusted(-8, -8, 8, 8), RADIUS.control, RADIUS.control)
        self._icons[column, "accent" if warm else "muted"].paint(painter, box)

    def _paint_skeleton(self, painter: QPainter, rect: QRect, column: int, *, mirrored: bool) -> None:
        wide = min(_SKELETONS.get(column, 0), rect.width() - 2 * BESIDE)
        if wide <= 0:
            return
        at_the_right = (column == TOTAL) != mirrored
        left = rect.right() + 1 - BESIDE - wide if at_the_right else rect.left() + BESIDE
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette.skeleton))
        painter.drawRoundedRect(QRectF(left, rect.center().y() - _BAR / 2, wide, _BAR), _BAR / 2, _BAR / 2)
