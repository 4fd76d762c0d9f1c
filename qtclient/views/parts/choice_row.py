"""A row that is chosen as a whole: a button with words of its own inside."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qtclient.resources import current
from qtclient.resources.tokens import RADIUS, SPACE
from qtclient.views.parts.chip import Chip
from qtclient.views.parts.glyph import Glyph
from qtclient.views.parts.text import caption, strong


class ChoiceRow(QAbstractButton):
    """Title, chip and description; one press chooses."""

    def __init__(
        self, title: str, chip: str, meaning: str, description: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        # The labels inside are drawing only: what a screen reader says is the button's own name.
        self.setAccessibleName(f"{title}, {chip}" if chip else title)
        self.setAccessibleDescription(description)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.regular, SPACE.medium, SPACE.medium, SPACE.medium)
        row.setSpacing(SPACE.small)
        words = QVBoxLayout()
        words.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(SPACE.small)
        first.addWidget(strong(title).set_wrapped(False))
        if chip:
            first.addWidget(Chip(chip, meaning))
        first.addStretch(1)
        words.addLayout(first)
        words.addWidget(caption(description))
        row.addLayout(words, 1)
        row.addWidget(Glyph("chevron-right", 18))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return what the words ask for."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height of the words broken at `width`."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else super().heightForWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the ground, livelier under the pointer."""
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        warm = self.isEnabled() and (self.underMouse() or self.isDown())
        painter.setPen(QPen(QColor(tokens.control if warm else tokens.border), 1))
        painter.setBrush(QColor(tokens.hover if self.isDown() else tokens.surface))
        radius = RADIUS.card - 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
