"""Update payment information: a new card in the old one's place, once the bank has taken it (B4)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from licensewire import card_updates as wire
from licensewire import purchases
from qtclient.api.errors import CardRefused
from qtclient.forms import address
from qtclient.presenters.card_sending import CardSending
from qtclient.presenters.card_telling import told_of
from qtclient.presenters.presenter import Presenter
from qtclient.presenters.purchase import is_web_page
from qtclient.presenters.purchase_draft import CVC, EXPIRY, NUMBER, Draft, card_problems
from qtclient.presenters.purchase_request import card_details
from qtclient.sentences import refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QObject

    from licensewire.billing import Billing, CardOnFile
    from licensewire.card_updates import CardUpdate
    from qtclient.journal import CardJournal
    from qtclient.presenters.purchase_draft import SecretsTyped
    from qtclient.sentences import Sentence
    from qtclient.session import Session, SessionState

FORM = "form"
SENDING = "sending"
WORKING = "working"
BANK = "bank"
FINDING_OUT = "finding_out"

CHANGED = "changed"
KEPT = "kept"
FOUND = "found"

ASKING = "asking"
NOT_YET = "not_yet"

_FIELDS = {purchases.INCORRECT_NUMBER: NUMBER, purchases.EXPIRED_CARD: EXPIRY, purchases.INCORRECT_CVC: CVC}


@dataclass(frozen=True)
class State:
    """What *Update payment information* shows.

    Attributes:
        stage: `FORM`, `SENDING` (the card goes to the gateway, its token to the server), `WORKING` (the server has
            it), `BANK` (the owner has to confirm at the bank) or `FINDING_OUT` (an answer got lost).
        card: the one on file.
        problems: field's name -> what is wrong with it.
        first_wrong: the field that should have the focus after try number `tries`.
        tries: counts how often the form came back with something wrong.
        refusals: counts refused cards; the security code is emptied when it changes.
        emptied: counts cards that were taken; all fields are emptied when it changes.
        problem: why the last try came to nothing; the card on file is the one before.
        done: after the last try: `CHANGED`, `KEPT` (given up in time) or `FOUND` (one was under way when the client
            was closed, and has ended since); "" otherwise.
        paying: with `CHANGED`: a renewal that was past due is being paid with the new card.
        update: with `BANK`, whose confirmation is waited for.
        offline: with something under way: the server does not answer just now.
        cancelling: it is being given up.
        bank_asked: after "I have finished": `ASKING` whether the bank has confirmed, or `NOT_YET`.
    """

    stage: str = FORM
    card: CardOnFile | None = None
    problems: Mapping[str, str] = field(default_factory=dict)
    first_wrong: str = ""
    tries: int = 0
    refusals: int = 0
    emptied: int = 0
    problem: Sentence | None = None
    done: str = ""
    paying: bool = False
    update: CardUpdate | None = None
    offline: bool = False
    cancelling: bool = False
    bank_asked: str = ""


class CardUpdatePresenter(Presenter[State]):
    """The one place from which a new card is sent.

    It is sent in `FORM` only and leaves that stage in the same breath, so that no second press, however it comes
    about, can send another.

    Signals:
        ended(): a card was taken, refused or given up: Billing is another one now, perhaps.
    """

    ended = Signal()

    def __init__(
        self,
        session: Session,
        journal: CardJournal,
        open_page: Callable[[str], bool],
        *,
        server: str,
        parent: QObject | None = None,
    ) -> None:
        """Args:
        open_page: shows a web page in the system browser; says whether one could be started.
        server: what the journal calls the backend; the same at every start.
        """
        super().__init__(State(), parent)
        self._session = session
        self._open_page = open_page
        self._draft = Draft()
        self._account = ""
        self._page_opened = ""
        self._sending = CardSending(session, journal, server, self)
        self._sending.moved.connect(self._on_moved)
        self._sending.failed.connect(self._on_failed)
        self._sending.finding_out.connect(lambda: self.become(replace(self.state, stage=FINDING_OUT)))
        self._sending.offline.connect(self._on_offline)
        session.changed.connect(self._on_session)
        self._on_session(session.state)

    def note(self, billing: Billing) -> None:
        """Take what Billing was just loaded with: the card on file, and an update that an earlier start left."""
        self._draft = _owner_of(billing, self._session.state)
        self.become(replace(self.state, card=billing.card))
        if self.state.stage != FORM:
            return
        if billing.card_update is not None:
            if billing.card_update.confirmation is not None:
                # Nobody pressed anything yet: the browser is not opened out of the blue.
                self._page_opened = billing.card_update.confirmation.page
            self._sending.follow(billing.card_update)
        elif self._sending.noted:
            self.become(replace(self.state, done=FOUND))
            self._sending.forget_notes()

    # Typing

    def edit(self, typed: SecretsTyped) -> None:
        """Something was typed: take away problems that are mended, and what the last try ended with."""
        if self.state.stage != FORM:
            return
        wrong = self._problems(typed)
        shown = {name: wrong[name] for name in self.state.problems if name in wrong}
        state = replace(self.state, problems=shown, done="")
        if state != self.state:
            self.become(state)

    def leave(self, name: str, typed: SecretsTyped) -> None:
        """The field `name` was left: say now what is wrong with it, unless the whole form is empty."""
        if self.state.stage != FORM or not (typed.number or typed.expiry or typed.cvc):
            return
        wrong = self._problems(typed).get(name, "")
        problems = {other: text for other, text in self.state.problems.items() if other != name}
        if wrong:
            problems[name] = wrong
        if problems != self.state.problems:
            self.become(replace(self.state, problems=problems))

    # Sending

    def submit(self, typed: SecretsTyped) -> None:
        """Put this card in the old one's place, or say what is wrong with it."""
        state = self.state
        service = self._session.state.service
        if state.stage != FORM or service is None or not self._session.state.person:
            return
        wrong = self._problems(typed)
        if wrong:
            self.become(replace(state, problems=wrong, first_wrong=next(iter(wrong)), tries=state.tries + 1))
            return
        self.become(replace(state, stage=SENDING, problems={}, problem=None, done="", paying=False))
        self._sending.send(service.card_entry, card_details(typed, self._draft))

    def open_bank_page(self) -> None:
        """Show the bank's page in the system browser (again)."""
        update = self.state.update
        if update is not None and update.confirmation is not None:
            self._page_opened = update.confirmation.page
            if is_web_page(update.confirmation.page):
                self._open_page(update.confirmation.page)

    def finished_at_bank(self) -> None:
        """The owner says that the bank is done: find out now."""
        if self.state.stage == BANK:
            self.become(replace(self.state, bank_asked=ASKING))
            self._sending.check()

    def cancel(self) -> None:
        """Keep the old card, while the bank waits."""
        if self.state.stage == BANK and not self.state.cancelling:
            self.become(replace(self.state, cancelling=True))
            self._sending.cancel()

    def seen(self) -> None:
        """How the last try ended has been seen."""
        if self.state.stage == FORM and (self.state.done or self.state.problem is not None):
            self.become(replace(self.state, done="", problem=None))

    # The outcome

    def _on_moved(self, update: CardUpdate) -> None:
        state = replace(self.state, update=update, offline=False)
        if update.status == wire.NEEDS_CONFIRMATION and update.confirmation is not None:
            asked = NOT_YET if state.bank_asked == ASKING else state.bank_asked
            self.become(replace(state, stage=BANK, cancelling=False, bank_asked=asked))
            if update.confirmation.page != self._page_opened:
                self.open_bank_page()
            return
        if update.status not in wire.FINAL_STATUSES:
            self.become(replace(state, stage=WORKING))
            return
        state = replace(state, stage=FORM, update=None, cancelling=False, bank_asked="")
        if update.status == wire.SUCCEEDED:
            emptied = state.emptied + 1
            self.become(replace(state, done=CHANGED, paying=update.renewal_retried, emptied=emptied, problem=None))
        elif update.status == wire.CANCELLED:
            self.become(replace(state, done=KEPT))
        else:
            reason = update.refusal or purchases.DECLINED
            problems = {_FIELDS[reason]: reason} if reason in _FIELDS else {}
            self.become(_back(state, refusal(reason), problems, refused=True))
        self.ended.emit()

    def _on_failed(self, error: Exception) -> None:
        told, problems = told_of(error)
        state = replace(self.state, stage=FORM, offline=False)
        self.become(_back(state, told, problems, refused=isinstance(error, CardRefused)))

    def _on_offline(self, offline: bool) -> None:
        if self.state.stage != FORM:
            state = replace(self.state, offline=offline)
            self.become(replace(state, cancelling=False, bank_asked="") if offline else state)

    def _problems(self, typed: SecretsTyped) -> dict[str, str]:
        # A card is judged by its owner's own calendar.
        return card_problems(typed, self._session.now().astimezone().date())

    def _on_session(self, session: SessionState) -> None:
        if session.person != self._account:
            self._account = session.person
            self._sending.stop()
            self._draft = Draft()
            # Counted on, so that whatever was typed by one person is emptied before the next.
            self.become(State(emptied=self.state.emptied + 1))


def _back(state: State, told: Sentence, problems: dict[str, str], *, refused: bool) -> State:
    """Return the form after a try that came to nothing, with what was typed, except the code after a refusal."""
    return replace(
        state,
        problem=told,
        problems=problems,
        first_wrong=next(iter(problems), CVC if refused else ""),
        tries=state.tries + 1,
        refusals=state.refusals + refused,
    )


def _owner_of(billing: Billing, session: SessionState) -> Draft:
    """Return whose card it is, as far as known: the bank compares name and postal code."""
    details = billing.billing_details
    if details is None:
        return Draft(name=session.account.name if session.account is not None else "")
    postal_code = {address.POSTAL_CODE: details.address.postal_code}
    return Draft(name=details.name, country=details.address.country, address=postal_code)
