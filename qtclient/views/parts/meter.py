"""How much of a limit is used: as a bar in a list, as a ring where it is the main thing."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from qtclient.resources import current
from qtclient.resources.tokens import ACCENT, DANGER, TYPE
from qtclient.views.parts.text import sized, tabular

NEAR = 0.8
"""The part of a limit from which on it is called near."""


def tone_of(used: int, limit: int | None) -> str:
    """Return the tone of `used` of `limit`; without a limit (None), or with one of 1, it is never a worry."""
    if limit is None or limit <= 1 or used < limit * NEAR:
        return ACCENT
    return DANGER if used >= limit else "attention_mark"


class Bar(QWidget):
    """A thin bar. Decoration: the numbers stand beside it as text."""

    def __init__(self, used: int, limit: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0.0 if not limit else min(1.0, used / limit)
        self._tone = tone_of(used, limit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a bar's usual size."""
        return QSize(120, 6)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw track and part."""
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.skeleton))
        whole = QRectF(self.rect())
        painter.drawRoundedRect(whole, 3, 3)
        if self._part:
            width = max(6.0, whole.width() * self._part)
            left = whole.width() - width if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0.0
            painter.setBrush(QColor(tokens.tone(self._tone)))
            painter.drawRoundedRect(QRectF(left, 0, width, whole.height()), 3, 3)


class Ring(QWidget):
    """A ring with a short text in its middle.

    Args:
        text: what stands in the middle ("81%").
    """

    def __init__(self, used: int, limit: int | None, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0.0 if not limit else min(1.0, used / limit)
        self._tone = tone_of(used, limit)
        self._text = text
        self.setFixedSize(112, 112)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw track, arc and text."""
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(6, 6, -6, -6)
        pen = QPen(QColor(tokens.skeleton), 9)
        painter.setPen(pen)
        painter.drawEllipse(place)
        if self._part:
            pen.setColor(QColor(tokens.tone(self._tone)))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            # Angles are sixteenths of a degree, from three o'clock against the clock.
            turn = 1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else -1
            painter.drawArc(place, 90 * 16, turn * max(1, round(360 * 16 * self._part)))
        painter.setPen(QColor(tokens.text))
        painter.setFont(tabular(sized(self.font(), TYPE.figure, QFont.Weight.DemiBold)))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._text)
