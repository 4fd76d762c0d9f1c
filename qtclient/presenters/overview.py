"""What the account has, how much of it is used, and what needs its owner, most urgent first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from qtclient.presenters.presenter import Presenter
from qtclient.sentences import Sentence, sentence
from qtclient.session import SIGNED_IN

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from licensewire.billing import Billing, CardOnFile, Subscription
    from licensewire.plans import Plan, PlanComparison, Usage, UsageLine
    from licensewire.session import Account
    from qtclient.api.client import Api
    from qtclient.session import Session, SessionState

LOADING: Final = "loading"
FAILED: Final = "failed"
READY: Final = "ready"

PAST_DUE: Final = "past_due"
AT_LIMIT: Final = "at_limit"
NEAR_LIMIT: Final = "near_limit"
TRIAL_ENDS: Final = "trial_ends"
ACCESS_ENDS: Final = "access_ends"
CARD_EXPIRES: Final = "card_expires"
CARD_MISSING: Final = "card_missing"

# The subscription's words on the wire, written out: the contract's module is not loaded before the first paint.
_TRIALING, _CANCELLED, _PAST_DUE = "trialing", "cancelled", "past_due"

_NEAR = 0.8
_SOON_DAYS = 7
_RENEWAL_NEAR = timedelta(days=60)


@dataclass(frozen=True)
class Matter:
    """Something that needs the owner.

    Attributes:
        kind: one of this module's constants, `PAST_DUE` to `CARD_MISSING`.
        meaning: "danger", "attention" or "neutral".
        at: when it happens.
        days: whole days left until then.
        line: the limit that it is about.
    """

    kind: str
    meaning: str
    at: datetime | None = None
    days: int = 0
    line: UsageLine | None = None


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


def matters(billing: Billing, usage: Usage, now: datetime) -> tuple[Matter, ...]:
    """Return what needs the owner, most urgent first.

    `now` is the backend's time, so that a clock moved in practice mode counts.
    """
    found = [*_of_subscription(billing, now), *(matter for line in usage.lines if (matter := _of_line(line)))]
    urgency = {"danger": 0, "attention": 1, "neutral": 2}
    return tuple(sorted(found, key=lambda matter: (urgency[matter.meaning], matter.at or now)))


def _of_subscription(billing: Billing, now: datetime) -> list[Matter]:
    subscription = billing.subscription
    if subscription is None or subscription.period_ends_at <= now:
        return []
    end = subscription.period_ends_at
    days = days_between(now, end)
    urgent = "danger" if days <= _SOON_DAYS else "attention"
    if subscription.status == _PAST_DUE:
        return [Matter(PAST_DUE, "danger", end, days)]
    if subscription.status == _TRIALING:
        return [Matter(TRIAL_ENDS, urgent, end, days)]
    if subscription.status == _CANCELLED:
        return [Matter(ACCESS_ENDS, urgent, end, days)]
    return _of_renewal(subscription, billing.card, now)


def _of_renewal(subscription: Subscription, card: CardOnFile | None, now: datetime) -> list[Matter]:
    renewal = subscription.renews_at
    if renewal is None or renewal - now > _RENEWAL_NEAR:
        return []
    days = days_between(now, renewal)
    if card is None:
        return [Matter(CARD_MISSING, "attention", renewal, days)]
    # A card is good until its month is over.
    over = datetime(card.expiry_year + card.expiry_month // 12, card.expiry_month % 12 + 1, 1, tzinfo=UTC)
    if over <= renewal:
        return [Matter(CARD_EXPIRES, "attention", renewal, days)]
    return []


def _of_line(line: UsageLine) -> Matter | None:
    # A limit of one (the owner's own seat) is always full, and nothing to act upon.
    if line.limit is None or line.limit <= 1 or line.used < line.limit * _NEAR:
        return None
    if line.used >= line.limit:
        return Matter(AT_LIMIT, "danger", line=line)
    return Matter(NEAR_LIMIT, "attention", line=line)


def days_between(now: datetime, end: datetime) -> int:
    """Return the days left until `end`, a begun one counted as whole."""
    return max(0, -(-(end - now) // timedelta(days=1)))
