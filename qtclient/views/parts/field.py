"""A form field: label above, help below, and the problem in the help's place."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtclient.resources.tokens import SPACE, TYPE
from qtclient.views.parts.announce import announce
from qtclient.views.parts.glyph import Glyph
from qtclient.views.parts.text import Text
from qtclient.views.parts.text import label as label_text


class Field(QWidget):
    """Holds one `editor` with its words.

    The label is the editor's buddy, so a click on it or its shortcut goes to the editor, and screen readers name
    the editor by it. When to check is the form's business: `set_problem` only shows.
    """

    def __init__(self, label: str, editor: QWidget, help_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._help = help_text
        self._problem = ""
        self.label: Text = label_text(label)
        self.label.setBuddy(editor)
        self._glyph = Glyph("danger", 16, "danger")
        self._below = Text("", TYPE.caption)
        row = QHBoxLayout()
        row.setSpacing(SPACE.hair + 2)
        row.addWidget(self._glyph)
        row.addWidget(self._below, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._line = QHBoxLayout()
        self._line.setSpacing(SPACE.medium)
        self._line.addWidget(editor)
        layout.addWidget(self.label)
        layout.addLayout(self._line)
        layout.addLayout(row)
        if not editor.accessibleName():
            editor.setAccessibleName(label.replace("&", ""))
        self._words = label
        self._show()

    @property
    def problem(self) -> str:
        """The problem shown now, or ""."""
        return self._problem

    def add_beside(self, widget: QWidget) -> None:
        """Put `widget` at the end of the editor's line, such as the button that takes what was typed."""
        self._line.addWidget(widget)

    def set_label(self, label: str) -> None:
        """Call the field something else, for the eye and for screen readers."""
        if label == self._words:
            return
        if self.editor.accessibleName() == self._words.replace("&", ""):
            self.editor.setAccessibleName(label.replace("&", ""))
        self._words = label
        self.label.setText(label)

    def set_help(self, text: str) -> None:
        """Replace the help below the editor."""
        self._help = text
        self._show()

    def set_problem(self, text: str) -> None:
        """Show what is wrong with the value, or take it away with ""."""
        if text == self._problem:
            return
        self._problem = text
        self._show()
        announce(self.editor, text)

    def _show(self) -> None:
        wrong = bool(self._problem)
        self._glyph.setVisible(wrong)
        self._below.set_text_or_hide(self._problem or self._help)
        self._below.set_tone("danger" if wrong else "muted")
        self.editor.setAccessibleDescription(self._problem or self._help)
        if bool(self.editor.property("problem")) != wrong:
            self.editor.setProperty("problem", wrong)
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)
