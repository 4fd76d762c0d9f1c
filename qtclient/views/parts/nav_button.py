"""A row of the sidebar."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from qtclient.resources import current, icon
from qtclient.resources.tokens import RADIUS, SPACE, TYPE
from qtclient.views.parts.text import sized

_HEIGHT = 36
_ICON = 20


class NavButton(QAbstractButton):
    """Icon and word; marked where it is the place that is shown. In a narrow window the icon stands alone."""

    def __init__(self, icon_name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFont(sized(self.font(), TYPE.body, QFont.Weight.Medium))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._narrow = False
        self._quiet = icon(icon_name)
        self._marked = icon(icon_name, "accent")

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon only, the word as tool tip."""
        self._narrow = narrow
        self.setToolTip(self.text() if narrow else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for icon and word."""
        if self._narrow:
            return QSize(_HEIGHT, _HEIGHT)
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + _ICON + 3 * SPACE.medium, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the row."""
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse() or self.isDown():
            painter.setPen(QColor(tokens.accent) if self._outlined() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft if self.isChecked() else tokens.hover))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS.control, RADIUS.control)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = (self.width() - _ICON) // 2 if self._narrow else SPACE.medium
        place = QRect(self.width() - left - _ICON if mirrored else left, (self.height() - _ICON) // 2, _ICON, _ICON)
        (self._marked if self.isChecked() else self._quiet).paint(painter, place)
        if self._narrow:
            return
        words = self.rect().adjusted(left + _ICON + 10, 0, -SPACE.small, 0)
        if mirrored:
            words = self.rect().adjusted(SPACE.small, 0, -left - _ICON - 10, 0)
        painter.setPen(QColor(tokens.accent if self.isChecked() else tokens.text))
        # Qt mirrors by the painter's direction: the leading side is called left in both.
        side = Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, int(side | Qt.AlignmentFlag.AlignVCenter), self.text())

    def _outlined(self) -> bool:
        return self.isChecked() and current().name == "high-contrast"
