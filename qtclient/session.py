"""Who is signed in; `Session.ask` is the one door to the server."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from qtclient.api.errors import SessionEnded, Unreachable
from qtclient.sentences import Sentence, sentence, session_ended
from qtclient.session_state import (
    KEPT_IN_KEYRING,
    KEPT_IN_MEMORY,
    SIGNED_IN,
    SIGNED_OUT,
    STARTING,
    VISITING,
    SessionState,
)

if TYPE_CHECKING:
    from licensewire.session import Account
    from licensewire.visitors import VisitorState
    from qtclient.api.client import Api
    from qtclient.background import Background, Work
    from qtclient.tokens import Opened, TokenKeeper

__all__ = [
    "KEPT_IN_KEYRING",
    "KEPT_IN_MEMORY",
    "SIGNED_IN",
    "SIGNED_OUT",
    "STARTING",
    "VISITING",
    "Session",
    "SessionState",
]

_log = logging.getLogger(__name__)

T = TypeVar("T")

# After how many seconds a server that was not reached at the start is tried again, the last one for ever.
_TRY_AGAIN_SECONDS = (5, 10, 20, 40, 60)


class Session(QObject):
    """The person's session with the server.

    The exchanges themselves happen in a `TokenKeeper` on worker threads; this class is its face on the GUI thread.

    Signals:
        changed(SessionState): the state is another one now.
        offline(bool): the server was not reached just now, or is reached again.
    """

    changed = Signal(object)
    offline = Signal(bool)
    _ended = Signal(object)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        # For what is slow and asks no server, such as reading a country's rules.
        self.aside = background.run
        self._state = SessionState()
        self._connect: Callable[[], TokenKeeper] | None = None
        self._keeper: TokenKeeper | None = None
        self._again: Callable[[], None] | None = None
        self._waiting: list[Work] = []
        self._offline = False
        self._tries = 0
        self._ahead = timedelta()
        self._next_try = QTimer(self)
        self._next_try.setSingleShot(True)
        self._next_try.timeout.connect(self._try_again)
        # Counts the changes of person: an answer that was asked for by an earlier one is not handed out.
        self._person = 0
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def state(self) -> SessionState:
        """How things stand now."""
        return self._state

    def now(self) -> datetime:
        """Return the backend's time: this computer's, except where practice mode's clock was moved (G7)."""
        return datetime.now(UTC) + self._ahead

    def set_ahead(self, seconds: int) -> None:
        """Follow a backend whose clock is `seconds` ahead of this computer's."""
        self._ahead = timedelta(seconds=seconds)

    # Starting

    def start(self, connect: Callable[[], TokenKeeper]) -> None:
        """Reach the server and take up the session that the keyring holds.

        Args:
            connect: builds the exchange's parts, on a worker thread (`loading.connect`).
        """
        self._connect = connect
        self._keeper = None
        self._open_when_possible()

    def retry(self) -> None:
        """Start again after a `problem` while `STARTING`."""
        if self._state.phase != STARTING or self._state.problem is None:
            return
        if self._state.busy:
            # It is being tried already; now the person wants to see it.
            self._become(replace(self._state, problem=None))
        elif self._again is not None:
            again, self._again = self._again, None
            self._become(SessionState(service=self._state.service))
            again()
        else:
            self._open_when_possible()

    def cannot_start(self, problem: Sentence, again: Callable[[], None]) -> None:
        """Tell that there is no server to reach: practice mode's backend did not come up, or ended.

        Args:
            problem: what the person is told.
            again: called by `retry`; leads to `start` or back here.
        """
        self._again = again
        self._next_try.stop()
        self._person += 1
        self._become(SessionState(service=self._state.service, problem=problem))

    def _try_again(self) -> None:
        # By itself and quietly: what is told stays until there is something else to tell.
        self._become(replace(self._state, busy=True))
        self._open_on_worker()

    def _open_when_possible(self) -> None:
        self._become(SessionState(service=self._state.service, busy=True))
        self._open_on_worker()

    def _open_on_worker(self) -> None:
        self._next_try.stop()
        self._background.run(self._open, owner=self, done=self._on_opened, failed=self._on_not_opened)

    # The door

    def ask(
        self,
        call: Callable[[Api], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Work:
        """Ask the server on a worker thread and answer on the GUI thread; waits while the session is starting.

        When the access token has run out it is renewed and `call` is made once more, so that one `call` should be
        one exchange.

        Args:
            call: receives the API; nothing else of the client may be touched in it.
            owner: when it is gone at delivery, there is no delivery.
            done: receives what `call` returned.
            failed: receives the error; `SessionEnded` where the person signed out meanwhile.
        """
        return self._submit(lambda keeper: keeper.call(call), owner=owner, done=done, failed=failed)

    def refresh_entitlements(
        self, *, owner: QObject, done: Callable[[Account], None], failed: Callable[[Exception], None]
    ) -> Work:
        """Renew the session so that a licence just bought can be used at once, with no re-typing (A4)."""

        def renewed(account: Account) -> None:
            self._become(replace(self._state, account=account))
            done(account)

        return self._submit(lambda keeper: keeper.renew(), owner=owner, done=renewed, failed=failed)

    # Signing in and out

    def sign_in(self, username: str, password: str) -> None:
        """Begin a session; the outcome is told by `changed`."""
        keeper = self._keeper
        if keeper is None or self._state.busy or self._state.phase not in {SIGNED_OUT, VISITING}:
            return
        self._become(replace(self._state, problem=None, busy=True))
        self._background.run(
            lambda: keeper.sign_in(username, password),
            owner=self,
            done=self._on_signed_in,
            failed=self._on_not_signed_in,
        )

    def sign_out(self) -> None:
        """End the session here; it ends for the person even where the server does not answer."""
        self._sign_out(everywhere=False)

    def sign_out_everywhere(self) -> None:
        """End every session of the account; stays signed in, with a problem, where the server does not answer."""
        self._sign_out(everywhere=True)

    # Visitors

    def prove(
        self,
        verification_id: str,
        code: str,
        *,
        owner: QObject,
        done: Callable[[VisitorState], None],
        failed: Callable[[Exception], None],
    ) -> Work:
        """Prove an e-mail address by the code that was sent to it; from then on `ask` asks as this visitor."""

        def proved(visitor: VisitorState) -> None:
            self._person += 1
            self._become(self._standing(None, visitor))
            done(visitor)

        return self._submit(
            lambda keeper: keeper.prove(verification_id, code), owner=owner, done=proved, failed=failed
        )

    def move_in(
        self, *, owner: QObject, done: Callable[[Account], None], failed: Callable[[Exception], None]
    ) -> Work:
        """Sign the visitor in to the account that was just bought, typing nothing again."""

        def moved(account: Account) -> None:
            # The same person under the same id: what this visitor asked for is still handed out.
            self._become(self._standing(account))
            done(account)

        return self._submit(lambda keeper: keeper.move_in(), owner=owner, done=moved, failed=failed)

    def leave(self) -> None:
        """Forget the visitor, who wants to use another address."""
        keeper = self._keeper
        if keeper is None or self._state.busy or self._state.phase != VISITING:
            return
        self._become_signed_out(None)
        self._background.run(
            keeper.forget_visitor, owner=self, done=lambda _: None, failed=lambda error: _log.error("%r", error)
        )

    def dismiss_problem(self) -> None:
        """The person has read it."""
        self._become(replace(self._state, problem=None))

    # Inside

    def _submit(
        self,
        call: Callable[[TokenKeeper], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Work:
        person = self._person

        def answered(answer: T) -> None:
            self._set_offline(offline=False)
            # Never show one person's data to the next.
            if person == self._person:
                done(answer)
            else:
                failed(SessionEnded())

        def refused(error: Exception) -> None:
            self._set_offline(offline=isinstance(error, Unreachable))
            failed(error if person == self._person else SessionEnded())

        work = self._background.prepare(partial(self._exchange, call), owner=owner, done=answered, failed=refused)
        if self._keeper is not None and self._state.phase != STARTING:
            self._background.start(work)
        else:
            self._waiting.append(work)
            if self._state.phase == STARTING and self._state.problem is not None:
                self.retry()
        return work

    def _exchange(self, call: Callable[[TokenKeeper], T]) -> T:
        """On a worker thread."""
        keeper = self._keeper
        if keeper is None:
            raise SessionEnded
        try:
            return call(keeper)
        except SessionEnded:
            self._ended.emit(keeper)
            raise

    def _open(self) -> tuple[TokenKeeper, Opened]:
        """On a worker thread."""
        connect = self._connect
        if connect is None:
            raise RuntimeError("start() was not called")
        keeper = connect()
        return keeper, keeper.open()

    def _on_opened(self, answer: tuple[TokenKeeper, Opened]) -> None:
        keeper, opened = answer
        self._keeper = keeper
        self._tries = 0
        self._state = replace(self._state, service=opened.service)
        stands = self._standing(opened.account, opened.visitor)
        if opened.ended:
            stands = replace(stands, problem=session_ended())
        self._become(replace(stands, visit_over=opened.visit_over))
        waiting, self._waiting = self._waiting, []
        for work in waiting:
            self._background.start(work)

    def _on_not_opened(self, error: Exception) -> None:
        _log.warning("could not start: %s %s", type(error).__name__, error)
        self._become(replace(self._state, problem=sentence(error), busy=False))
        if isinstance(error, Unreachable):
            seconds = _TRY_AGAIN_SECONDS[min(self._tries, len(_TRY_AGAIN_SECONDS) - 1)]
            self._tries += 1
            self._next_try.start(round(1000 * seconds))

    def _on_signed_in(self, account: Account) -> None:
        self._person += 1
        self._become(self._standing(account))

    def _on_not_signed_in(self, error: Exception) -> None:
        _log.warning("sign-in failed: %s %s", type(error).__name__, error)
        self._become(replace(self._state, problem=sentence(error), busy=False))

    def _sign_out(self, *, everywhere: bool) -> None:
        keeper = self._keeper
        if keeper is None or self._state.busy or self._state.phase != SIGNED_IN:
            return
        self._become(replace(self._state, problem=None, busy=True))
        self._background.run(
            keeper.sign_out_everywhere if everywhere else keeper.sign_out,
            owner=self,
            done=lambda _: self._become_signed_out(None),
            failed=self._on_not_signed_out,
        )

    def _on_not_signed_out(self, error: Exception) -> None:
        _log.warning("sign-out failed: %s %s", type(error).__name__, error)
        if isinstance(error, SessionEnded):
            self._become_signed_out(None)
        else:
            self._become(replace(self._state, problem=sentence(error), busy=False))

    def _on_ended(self, keeper: TokenKeeper) -> None:
        if keeper is not self._keeper or keeper.signed_in or keeper.visiting:
            return
        if self._state.phase == SIGNED_IN:
            self._become_signed_out(session_ended())
        elif self._state.phase == VISITING:
            self._become_signed_out(None, visit_over=True)

    def _become_signed_out(self, problem: Sentence | None, *, visit_over: bool = False) -> None:
        self._person += 1
        self._become(replace(self._standing(None), problem=problem, visit_over=visit_over))

    def _standing(self, account: Account | None, visitor: VisitorState | None = None) -> SessionState:
        """Return the state of this account's owner, of this visitor, or of nobody."""
        phase = SIGNED_IN if account is not None else VISITING if visitor is not None else SIGNED_OUT
        somebody = phase != SIGNED_OUT
        trouble = self._keeper.keyring_trouble if self._keeper is not None and somebody else ""
        return SessionState(
            phase=phase,
            account=account,
            visitor=visitor,
            service=self._state.service,
            kept=self._kept() if somebody else "",
            keyring_trouble=trouble,
        )

    def _kept(self) -> str:
        return KEPT_IN_MEMORY if self._keeper is None or self._keeper.keyring_trouble else KEPT_IN_KEYRING

    def _set_offline(self, *, offline: bool) -> None:
        if offline != self._offline:
            self._offline = offline
            self.offline.emit(offline)

    def _become(self, state: SessionState) -> None:
        self._state = state
        self.changed.emit(state)
