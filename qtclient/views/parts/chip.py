"""A word or two about a state."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from qtclient.resources.tokens import TYPE
from qtclient.views.parts.text import sized


class Chip(QLabel):
    """A small rounded label; its colour is a meaning, never the only carrier of it."""

    def __init__(self, text: str = "", meaning: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(sized(self.font(), TYPE.caption, QFont.Weight.Medium))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setContentsMargins(9, 2, 9, 2)
        self.setProperty("meaning", meaning)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, meaning: str) -> None:
        """Change word and meaning; hidden with ""."""
        self.setText(text)
        self.setVisible(bool(text))
        if self.property("meaning") != meaning:
            self.setProperty("meaning", meaning)
            self.style().unpolish(self)
            self.style().polish(self)
