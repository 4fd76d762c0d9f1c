"""Things side by side while there is room, one below the other where there is not."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from qtclient.resources.tokens import SPACE


class Columns(QWidget):
    """A row that becomes a column below a width.

    Args:
        below: width in logical pixels under which it becomes a column.
    """

    def __init__(self, below: int, spacing: int = SPACE.large, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._below = below
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)

    def add(self, widget: QWidget, stretch: int = 1) -> None:
        """Add a column; `stretch` shares out the width."""
        self._box.addWidget(widget, stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the direction that the width allows."""
        narrow = event.size().width() < self._below
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if direction != self._box.direction():
            self._box.setDirection(direction)
        super().resizeEvent(event)
