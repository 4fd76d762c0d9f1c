"""The shape of what is still loading."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qtclient.resources import current


class Skeleton(QWidget):
    """A quiet bar in the place of a text or figure to come.

    Args:
        width: logical pixels; 0 takes all there is.
        height: logical pixels.
    """

    def __init__(self, width: int, height: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = QSize(width or 120, height)
        horizontal = QSizePolicy.Policy.Maximum if width else QSizePolicy.Policy.Expanding
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(min(width, 40))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size asked for."""
        return self._hint

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw a rounded bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(current().skeleton))
        radius = min(6.0, self.height() / 2)
        painter.drawRoundedRect(self.rect(), radius, radius)
