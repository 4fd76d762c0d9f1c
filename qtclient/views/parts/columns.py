"""Things side by side while there is room, one below the other where there is not."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from qtclient.resources.tokens import SPACE


class Columns(QWidget):
    """A row that becomes a column below a width.

    Args:
        below: width in logical pixels under which it becomes a column; it does so too where the contents need more.
    """

    def __init__(self, below: int, spacing: int = SPACE.large, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._below = below
        self._parts: list[QWidget] = []
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)

    def add(self, widget: QWidget, stretch: int = 1) -> None:
        """Add a column; `stretch` shares out the width."""
        self._parts.append(widget)
        self._box.addWidget(widget, stretch)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width of the widest part: less than that, and not even a column would fit.

        Were it the width of the row, a row would keep the room that it has no more, and swing between both layouts.
        """
        return QSize(max(self._widths(), default=0), self._box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the direction that the width allows."""
        widths = self._widths()
        needed = sum(widths) + self._box.spacing() * max(0, len(widths) - 1)
        narrow = event.size().width() < max(self._below, needed)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if direction != self._box.direction():
            self._box.setDirection(direction)
        super().resizeEvent(event)

    def _widths(self) -> list[int]:
        return [part.minimumSizeHint().width() for part in self._parts if not part.isHidden()]
