"""The plans side by side, and what the account has used of its own (A2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qtclient.presenters.presenter import Presenter
from qtclient.sentences import Sentence, sentence
from qtclient.session import SIGNED_IN

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from licensewire.billing import Subscription
    from licensewire.plans import PlanComparison, Usage
    from qtclient.api.client import Api
    from qtclient.session import Session, SessionState

LOADING = "loading"
FAILED = "failed"
READY = "ready"


@dataclass(frozen=True)
class State:
    """What the plans screen shows.

    Attributes:
        phase: `LOADING`, `FAILED` (see `problem`) or `READY`.
        current_plan: id of the plan that the account has; "" while that is not known.
        problem: with `READY`, why what is shown may be old.
    """

    phase: str = LOADING
    comparison: PlanComparison | None = None
    usage: Usage | None = None
    subscription: Subscription | None = None
    current_plan: str = ""
    problem: Sentence | None = None


@dataclass(frozen=True)
class _Answer:
    comparison: PlanComparison
    usage: Usage
    subscription: Subscription | None
    current_plan: str


def _asked(api: Api) -> _Answer:
    account = api.account()
    return _Answer(api.plans(), api.usage(), api.billing().subscription, account.entitlements.plan_id)


class PlansPresenter(Presenter[State]):
    """Loads the comparison when the screen is shown, and again whenever the account has changed."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(State(), parent)
        self._session = session
        self._account = ""
        session.changed.connect(self._on_session)

    def load(self) -> None:
        """Ask for everything; what is shown already stays until the answer is there."""
        if self.state.phase == FAILED:
            self.become(State())
        self._session.ask(_asked, owner=self, done=self._on_answer, failed=self._on_failure)

    def _on_answer(self, answer: _Answer) -> None:
        self.become(
            State(
                phase=READY,
                comparison=answer.comparison,
                usage=answer.usage,
                subscription=answer.subscription,
                current_plan=answer.current_plan,
            )
        )

    def _on_failure(self, error: Exception) -> None:
        phase = READY if self.state.phase == READY else FAILED
        self.become(replace(self.state, phase=phase, problem=sentence(error)))

    def _on_session(self, session: SessionState) -> None:
        account = session.account
        if session.phase != SIGNED_IN or account is None or account.id != self._account:
            # Nothing of one person is left on the screen for the next.
            self._account = account.id if account is not None else ""
            if self.state != State():
                self.become(State())
        elif self.state.phase == READY and account.entitlements.plan_id != self.state.current_plan:
            self.load()
