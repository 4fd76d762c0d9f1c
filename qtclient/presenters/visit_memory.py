"""What a visitor has typed, kept for the next start: written when it has rested, not at every letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, QTimer

from qtclient.visit_drafts import VisitDraft

if TYPE_CHECKING:
    from qtclient.visit_drafts import CodeSent, Typed, VisitDrafts

_RESTED_MS = 300


class VisitMemory(QObject):
    """The draft of one visit, shared by the presenters that the visit passes through."""

    def __init__(self, drafts: VisitDrafts, server: str, parent: QObject | None = None) -> None:
        """Args:
        drafts: the files.
        server: what the journal calls the backend; the same at every start.
        """
        super().__init__(parent)
        self._drafts = drafts
        self._draft = drafts.read(server)
        self._rested = QTimer(self)
        self._rested.setSingleShot(True)
        self._rested.setInterval(_RESTED_MS)
        self._rested.timeout.connect(self._write)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.flush)

    @property
    def draft(self) -> VisitDraft:
        """What is known of the visit."""
        return self._draft

    def wish(self, email: str, plan_id: str) -> None:
        """Keep what was asked for on the buy page."""
        self._keep(msgspec.structs.replace(self._draft, email=email, plan_id=plan_id))

    def code_sent(self, sent: CodeSent | None) -> None:
        """Keep at once which code is on its way, or that none is."""
        self._keep(msgspec.structs.replace(self._draft, code_sent=sent))
        self.flush()

    def typed(self, visitor_id: str, typed: Typed) -> None:
        """Keep the purchase form of this visitor."""
        self._keep(msgspec.structs.replace(self._draft, typed_by=visitor_id, typed=typed))

    def forget(self) -> None:
        """The visit is over: keep nothing of it."""
        self._rested.stop()
        self._draft = VisitDraft(server=self._draft.server)
        self._drafts.remove(self._draft.server)

    def flush(self) -> None:
        """Write now what has not been written yet."""
        if self._rested.isActive():
            self._rested.stop()
            self._write()

    def _keep(self, draft: VisitDraft) -> None:
        if draft != self._draft:
            self._draft = draft
            self._rested.start()

    def _write(self) -> None:
        self._drafts.write(self._draft)
