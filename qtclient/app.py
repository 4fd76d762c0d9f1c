"""The only file that builds and connects the client's parts; `start` does it, when the window has been painted."""

from __future__ import annotations

import logging
import os
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from qtclient import links, loading
from qtclient.backend_process import BackendProcess
from qtclient.background import Background
from qtclient.config import Config
from qtclient.first_paint import FirstPaint
from qtclient.instance import door_name
from qtclient.language import speak, spoken
from qtclient.presenters.places import Presenters
from qtclient.resources import current
from qtclient.sentences import Sentence
from qtclient.session import STARTING, Session, SessionState
from qtclient.views import screens
from qtclient.views.parts.theme import Theme
from qtclient.views.shell import Shell
from qtclient.views.window import Window

if TYPE_CHECKING:
    from qtclient.presenters.overview import OverviewPresenter
    from qtclient.views.billing_banner import BillingBanner
    from qtclient.views.purchase_banner import PurchaseBanner

_log = logging.getLogger(__name__)

_EXIT_PATIENCE_MS = 1000
_LOAD_AHEAD_MS = 20

# Set by whoever checks a bundle: the first screen that a backend filled is saved there as a picture; then it ends.
_PICTURE = "LICENSE_DESK_PICTURE"
_PICTURE_DELAY_MS = 500


class Client(QObject):
    """The client's parts, built in the order of who needs whom."""

    def __init__(self, app: QApplication, settings: Config, window: Window | None = None) -> None:
        """Args:
        window: the one that is shown already; without it the client makes its own.
        """
        super().__init__()
        self._app = app
        self._config = settings
        language = spoken(settings.language)
        speak(app, language)
        theme = Theme(app, settings.theme)
        self.window = window or Window(current())
        self._background = Background(parent=self)
        self.session = Session(self._background, self)
        self._presenters = Presenters(
            self.session,
            journal=partial(loading.journal, settings),
            drafts=partial(loading.visit_drafts, settings),
            declarations=partial(loading.declaration_drafts, settings),
            server=settings.server_name,
            open_page=lambda page: QDesktopServices.openUrl(QUrl(page)),
            parent=self,
        )
        overview = cast("OverviewPresenter", self._presenters.of(links.OVERVIEW))
        self.shell = Shell(
            self.session, overview, self._presenters.of, theme, language, settings.server, self.window
        )
        self._backend = BackendProcess(settings.practice_dir, self) if settings.practice else None
        self._doorbell: QObject | None = None
        self._termination: QObject | None = None
        self._purchases: PurchaseBanner | None = None
        self._billing: BillingBanner | None = None
        self._connect()

    def show(self) -> None:
        """Show the contents in the window; the rest follows when they have been painted."""
        FirstPaint(self.shell).happened.connect(self._begin)
        self._follow(self._config.link)
        self.window.fill(self.shell)
        self.window.show()

    def called(self, link: str) -> None:
        """Somebody started the client again: come to the front, at the place that `link` names, if it names one."""
        self._follow(link)
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()

    def close(self) -> bool:
        """End everything; return whether all workers came to their end."""
        self.window.hide()
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

    # When everything stands there

    def _begin(self) -> None:
        if self._backend is not None:
            self._backend.start()
        self._background.run(
            loading.warm_up, owner=self, done=self._load_ahead, failed=lambda error: _log.error("%r", error)
        )
        if self._backend is None:
            self._on_address(self._config.server)
        self._termination = loading.termination(self._app.quit, self)
        self._doorbell = loading.doorbell(door_name(self._config.data_dir), self.called, self)

    def _load_ahead(self, _warm: None) -> None:
        # On this thread: Qt's classes and enums are made when they are first named, and no lock guards that.
        modules = screens.load_ahead()
        timer = QTimer(self)

        def step() -> None:
            if next(modules, None) is None:
                timer.deleteLater()

        timer.timeout.connect(step)
        timer.start(_LOAD_AHEAD_MS)

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
            # What must not be missed of subscription and card is told on every screen.
            self._billing = screens.billing_banner(
                self.shell, self.session, self._presenters.of(links.BILLING), self._presenters.of(links.OVERVIEW)
            )
        if path := os.environ.get(_PICTURE):
            QTimer.singleShot(_PICTURE_DELAY_MS, partial(self._save_picture, path))

    def _save_picture(self, path: str) -> None:
        self.window.grab().save(path)
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
        if self._billing is not None:
            self._billing.render()
