"""One data center in the picker: chosen as a whole, or saying why it cannot be."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from qtclient.resources import current, icon
from qtclient.resources.tokens import RADIUS, SPACE
from qtclient.views.parts.chip import Chip
from qtclient.views.parts.text import caption, strong

_MARK = 18
INDENT = SPACE.regular + _MARK + SPACE.medium
"""Where the words of a row begin, in logical pixels."""
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class DataCenterRow(QRadioButton):
    """City, chip, facts and a reason. Arrow keys go from row to row; Enter, Space or a click chooses.

    A row that cannot be chosen takes the focus all the same, so that its reason can be read and heard.

    Signals:
        chosen(): this one is wanted.
        step(int): the focus should go on to the next (1) or the previous (-1) row.
        focused(): the focus came.
    """

    chosen = Signal()
    step = Signal(int)
    focused = Signal()

    def __init__(
        self,
        city: str,
        facts: str,
        reason: str,
        *,
        chip: str = "",
        meaning: str = "neutral",
        open_to_all: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._open = open_to_all
        self._lock = icon("lock", "muted")
        # The labels inside are drawing only: what a screen reader says is the row's own name.
        self.setAccessibleName(", ".join(part for part in (city, facts, chip) if part))
        self.setAccessibleDescription(reason)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if open_to_all:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, SPACE.medium, 0, SPACE.medium)
        across.setSpacing(0)
        words = QVBoxLayout()
        # Spaces and not margins, which keep their side where the window is mirrored.
        across.addSpacing(INDENT)
        across.addLayout(words, 1)
        across.addSpacing(SPACE.medium)
        words.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(SPACE.small)
        first.addWidget(strong(city).set_wrapped(False).set_tone("text" if open_to_all else "muted"))
        if chip:
            first.addWidget(Chip(chip, meaning))
        first.addStretch(1)
        words.addLayout(first)
        words.addWidget(caption(facts))
        if reason:
            words.addWidget(caption(reason).set_tone("text" if open_to_all else "muted"))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(self._on_click)

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Leave the mark alone: the state decides who has it."""

    def _on_click(self) -> None:
        if self._open:
            self.chosen.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tell of the focus."""
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Walk with the arrows, choose with Enter."""
        if (step := _STEPS.get(Qt.Key(event.key()))) is not None:
            self.step.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Count a press anywhere in the row."""
        return self.rect().contains(position)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return what the words ask for."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a size that leaves the height to the width: broken words know it only then."""
        return QSize(160, 2 * SPACE.medium + _MARK)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say that narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height of the words broken at `width`."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else super().heightForWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the ground and the mark."""
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        warm = self._open and (self.underMouse() or self.isDown())
        edge = tokens.accent if self.isChecked() else tokens.control if warm else tokens.border
        width = 2 if self.isChecked() else 1
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(tokens.hover if self._open and self.isDown() else tokens.surface))
        radius, half = RADIUS.card - 2, width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        self._paint_mark(painter)

    def _paint_mark(self, painter: QPainter) -> None:
        tokens = current()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - SPACE.regular - _MARK if mirrored else SPACE.regular
        circle = QRectF(left + 0.5, SPACE.medium + 1.5, _MARK - 1, _MARK - 1)
        if not self._open:
            self._lock.paint(painter, circle.toRect())
            return
        painter.setPen(QPen(QColor(tokens.accent_fill if self.isChecked() else tokens.control), 1))
        painter.setBrush(QColor(tokens.accent_fill if self.isChecked() else tokens.surface))
        painter.drawEllipse(circle)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.on_accent))
            painter.drawEllipse(circle.adjusted(5, 5, -5, -5))
