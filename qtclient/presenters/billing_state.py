"""What the Billing screen shows, and what has come of what was done there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from licensewire.billing import ACTIVE
from licensewire.renewals import NEEDS_CONFIRMATION, PAST_DUE, PROCESSING

if TYPE_CHECKING:
    from licensewire.billing import Billing
    from licensewire.plans import PlanComparison
    from qtclient.sentences import Sentence

LOADING = "loading"
FAILED = "failed"
READY = "ready"

# What is being done, and what was done last.
PAYING = "paying"
CHECKING = "checking"
RESUMING = "resuming"
REMOVING = "removing"

PAID = "paid"
NOT_PAID = "not_paid"
RESUMED = "resumed"
REMOVED = "removed"
NOT_YET = "not_yet"
TROUBLE = "trouble"

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class State:
    """What the Billing screen shows.

    Attributes:
        phase: `LOADING`, `FAILED` (see `problem`) or `READY`.
        comparison: gives the plans their names.
        now: the backend's time when it answered last, so that a clock moved in practice mode counts.
        as_of: the backend's time when it answered last.
        offline: the server does not answer; what is shown is as of `as_of`, and nothing can be done.
        problem: with `READY`, why what is shown may be old.
        doing: `PAYING`, `CHECKING` (the bank is being asked), `RESUMING`, `REMOVING` (the card); "" for nothing.
        done: what was done last: `PAID`, `NOT_PAID`, `RESUMED`, `REMOVED`, `NOT_YET` (the bank has heard nothing)
            or `TROUBLE`; "" for nothing that is worth telling.
        trouble: with `TROUBLE`, what happened.
    """

    phase: str = LOADING
    billing: Billing | None = None
    comparison: PlanComparison | None = None
    now: datetime = _NEVER
    as_of: datetime | None = None
    offline: bool = False
    problem: Sentence | None = None
    doing: str = ""
    done: str = ""
    trouble: Sentence | None = None


def outcome(before: Billing | None, after: Billing, doing: str) -> str:
    """Return what has come of things, a value of `State.done`; "" for nothing to tell.

    Args:
        before: how things stood when they were looked at last.
        after: how they stand now.
        doing: what was being done, a value of `State.doing`.
    """
    if doing in {RESUMING, REMOVING}:
        return {RESUMING: RESUMED, REMOVING: REMOVED}[doing]
    old = before.renewal if before is not None else None
    if before is None or before.subscription is None or after.subscription is None or old is None:
        return ""
    was_due = old.status in {PROCESSING, NEEDS_CONFIRMATION, PAST_DUE}
    new = after.renewal
    if was_due and after.subscription.status == ACTIVE and after.subscription.period_ends_at > old.due_at:
        return PAID
    if new is not None and new.status == PAST_DUE and (old.status != PAST_DUE or new.refused_at != old.refused_at):
        return NOT_PAID if was_due else ""
    if doing == CHECKING and new is not None and new.status == NEEDS_CONFIRMATION:
        return NOT_YET
    return ""
