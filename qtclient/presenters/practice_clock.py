"""Practice mode's clock: what time it is there, and moving it so that a year can be lived through (G7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from licensewire.practice import BY_DAYS, TO_EXPIRY, TO_RENEWAL, MovePracticeClock
from qtclient.api.errors import OutcomeUnknown, SessionEnded
from qtclient.presenters.presenter import Presenter
from qtclient.sentences import Sentence, sentence
from qtclient.session import SIGNED_IN, STARTING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from licensewire.practice import PracticeClock, PracticeMails
    from licensewire.session import Account
    from qtclient.session import Session, SessionState

_ASK_AGAIN_MS = 1000


@dataclass(frozen=True)
class State:
    """What the practice bar shows.

    Attributes:
        shown: the backend is a practice one, and who looks can do something there.
        signed_in: there is an account whose renewal and end can be gone to.
        moving: where the clock is on its way to: `TO_RENEWAL`, `TO_EXPIRY` or `BY_DAYS`; "" when it stands.
        nothing: what could not be gone to because none is coming: `TO_RENEWAL` or `TO_EXPIRY`, "" otherwise.
        new_mails: how many mails the last move has caused.
        problem: why the last move did not work.
    """

    shown: bool = False
    signed_in: bool = False
    moving: str = ""
    nothing: str = ""
    new_mails: int = 0
    problem: Sentence | None = None


class PracticeClockPresenter(Presenter[State]):
    """Follows the practice backend's clock, and moves it.

    Signals:
        moved(): it was moved, and the session is up to date: whatever is shown should be asked for anew.
    """

    moved = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(State(), parent)
        self._session = session
        self._before: datetime | None = None
        self._goal: datetime | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_ASK_AGAIN_MS)
        self._again.timeout.connect(self._look)
        session.changed.connect(self._on_session)
        self._on_session(session.state)

    def now(self) -> datetime:
        """Return the practice backend's time."""
        return self._session.now()

    def load(self) -> None:
        """Ask what time it is there; without an answer what was known before stays."""
        self._session.ask(
            lambda api: api.practice_clock(), owner=self, done=self._follow, failed=lambda _error: None
        )

    def to_renewal(self) -> None:
        """Go to just after the renewal of the account that is signed in."""
        self._begin(TO_RENEWAL)

    def to_expiry(self) -> None:
        """Go to just after its access has ended."""
        self._begin(TO_EXPIRY)

    def by_days(self, days: int) -> None:
        """Go some days on."""
        self._begin(BY_DAYS, days)

    def use_another_account(self) -> None:
        """Sign out, to where the sample accounts are."""
        self._session.sign_out()

    def _begin(self, to: str, days: int = 0) -> None:
        if self.state.moving or not self.state.shown:
            return
        self.become(replace(self.state, moving=to, nothing="", new_mails=0, problem=None))
        self._session.ask(
            lambda api: api.practice_clock(),
            owner=self,
            done=lambda clock: self._move(clock, to, days),
            failed=self._on_failure,
        )

    def _move(self, clock: PracticeClock, to: str, days: int) -> None:
        self._follow(clock)
        goal = {TO_RENEWAL: clock.renewal_at, TO_EXPIRY: clock.expiry_at}.get(to, clock.now + timedelta(days=days))
        if goal is None:
            self.become(replace(self.state, moving="", nothing=to))
            return
        self._before, self._goal = clock.now, goal
        request = MovePracticeClock(to=to, days=days)
        self._session.ask(
            lambda api: api.move_practice_clock(request),
            owner=self,
            done=self._on_moved,
            failed=self._on_not_moved,
        )

    def _on_moved(self, clock: PracticeClock) -> None:
        self._follow(clock)
        if not self.state.signed_in:
            self._arrive(None)
            return
        # What the account may use has changed with the time: the session says so before the screens ask (A4, B6).
        self._session.refresh_entitlements(owner=self, done=self._arrive, failed=self._on_failure)

    def _on_not_moved(self, error: Exception) -> None:
        if isinstance(error, OutcomeUnknown):
            # A year can take longer than one exchange: it is asked for until the clock has arrived.
            self._again.start()
        else:
            self._on_failure(error)

    def _look(self) -> None:
        self._session.ask(
            lambda api: api.practice_clock(), owner=self, done=self._on_looked, failed=self._on_failure
        )

    def _on_looked(self, clock: PracticeClock) -> None:
        if self._goal is None or clock.now >= self._goal:
            self._on_moved(clock)
        else:
            self._follow(clock)
            self._again.start()

    def _arrive(self, _account: Account | None) -> None:
        self.become(replace(self.state, moving=""))
        self.moved.emit()
        self._session.ask(
            lambda api: api.practice_mails(), owner=self, done=self._count, failed=lambda _error: None
        )

    def _count(self, answer: PracticeMails) -> None:
        before = self._before
        if before is not None and not self.state.moving:
            new = sum(1 for mail in answer.mails if mail.created_at > before)
            self.become(replace(self.state, new_mails=new))

    def _on_failure(self, error: Exception) -> None:
        # Who is signed out meanwhile is told so by the session.
        told = None if isinstance(error, SessionEnded) else sentence(error)
        self.become(replace(self.state, moving="", problem=told))
        self.load()

    def _follow(self, clock: PracticeClock) -> None:
        self._session.set_ahead(clock.moved_seconds)
        self.become(self.state)

    def _on_session(self, session: SessionState) -> None:
        shown = session.service is not None and session.service.practice and session.phase != STARTING
        state = replace(self.state, shown=shown, signed_in=session.phase == SIGNED_IN)
        if state == self.state:
            return
        if state.signed_in != self.state.signed_in:
            state = replace(state, nothing="", problem=None)
        self.become(state)
        if shown:
            self.load()
