"""Buttons in five kinds; one primary button a screen."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from qtclient.resources import icon
from qtclient.resources.tokens import TYPE
from qtclient.views.parts.text import sized

_ICON_TONES = {"primary": "on_accent", "danger": "on_danger", "link": "accent"}


class Button(QPushButton):
    """A push button that says what happens; `kind` decides its weight (see the style sheet).

    Enter presses it as Space does.
    """

    def __init__(self, text: str, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self._kind = kind
        self._idle_text = text
        self.setAutoDefault(True)
        self.setFont(sized(self.font(), TYPE.body, QFont.Weight.Normal if kind == "link" else QFont.Weight.Medium))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_icon(self, name: str) -> "Button":
        """Put the icon `name` before the text. Returns the button itself."""
        self.setIcon(icon(name, _ICON_TONES.get(self._kind, "muted")))
        # Wider than high: the icon stands at its start, and the rest keeps it apart from the words.
        self.setIconSize(QSize(24 if self.text() else 18, 18))
        return self

    def set_busy(self, busy: bool, text: str = "") -> None:
        """Show that the button's work is under way: it cannot be pressed, and says `text` until it is done."""
        if busy:
            if self.isEnabled():
                self._idle_text = self.text()
            self.setText(text or self._idle_text)
        elif not self.isEnabled():
            self.setText(self._idle_text)
        self.setEnabled(not busy)


def primary_button(text: str) -> Button:
    """Return the one button of a screen that goes on."""
    return Button(text, "primary")


def secondary_button(text: str) -> Button:
    """Return an outlined button."""
    return Button(text, "secondary")


def quiet_button(text: str) -> Button:
    """Return a button without outline."""
    return Button(text, "quiet")


def danger_button(text: str) -> Button:
    """Return the button that destroys something, for the sheet that asks whether to."""
    return Button(text, "danger")


def link_button(text: str) -> Button:
    """Return a button that reads as a link."""
    return Button(text, "link")


def icon_button(name: str, accessible_name: str) -> Button:
    """Return a square button with an icon only; `accessible_name` is its name and its tool tip."""
    button = Button("", "icon").set_icon(name)
    button.setAccessibleName(accessible_name)
    button.setToolTip(accessible_name)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return button
