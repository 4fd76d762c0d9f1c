"""Cards and hairlines."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qtclient.resources.tokens import SPACE
from qtclient.views.parts.text import heading


class Line(QFrame):
    """A hairline, lying or standing."""

    def __init__(
        self, orientation: Qt.Orientation = Qt.Orientation.Horizontal, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        if orientation == Qt.Orientation.Horizontal:
            self.setFixedHeight(1)
        else:
            self.setFixedWidth(1)


class Card(QFrame):
    """A surface with a hairline border. Contents go into `body`, what stands right of the title into `head`."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE.large, SPACE.large - 4, SPACE.large, SPACE.large)
        outer.setSpacing(SPACE.regular)
        self.head = QHBoxLayout()
        self.head.setSpacing(SPACE.small)
        if title:
            self.title = heading(title)
            self.head.addWidget(self.title, 1)
            self.setAccessibleName(title)
            outer.addLayout(self.head)
        else:
            outer.setContentsMargins(SPACE.large, SPACE.large, SPACE.large, SPACE.large)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE.medium)
        outer.addLayout(self.body, 1)
