"""Billing: how subscription, card and renewal stand, and what can be done about them (B1-B7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from qtclient.api.errors import SessionEnded, Unreachable
from qtclient.presenters.billing_state import (
    CHECKING,
    FAILED,
    PAYING,
    READY,
    REMOVING,
    RESUMING,
    TROUBLE,
    State,
    outcome,
)
from qtclient.presenters.cancellation import CancellationPresenter
from qtclient.presenters.card_update import CardUpdatePresenter
from qtclient.presenters.invoices import InvoicesPresenter
from qtclient.presenters.presenter import Presenter
from qtclient.presenters.purchase import is_web_page
from qtclient.presenters.renewal_calendar import RenewalCalendar
from qtclient.presenters.renewal_payment import RenewalPayment
from qtclient.presenters.withdrawal import WithdrawalPresenter
from qtclient.sentences import sentence
from qtclient.session import SIGNED_IN

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from licensewire.billing import Billing
    from licensewire.plans import PlanComparison
    from qtclient.api.client import Api
    from qtclient.background import Work
    from qtclient.journal import PurchaseJournal
    from qtclient.session import Session, SessionState

# How often it is looked whether something has happened by itself.
_LOOK_MS = 10 * 60 * 1000
# After how many seconds a server that does not answer is tried again, the last one for ever.
_TRY_AGAIN_SECONDS = (5, 10, 20, 40, 60)


@dataclass(frozen=True)
class _Answer:
    billing: Billing
    comparison: PlanComparison
    now: datetime
    plan_id: str


def _asked(api: Api) -> _Answer:
    billing = api.billing()
    return _Answer(billing, api.plans(), api.usage().measured_at, api.account().entitlements.plan_id)


class BillingPresenter(Presenter[State]):
    """Loads billing when it is wanted, and again whenever something has changed or may have.

    Attributes:
        card: replacing the card on file.
        cancelling: cancelling the renewal.
        withdrawing: withdrawing from the contract.
        calendar: the renewal as a calendar file.
        invoices: the list of invoices.
    """

    def __init__(
        self,
        session: Session,
        journal: PurchaseJournal,
        open_page: Callable[[str], bool],
        *,
        server: str,
        parent: QObject | None = None,
    ) -> None:
        """Args:
        journal: its notes of cards are used.
        open_page: shows a web page in the system browser; says whether one could be started.
        server: what the journal calls the backend; the same at every start.
        """
        super().__init__(State(), parent)
        self._session = session
        self._open_page = open_page
        self._account = ""
        self._plan = ""
        self._tries = 0
        self._changes = 0
        self._loading: Work | None = None
        self.card = CardUpdatePresenter(session, journal.cards, open_page, server=server, parent=self)
        self.cancelling = CancellationPresenter(session, self)
        self.withdrawing = WithdrawalPresenter(session, self)
        self.calendar = RenewalCalendar(session, self)
        self.invoices = InvoicesPresenter(session, self)
        self._payment = RenewalPayment(session, self)
        self._payment.moved.connect(self._on_done)
        self._payment.failed.connect(self._on_not_done)
        self.card.ended.connect(self.load)
        self.cancelling.moved.connect(self.load)
        self.withdrawing.moved.connect(self.load)
        self.invoices.billing_saved.connect(self._take)
        self._next_look = QTimer(self)
        self._next_look.setSingleShot(True)
        self._next_look.timeout.connect(self.load)
        session.changed.connect(self._on_session)
        session.offline.connect(self._on_offline)
        self._on_session(session.state)

    # Loading

    def load(self) -> None:
        """Ask for everything; what is shown already stays until the answer is there."""
        if self.state.phase == FAILED:
            self.become(State())
        self._next_look.stop()
        if self._loading is not None:
            self._loading.cancel()
        changes = self._changes
        self._loading = self._session.ask(
            _asked,
            owner=self,
            done=lambda answer: self._on_answer(answer) if changes == self._changes else self.load(),
            failed=self._on_failure,
        )

    def _on_answer(self, answer: _Answer) -> None:
        self._tries = 0
        self._next_look.start(_LOOK_MS)
        self.become(
            replace(
                self.state,
                phase=READY,
                comparison=answer.comparison,
                now=answer.now,
                as_of=self._session.now(),
                offline=False,
                problem=None,
            )
        )
        self._take(answer.billing)
        account = self._session.state.account
        if account is not None and account.entitlements.plan_id != answer.plan_id:
            # A period has ended or begun meanwhile: the session learns of it without signing in again.
            self._session.refresh_entitlements(owner=self, done=lambda _: None, failed=lambda _: None)

    def _on_failure(self, error: Exception) -> None:
        if isinstance(error, SessionEnded):
            return
        if self._session.state.phase == SIGNED_IN:
            seconds = _TRY_AGAIN_SECONDS[min(self._tries, len(_TRY_AGAIN_SECONDS) - 1)]
            self._tries += 1
            self._next_look.start(1000 * seconds)
        phase = READY if self.state.phase == READY else FAILED
        offline = isinstance(error, Unreachable)
        self.become(replace(self.state, phase=phase, problem=sentence(error), offline=offline))

    def _on_offline(self, offline: bool) -> None:
        if self.state.phase != READY or offline == self.state.offline:
            return
        self.become(replace(self.state, offline=offline))
        if not offline:
            self.load()

    # The renewal

    def pay(self) -> None:
        """Charge the card on file now for the renewal that is past due."""
        if self._begin(PAYING):
            self._payment.pay()

    def open_bank_page(self) -> None:
        """Show the bank's page for the renewal in the system browser."""
        billing = self.state.billing
        renewal = billing.renewal if billing is not None else None
        if renewal is not None and renewal.confirmation is not None and is_web_page(renewal.confirmation.page):
            self._open_page(renewal.confirmation.page)
            self._payment.went_to_the_bank()

    def finished_at_bank(self) -> None:
        """The owner says that the bank is done: find out now."""
        if self._begin(CHECKING):
            self._payment.check()

    def resume_renewal(self) -> None:
        """Undo the cancellation."""
        if self._begin(RESUMING):
            self._session.ask(
                lambda api: api.resume_renewal(), owner=self, done=self._on_done, failed=self._on_not_done
            )

    # The card

    def remove_card(self) -> None:
        """Take the card off the file."""
        if self._begin(REMOVING):
            self._session.ask(
                lambda api: api.remove_card(), owner=self, done=self._on_done, failed=self._on_not_done
            )

    def seen(self) -> None:
        """What was done last has been seen."""
        if self.state.done and not self.state.doing:
            self.become(replace(self.state, done="", trouble=None))

    # Inside

    def _begin(self, doing: str) -> bool:
        """Take on one thing at a time, so that a second press of whatever button does nothing."""
        if self.state.phase != READY or self.state.doing:
            return False
        # What was asked for before this is older than what comes of it.
        self._changes += 1
        self.become(replace(self.state, doing=doing, done="", trouble=None))
        return True

    def _on_done(self, billing: Billing) -> None:
        self._changes += 1
        self._take(billing, self.state.doing)

    def _take(self, billing: Billing, doing: str = "") -> None:
        """Show how things stand now; `doing` is what has come to its end by it."""
        state = self.state
        done = outcome(state.billing, billing, doing) or state.done
        self.become(replace(state, billing=billing, doing="" if doing else state.doing, done=done))
        self._payment.follow(billing)
        self.card.note(billing)
        self.invoices.note_billing(billing, self.state.comparison)

    def _on_not_done(self, error: Exception) -> None:
        if isinstance(error, SessionEnded):
            return
        self.become(replace(self.state, doing="", done=TROUBLE, trouble=sentence(error)))
        if not isinstance(error, Unreachable):
            # Things stand otherwise than they are shown, or nobody knows whether it was done.
            self.load()

    def _on_session(self, session: SessionState) -> None:
        account = session.account if session.phase == SIGNED_IN else None
        person = account.id if account is not None else ""
        plan = account.entitlements.plan_id if account is not None else ""
        if person != self._account:
            # Nothing of one person is left on the screen for the next.
            self._account, self._plan = person, plan
            self._next_look.stop()
            self._payment.stop()
            self._tries = 0
            if self.state != State():
                self.become(State())
        elif plan != self._plan:
            self._plan = plan
            if self.state.phase == READY:
                self.load()
