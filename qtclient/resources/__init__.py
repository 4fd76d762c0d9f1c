"""What the client looks like and says: tokens, icons, style sheet, fonts, translations.

Nothing here knows a widget. Which palette is in force is read from the application's own `QPalette`, so that there
is no second place that could disagree with it.
"""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette

from qtclient.resources import tokens
from qtclient.resources.icon_engine import TintedSvg
from qtclient.resources.sheet import stylesheet

__all__ = [
    "LANGUAGES",
    "application_font",
    "application_icon",
    "current",
    "icon",
    "install_translations",
    "qt_palette",
    "stylesheet",
    "translated_to",
]

FOLDER: Final = Path(__file__).resolve().parent
LANGUAGES: Final = {"en": "English", "fr": "Français"}
"""Language codes that have a file in ``i18n/``, with their own names."""

_installed: Final[list[QTranslator]] = []


def current() -> tokens.Palette:
    """Return the palette in force, known by the application palette's window and base colours."""
    palette = QGuiApplication.palette()
    seen = (palette.color(QPalette.ColorRole.Window).name(), palette.color(QPalette.ColorRole.Base).name())
    for candidate in tokens.PALETTES:
        if seen == (candidate.canvas, candidate.surface):
            return candidate
    return tokens.LIGHT


def icon(name: str, tone: str = "muted") -> QIcon:
    """Return the icon ``icons/{name}.svg``, tinted when it is painted.

    Args:
        name: file name without suffix.
        tone: a meaning, "text", "muted", "on_accent" or "on_danger"; the token is looked up at paint time, so that
            a change of theme needs nothing but a repaint.
    """
    return QIcon(TintedSvg(FOLDER / "icons" / f"{name}.svg", tone, current))


def application_icon() -> QIcon:
    """Return the program's own icon, in its own colours."""
    return QIcon(str(FOLDER / "icons" / "license-desk.svg"))


def qt_palette(palette: tokens.Palette) -> QPalette:
    """Return `palette` as Qt's roles, for what the sheet does not style (tables, delegates)."""
    role = QPalette.ColorRole
    result = QPalette()
    for name, colour in (
        (role.Window, palette.canvas),
        (role.WindowText, palette.text),
        (role.Base, palette.surface),
        (role.AlternateBase, palette.sunk),
        (role.Text, palette.text),
        (role.PlaceholderText, palette.muted),
        (role.Button, palette.surface),
        (role.ButtonText, palette.text),
        (role.BrightText, palette.danger),
        (role.ToolTipBase, palette.text),
        (role.ToolTipText, palette.surface),
        (role.Highlight, palette.accent_fill),
        (role.HighlightedText, palette.on_accent),
        (role.Accent, palette.accent_fill),
        (role.Link, palette.accent),
        (role.LinkVisited, palette.accent),
        (role.Light, palette.surface),
        (role.Midlight, palette.hover),
        (role.Mid, palette.border),
        (role.Dark, palette.control),
        (role.Shadow, palette.canvas),
    ):
        result.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, QColor(palette.disabled))
    return result


def application_font() -> QFont:
    """Return the system's family at the body size; on a bare X11 the first of `tokens.FAMILIES` that is there."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if font.family() in {"Sans Serif", "Sans", ""}:
        # Qt takes the first that is there; to list what is there would cost the first paint some milliseconds.
        font.setFamilies([*tokens.FAMILIES, font.family()])
    font.setPixelSize(tokens.TYPE.body)
    return font


def install_translations(app: QCoreApplication, language: str) -> None:
    """Make `app` speak `language` ("fr"), Qt's own texts included, and set the reading direction that goes with it.

    Files that are missing leave the English source text. Translations installed earlier are taken out.
    """
    # Kept here, for to ask Qt for its children costs PySide a search through all classes at the start.
    while _installed:
        app.removeTranslator(_installed.pop())
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in ((f"qtbase_{language}", qt_folder), (language, str(FOLDER / "i18n"))):
        translator = QTranslator()
        if translator.load(name, folder):
            app.installTranslator(translator)
            _installed.append(translator)
    if isinstance(app, QGuiApplication):
        app.setLayoutDirection(QLocale(language).textDirection())


def translated_to(language: str, context: str, text: str) -> str:
    """Return `text` in `language` ("fr"), whichever is spoken now; as it is where nobody translated it."""
    translator = QTranslator()
    loaded = translator.load(language, str(FOLDER / "i18n"))
    return (translator.translate(context, text) if loaded else "") or text
