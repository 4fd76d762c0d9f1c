"""Cancel renewal: what it means for this account, the one step, and its confirmation (B5, B6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from licensewire.renewals import CancelRenewal
from qtclient.api.errors import SessionEnded
from qtclient.presenters.declared_once import (
    DONE,
    SENDING,
    DeclaredOncePresenter,
    DeclaredOnceState,
)
from qtclient.sentences import Sentence, sentence

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject

    from licensewire.renewals import Cancellation, CancellationPreview
    from qtclient.session import Session


@dataclass(frozen=True)
class State(DeclaredOnceState):
    """What the sheet shows.

    Attributes:
        preview: None while it is loading or could not be had; cancelling is possible all the same.
        preview_problem: why there is no preview.
        cancellation: with `DONE`.
    """

    preview: CancellationPreview | None = None
    preview_problem: Sentence | None = None
    cancellation: Cancellation | None = None


class CancellationPresenter(DeclaredOncePresenter[State]):
    """Cancels when asked, and puts nothing in the way: neither a question nor a missing preview holds it up."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(State(), session, parent)

    def open(self) -> None:
        """Begin: ask what cancelling would mean. One that is on its way is shown instead."""
        if self.state.stage == SENDING:
            return
        self._begin(State())
        self._session.ask(
            lambda api: api.cancellation_preview(), owner=self, done=self._on_preview, failed=self._on_no_preview
        )

    def show(self, cancellation: Cancellation) -> None:
        """Show the confirmation of a cancellation that was made before."""
        if self.state.stage != SENDING:
            self._begin(State(stage=DONE, cancellation=cancellation))

    def cancel(self, reason: str, comment: str) -> None:
        """Cancel the renewal; `reason` and `comment` may both be ""."""
        request = CancelRenewal(reason=reason, comment=comment.strip())
        self._send(
            lambda api: api.cancel_renewal(request),
            lambda cancellation: replace(self.state, stage=DONE, cancellation=cancellation),
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
