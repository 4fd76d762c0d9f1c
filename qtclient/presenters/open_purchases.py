"""Purchases that were under way when the client was closed, found again at the next sign-in and told (A8)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from licensewire.purchases import FINAL_STATUSES, Purchase
from qtclient.api.errors import SessionEnded
from qtclient.presenters.presenter import Presenter

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from qtclient.api.client import Api
    from qtclient.journal import JournalEntry, PurchaseJournal
    from qtclient.session import Session, SessionState

_RETRY_MS = 5000


@dataclass(frozen=True)
class Found:
    """A purchase that was found again.

    Attributes:
        key: its idempotency key.
        purchase: how it stands; None where it never arrived at the server, and never will.
    """

    key: str
    purchase: Purchase | None

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.purchase is None or self.purchase.status in FINAL_STATUSES


@dataclass(frozen=True)
class State:
    """What was found and has not been seen by the person yet.

    Attributes:
        looking: it is not known yet what became of the purchases in the journal.
        damaged: a note of the journal could not be read.
    """

    found: tuple[Found, ...] = ()
    looking: bool = False
    damaged: bool = False


class OpenPurchasesPresenter(Presenter[State]):
    """Looks once after every sign-in and proved address, and again until the server has answered."""

    def __init__(
        self, session: Session, journal: PurchaseJournal, *, server: str, parent: QObject | None = None
    ) -> None:
        """Args:
        server: what the journal calls the backend; the same at every start.
        """
        super().__init__(State(), parent)
        self._session = session
        self._journal = journal
        self._server = server
        self._account = ""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_RETRY_MS)
        self._again.timeout.connect(self.look)
        session.changed.connect(self._on_session)
        self._on_session(session.state)

    def look(self) -> None:
        """Ask what became of every purchase in the journal, and which others are open."""
        if not self._account:
            return
        noted = self._journal.entries(self._server, self._account)
        self.become(replace(self.state, looking=bool(noted), damaged=self._journal.damaged))
        self._session.ask(
            lambda api: _what_became(api, noted), owner=self, done=self._on_found, failed=self._on_failure
        )

    def seen(self, key: str) -> None:
        """The person knows now how the purchase with `key` stands."""
        for entry in self.state.found:
            if entry.key == key and entry.ended:
                self._journal.remove(key)
        self.become(replace(self.state, found=tuple(entry for entry in self.state.found if entry.key != key)))

    def seen_damage(self) -> None:
        """The person knows that a note could not be read."""
        self._journal.damaged = False
        self.become(replace(self.state, damaged=False))

    def _on_found(self, found: tuple[Found, ...]) -> None:
        self.become(replace(self.state, found=found, looking=False))

    def _on_failure(self, error: Exception) -> None:
        if not isinstance(error, SessionEnded):
            self._again.start()

    def _on_session(self, session: SessionState) -> None:
        if session.person == self._account:
            return
        self._account = session.person
        self._again.stop()
        self.become(State())
        self.look()


def _what_became(api: Api, noted: tuple[JournalEntry, ...]) -> tuple[Found, ...]:
    """On a worker thread; every question in it may be asked twice."""
    found = {entry.key: Found(entry.key, api.settle(entry.key).purchase) for entry in noted}
    for purchase in api.purchases().purchases:
        if purchase.status not in FINAL_STATUSES:
            found[purchase.idempotency_key] = Found(purchase.idempotency_key, purchase)
    return tuple(found.values())
