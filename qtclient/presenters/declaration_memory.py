"""A declaration as far as it has come, kept for the next start: written when the typing has rested."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, QTimer

from qtclient.declared_drafts import DeclarationDraft

if TYPE_CHECKING:
    from qtclient.declared_drafts import Attempt, DeclarationDrafts, Declared

_RESTED_MS = 300


class DeclarationMemory(QObject):
    """The draft of one declaration."""

    def __init__(self, drafts: DeclarationDrafts, server: str, kind: str, parent: QObject | None = None) -> None:
        """Args:
        server: what the journal calls the backend; the same at every start.
        kind: `licensewire.declarations.CANCELLATION` or `WITHDRAWAL`.
        """
        super().__init__(parent)
        self._drafts = drafts
        self._draft = drafts.read(server, kind)
        self._rested = QTimer(self)
        self._rested.setSingleShot(True)
        self._rested.setInterval(_RESTED_MS)
        self._rested.timeout.connect(self._write)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.flush)

    @property
    def draft(self) -> DeclarationDraft:
        """What is known of the declaration."""
        return self._draft

    def typed(self, declared: Declared, person: str) -> None:
        """Keep what was typed, and who was signed in meanwhile ("" for nobody)."""
        draft = msgspec.structs.replace(self._draft, declared=declared, person=person or self._draft.person)
        if draft != self._draft:
            self._draft = draft
            self._rested.start()

    def sent(self, attempt: Attempt | None) -> None:
        """Keep at once under which key it is sent, before it is; None where the backend has refused it."""
        self._draft = msgspec.structs.replace(self._draft, attempt=attempt)
        self._rested.stop()
        self._write()

    def forget(self) -> None:
        """It has arrived, or is not wanted any more: keep nothing of it."""
        self._rested.stop()
        self._draft = DeclarationDraft(server=self._draft.server, kind=self._draft.kind)
        self._drafts.remove(self._draft.server, self._draft.kind)

    def flush(self) -> None:
        """Write now what has not been written yet."""
        if self._rested.isActive():
            self._rested.stop()
            self._write()

    def _write(self) -> None:
        self._drafts.write(self._draft)
