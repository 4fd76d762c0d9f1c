"""Start-up and shut-down: the only file that builds and connects the client's parts."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QLocale, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from qtclient import config, links, loading, log
from qtclient.backend_process import BackendProcess
from qtclient.background import Background
from qtclient.config import Config
from qtclient.first_paint import FirstPaint
from qtclient.instance import DataFolder, door_name
from qtclient.presenters.places import Presenters
from qtclient.resources import LANGUAGES, install_translations
from qtclient.sentences import Sentence
from qtclient.session import STARTING, Session, SessionState
from qtclient.views import screens
from qtclient.views.parts.theme import Theme
from qtclient.views.shell import Shell

if TYPE_CHECKING:
    from qtclient.presenters.overview import OverviewPresenter
    from qtclient.views.purchase_banner import PurchaseBanner

_log = logging.getLogger(__name__)

_EXIT_PATIENCE_MS = 1000

# Set by whoever checks a bundle: the first screen that a backend filled is saved there as a picture; then it ends.
_PICTURE = "LICENSE_DESK_PICTURE"
_PICTURE_DELAY_MS = 500


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the client until its window is closed; return the exit code."""
    settings = config.read(sys.argv[1:] if arguments is None else arguments)
    folder = DataFolder(settings.data_dir)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("License Desk")
    app.setDesktopFileName(config.APPLICATION)
    if not folder.take():
        # It runs already: bring that one to the front, at the place that was asked for here.
        return 0 if loading.ring(door_name(settings.data_dir), settings.link) else 1
    log.start(settings.log_dir)
    client = Client(app, settings)
    client.show()
    code = app.exec()
    finished = client.close()
    folder.release()
    log.stop()
    if not finished:
        # A worker hangs in a call to the system, and would hold the exit until that call comes back.
        os._exit(code)
    return code


class Client(QObject):
    """The client's parts, built in the order of who needs whom."""

    def __init__(self, app: QApplication, settings: Config) -> None:
        super().__init__()
        self._app = app
        self._config = settings
        language = settings.language if settings.language in LANGUAGES else _system_language()
        speak(app, language)
        theme = Theme(app, settings.theme)
        self._background = Background(parent=self)
        self.session = Session(self._background, self)
        self._presenters = Presenters(
            self.session,
            journal=partial(loading.journal, settings),
            drafts=partial(loading.visit_drafts, settings),
            server=settings.server_name,
            open_page=lambda page: QDesktopServices.openUrl(QUrl(page)),
            parent=self,
        )
        overview = cast("OverviewPresenter", self._presenters.of(links.OVERVIEW))
        self.shell = Shell(self.session, overview, self._presenters.of, theme, language, settings.server)
        self._backend = BackendProcess(settings.practice_dir, self) if settings.practice else None
        self._doorbell: QObject | None = None
        self._termination: QObject | None = None
        self._purchases: PurchaseBanner | None = None
        self._connect()

    def show(self) -> None:
        """Show the window; the rest follows when it has been painted."""
        FirstPaint(self.shell).happened.connect(self._begin)
        self._follow(self._config.link)
        self.shell.show()

    def called(self, link: str) -> None:
        """Somebody started the client again: come to the front, at the place that `link` names, if it names one."""
        self._follow(link)
        self.shell.setWindowState(self.shell.windowState() & ~Qt.WindowState.WindowMinimized)
        self.shell.raise_()
        self.shell.activateWindow()

    def close(self) -> bool:
        """End everything; return whether all workers came to their end."""
        self.shell.hide()
        finished = self._background.close(_EXIT_PATIENCE_MS)
        if self._backend is not None:
            self._backend.stop()
        return finished

    def _connect(self) -> None:
        self.shell.language_chosen.connect(self._on_language)
        self.shell.appearance_chosen.connect(partial(self._config.remember, "theme"))
        self.shell.server_chosen.connect(partial(self._config.remember, "server"))
        self.session.offline.connect(self.shell.show_offline)
        self.session.changed.connect(self._on_session)
        if self._backend is not None:
            self._backend.ready.connect(self._on_address)
            self._backend.failed.connect(self._on_no_backend)

    # After the first paint

    def _begin(self) -> None:
        if self._backend is not None:
            self._backend.start()
        self._background.run(
            loading.warm_up, owner=self, done=lambda _: None, failed=lambda error: _log.error("%r", error)
        )
        if self._backend is None:
            self._on_address(self._config.server)
        self._termination = loading.termination(self._app.quit, self)
        self._doorbell = loading.doorbell(door_name(self._config.data_dir), self.called, self)

    def _on_address(self, address: str) -> None:
        self.session.start(partial(loading.connect, self._config, address))

    def _on_no_backend(self, told: Sentence) -> None:
        if self._backend is not None:
            self.session.cannot_start(told, self._backend.start)

    def _on_session(self, state: SessionState) -> None:
        if state.phase == STARTING:
            return
        if self._purchases is None:
            # What was under way at an earlier start is found again and told (A8).
            self._purchases = screens.purchase_banner(
                self.shell, self._presenters.open_purchases(), self._presenters.of(links.PURCHASE)
            )
        if path := os.environ.get(_PICTURE):
            QTimer.singleShot(_PICTURE_DELAY_MS, partial(self._save_picture, path))

    def _save_picture(self, path: str) -> None:
        self.shell.grab().save(path)
        self._app.quit()

    def _follow(self, link: str) -> None:
        if (place := links.parse(link)) is not None:
            self.shell.go(place)

    def _on_language(self, language: str) -> None:
        self._config.remember("language", language)
        speak(self._app, language)
        self.shell.rebuild(language)
        if self._purchases is not None:
            self._purchases.render()


def speak(app: QApplication, language: str) -> None:
    """Have `app` speak and format in `language`, with the person's own region where that speaks it too."""
    system = QLocale.system()
    same = system.name().split("_")[0] == language
    QLocale.setDefault(QLocale(system.name()) if same else QLocale(language))
    install_translations(app, language)


def _system_language() -> str:
    wanted = [tag.split("-")[0] for tag in QLocale.system().uiLanguages()]
    return next((language for language in wanted if language in LANGUAGES), "en")
