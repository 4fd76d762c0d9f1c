"""A round picture of a person: initials on the accent colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from qtclient.resources import current, icon
from qtclient.views.parts.text import sized


def initials(name: str) -> str:
    """Return one or two letters for `name`: the first of its first and last word."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return ""
    letters = words[0][0] if len(words) == 1 else words[0][0] + words[-1][0]
    return letters.upper()


def paint_avatar(painter: QPainter, rect: QRectF, name: str, font: QFont) -> None:
    """Draw the avatar of `name` into `rect`; a quiet disc where the name is not known yet."""
    tokens = current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    letters = initials(name)
    painter.setBrush(QColor(tokens.accent_fill if letters else tokens.skeleton))
    painter.drawEllipse(rect)
    painter.setPen(QColor(tokens.on_accent))
    painter.setFont(sized(font, round(rect.height() * 0.4), QFont.Weight.DemiBold))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), letters)


class Avatar(QWidget):
    """An avatar that only shows."""

    def __init__(self, name: str, size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw it."""
        paint_avatar(QPainter(self), QRectF(self.rect()), self._name, self.font())


class AvatarButton(QAbstractButton):
    """The silhouette at top right, which opens its menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._arrow = icon("chevron-down")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_name(self, name: str) -> None:
        """Show the initials of `name`."""
        self._name = name
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for the disc and its arrow."""
        return QSize(58, 40)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw disc and arrow, on a quiet ground under the pointer."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(current().hover))
            painter.drawRoundedRect(self.rect(), 8, 8)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        paint_avatar(painter, QRectF(22 if mirrored else 4, 4, 32, 32), self._name, self.font())
        self._arrow.paint(painter, 3 if mirrored else self.width() - 19, 12, 16, 16)
