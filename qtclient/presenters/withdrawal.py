"""Withdraw from contract here: the consumer's right in the first 14 days, signed in (EU directive 2023/2673)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from qtclient.api.errors import SessionEnded
from qtclient.presenters.documents import DocumentSaver, SavingState
from qtclient.presenters.presenter import Presenter
from qtclient.sentences import Sentence, sentence

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject

    from licensewire.declarations import DeclarationReceipt, WithdrawalRight
    from qtclient.session import Session, SessionState

ASKING = "asking"
SENDING = "sending"
DONE = "done"


@dataclass(frozen=True)
class State:
    """What the sheet shows.

    Attributes:
        stage: `ASKING`, `SENDING` or `DONE`.
        right: what would be withdrawn from.
        name, email: who declares, as the account has it.
        problem: why it was not declared.
        receipt: with `DONE`: what has to be shown and can be saved as it is.
        saving: how the receipt's file is doing.
    """

    stage: str = ASKING
    right: WithdrawalRight | None = None
    name: str = ""
    email: str = ""
    problem: Sentence | None = None
    receipt: DeclarationReceipt | None = None
    saving: SavingState = field(default_factory=SavingState)


class WithdrawalPresenter(Presenter[State]):
    """Declares the withdrawal when it is confirmed; asks for no reason.

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

    def open(self, right: WithdrawalRight) -> None:
        """Begin with what the declaration will hold. One that is on its way is shown instead."""
        account = self._session.state.account
        if self.state.stage == SENDING or account is None:
            return
        self._saver.forget()
        self.become(State(right=right, name=account.name, email=account.email))

    def confirm(self) -> None:
        """Declare it."""
        if self.state.stage != ASKING:
            return
        self.become(replace(self.state, stage=SENDING, problem=None))
        self._session.ask(
            lambda api: api.withdraw(), owner=self, done=self._on_withdrawn, failed=self._on_not_withdrawn
        )

    def save(self, path: Path) -> None:
        """Write the receipt's text to `path`, as it is."""
        receipt = self.state.receipt
        if receipt is not None:
            self._saver.save(receipt.reference, path, lambda _api: receipt.text.encode())

    def _on_withdrawn(self, receipt: DeclarationReceipt) -> None:
        self.become(replace(self.state, stage=DONE, receipt=receipt))
        self.moved.emit()

    def _on_not_withdrawn(self, error: Exception) -> None:
        if isinstance(error, SessionEnded):
            return
        self.become(replace(self.state, stage=ASKING, problem=sentence(error)))
        self.moved.emit()

    def _on_session(self, session: SessionState) -> None:
        if session.person != self._account:
            self._account = session.person
            self._saver.forget()
            self.become(State())
