"""A field for a few sentences."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget


class TextArea(QPlainTextEdit):
    """Several lines of plain text; Tab goes on to the next field.

    Signals:
        edited: the text is another one now, by whichever way.
        left: the focus has gone elsewhere.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, lines: int = 4, longest: int = 0, parent: QWidget | None = None) -> None:
        """Args:
        lines: how many are seen without scrolling.
        longest: the most characters that it takes; 0 for any number.
        """
        super().__init__(parent)
        self._longest = longest
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 28)
        self.textChanged.connect(self._on_text)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that it was left."""
        super().focusOutEvent(event)
        self.left.emit()

    def _on_text(self) -> None:
        text = self.toPlainText()
        if self._longest and len(text) > self._longest:
            # Pasted: the beginning stays, as a line edit does it.
            cursor = self.textCursor()
            at = min(cursor.position(), self._longest)
            self.setPlainText(text[: self._longest])
            cursor.setPosition(at)
            self.setTextCursor(cursor)
            return
        self.edited.emit()
