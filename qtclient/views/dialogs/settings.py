"""What can be set before signing in: language, appearance, and the server's address behind them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QUrl, Signal
from PySide6.QtWidgets import QWidget

from qtclient.resources import LANGUAGES
from qtclient.resources.tokens import DARK, HIGH_CONTRAST, LIGHT
from qtclient.views.parts.button import primary_button, quiet_button
from qtclient.views.parts.combo_box import ComboBox
from qtclient.views.parts.field import Field
from qtclient.views.parts.line_edit import LineEdit
from qtclient.views.parts.sheet import Sheet
from qtclient.views.parts.theme import SYSTEM


class SettingsSheet(Sheet):
    """Asks for language, appearance and server.

    Signals:
        language_chosen(str), appearance_chosen(str), server_chosen(str): this one was changed and saved.
    """

    language_chosen = Signal(str)
    appearance_chosen = Signal(str)
    server_chosen = Signal(str)

    def __init__(self, server: str, language: str, appearance: str, parent_window: QWidget) -> None:
        super().__init__("", parent_window)
        self.set_title(self.tr("Settings"))
        self._chosen_before = {"server": server, "language": language, "appearance": appearance}
        self._language = _choice(LANGUAGES, language)
        self._appearance = _choice(appearances(), appearance)
        self._server = LineEdit(server)
        self._server_field = Field(
            self.tr("Server address"),
            self._server,
            self.tr("Used from the next start on. Empty for practice mode."),
        )
        self.body.addWidget(Field(self.tr("Language"), self._language))
        self.body.addWidget(Field(self.tr("Appearance"), self._appearance))
        self.body.addWidget(self._server_field)
        cancel = quiet_button(self.tr("Cancel"))
        cancel.clicked.connect(self.close)
        save = primary_button(self.tr("Save settings"))
        save.clicked.connect(self._save)
        self._server.returnPressed.connect(self._save)
        self.actions.addWidget(cancel)
        self.actions.addWidget(save)

    def _save(self) -> None:
        server = self._server.text().strip().rstrip("/")
        if server and not _may_be_used(server):
            self._server_field.set_problem(
                self.tr("Enter an address that begins with https://, as you were given it.")
            )
            self._server.setFocus()
            return
        self.close()
        if server != self._chosen_before["server"]:
            self.server_chosen.emit(server)
        if self._appearance.currentData() != self._chosen_before["appearance"]:
            self.appearance_chosen.emit(self._appearance.currentData())
        if self._language.currentData() != self._chosen_before["language"]:
            self.language_chosen.emit(self._language.currentData())


def appearances() -> dict[str, str]:
    """Return the appearances with their names, in the order in which they are offered."""
    translate = QCoreApplication.translate
    return {
        SYSTEM: translate("Appearance", "As the system"),
        LIGHT.name: translate("Appearance", "Light"),
        DARK.name: translate("Appearance", "Dark"),
        HIGH_CONTRAST.name: translate("Appearance", "High contrast"),
    }


def _choice(options: dict[str, str], now: str) -> ComboBox:
    box = ComboBox()
    for key, label in options.items():
        box.addItem(label, key)
    box.setCurrentIndex(max(0, box.findData(now)))
    return box


def _may_be_used(address: str) -> bool:
    # The rule itself is the API's (https, or http on this computer); this only catches what was mistyped.
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or not url.host():
        return False
    return url.scheme() == "https" or (url.scheme() == "http" and url.host() in {"localhost", "127.0.0.1", "::1"})
