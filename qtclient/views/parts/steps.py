"""Where somebody stands on a short way: a slim line in as many parts as there are steps."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from qtclient.resources import current
from qtclient.resources.tokens import SPACE
from qtclient.views.parts.text import caption

_THICK = 4
_GAP = 6


class _Line(QWidget):
    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count
        self._done = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_done(self, done: int) -> None:
        self._done = done
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(160, _THICK)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() - _GAP * (self._count - 1)) / self._count
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for index in range(self._count):
            place = self._count - 1 - index if mirrored else index
            painter.setBrush(QColor(tokens.accent_fill if index < self._done else tokens.skeleton))
            painter.drawRoundedRect(QRectF(place * (width + _GAP), 0, width, _THICK), 2, 2)


class Steps(QWidget):
    """Says which of the named steps this is."""

    def __init__(self, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._line = _Line(len(names))
        self._words = caption("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.small)
        layout.addWidget(self._line)
        layout.addWidget(self._words)
        self.show_step(0)

    def show_step(self, index: int) -> None:
        """Show the step `index`, counted from 0."""
        template = QCoreApplication.translate("Steps", "Step {number} of {count}: {name}")
        name = self._names[index]
        self._words.setText(template.format(number=index + 1, count=len(self._names), name=name))
        self._line.show_done(index + 1)
