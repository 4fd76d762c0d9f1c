"""The bar over everything: whose program, whose organization, and the silhouette."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from qtclient.resources.tokens import SPACE, TITLE_BAR
from qtclient.views.parts.avatar import AvatarButton
from qtclient.views.parts.button import icon_button
from qtclient.views.parts.card import Line
from qtclient.views.parts.mark import Mark
from qtclient.views.parts.text import body, strong


class TitleBar(QFrame):
    """Product mark at the start, silhouette at the end.

    Signals:
        menu_wanted: the silhouette was pressed.
        settings_wanted: the gear was pressed, which stands there while nobody is signed in.
    """

    menu_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(TITLE_BAR)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE.regular + 4, 0, SPACE.regular, 0)
        layout.setSpacing(SPACE.small + 2)
        layout.addWidget(Mark(26))
        # The program's name is not translated.
        layout.addWidget(strong("License Desk").set_wrapped(False))
        self._divider = Line(Qt.Orientation.Vertical)
        self._divider.setFixedHeight(20)
        layout.addSpacing(SPACE.hair)
        layout.addWidget(self._divider)
        layout.addSpacing(SPACE.hair)
        self._organization = body().set_tone("muted").set_wrapped(False)
        layout.addWidget(self._organization)
        layout.addStretch(1)
        self.gear = icon_button("settings", self.tr("Settings"))
        self.gear.setObjectName("settings")
        self.gear.clicked.connect(self.settings_wanted)
        layout.addWidget(self.gear)
        self.silhouette = AvatarButton()
        self.silhouette.setObjectName("silhouette")
        self.silhouette.clicked.connect(self.menu_wanted)
        layout.addWidget(self.silhouette)
        self.show_person("", "", signed_out=False)

    def show_person(self, name: str, organization: str, *, signed_out: bool) -> None:
        """Show who is signed in; with "" a quiet place for it, or where `signed_out` the gear instead."""
        self.gear.setVisible(signed_out)
        self.silhouette.setVisible(not signed_out)
        self._organization.set_text_or_hide(organization)
        self._divider.setVisible(bool(organization))
        self.silhouette.set_name(name)
        self.silhouette.setEnabled(bool(name))
        self.silhouette.setAccessibleName(self.tr("Menu of {name}").format(name=name) if name else self.tr("Menu"))
        # A tool tip guesses rich text, and a name is whatever somebody typed.
        self.silhouette.setToolTip(Qt.convertFromPlainText(name) if name else "")
