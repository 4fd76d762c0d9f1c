"""The product's mark."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from qtclient.resources import application_icon


class Mark(QWidget):
    """Paints the application's icon at `size` logical pixels."""

    def __init__(self, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = application_icon()
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw it."""
        self._icon.paint(QPainter(self), self.rect())
