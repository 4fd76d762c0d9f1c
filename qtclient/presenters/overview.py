"""What the account has, how much of it is used, and what needs its owner, most urgent first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from qtclient.presenters.matters import Matter, matters
from qtclient.presenters.presenter import Presenter
from qtclient.sentences import Sentence, sentence
from qtclient.session import SIGNED_IN

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from licensewire.billing import Billing
    from licensewire.plans import Plan, PlanComparison, Usage
    from licensewire.session import Account
    from qtclient.api.client import Api
    from qtclient.session import Session, SessionState

LOADING: Final = "loading"
FAILED: Final = "failed"
READY: Final = "ready"


@dataclass(frozen=True)
class State:
    """What the overview shows.

    Attributes:
        phase: `LOADING`, `FAILED` (see `problem`) or `READY`.
        plan: what the account has now; None for a plan that the comparison does not list.
        matters: what needs the owner, most urgent first.
        problem: with `READY`, why what is shown may be old.
    """

    phase: str = LOADING
    account: Account | None = None
    comparison: PlanComparison | None = None
    plan: Plan | None = None
    billing: Billing | None = None
    usage: Usage | None = None
    matters: tuple[Matter, ...] = ()
    problem: Sentence | None = None


@dataclass(frozen=True)
class _Answer:
    account: Account
    comparison: PlanComparison
    billing: Billing
    usage: Usage


def _asked(api: Api) -> _Answer:
    return _Answer(api.account(), api.plans(), api.billing(), api.usage())


class OverviewPresenter(Presenter[State]):
    """Loads the overview when it is shown, and again whenever the account has changed."""

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

    def _on_answer(self, answer: _Answer) -> None:
        plan_id = answer.account.entitlements.plan_id
        self.become(
            State(
                phase=READY,
                account=answer.account,
                comparison=answer.comparison,
                plan=next((plan for plan in answer.comparison.plans if plan.id == plan_id), None),
                billing=answer.billing,
                usage=answer.usage,
                matters=matters(answer.billing, answer.usage, answer.usage.measured_at),
            )
        )

    def _on_failure(self, error: Exception) -> None:
        phase = READY if self.state.phase == READY else FAILED
        self.become(replace(self.state, phase=phase, problem=sentence(error)))

    def _on_session(self, session: SessionState) -> None:
        account = session.account if session.phase == SIGNED_IN else None
        person = account.id if account is not None else ""
        plan = account.entitlements.plan_id if account is not None else ""
        if person != self._account:
            # Nothing of one person stays for the next.
            self._account, self._plan = person, plan
            if self.state != State():
                self.become(State())
        elif plan != self._plan:
            self._plan = plan
            self.load()
