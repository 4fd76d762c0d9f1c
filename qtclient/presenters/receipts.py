"""A receipt from the backend to a file of the person's choice (A4)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QSaveFile

from qtclient.presenters.presenter import Presenter
from qtclient.sentences import Sentence, sentence

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from qtclient.api.client import Api
    from qtclient.session import Session


@dataclass(frozen=True)
class ReceiptState:
    """How the receipt asked for last is doing.

    Attributes:
        purchase_id: whose receipt; "" when none was asked for.
        saving: it is on its way.
        saved: where it was written; None as long as it was not.
        unwritable: it came, but could not be written to the place that was chosen.
        problem: it did not come.
    """

    purchase_id: str = ""
    saving: bool = False
    saved: Path | None = None
    unwritable: bool = False
    problem: Sentence | None = None


class ReceiptSaver(Presenter[ReceiptState]):
    """Fetches receipts and writes them whole or not at all."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(ReceiptState(), parent)
        self._session = session

    def save(self, purchase_id: str, path: Path, language: str) -> None:
        """Write the receipt of `purchase_id`, in `language`, to `path`; ignored while another is on its way."""
        if self.state.saving:
            return
        self.become(ReceiptState(purchase_id, saving=True))

        def fetch_and_write(api: Api) -> bool:
            return _written(path, api.receipt(purchase_id, language))

        self._session.ask(
            fetch_and_write,
            owner=self,
            done=lambda written: self._on_written(path, written=written),
            failed=self._on_failure,
        )

    def _on_written(self, path: Path, *, written: bool) -> None:
        purchase_id = self.state.purchase_id
        self.become(
            ReceiptState(purchase_id, saved=path) if written else ReceiptState(purchase_id, unwritable=True)
        )

    def _on_failure(self, error: Exception) -> None:
        self.become(ReceiptState(self.state.purchase_id, problem=sentence(error)))


def _written(path: Path, content: bytes) -> bool:
    """Replace the file at `path` in one step, so that a full disk leaves no half receipt."""
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        return False
    return file.write(content) == len(content) and file.commit()
