"""Which language is spoken, and having the application speak it."""

from PySide6.QtCore import QCoreApplication, QLocale

from qtclient.resources import LANGUAGES, install_translations


def spoken(chosen: str) -> str:
    """Return the language that `chosen` ("fr", "" for the system's) comes to; English where we do not speak it."""
    if chosen in LANGUAGES:
        return chosen
    wanted = [tag.split("-")[0] for tag in QLocale.system().uiLanguages()]
    return next((language for language in wanted if language in LANGUAGES), "en")


def speak(app: QCoreApplication, language: str) -> None:
    """Have `app` speak and format in `language`, with the person's own region where that speaks it too."""
    system = QLocale.system()
    same = system.name().split("_")[0] == language
    QLocale.setDefault(QLocale(system.name()) if same else QLocale(language))
    install_translations(app, language)
