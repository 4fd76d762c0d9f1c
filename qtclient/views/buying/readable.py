"""A text that unfolds in place, so that it can be read without leaving the form."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QVBoxLayout, QWidget

from qtclient.resources.tokens import SPACE
from qtclient.views.parts.button import link_button

_HIGHEST = 220


class _Text(QTextBrowser):
    """A long text in a frame of its own, reachable and scrollable by keyboard."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self.setPlainText(text)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of the whole text, up to what still leaves the form in sight."""
        needed = int(self.document().size().height()) + 2 * SPACE.medium
        return QSize(200, min(needed, _HIGHEST))


class Readable(QWidget):
    """A link that unfolds `text` below itself, and folds it again.

    Args:
        name: what the text is, for who cannot see where it stands.
    """

    def __init__(self, unfold: str, fold: str, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unfold, self._fold = unfold, fold
        self.link = link_button(unfold)
        self.link.setAccessibleName(f"{unfold}: {name}")
        self.link.clicked.connect(self.toggle)
        self.text = _Text(text, name)
        self.text.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.hair)
        layout.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.text)

    def toggle(self) -> None:
        """Unfold or fold the text."""
        shown = self.text.isHidden()
        self.text.setVisible(shown)
        words = self._fold if shown else self._unfold
        self.link.setText(words)
        self.link.setAccessibleName(f"{words}: {self.text.accessibleName()}")
        if shown:
            self.text.setFocus()
