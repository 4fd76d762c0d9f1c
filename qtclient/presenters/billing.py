"""Billing: how subscription, card and renewal stand, and what can be done about them (B1-B7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from licensewire.billing import ACTIVE
from licensewire.renewals import NEEDS_CONFIRMATION, PAST_DUE, PROCESSING
from qtclient.api.errors import SessionEnded, Unreachable
from qtclient.presenters.cancellation import CancellationPresenter
from qtclient.presenters.card_update import CardUpdatePresenter
from qtclient.presenters.invoices import InvoicesPresenter
from qtclient.presenters.presenter import Presenter
from qtclient.presenters.purchase import is_web_page
from qtclient.presenters.renewal_calendar import RenewalCalendar
from qtclient.presenters.renewal_payment import RenewalPayment
from qtclient.presenters.withdrawal import WithdrawalPresenter
from qtclient.sentences import Sentence, sentence
from qtclient.session import SIGNED_IN

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from licensewire.billing import Billing
    from licensewire.plans import PlanComparison
    from qtclient.api.client import Api
    from qtclient.journal import PurchaseJournal
    from qtclient.session import Session, SessionState

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

# How often it is looked whether something has happened by itself.
_LOOK_MS = 10 * 60 * 1000
# After how many seconds a server that does not answer is tried again, the last one for ever.
_TRY_AGAIN_SECONDS = (5, 10, 20, 40, 60)


@dataclass(frozen=True)
class State:
    """What the Billing screen shows.

    Attributes:
        phase: `LOADING`, `FAILED` (see `problem`) or `READY`.
        comparison: gives the plans their names.
        now: the backend's time when it answered last, so that a clock moved in practice mode counts.
        as_of: this computer's time when it answered last.
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
    now: datetime = datetime.min.replace(tzinfo=UTC)
    as_of: datetime | None = None
    offline: bool = False
    problem: Sentence | None = None
    doing: str = ""
    done: str = ""
    trouble: Sentence | None = None


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
        self.card = CardUpdatePresenter(session, journal.cards, open_page, server=server, parent=self)
        self.cancelling = CancellationPresenter(session, self)
        self.withdrawing = WithdrawalPresenter(session, self)
        self.calendar = RenewalCalendar(session, self)
        self.invoices = InvoicesPresenter(session, self)
        self._payment = RenewalPayment(session, self)
        self._payment.moved.connect(self._on_billing)
        self._payment.failed.connect(self._on_not_done)
        self.card.ended.connect(self.load)
        self.cancelling.moved.connect(self.load)
        self.withdrawing.moved.connect(self.load)
        self.invoices.billing_saved.connect(self._on_billing)
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
        self._session.ask(_asked, owner=self, done=self._on_answer, failed=self._on_failure)

    def _on_answer(self, answer: _Answer) -> None:
        self._tries = 0
        self._next_look.start(_LOOK_MS)
        self.become(
            replace(
                self.state,
                phase=READY,
                comparison=answer.comparison,
                now=answer.now,
                as_of=datetime.now(UTC),
                offline=False,
                problem=None,
            )
        )
        self._on_billing(answer.billing)
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
                lambda api: api.resume_renewal(), owner=self, done=self._on_billing, failed=self._on_not_done
            )

    # The card

    def remove_card(self) -> None:
        """Take the card off the file."""
        if self._begin(REMOVING):
            self._session.ask(
                lambda api: api.remove_card(), owner=self, done=self._on_billing, failed=self._on_not_done
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
        self.become(replace(self.state, doing=doing, done="", trouble=None))
        return True

    def _on_billing(self, billing: Billing) -> None:
        before, doing = self.state.billing, self.state.doing
        done = _outcome(before, billing, doing)
        self.become(replace(self.state, billing=billing, doing="", done=done or self.state.done))
        self._payment.follow(billing)
        self.card.note(billing)
        self.invoices.note_billing(billing, self.state.comparison)

    def _on_not_done(self, error: Exception) -> None:
        if isinstance(error, SessionEnded):
            return
        self.become(replace(self.state, doing="", done=TROUBLE, trouble=sentence(error)))
        if not isinstance(error, Unreachable):
            # It was refused because things stand otherwise than they are shown, or nobody knows whether it was done.
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


def _outcome(before: Billing | None, after: Billing, doing: str) -> str:
    """Return what has come of things, seen from `before`; "" for nothing to tell."""
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
