"""A document from the backend (a receipt, a confirmation, a calendar file) to a file of the person's choice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QSaveFile

from qtclient.presenters.presenter import Presenter
from qtclient.sentences import Sentence, sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from qtclient.api.client import Api
    from qtclient.session import Session


@dataclass(frozen=True)
class SavingState:
    """How the document asked for last is doing.

    Attributes:
        document: which one, by whatever name the caller knows it; "" when none was asked for.
        saving: it is on its way.
        saved: where it was written; None as long as it was not.
        unwritable: it came, but could not be written to the place that was chosen.
        problem: it did not come.
    """

    document: str = ""
    saving: bool = False
    saved: Path | None = None
    unwritable: bool = False
    problem: Sentence | None = None


class DocumentSaver(Presenter[SavingState]):
    """Fetches documents and writes them whole or not at all."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(SavingState(), parent)
        self._session = session

    def save(self, document: str, path: Path, fetch: Callable[[Api], bytes]) -> None:
        """Write what `fetch` gets to `path`; ignored while another one is on its way.

        Args:
            document: what `SavingState.document` says meanwhile.
            path: the file to write or to replace.
            fetch: asks the backend; called on a worker thread.
        """
        if self.state.saving:
            return
        self.become(SavingState(document, saving=True))
        self._session.ask(
            lambda api: write_whole(path, fetch(api)),
            owner=self,
            done=lambda written: self._on_written(path, written=written),
            failed=self._on_failure,
        )

    def forget(self) -> None:
        """What became of it has been seen; one that is on its way still arrives."""
        if not self.state.saving and self.state != SavingState():
            self.become(SavingState())

    def _on_written(self, path: Path, *, written: bool) -> None:
        document = self.state.document
        self.become(SavingState(document, saved=path) if written else SavingState(document, unwritable=True))

    def _on_failure(self, error: Exception) -> None:
        self.become(SavingState(self.state.document, problem=sentence(error)))


def write_whole(path: Path, content: bytes) -> bool:
    """Replace the file at `path` in one step, so that a full disk leaves no half of it; say whether it worked."""
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        return False
    return file.write(content) == len(content) and file.commit()
