"""What sheets share on which something is declared once, and its written confirmation kept (B5, EU 2023/2673)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal

from qtclient.api.errors import SessionEnded
from qtclient.presenters.documents import DocumentSaver, SavingState
from qtclient.presenters.presenter import Presenter
from qtclient.sentences import Sentence, sentence

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from qtclient.api.client import Api
    from qtclient.session import Session, SessionState

ASKING = "asking"
SENDING = "sending"
DONE = "done"


@dataclass(frozen=True)
class DeclaredOnceState:
    """Attributes:
    stage: `ASKING`, `SENDING` or `DONE`.
    problem: why it was not declared.
    saving: how the confirmation's file is doing.
    """

    stage: str = ASKING
    problem: Sentence | None = None
    saving: SavingState = field(default_factory=SavingState)


S = TypeVar("S", bound=DeclaredOnceState)
R = TypeVar("R")


class DeclaredOncePresenter(Presenter[S]):
    """Sends once while it is asked, begins anew for the next person, and keeps what one person saw from another.

    Signals:
        moved(): Billing is another one now, perhaps.
    """

    moved = Signal()

    def __init__(self, blank: S, session: Session, parent: QObject | None = None) -> None:
        """Args:
        blank: what is shown before anything is.
        """
        super().__init__(blank, parent)
        self._blank = blank
        self._session = session
        self._account = ""
        self._saver = DocumentSaver(session, self)
        self._saver.changed.connect(lambda saving: self.become(replace(self.state, saving=saving)))
        session.changed.connect(self._on_session)

    def _begin(self, state: S) -> None:
        """Show something new; what was being saved of the one before goes on unseen."""
        self._saver.forget()
        self.become(state)

    def _send(self, call: Callable[[Api], R], done: Callable[[R], S]) -> None:
        """Declare it, once; `done` makes the state that shows the answer."""
        if self.state.stage != ASKING:
            return
        self.become(replace(self.state, stage=SENDING, problem=None))

        def on_done(answer: R) -> None:
            self.become(done(answer))
            self.moved.emit()

        self._session.ask(call, owner=self, done=on_done, failed=self._on_not_declared)

    def _on_not_declared(self, error: Exception) -> None:
        if isinstance(error, SessionEnded):
            return
        self.become(replace(self.state, stage=ASKING, problem=sentence(error)))
        self.moved.emit()

    def _on_session(self, session: SessionState) -> None:
        if session.person != self._account:
            self._account = session.person
            self._begin(self._blank)
