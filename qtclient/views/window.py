"""The one window: its frame is painted at once, its contents come when they are loaded.

Imported before the first paint, so it draws with Qt's painter and the tokens alone, and builds no other widget. It
draws the shapes that the shell has while nobody is known to be signed in, in the same places, so that nothing jumps
when the shell takes over; `tests/qtclient/views/test_window.py` compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtclient.resources.tokens import (
    CONTENT_WIDTH,
    FOOTER,
    HIGH_CONTRAST,
    LIGHT,
    NARROW_BELOW,
    RADIUS,
    SIDE_BY_SIDE,
    SIDEBAR,
    SIDEBAR_NARROW,
    SPACE,
    TITLE_BAR,
    Palette,
)

_CARD_HEIGHT = 290
_ROW = 36
# The screens' scroll bar keeps its place.
_SCROLL_BAR = 10
# Top, width and height of the bars in the two cards, from a card's corner.
_BARS = (
    ((25, 110, 16), (61, 180, 28), (101, 240, 14), (127, 200, 14), (229, 140, 36)),
    ((25, 110, 16), (61, 112, 28), (101, 240, 14), (127, 220, 14), (229, 140, 36)),
)
# Top of each row of the sidebar and width of its word; with words, there is a caption between the first two.
_ROWS = ((73, 60), (150, 36), (188, 42), (226, 54))
_ROWS_NARROW = ((73, 0), (111, 0), (149, 0), (187, 0))


class Shape(NamedTuple):
    """A rounded rectangle, in logical pixels; colours as the tokens have them, `border` "" for none."""

    x: int
    y: int
    width: int
    height: int
    fill: str
    radius: int = 0
    border: str = ""


class Window(QWidget):
    """Shows the frame in the colours of `palette` until it is filled.

    Signals:
        closing: the window is about to close.
    """

    closing = Signal()

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self._filled = False
        self.setWindowTitle("License Desk")
        self.resize(1180, 780)
        self.setMinimumSize(680, 480)

    def fill(self, contents: QWidget) -> None:
        """Put `contents`, a child of this window, in the frame's place."""
        self._filled = True
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(contents)
        contents.show()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that the window closes; nothing asks "are you sure": what was under way is in the journal."""
        self.closing.emit()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the frame, mirrored where reading goes from right to left."""
        if self._filled:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.isRightToLeft()
        for x, y, width, height, fill, radius, border in frame(self.width(), self.height(), self._palette):
            place = QRectF(self.width() - x - width if mirrored else x, y, width, height)
            if not radius:
                painter.fillRect(place, QColor(fill))
                continue
            if border:
                # A hairline is drawn along the middle of its pixels.
                place.adjust(0.5, 0.5, -0.5, -0.5)
            painter.setPen(QColor(border or "transparent"))
            painter.setBrush(QColor(fill))
            painter.drawRoundedRect(place, radius, radius)


def frame(width: int, height: int, p: Palette) -> Iterator[Shape]:
    """Return the shapes of an empty window, from back to front, for reading from left to right."""
    yield Shape(0, 0, width, height, p.canvas)
    yield Shape(0, 0, width, TITLE_BAR, p.surface)
    yield Shape(21, 16, 24, 24, LIGHT.accent_fill, RADIUS.control)  # the mark is the same in every palette
    yield Shape(56, 21, 90, 14, p.skeleton, RADIUS.control)
    yield Shape(width - 70, 12, 32, 32, p.skeleton, 16)
    yield Shape(0, TITLE_BAR, width, 1, p.border)
    narrow = width < NARROW_BELOW
    side = SIDEBAR_NARROW if narrow else SIDEBAR
    yield from _sidebar(side, p, narrow=narrow)
    yield Shape(side, TITLE_BAR + 1, 1, height - TITLE_BAR - 1, p.border)
    room = width - side - 1 - _SCROLL_BAR - 2 * SPACE.large
    # As the page's layout shares out its room (`parts/page.py`).
    column = min(room * 1000 // 1002, CONTENT_WIDTH)
    left = side + 1 + SPACE.large + (room - column + 1) // 2
    yield Shape(left, 96, 132, 26, p.skeleton, RADIUS.control)
    yield from _cards(left, 176, column, p)
    # What is too long for the screen ends where the line under it begins.
    yield Shape(side + 1, height - FOOTER, width - side - 1, FOOTER, p.canvas)
    yield Shape(side + 1, height - FOOTER, width - side - 1, 1, p.border)


def _cards(left: int, top: int, width: int, p: Palette) -> Iterator[Shape]:
    if width < SIDE_BY_SIDE:
        places = ((left, top, width), (left, top + _CARD_HEIGHT + SPACE.large, width))
    else:
        second = (width - SPACE.large) // 2
        first = width - SPACE.large - second
        places = ((left, top, first), (left + first + SPACE.large, top, second))
    for (x, y, card), bars in zip(places, _BARS, strict=True):
        yield Shape(x, y, card, _CARD_HEIGHT, p.surface, RADIUS.card, p.border)
        for below, bar, thickness in bars:
            yield Shape(x + SPACE.large + 1, y + below, bar, thickness, p.skeleton, RADIUS.control)


def _sidebar(width: int, p: Palette, *, narrow: bool) -> Iterator[Shape]:
    first = True
    for top, word in _ROWS_NARROW if narrow else _ROWS:
        if first:
            outline = p.accent if p is HIGH_CONTRAST else ""
            chosen = width - 2 * SPACE.medium - 1
            yield Shape(SPACE.medium, top, chosen, _ROW - 1, p.accent_soft, RADIUS.control, outline)
        icon = (width - 20) // 2 if narrow else 2 * SPACE.medium
        yield Shape(icon + 2, top + 10, 16, 16, p.skeleton, RADIUS.control)
        if word:
            yield Shape(54, top + 11, word, 14, p.skeleton, RADIUS.control)
        first = False
