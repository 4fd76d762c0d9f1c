"""The field for the code from a mail: typed or pasted with blanks or dashes, in any case."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QWidget

from qtclient.forms import proof_code
from qtclient.resources.tokens import TYPE
from qtclient.views.parts.line_edit import LineEdit
from qtclient.views.parts.text import sized, tabular


class CodeEdit(LineEdit):
    """Shows the code in two groups and in capitals.

    Signals:
        completed(str): a whole code stands there that did not stand there before: typed to its end, or pasted.
    """

    completed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setFont(tabular(sized(self.font(), TYPE.figure, QFont.Weight.DemiBold)))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhPreferUppercase
            | Qt.InputMethodHint.ImhSensitiveData
        )
        self.setFixedHeight(48)
        self._whole = ""
        self.textEdited.connect(self._on_edited)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Backspace take the character before the dash."""
        cursor = self.cursorPosition()
        if (
            event.key() == Qt.Key.Key_Backspace
            and not self.hasSelectedText()
            and self.text()[:cursor].endswith("-")
        ):
            self.setCursorPosition(cursor - 1)
        super().keyPressEvent(event)

    def empty(self) -> None:
        """Be ready for another code."""
        self.setText("")
        self._whole = ""

    def _on_edited(self, text: str) -> None:
        cursor = proof_code.cursor_after(text, self.cursorPosition())
        shown = proof_code.grouped(text)
        if shown != text:
            self.setText(shown)
            self.setCursorPosition(cursor)
        before, self._whole = self._whole, shown if proof_code.complete(shown) else ""
        if self._whole and self._whole != before:
            self.completed.emit(shown)
