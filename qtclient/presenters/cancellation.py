"""Cancel renewal: what it means for this account, the one step, and its confirmation (B5, B6)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from licensewire.renewals import CancelRenewal
from qtclient.api.errors import SessionEnded
from qtclient.presenters.documents import DocumentSaver, SavingState
from qtclient.presenters.presenter import Presenter
from qtclient.sentences import Sentence, sentence

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject

    from licensewire.renewals import Cancellation, CancellationPreview
    from qtclient.session import Session, SessionState

ASKING = "asking"
SENDING = "sending"
DONE = "done"


@dataclass(frozen=True)
class State:
    """What the sheet shows.

    Attributes:
        stage: `ASKING`, `SENDING` or `DONE`.
        preview: None while it is loading or could not be had; cancelling is possible all the same.
        preview_problem: why there is no preview.
        problem: why it was not cancelled.
        cancellation: with `DONE`.
        saving: how the confirmation's file is doing.
    """

    stage: str = ASKING
    preview: CancellationPreview | None = None
    preview_problem: Sentence | None = None
    problem: Sentence | None = None
    cancellation: Cancellation | None = None
    saving: SavingState = field(default_factory=SavingState)


class CancellationPresenter(Presenter[State]):
    """Cancels when asked, and puts nothing in the way: neither a question nor a missing preview holds it up.

    Signals:
        moved(): Billing is another one now, perhaps.
    """

    moved = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(State(), parent)
        self._session = session
        self._account = ""
        self._saver = DocumentSaver(session, self)
        self._saver.changed.connect(lambda saving: self.become(replace(self.state, saving=saving)))
        session.changed.connect(self._on_session)

    def open(self) -> None:
        """Begin: ask what cancelling would mean. One that is on its way is shown instead."""
        if self.state.stage == SENDING:
            return
        self._saver.forget()
        self.become(State())
        self._session.ask(
            lambda api: api.cancellation_preview(), owner=self, done=self._on_preview, failed=self._on_no_preview
        )

    def show(self, cancellation: Cancellation) -> None:
        """Show the confirmation of a cancellation that was made before."""
        if self.state.stage != SENDING:
            self._saver.forget()
            self.become(State(stage=DONE, cancellation=cancellation))

    def cancel(self, reason: str, comment: str) -> None:
        """Cancel the renewal; `reason` and `comment` may both be ""."""
        if self.state.stage != ASKING:
            return
        self.become(replace(self.state, stage=SENDING, problem=None))
        request = CancelRenewal(reason=reason, comment=comment.strip())
        self._session.ask(
            lambda api: api.cancel_renewal(request),
            owner=self,
            done=self._on_cancelled,
            failed=self._on_not_cancelled,
        )

    def save(self, path: Path, language: str) -> None:
        """Write the confirmation to `path` as PDF."""
        self._saver.save("confirmation", path, lambda api: api.cancellation_confirmation(language))

    def _on_preview(self, preview: CancellationPreview) -> None:
        if self.state.stage != DONE:
            self.become(replace(self.state, preview=preview, preview_problem=None))

    def _on_no_preview(self, error: Exception) -> None:
        if self.state.stage != DONE and not isinstance(error, SessionEnded):
            self.become(replace(self.state, preview_problem=sentence(error)))

    def _on_cancelled(self, cancellation: Cancellation) -> None:
        self.become(replace(self.state, stage=DONE, cancellation=cancellation))
        self.moved.emit()

    def _on_not_cancelled(self, error: Exception) -> None:
        if isinstance(error, SessionEnded):
            return
        self.become(replace(self.state, stage=ASKING, problem=sentence(error)))
        self.moved.emit()

    def _on_session(self, session: SessionState) -> None:
        if session.person != self._account:
            self._account = session.person
            self._saver.forget()
            self.become(State())
