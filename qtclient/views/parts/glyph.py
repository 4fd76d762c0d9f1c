"""An icon that stands by itself."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qtclient.resources import icon


class Glyph(QWidget):
    """Paints an icon of the family; decoration only, so it has no accessible name.

    Args:
        size: edge in logical pixels.
        tone: see `Palette.tone`.
    """

    def __init__(self, name: str, size: int = 20, tone: str = "muted", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._icon = icon(name, tone)
        self.setFixedSize(size, size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, tone: str = "muted") -> None:
        """Show another icon."""
        self._icon = icon(name, tone)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the icon's size."""
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the icon in the colour of the palette in force."""
        self._icon.paint(QPainter(self), self.rect())
