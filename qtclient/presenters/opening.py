"""A document from the backend, shown by the program that this computer has for it."""

from __future__ import annotations

import logging
import shutil
import weakref
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from qtclient.presenters.documents import write_whole
from qtclient.presenters.presenter import Presenter
from qtclient.sentences import Sentence, sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from qtclient.api.client import Api
    from qtclient.session import Session

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class OpeningState:
    """How the document asked for last is doing.

    Attributes:
        document: which one, by whatever name the caller knows it; "" when none was asked for.
        opening: it is on its way.
        no_program: it came, but this computer has no program for it.
        unwritable: it came, but there is no place where it could lie meanwhile.
        problem: it did not come.
    """

    document: str = ""
    opening: bool = False
    no_program: bool = False
    unwritable: bool = False
    problem: Sentence | None = None


class DocumentOpener(Presenter[OpeningState]):
    """Puts documents into a folder that only this person can read, and has the system show them.

    The folder is removed when the person signs out and when the client ends.
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(OpeningState(), parent)
        self._session = session
        self._folder: Path | None = None
        self._remove: Callable[[], object] = _nothing
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.forget)

    def open(self, document: str, name: str, fetch: Callable[[Api], bytes]) -> None:
        """Show what `fetch` gets; ignored while another one is on its way.

        Args:
            document: what `OpeningState.document` says meanwhile.
            name: of the file; its ending decides which program shows it.
            fetch: asks the backend; called on a worker thread.
        """
        if self.state.opening:
            return
        path = self._place(name)
        if path is None:
            self.become(OpeningState(document, unwritable=True))
            return
        self.become(OpeningState(document, opening=True))
        self._session.ask(
            lambda api: write_whole(path, fetch(api)),
            owner=self,
            done=lambda written: self._on_written(path, written=written),
            failed=self._on_failure,
        )

    def forget(self) -> None:
        """Remove what was shown; one that is on its way is shown no more."""
        self._folder = None
        self._remove()
        if self.state != OpeningState():
            self.become(OpeningState())

    def _place(self, name: str) -> Path | None:
        try:
            if self._folder is None:
                self._folder = Path(mkdtemp(prefix="license-desk-"))
                # At the interpreter's end too, should nobody ask for it.
                remove = weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
                self.destroyed.connect(lambda _gone: remove())
                self._remove = remove
            return self._folder / name
        except OSError as error:
            _log.warning("no place for a document: %s", error)
            return None

    def _on_written(self, path: Path, *, written: bool) -> None:
        document = self.state.document
        if not document:
            # Forgotten meanwhile: its folder is gone already.
            return
        if not written:
            self.become(OpeningState(document, unwritable=True))
            return
        shown = QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.become(OpeningState(document, no_program=not shown))

    def _on_failure(self, error: Exception) -> None:
        if self.state.document:
            self.become(OpeningState(self.state.document, problem=sentence(error)))


def _nothing() -> None:
    """There is no folder to remove."""
