"""Tabs under the title of a page: words with a line under the one that is shown."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from qtclient.resources import current
from qtclient.resources.tokens import SPACE, TYPE
from qtclient.views.parts.text import sized


class _Tab(QAbstractButton):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setFont(sized(self.font(), TYPE.body, QFont.Weight.Medium))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2 * SPACE.medium, 40)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.isChecked() or self.underMouse()
        painter.setPen(QColor(tokens.text if strong else tokens.muted))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            line = QRectF(SPACE.medium, self.height() - 3, self.width() - 2 * SPACE.medium, 3)
            painter.drawRoundedRect(line, 1.5, 1.5)


class TabStrip(QWidget):
    """A row of tabs; the arrow keys go from one to the next.

    Signals:
        chosen(str): the key of the tab that was chosen by the person.
    """

    chosen = Signal(str)

    def __init__(self, tabs: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        """Args:
        tabs: key and label of each.
        """
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._tabs: dict[str, _Tab] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.hair)
        for key, label in tabs:
            tab = _Tab(label, self)
            tab.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._group.addButton(tab)
            self._tabs[key] = tab
            layout.addWidget(tab)
        layout.addStretch(1)

    def show_chosen(self, key: str) -> None:
        """Mark the tab with `key`."""
        self._tabs[key].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go to the neighbour with the arrow keys, in reading direction."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        keys = list(self._tabs)
        now = next((index for index, key in enumerate(keys) if self._tabs[key].isChecked()), 0)
        tab = self._tabs[keys[(now + step) % len(keys)]]
        tab.setFocus(Qt.FocusReason.TabFocusReason)
        tab.click()
