"""Putting the tokens on: palette, font and style sheet of the application, changed while it runs."""

from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from qtclient.resources import application_font, current, qt_palette, stylesheet
from qtclient.resources.tokens import DARK, HIGH_CONTRAST, LIGHT, Palette

SYSTEM: Final = "system"
STYLE: Final = ("-style", "fusion")
"""For the application's command line: what the style sheet is written for, on every system.

To set it later is to have Qt hand a style to Python, which then makes every enum of QStyle: a tenth of the start.
"""
APPEARANCES: Final = (SYSTEM, LIGHT.name, DARK.name, HIGH_CONTRAST.name)


class Theme(QObject):
    """Keeps `app` in the chosen appearance, and follows the system where that is the choice.

    Signals:
        changed: another palette is in force.
    """

    changed = Signal()

    def __init__(self, app: QApplication, appearance: str = SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self.appearance = appearance if appearance in APPEARANCES else SYSTEM
        app.setFont(application_font())
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def choose(self, appearance: str) -> None:
        """Change to `appearance`, one of `APPEARANCES`, at once."""
        if appearance in APPEARANCES and appearance != self.appearance:
            self.appearance = appearance
            self._apply()
            self.changed.emit()

    def _follow_system(self) -> None:
        if self.appearance == SYSTEM and palette_for(self._app, SYSTEM) is not current():
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        palette = palette_for(self._app, self.appearance)
        self._app.setPalette(qt_palette(palette))
        self._app.setStyleSheet(stylesheet(palette))


def palette_for(app: QApplication, appearance: str) -> Palette:
    """Return the palette of `appearance`, one of `APPEARANCES`; for `SYSTEM` the one that the system asks for."""
    for palette in (LIGHT, DARK, HIGH_CONTRAST):
        if palette.name == appearance:
            return palette
    hints = app.styleHints()
    if _asks_for_contrast(hints):
        return HIGH_CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def _asks_for_contrast(hints: QObject) -> bool:
    # The accessibility hints came with Qt 6.10; older ones cannot tell.
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is None:
        return False
    return bool(accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)
