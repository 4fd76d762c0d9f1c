"""A check box whose words may be long: Qt's own neither wraps nor takes the tokens."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from qtclient.resources import current, icon
from qtclient.resources.tokens import SPACE

_BOX = 18


class CheckBox(QCheckBox):
    """A check box with wrapping text; `set_problem` marks it as needed."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._wrong = False
        self._tick = icon("check", "on_accent")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_problem(self, wrong: bool) -> None:
        """Draw the box as one that has to be ticked first."""
        self._wrong = wrong
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the text on one line, within reason."""
        wide = min(self.fontMetrics().horizontalAdvance(self.text()), 420) + _BOX + SPACE.small + 2
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a size that still shows whole words."""
        return QSize(160, _BOX + 4)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say that narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height of the text broken at `width`."""
        room = max(40, width - _BOX - SPACE.small - 2)
        words = self.fontMetrics().boundingRect(
            QRect(0, 0, room, 10_000), Qt.TextFlag.TextWordWrap, self._shown_text()
        )
        return max(_BOX, words.height()) + 4

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Count a press anywhere on box or words."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the box beside the first line, and the words."""
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        line = self.fontMetrics().height()
        top = 2 + max(0, (line - _BOX) // 2)
        left = self.width() - _BOX - 1 if mirrored else 1
        box = QRectF(left + 0.5, top + 0.5, _BOX - 1, _BOX - 1)
        outline = tokens.danger if self._wrong and not self.isChecked() else tokens.control
        if not self.isEnabled():
            outline = tokens.border
        if self.isChecked():
            fill = tokens.accent_fill if self.isEnabled() else tokens.disabled
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(fill))
        else:
            painter.setPen(QPen(QColor(outline), 1.0))
            painter.setBrush(QColor(tokens.hover if self.underMouse() and self.isEnabled() else tokens.surface))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            self._tick.paint(painter, box.toRect().adjusted(1, 1, -1, -1))
        words = QRect(0, 2, self.width() - _BOX - SPACE.small - 2, self.height() - 4)
        if not mirrored:
            words.moveLeft(_BOX + SPACE.small + 2)
        painter.setPen(QColor(tokens.text if self.isEnabled() else tokens.disabled))
        # Qt mirrors by the painter's direction: the leading side is called left in both.
        side = Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            words, int(side | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), self._shown_text()
        )

    def _shown_text(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
