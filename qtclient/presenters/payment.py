"""One payment at a time, from the card to its outcome, so that an intent is charged once or not at all (A8)."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from licensewire import problem as codes
from licensewire.purchases import FINAL_STATUSES
from qtclient.api.errors import Refused, SessionEnded, Unreachable
from qtclient.journal import JournalEntry
from qtclient.presenters.purchase_follow import PurchaseFollower

if TYPE_CHECKING:
    from collections.abc import Callable

    from licensewire.purchases import Purchase, PurchaseRequest, Quote
    from licensewire.service import CardEntry
    from qtclient.api.cards import CardDetails
    from qtclient.journal import PurchaseJournal
    from qtclient.session import Session

_log = logging.getLogger(__name__)

_SERVER_ERROR = 500


class Payment(QObject):
    """Sends a purchase after noting it in the journal, and stays with it until its outcome is known.

    Signals:
        moved(Purchase): how the purchase stands now.
        finding_out(): the answer got lost; it is being asked for.
        never_arrived(): what was sent never arrived and never will; nothing was charged.
        failed(Exception): the purchase did not come about; nothing was charged.
        offline(bool): whether the server fails to answer just now.
    """

    moved = Signal(object)
    finding_out = Signal()
    never_arrived = Signal()
    failed = Signal(object)
    offline = Signal(bool)

    def __init__(self, session: Session, journal: PurchaseJournal, server: str, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._journal = journal
        self._server = server
        self._follower = PurchaseFollower(session, self)
        self._follower.moved.connect(self._on_moved)
        self._follower.never_arrived.connect(self._on_never_arrived)
        self._follower.offline.connect(self.offline)

    def pay(
        self,
        entry: CardEntry,
        card: CardDetails,
        quote: Quote,
        request: Callable[[str], PurchaseRequest],
    ) -> None:
        """Exchange `card` for a token, then send the purchase of `quote` under a key of its own, once.

        Args:
            entry: how the gateway is reached.
            card: goes to the gateway, and nowhere else.
            quote: what the buyer agreed to.
            request: makes the purchase's request from the token.
        """
        person = self._session.state.person
        if not person:
            return
        self._session.ask(
            lambda api: api.tokenise(entry, card),
            owner=self,
            done=lambda token: self._send(request(token), quote, person),
            failed=self._on_no_token,
        )

    def resume(self, purchase: Purchase) -> None:
        """Stay with a purchase that is under way already."""
        self._follower.follow(purchase)

    def check(self) -> None:
        """Have the server ask the gateway now."""
        self._follower.check()

    def cancel(self) -> None:
        """Give the purchase up; `moved` tells whether that was in time."""
        self._follower.cancel()

    def stop(self) -> None:
        """Tell nothing any more; what is under way stays in the journal."""
        self._follower.stop()

    def _on_no_token(self, error: Exception) -> None:
        # Without a token nothing was sent to the backend. Who signed out meanwhile is told by the session.
        if not isinstance(error, SessionEnded):
            self.failed.emit(error)

    def _send(self, request: PurchaseRequest, quote: Quote, person: str) -> None:
        key = str(uuid4())
        entry = JournalEntry(
            key=key,
            server=self._server,
            account_id=person,
            plan_id=quote.plan_id,
            quote_id=quote.id,
            total=quote.total,
            started_at=datetime.now(UTC),
        )
        try:
            self._journal.record(entry)
        except OSError as error:
            _log.warning("nothing is sent, for it cannot be noted: %s", error.strerror)
            self.failed.emit(error)
            return
        self._session.ask(
            lambda api: api.purchase(request, key),
            owner=self,
            done=self._follower.follow,
            failed=lambda error: self._on_not_answered(key, error),
        )

    def _on_not_answered(self, key: str, error: Exception) -> None:
        if isinstance(error, SessionEnded):
            # The journal keeps the key, and the next sign-in settles it.
            return
        if isinstance(error, Unreachable):
            self._journal.remove(key)
            self.failed.emit(error)
        elif isinstance(error, Refused) and _says_no(error):
            self._journal.remove(key)
            if error.problem.code == codes.PURCHASE_UNDER_WAY:
                self._follow_the_open_one(error)
            else:
                self.failed.emit(error)
        else:
            # Whatever else happened, it may have gone through: it is asked for until it is known.
            self.finding_out.emit()
            self._follower.settle(key)

    def _follow_the_open_one(self, refused: Refused) -> None:
        def found(purchases: tuple[Purchase, ...]) -> None:
            for purchase in purchases:
                if purchase.status not in FINAL_STATUSES:
                    self._follower.follow(purchase)
                    return
            self.failed.emit(refused)

        self._session.ask(
            lambda api: api.purchases().purchases,
            owner=self,
            done=found,
            failed=lambda _error: self.failed.emit(refused),
        )

    def _on_moved(self, purchase: Purchase) -> None:
        self.moved.emit(purchase)
        if purchase.status in FINAL_STATUSES:
            # Only now, for now it is on the screen.
            self._journal.remove(purchase.idempotency_key)

    def _on_never_arrived(self, key: str) -> None:
        self.never_arrived.emit()
        self._journal.remove(key)


def _says_no(error: Refused) -> bool:
    """Say whether the server surely did not take the purchase: an error of its own says nothing either way."""
    return error.problem.status < _SERVER_ERROR and error.problem.code != codes.IDEMPOTENCY_KEY_BUSY
