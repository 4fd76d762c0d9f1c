"""The frame of a page: title, one line under it, and a column in the middle that scrolls."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from qtclient.resources.tokens import CONTENT_WIDTH, SPACE
from qtclient.views.parts.text import body, title


class _ReservedBar(QScrollBar):
    """A scroll bar that is not seen while there is nothing to scroll."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the bar where it can be moved."""
        if self.maximum() > self.minimum():
            super().paintEvent(event)


class Column(QScrollArea):
    """Scrolls its contents downwards only, in a column of at most `width` logical pixels in the middle."""

    def __init__(self, width: int = CONTENT_WIDTH, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The bar keeps its place when there is nothing to scroll: the width of a page never depends on its height,
        # nothing jumps when data arrives, and what stands side by side cannot swing between two layouts.
        self.setVerticalScrollBar(_ReservedBar())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        # A page is not a stop on the way of Tab: its controls are.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Its own one paints no ground; and to ask Qt for the one it made costs PySide a search through all classes.
        self.setViewport(QWidget())
        self._outside = outside = QWidget()
        outside.setObjectName("column")
        around = QHBoxLayout(outside)
        around.setContentsMargins(SPACE.large, SPACE.huge, SPACE.large, SPACE.huge)
        around.setSpacing(0)
        self.column = QWidget()
        self.column.setMaximumWidth(width)
        around.addStretch(1)
        around.addWidget(self.column, 1000)
        around.addStretch(1)
        self.body = QVBoxLayout(self.column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(SPACE.large)
        self.setWidget(outside)
        outside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep the width no smaller than the contents can bear, so that nothing is cut off sideways."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._outside:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the narrowest width in which the contents still fit; any height."""
        inside = self._outside.minimumSizeHint().width()
        return QSize(inside + self.verticalScrollBar().sizeHint().width(), 120)


class Page(QWidget):
    """A screen's frame. Contents go into `body`, actions beside the title into `head`."""

    def __init__(self, page_title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = Column()
        self.title = title(page_title)
        self.subtitle = body(subtitle).set_tone("muted")
        self.subtitle.set_text_or_hide(subtitle)
        words = QVBoxLayout()
        words.setSpacing(SPACE.hair)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self.head = QHBoxLayout()
        self.head.setSpacing(SPACE.small)
        self.head.addLayout(words, 1)
        self.area.body.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE.large)
        self.area.body.addLayout(self.body)
        self.area.body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)

    def set_subtitle(self, text: str) -> None:
        """Say in one line how things stand."""
        self.subtitle.set_text_or_hide(text)
