"""One new card at a time, from its fields to the file, so that an intent is carried out once or not at all (B4)."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from licensewire import problem as codes
from licensewire.card_updates import FINAL_STATUSES, NEEDS_CONFIRMATION, CardUpdate, CardUpdateRequest
from qtclient.api.errors import Refused, SessionEnded, Unreachable
from qtclient.journal import CardNote

if TYPE_CHECKING:
    from collections.abc import Callable

    from licensewire.service import CardEntry
    from qtclient.api.cards import CardDetails
    from qtclient.api.client import Api
    from qtclient.background import Work
    from qtclient.journal import CardJournal
    from qtclient.session import Session

_log = logging.getLogger(__name__)

T = TypeVar("T")

_SERVER_ERROR = 500

# Seconds between two looks, the last one for ever.
_WHILE_PROCESSING = (1, 1, 2, 3, 5)
_AT_THE_BANK = (*((3,) * 100), 15)
_AFTER_A_FAILURE = (1, 2, 4, 8, 15, 30)


class CardSending(QObject):
    """Sends a card after noting the intent in the journal, and stays with it until its outcome is known.

    Where the answer gets lost the same token is sent again under the same key, which is the same intent. The token
    lives in memory only, so a killed client finds the intent in the backend instead.

    Signals:
        moved(CardUpdate): how it stands now.
        finding_out(): the answer got lost; it is being asked for.
        failed(Exception): it did not come about; the card on file is the one before.
        offline(bool): whether the server fails to answer just now.
    """

    moved = Signal(object)
    finding_out = Signal()
    failed = Signal(object)
    offline = Signal(bool)

    def __init__(self, session: Session, journal: CardJournal, server: str, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._journal = journal
        self._server = server
        self._update: CardUpdate | None = None
        self._work: Work | None = None
        self._looks = 0
        self._failures = 0
        self._next: Callable[[], None] = self._look
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)

    @property
    def noted(self) -> bool:
        """Whether an intent of this account is in the journal, of this start or of an earlier one."""
        person = self._session.state.person
        return bool(person) and bool(self._journal.entries(self._server, person))

    def forget_notes(self) -> None:
        """The person knows now how every card that was sent has ended."""
        for note in self._journal.entries(self._server, self._session.state.person):
            self._journal.remove(note.key)

    def send(self, entry: CardEntry, card: CardDetails) -> None:
        """Exchange `card` for a token at the gateway, then send that under a key of its own.

        Args:
            entry: how the gateway is reached.
            card: goes to the gateway, and nowhere else.
        """
        self.stop()
        person = self._session.state.person
        self._ask(
            lambda api: api.tokenise(entry, card),
            lambda token: self._note_and_send(token, person),
            self._on_no_token,
        )

    def follow(self, update: CardUpdate) -> None:
        """Stay with an update that is under way already; tells `moved` at once."""
        self.stop()
        self._on_update(update)

    def check(self) -> None:
        """Have the server ask the gateway now."""
        self._look()

    def cancel(self) -> None:
        """Keep the old card; `moved` tells whether that was in time."""
        update = self._update
        if update is not None:
            self._ask(lambda api: api.cancel_card_update(update.id), self._on_update, self._on_not_seen)

    def stop(self) -> None:
        """Tell nothing any more; what is under way stays in the journal and in the backend."""
        self._timer.stop()
        if self._work is not None:
            self._work.cancel()
            self._work = None
        # What waited may hold the token.
        self._next = self._look
        self._update = None
        self._looks = self._failures = 0

    def _on_time(self) -> None:
        self._next()

    def _on_no_token(self, error: Exception) -> None:
        self._work = None
        if not isinstance(error, SessionEnded):
            self.failed.emit(error)

    def _note_and_send(self, token: str, person: str) -> None:
        key = str(uuid4())
        note = CardNote(key=key, server=self._server, account_id=person, started_at=datetime.now(UTC))
        try:
            self._journal.record(note)
        except OSError as error:
            _log.warning("nothing is sent, for it cannot be noted: %s", error.strerror)
            self.failed.emit(error)
            return
        self._post(CardUpdateRequest(payment_method=token), key, again=False)

    def _post(self, request: CardUpdateRequest, key: str, *, again: bool) -> None:
        self._ask(
            lambda api: api.update_card(request, key),
            self._on_update,
            lambda error: self._on_not_answered(request, key, error, again=again),
        )

    def _on_not_answered(self, request: CardUpdateRequest, key: str, error: Exception, *, again: bool) -> None:
        if isinstance(error, SessionEnded):
            self.stop()
        elif _never_arrived(error, again=again):
            self._journal.remove(key)
            self.stop()
            self.failed.emit(error)
        else:
            # It may have gone through: the same is sent until its answer is there.
            self.finding_out.emit()
            self._next = lambda: self._post(request, key, again=True)
            self._wait_after(error)

    def _look(self) -> None:
        update = self._update
        if update is not None:
            self._ask(lambda api: api.check_card_update(update.id), self._on_update, self._on_not_seen)

    def _ask(
        self, call: Callable[[Api], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        self._timer.stop()
        if self._work is not None:
            self._work.cancel()
        self._work = self._session.ask(call, owner=self, done=done, failed=failed)

    def _on_update(self, update: CardUpdate) -> None:
        self._work = None
        if self._failures:
            self._failures = 0
            self.offline.emit(False)
        if update.status in FINAL_STATUSES:
            self.stop()
        else:
            self._update = update
            self._next = self._look
            self._wait(_AT_THE_BANK if update.status == NEEDS_CONFIRMATION else _WHILE_PROCESSING, self._looks)
            self._looks += 1
        self.moved.emit(update)
        if update.status in FINAL_STATUSES:
            # Only now, for now it is on the screen.
            self.forget_notes()

    def _on_not_seen(self, error: Exception) -> None:
        if isinstance(error, SessionEnded):
            self.stop()
            return
        self._next = self._look
        self._wait_after(error)

    def _wait_after(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            self.offline.emit(True)
        self._wait(_AFTER_A_FAILURE, self._failures)
        self._failures += 1

    def _wait(self, waits: tuple[int, ...], times: int) -> None:
        self._timer.start(1000 * waits[min(times, len(waits) - 1)])


def _never_arrived(error: Exception, *, again: bool) -> bool:
    """Say whether the server surely did not take the card: an error of its own says nothing either way.

    Nor does an unreachable server where the same was sent before (`again`).
    """
    if isinstance(error, Refused):
        return error.problem.status < _SERVER_ERROR and error.problem.code != codes.IDEMPOTENCY_KEY_BUSY
    return isinstance(error, Unreachable) and not again
