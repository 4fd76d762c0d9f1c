"""One of a few choices, with words that may be long: Qt's own neither wraps nor takes the tokens."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from qtclient.resources import current
from qtclient.resources.tokens import SPACE

_RING = 18
_DOT = 8
_BESIDE = _RING + SPACE.small + 2


class RadioButton(QRadioButton):
    """A radio button with wrapping text; those of one parent exclude each other."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the text on one line, within reason."""
        wide = min(self.fontMetrics().horizontalAdvance(self.text()), 420) + _BESIDE
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a size that still shows whole words."""
        return QSize(160, _RING + 4)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say that narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height of the text broken at `width`."""
        room = QRect(0, 0, max(40, width - _BESIDE), 10_000)
        return max(_RING, self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height()) + 4

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Count a press anywhere on ring or words."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the ring beside the first line, and the words."""
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        top = 2 + max(0, (self.fontMetrics().height() - _RING) // 2)
        ring = QRectF((self.width() - _RING - 1 if mirrored else 1) + 0.5, top + 0.5, _RING - 1, _RING - 1)
        chosen = tokens.accent_fill if self.isEnabled() else tokens.disabled
        outline = tokens.control if self.isEnabled() else tokens.border
        painter.setPen(QPen(QColor(chosen if self.isChecked() else outline), 1.0))
        painter.setBrush(QColor(tokens.hover if self.underMouse() and self.isEnabled() else tokens.surface))
        painter.drawEllipse(ring)
        if self.isChecked():
            inset = (ring.width() - _DOT) / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(chosen))
            painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset))
        words = QRect(0 if mirrored else _BESIDE, 2, self.width() - _BESIDE, self.height() - 4)
        painter.setPen(QColor(tokens.text if self.isEnabled() else tokens.disabled))
        # Qt mirrors by the painter's direction: the leading side is called left in both.
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(words, int(flags | Qt.TextFlag.TextWordWrap), self.text())
