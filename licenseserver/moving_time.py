"""Moving a clock forward: everything due on the way happens at its own time, in order (G7).

From one due moment to the next, never past one: a year in one go leaves the same behind as a year day by day. What
only measures a person's patience or the age of a secret (sign-ins, codes, limits on guessing) is carried along, or
moving the clock would sign its owner out. See docs/decisions/0066.
"""

import threading
from datetime import datetime, timedelta

from sqlalchemy import Update, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from licenseserver.clock import MovableClock
from licenseserver.database import Database
from licenseserver.due_work import next_look
from licenseserver.problems import ProblemError, invalid_field
from licenseserver.purchase_tables import CardOnFileRow
from licenseserver.renewals import renewal_of
from licenseserver.renewing import Renewing
from licenseserver.subscriptions import holds
from licenseserver.tables import (
    AccessTokenRow,
    AttemptAllowanceRow,
    DeviceRow,
    RefreshTokenRow,
    SignInSessionRow,
    SubscriptionRow,
    Table,
)
from licenseserver.visitor_tables import VerificationRow, VisitorTokenRow
from licensewire import billing, problem
from licensewire.practice import BY_DAYS, TO_EXPIRY, TO_RENEWAL, MovePracticeClock, PracticeClock

_MOST_DAYS = 400
_JUST_AFTER = timedelta(seconds=1)

_CARRIED: tuple[tuple[type[Table], InstrumentedAttribute[str], tuple[str, ...]], ...] = (
    (SignInSessionRow, SignInSessionRow.id, ("signed_in_at", "last_used_at", "expires_at")),
    (AccessTokenRow, AccessTokenRow.token_hash, ("expires_at",)),
    (RefreshTokenRow, RefreshTokenRow.token_hash, ("replaced_at",)),
    (DeviceRow, DeviceRow.token_hash, ("last_used_at",)),
    (AttemptAllowanceRow, AttemptAllowanceRow.key, ("full_again_at",)),
    (VerificationRow, VerificationRow.id, ("sent_at", "expires_at")),
    (VisitorTokenRow, VisitorTokenRow.token_hash, ("expires_at", "followed_until", "used_at")),
)


class MovingTime:
    """The verbs of ``/v1/practice/clock``."""

    def __init__(self, database: Database, clock: MovableClock, renewing: Renewing) -> None:
        self._database = database
        self._clock = clock
        self._renewing = renewing
        self._one_at_a_time = threading.Lock()

    def describe(self, account_id: str | None) -> PracticeClock:
        """Return the time, and where an account's renewal and the end of its access are."""
        renewal_at, expiry_at = None, None
        if account_id is not None:
            with self._database.transaction(reading=True) as session:
                renewal_at, expiry_at = _coming(session, account_id, self._clock.now())
        return PracticeClock(
            now=self._clock.now(),
            moved_seconds=round(self._clock.moved.total_seconds()),
            renewal_at=renewal_at,
            expiry_at=expiry_at,
        )

    def move(self, account_id: str | None, asked: MovePracticeClock) -> PracticeClock:
        """Move the clock; everything due on the way has happened when this returns.

        Raises:
            ProblemError: `problem.NOT_BACKWARDS`, or it is not said where to.
        """
        with self._one_at_a_time:
            self.move_to(self._target(account_id, asked))
            return self.describe(account_id)

    def move_to(self, target: datetime) -> None:
        """Move the clock to a moment, from due moment to due moment."""
        with self._renewing.held():
            self._renewing.work()
            while (moment := self._next_due()) is not None and moment <= target:
                self._step_to(moment)
                self._renewing.work()
            self._step_to(target)
            self._renewing.work()

    def _next_due(self) -> datetime | None:
        with self._database.transaction(reading=True) as session:
            return next_look(session)

    def _step_to(self, moment: datetime) -> None:
        # Carried first: whoever asks for something between the two would be found to have been away for a year.
        with self._database.transaction() as session:
            carry_over(session, max(moment - self._clock.now(), timedelta(0)))
        self._clock.move_to(moment)

    def _target(self, account_id: str | None, asked: MovePracticeClock) -> datetime:
        if asked.to == BY_DAYS:
            if asked.days < 0:
                raise ProblemError(problem.NOT_BACKWARDS)
            if not 0 < asked.days <= _MOST_DAYS:
                raise invalid_field("days")
            return self._clock.now() + timedelta(days=asked.days)
        if asked.to not in {TO_RENEWAL, TO_EXPIRY}:
            raise invalid_field("to")
        coming = self.describe(account_id)
        moment = coming.renewal_at if asked.to == TO_RENEWAL else coming.expiry_at
        if moment is None:
            raise invalid_field("to", "nothing_coming")
        return moment + _JUST_AFTER


def carry_over(session: Session, moved: timedelta) -> None:
    """Let everything that ages by a person's own time be as old as it was before the clock was moved."""
    if not moved:
        return
    for table, key, names in _CARRIED:
        columns = [getattr(table, name) for name in names]
        for identity, *moments in session.execute(select(key, *columns)).all():
            later = {
                name: moment + moved for name, moment in zip(names, moments, strict=True) if moment is not None
            }
            statement: Update = update(table).where(key == identity).values(later)
            if later:
                session.execute(statement)


def _coming(session: Session, account_id: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Return when the card is charged next, and when access ends; each None where it does not."""
    row = session.scalar(
        select(SubscriptionRow).where(SubscriptionRow.account_id == account_id, SubscriptionRow.ended_at.is_(None))
    )
    if row is None or not holds(row, now):
        return None, None
    if row.status in {billing.TRIALING, billing.CANCELLED}:
        return None, row.period_ends_at
    renewal = renewal_of(session, row)
    has_card = session.get(CardOnFileRow, account_id) is not None
    if row.status == billing.PAST_DUE:
        waits_for_bank = renewal.confirmation_expires_at if renewal else None
        return (row.renews_at if has_card else None) or waits_for_bank, row.access_ends_at
    return (row.renews_at, None) if has_card else (None, row.period_ends_at)
