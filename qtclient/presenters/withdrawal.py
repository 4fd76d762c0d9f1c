"""Withdraw from contract here: the consumer's right in the first 14 days, signed in (EU directive 2023/2673)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qtclient.presenters.declared_once import (
    DONE,
    SENDING,
    DeclaredOncePresenter,
    DeclaredOnceState,
)

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject

    from licensewire.declarations import DeclarationReceipt, WithdrawalRight
    from qtclient.session import Session


@dataclass(frozen=True)
class State(DeclaredOnceState):
    """What the sheet shows.

    Attributes:
        right: what would be withdrawn from.
        name, email: who declares, as the account has it.
        receipt: with `DONE`: what has to be shown and can be saved as it is.
    """

    right: WithdrawalRight | None = None
    name: str = ""
    email: str = ""
    receipt: DeclarationReceipt | None = None


class WithdrawalPresenter(DeclaredOncePresenter[State]):
    """Declares the withdrawal when it is confirmed; asks for no reason."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(State(), session, parent)

    def open(self, right: WithdrawalRight) -> None:
        """Begin with what the declaration will hold. One that is on its way is shown instead."""
        account = self._session.state.account
        if self.state.stage == SENDING or account is None:
            return
        self._begin(State(right=right, name=account.name, email=account.email))

    def confirm(self) -> None:
        """Declare it."""
        self._send(lambda api: api.withdraw(), lambda receipt: replace(self.state, stage=DONE, receipt=receipt))

    def save(self, path: Path) -> None:
        """Write the receipt's text to `path`, as it is."""
        receipt = self.state.receipt
        if receipt is not None:
            self._saver.save(receipt.reference, path, lambda _api: receipt.text.encode())
