"""The mails that a practice backend would have sent: nobody else receives them (G7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qtclient.presenters.presenter import Presenter
from qtclient.sentences import Sentence, sentence

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from licensewire.practice import PracticeMail, PracticeMails
    from qtclient.session import Session

LOADING = "loading"
FAILED = "failed"
READY = "ready"


@dataclass(frozen=True)
class State:
    """What the outbox shows.

    Attributes:
        phase: `LOADING`, `FAILED` (see `problem`) or `READY`.
        mails: newest first.
    """

    phase: str = LOADING
    mails: tuple[PracticeMail, ...] = ()
    problem: Sentence | None = None


class OutboxPresenter(Presenter[State]):
    """Asks for the mails whenever the outbox is opened."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(State(), parent)
        self._session = session

    def load(self) -> None:
        """Ask for the mails; what is shown already stays until the answer is there."""
        if self.state.phase == FAILED:
            self.become(State())
        self._session.ask(
            lambda api: api.practice_mails(), owner=self, done=self._on_mails, failed=self._on_failure
        )

    def _on_mails(self, answer: PracticeMails) -> None:
        self.become(State(phase=READY, mails=answer.mails))

    def _on_failure(self, error: Exception) -> None:
        self.become(replace(self.state, phase=FAILED, problem=sentence(error)))
