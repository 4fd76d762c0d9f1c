"""One paper: opened, or saved where the person says (B8)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from qtclient.presenters.documents import DocumentSaver, SavingState
from qtclient.presenters.invoice_words import FileNames
from qtclient.presenters.opening import DocumentOpener, OpeningState
from qtclient.presenters.presenter import Presenter

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject

    from licensewire.invoices import InvoiceEntry
    from qtclient.session import Session


@dataclass(frozen=True)
class DocumentsState:
    """What was asked for last.

    Attributes:
        language: in which the papers are written ("fr"); "" for the one that the window speaks.
    """

    language: str = ""
    opening: OpeningState = field(default_factory=OpeningState)
    saving: SavingState = field(default_factory=SavingState)


class InvoiceDocuments(Presenter[DocumentsState]):
    """Fetches a paper in the language that was chosen for papers."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(DocumentsState(), parent)
        self._opener = DocumentOpener(session, self)
        self._opener.changed.connect(self._on_opening)
        self._saver = DocumentSaver(session, self)
        self._saver.changed.connect(self._on_saving)

    @property
    def language(self) -> str:
        """The language of the papers."""
        return self.state.language or QLocale().name().partition("_")[0]

    def choose_language(self, language: str) -> None:
        """Have papers written in `language` from now on."""
        self.become(replace(self.state, language=language))

    def file_name(self, entry: InvoiceEntry) -> str:
        """Return what the file of `entry` is called."""
        return FileNames(self.language).of(entry)

    def open(self, entry: InvoiceEntry) -> None:
        """Show a paper with the system's own program."""
        self._saver.forget()
        language = self.language
        name = self.file_name(entry)
        self._opener.open(entry.number, name, lambda api: api.invoice(entry.id, language))

    def save(self, entry: InvoiceEntry, path: Path) -> None:
        """Write a paper to `path`."""
        language = self.language
        self._saver.save(entry.number, path, lambda api: api.invoice(entry.id, language))

    def forget(self) -> None:
        """Another person comes: remove what was shown."""
        self._opener.forget()
        self._saver.forget()

    def _on_opening(self, opening: OpeningState) -> None:
        self.become(replace(self.state, opening=opening))

    def _on_saving(self, saving: SavingState) -> None:
        self.become(
            replace(self.state, saving=saving, opening=OpeningState() if saving.saving else self.state.opening)
        )
