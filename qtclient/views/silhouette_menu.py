"""The menu under the silhouette at top right."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget, QWidgetAction

from qtclient import links
from qtclient.links import Place
from qtclient.resources import LANGUAGES, icon
from qtclient.resources.tokens import SPACE
from qtclient.views.dialogs.settings import appearances
from qtclient.views.parts.avatar import Avatar
from qtclient.views.parts.chip import Chip
from qtclient.views.parts.round_menu import RoundMenu
from qtclient.views.parts.text import caption, strong


@dataclass(frozen=True)
class Person:
    """Who is signed in, as the menu's head says it; `plan` may still be unknown ("")."""

    name: str
    email: str
    plan: str = ""


class SilhouetteMenu(RoundMenu):
    """Head with name, e-mail and plan; then what concerns the account and this program.

    Signals:
        go(Place): a place was chosen.
        language_chosen(str), appearance_chosen(str): another language or theme was chosen.
        sign_out: the person wants out.
    """

    go = Signal(object)
    language_chosen = Signal(str)
    appearance_chosen = Signal(str)
    sign_out = Signal()

    def __init__(self, person: Person, language: str, appearance: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Menu of {name}").format(name=person.name))
        head = QWidgetAction(self)
        head.setDefaultWidget(_head(person))
        head.setEnabled(False)
        head.setText(f"{person.name}, {person.email}")
        self.addAction(head)
        self.addSeparator()
        self._entry("upgrade", self.tr("Upgrade plan"), Place(links.PLANS))
        self._entry("settings", self.tr("Account settings"), Place(links.PLANS))
        self.addSeparator()
        languages = self._choice("language", self.tr("Language"), LANGUAGES, language)
        languages.chosen.connect(self.language_chosen)
        looks = self._choice("appearance", self.tr("Appearance"), appearances(), appearance)
        looks.chosen.connect(self.appearance_chosen)
        self.addSeparator()
        out = self.addAction(icon("sign-out"), self.tr("Sign out"))
        out.setObjectName("sign-out")
        out.triggered.connect(self.sign_out)

    def open_under(self, button: QWidget) -> None:
        """Show the menu under `button`, end flush with end."""
        below = QPoint(0, button.height() + SPACE.hair)
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            below.setX(button.width() - self.sizeHint().width())
        self.popup(button.mapToGlobal(below))
        self.setActiveAction(
            next(action for action in self.actions() if action.isEnabled() and not action.isSeparator())
        )

    def _entry(self, icon_name: str, text: str, place: Place) -> None:
        action = self.addAction(icon(icon_name), text)
        action.triggered.connect(lambda: self.go.emit(place))

    def _choice(self, icon_name: str, text: str, options: dict[str, str], now: str) -> _Choice:
        menu = _Choice(text, options, now, self)
        menu.setIcon(icon(icon_name))
        self.addMenu(menu)
        return menu


class _Choice(RoundMenu):
    chosen = Signal(str)

    def __init__(self, text: str, options: dict[str, str], now: str, parent: QWidget) -> None:
        super().__init__(parent, text)
        group = QActionGroup(self)
        for key, label in options.items():
            action = QAction(label, group)
            action.setCheckable(True)
            action.setChecked(key == now)
            action.triggered.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self.addAction(action)


def _head(person: Person) -> QWidget:
    head = QWidget()
    row = QHBoxLayout(head)
    row.setContentsMargins(SPACE.medium, SPACE.medium, SPACE.large, SPACE.medium)
    row.setSpacing(SPACE.medium)
    row.addWidget(Avatar(person.name, 40), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(strong(person.name).set_tone("text").set_wrapped(False))
    words.addWidget(caption(person.email).set_wrapped(False))
    if person.plan:
        words.addSpacing(SPACE.hair)
        words.addWidget(Chip(person.plan, "accent"), 0, Qt.AlignmentFlag.AlignLeading)
    row.addLayout(words, 1)
    return head
