"""What must not be missed: a banner under the title bar, a notice within a page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qtclient.resources.tokens import SPACE
from qtclient.views.parts.announce import announce
from qtclient.views.parts.button import link_button
from qtclient.views.parts.glyph import Glyph
from qtclient.views.parts.text import body, strong


class Banner(QFrame):
    """One line over the whole width, with at most one action.

    Signals:
        acted: the action was chosen.
    """

    acted = Signal()

    def __init__(
        self,
        meaning: str,
        text: str,
        action_text: str = "",
        icon_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("meaning", meaning)
        self.setAccessibleName(text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE.large, SPACE.small, SPACE.large, SPACE.small)
        layout.setSpacing(SPACE.small + 2)
        layout.addWidget(Glyph(icon_name or meaning, 18, meaning))
        self.words = body(text)
        layout.addWidget(self.words, 1)
        self.action = link_button(action_text)
        self.action.clicked.connect(self.acted)
        layout.addWidget(self.action)
        self.action.setVisible(bool(action_text))


class Notice(QFrame):
    """A paragraph with a meaning inside a page: title, text, and further widgets in `body`."""

    def __init__(
        self, meaning: str, title: str, text: str = "", icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("meaning", meaning)
        self.setAccessibleName(title)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE.regular, SPACE.medium, SPACE.regular, SPACE.medium)
        layout.setSpacing(SPACE.medium)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 1, 0, 0)
        self._glyph = Glyph(icon_name or meaning, 18, meaning)
        beside.addWidget(self._glyph)
        beside.addStretch(1)
        layout.addLayout(beside)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE.hair)
        self.title = strong(title)
        self.words = body(text)
        self.title.set_text_or_hide(title)
        self.words.set_text_or_hide(text)
        self.body.addWidget(self.title)
        self.body.addWidget(self.words)
        layout.addLayout(self.body, 1)

    def set_meaning(self, meaning: str) -> None:
        """Change what it is: its ground and its icon."""
        if self.property("meaning") != meaning:
            self.setProperty("meaning", meaning)
            self._glyph.set_icon(meaning, meaning)
            self.style().unpolish(self)
            self.style().polish(self)

    def tell(self, title: str, text: str = "") -> None:
        """Say something else, and have it spoken."""
        if (title, text) != (self.title.text(), self.words.text()):
            self.title.set_text_or_hide(title)
            self.words.set_text_or_hide(text)
            self.setAccessibleName(title)
            announce(self, f"{title} {text}")
