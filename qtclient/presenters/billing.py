"""Card on file and running subscription (B2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qtclient.presenters.presenter import Presenter
from qtclient.sentences import Sentence, sentence
from qtclient.session import SIGNED_IN

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from licensewire.billing import Billing
    from licensewire.plans import PlanComparison
    from qtclient.api.client import Api
    from qtclient.session import Session, SessionState

LOADING = "loading"
FAILED = "failed"
READY = "ready"


@dataclass(frozen=True)
class State:
    """What the billing screen shows.

    Attributes:
        phase: `LOADING`, `FAILED` (see `problem`) or `READY`.
        comparison: gives the plans their names.
        problem: with `READY`, why what is shown may be old.
    """

    phase: str = LOADING
    billing: Billing | None = None
    comparison: PlanComparison | None = None
    problem: Sentence | None = None


def _asked(api: Api) -> tuple[Billing, PlanComparison]:
    return api.billing(), api.plans()


class BillingPresenter(Presenter[State]):
    """Loads billing when the screen is shown, and again whenever the account has changed."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(State(), parent)
        self._session = session
        self._account = ""
        self._plan = ""
        session.changed.connect(self._on_session)

    def load(self) -> None:
        """Ask for everything; what is shown already stays until the answer is there."""
        if self.state.phase == FAILED:
            self.become(State())
        self._session.ask(_asked, owner=self, done=self._on_answer, failed=self._on_failure)

    def _on_answer(self, answer: tuple[Billing, PlanComparison]) -> None:
        billing, comparison = answer
        self.become(replace(self.state, phase=READY, billing=billing, comparison=comparison, problem=None))

    def _on_failure(self, error: Exception) -> None:
        phase = READY if self.state.phase == READY else FAILED
        self.become(replace(self.state, phase=phase, problem=sentence(error)))

    def _on_session(self, session: SessionState) -> None:
        account = session.account
        if session.phase != SIGNED_IN or account is None or account.id != self._account:
            self._account = account.id if account is not None else ""
            self._plan = account.entitlements.plan_id if account is not None else ""
            if self.state != State():
                self.become(State())
        elif account.entitlements.plan_id != self._plan:
            self._plan = account.entitlements.plan_id
            if self.state.phase == READY:
                self.load()
