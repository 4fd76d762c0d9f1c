"""Puts one screen into the real window, in a state, without a server."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication, QWidget

from qtclient import links
from qtclient.background import Background
from qtclient.declared_drafts import DeclarationDrafts
from qtclient.journal import PurchaseJournal
from qtclient.links import Place
from qtclient.presenters.places import Presenters
from qtclient.resources import install_translations
from qtclient.session import Session, SessionState
from qtclient.views.parts.theme import Theme
from qtclient.views.shell import Shell
from qtclient.visit_drafts import VisitDrafts

OVERVIEW = Place(links.OVERVIEW)


@dataclass(frozen=True)
class Scene:
    """One screen in one state.

    Attributes:
        session: how the session stands.
        place: where the window is.
        states: place's name -> the state its presenter takes on.
        act: name of a function in `acts` that does what a person would (open a sheet, a menu).
        sizes: further sizes than the usual two.
    """

    name: str
    session: SessionState
    place: Place = OVERVIEW
    states: Mapping[str, Any] = field(default_factory=dict)
    act: str = ""


class Stage:
    """One window at a time, in the language and appearance chosen last."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self.theme = Theme(app, "light")
        self.language = "en"
        self._background = Background(parent=app)
        self._folder = Path(mkdtemp(prefix="license-desk-gallery-"))
        self._shell: Shell | None = None

    def speak(self, language: str) -> None:
        self.language = language
        QLocale.setDefault(QLocale({"en": "en_US", "fr": "fr_FR"}.get(language, language)))
        install_translations(self._app, language)

    def show(self, scene: Scene, width: int, height: int) -> Shell:
        """Show `scene` in a new window of this size; the one before is gone."""
        self.clear()
        session = Session(self._background)
        presenters = Presenters(
            session,
            journal=lambda: PurchaseJournal(self._folder),
            drafts=lambda: VisitDrafts(self._folder),
            declarations=lambda: DeclarationDrafts(self._folder),
            server="http://127.0.0.1",
            open_page=lambda _page: True,
            parent=session,
        )
        overview: Any = presenters.of(links.OVERVIEW)
        for name in scene.states:
            presenters.of(name)
        # A session without a server never answers: what is shown is what the scene says.
        session._state = SessionState()
        shell = Shell(session, overview, presenters.of, self.theme, self.language)
        session.setParent(shell)
        shell.resize(width, height)
        session._become(scene.session)
        shell.go(scene.place)
        for name, state in scene.states.items():
            presenter: Any = presenters.of(name)
            presenter.become(state)
        shell.show()
        self._shell = shell
        settle()
        return shell

    def clear(self) -> None:
        if self._shell is not None:
            self._shell.close()
            self._shell.deleteLater()
            self._shell = None
            settle()


def settle() -> None:
    """Let layouts, deletions and paints happen that are due."""
    # Each layout asks the one around it in an event of its own.
    for _ in range(8):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


def shown_window(shell: Shell) -> QWidget:
    """Return the popup over the window where there is one, else the window."""
    popup = QApplication.activePopupWidget()
    return popup if popup is not None else shell
