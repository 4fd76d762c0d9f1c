"""What can be set, and from where: the settings file, the environment, the command line, each stronger."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSettings, QStandardPaths

from qtclient import __version__

APPLICATION = "license-desk"
THEMES = ("system", "light", "dark", "high-contrast")

_SETTINGS_FILE = "settings.ini"
# Name of the setting -> its environment variable.
_VARIABLES = {
    "server": "LICENSE_DESK_SERVER",
    "language": "LICENSE_DESK_LANGUAGE",
    "theme": "LICENSE_DESK_THEME",
    "proxy": "LICENSE_DESK_PROXY",
}


# No dataclass: it and what it generates would be waited for before the first paint.
class Config(NamedTuple):
    """One start's settings.

    Attributes:
        server: the backend's address; "" in practice mode, until its backend has come up.
        practice: run the backend as a child process with sample accounts.
        language: "en", "fr", ...; "" follows the system.
        theme: one of `THEMES`.
        proxy: address of a proxy; "" follows the system and the environment.
        data_dir: journal, log and practice mode's database.
        settings_file: where `remember` writes.
        link: a deep link to open at the start, or "".
    """

    server: str
    practice: bool
    language: str
    theme: str
    proxy: str
    data_dir: Path
    settings_file: Path
    link: str

    @property
    def server_name(self) -> str:
        """What keyring and journal call the backend: the same at every start, as practice mode's port is not."""
        return f"practice:{self.practice_dir}" if self.practice else self.server

    @property
    def log_dir(self) -> Path:
        """Where the log lies."""
        return self.data_dir / "log"

    @property
    def journal_dir(self) -> Path:
        """Where purchases under way are noted."""
        return self.data_dir / "journal"

    @property
    def drafts_dir(self) -> Path:
        """Where it is kept what a visitor has typed."""
        return self.data_dir / "drafts"

    @property
    def declarations_dir(self) -> Path:
        """Where a cancellation or withdrawal that is being written is kept."""
        return self.data_dir / "declarations"

    @property
    def practice_dir(self) -> Path:
        """Where practice mode's backend keeps its data."""
        return self.data_dir / "practice"

    def remember(self, name: str, value: str) -> None:
        """Keep a setting ("language", "theme") for the next start."""
        settings = QSettings(str(self.settings_file), QSettings.Format.IniFormat)
        settings.setValue(name, value)
        settings.sync()


def read(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Config:
    """Put one start's settings together.

    Args:
        arguments: the command line without the program's name.
        environment: the variables ``LICENSE_DESK_...``.

    Raises:
        SystemExit: the command line asks for help or the version, or is wrong.
    """
    flags = _parser().parse_args(arguments)
    data_dir = Path(
        flags.data_dir
        or environment.get("LICENSE_DESK_DATA_DIR")
        or _folder(QStandardPaths.StandardLocation.GenericDataLocation)
    )
    # A folder of its own means a life of its own: its settings do not mix with the person's usual ones.
    own = bool(flags.data_dir or environment.get("LICENSE_DESK_DATA_DIR"))
    settings_dir = data_dir if own else _folder(QStandardPaths.StandardLocation.GenericConfigLocation)
    settings_file = settings_dir / _SETTINGS_FILE
    settings = QSettings(str(settings_file), QSettings.Format.IniFormat)

    def chosen(name: str) -> str:
        value = getattr(flags, name)
        if value is None:
            value = environment.get(_VARIABLES[name])
        if value is None:
            value = settings.value(name, "", str)
        return str(value).strip()

    server = chosen("server")
    theme = chosen("theme")
    return Config(
        server="" if flags.practice else server.rstrip("/"),
        # Without a server there is nothing else to show than practice mode.
        practice=flags.practice or not server,
        language=chosen("language"),
        theme=theme if theme in THEMES else THEMES[0],
        proxy=chosen("proxy"),
        data_dir=data_dir.absolute(),
        settings_file=settings_file.absolute(),
        link=flags.link,
    )


def _folder(location: QStandardPaths.StandardLocation) -> Path:
    # Qt knows the system's folders as well as platformdirs, and is loaded already.
    return Path(QStandardPaths.writableLocation(location)) / APPLICATION


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=APPLICATION, description="Manage the self-service license of a survey platform's account."
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--server", metavar="URL", help="the backend's address (https, or http on this computer)")
    where.add_argument("--practice", action="store_true", help="practice mode: sample accounts, nothing is charged")
    parser.add_argument("--language", metavar="CODE", help="en, fr, ...; by default the system's")
    parser.add_argument("--theme", choices=THEMES, help="by default the system's")
    parser.add_argument("--proxy", metavar="URL", help="by default the system's")
    parser.add_argument("--data-dir", metavar="FOLDER", help="journal, log, settings and practice mode's data")
    parser.add_argument("--version", action="version", version=f"License Desk {__version__}")
    parser.add_argument("link", nargs="?", default="", help="a licensedesk: link to open")
    return parser
