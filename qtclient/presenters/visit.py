"""Buying without an account, up to the proved e-mail address: the plans, the address, the code (A5)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal

from licensewire import problem as codes
from licensewire.visitors import MAIL_SENT, VerificationRequest
from qtclient import links
from qtclient.api.errors import Refused
from qtclient.forms.proof_code import complete, plain
from qtclient.links import Place
from qtclient.presenters import visit_state as phases
from qtclient.presenters.presenter import Presenter
from qtclient.presenters.visit_state import EMAIL_INVALID, EMAIL_REQUIRED, State
from qtclient.sentences import problem, sentence
from qtclient.session import SIGNED_IN, VISITING
from qtclient.visit_drafts import CodeSent

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtCore import QObject

    from licensewire.plans import PlanComparison
    from licensewire.visitors import Verification, VisitorState
    from qtclient.presenters.visit_memory import VisitMemory
    from qtclient.session import Session, SessionState

# After these a code can never be right any more: only another one helps.
_OVER = frozenset({codes.CODE_EXPIRED, codes.CODE_USED, codes.CODE_SUPERSEDED, codes.CODE_TRIES_SPENT})

_REQUEST_IS_OVER = frozenset({codes.NOT_FOUND, codes.CODE_USED, codes.CODE_SUPERSEDED})


class VisitPresenter(Presenter[State]):
    """One visit, from the buy page to the proved address; both its screens show this one state.

    Signals:
        go_on(Place): the next screen's turn.
    """

    go_on = Signal(object)

    def __init__(self, session: Session, memory: VisitMemory, parent: QObject | None = None) -> None:
        draft = memory.draft
        sent = _still_good(draft.code_sent, session.now())
        super().__init__(State(email=draft.email, plan_id=draft.plan_id, sent=sent), parent)
        self._session = session
        self._memory = memory
        # A code that was refused is not sent a second time: it would only use up a try.
        self._refused = ("", "")
        self._looking = False
        session.changed.connect(self._on_session)
        self._on_session(session.state)

    def place(self) -> Place:
        """Return where somebody who is not signed in left off."""
        visitor = self._session.state.visitor
        if visitor is not None:
            return Place(links.PURCHASE, self.state.plan_id or visitor.plan_id)
        return Place(links.VERIFY if self.state.sent is not None else links.SIGN_IN)

    def now(self) -> datetime:
        """Return the backend's time, by which a code runs out."""
        return self._session.now()

    # The buy page

    def load(self) -> None:
        """Ask for the plans; what is shown already stays until the answer is there."""
        if self.state.phase == phases.FAILED:
            self.become(replace(self.state, phase=phases.LOADING))
        self._session.ask(lambda api: api.plans(), owner=self, done=self._on_plans, failed=self._on_no_plans)

    def note_email(self, email: str) -> None:
        """The address is being typed."""
        still = self.state.email_problem if _email_problem(email) else ""
        self.become(replace(self.state, email=email, email_problem=still))
        self._memory.wish(email, self.state.plan_id)

    def leave_email(self) -> None:
        """The address was left: say now what is wrong with it; an empty one is no reason to complain."""
        wrong = _email_problem(self.state.email)
        self.become(replace(self.state, email_problem=wrong if wrong != EMAIL_REQUIRED else ""))

    def buy(self, plan_id: str) -> None:
        """Have a code sent to the address that was typed, to buy this plan."""
        state = self.state
        if state.asking:
            return
        if state.visitor is not None:
            self._want(plan_id)
            self.go_on.emit(Place(links.PURCHASE, plan_id))
            return
        wrong = _email_problem(state.email)
        if wrong:
            self.become(replace(state, email_problem=wrong, email_tries=state.email_tries + 1))
            return
        self._want(plan_id)
        self.become(replace(self.state, asking=True, email_problem="", refused=None, visit_over=False))
        self._ask_for_code(state.email, plan_id, self._on_sent, self._on_not_sent)

    def other_address(self) -> None:
        """Begin anew with another address; one that was proved is given up."""
        self._take(None)
        self._session.leave()
        self.go_on.emit(Place(links.BUY))

    def _ask_for_code(
        self,
        email: str,
        plan_id: str,
        done: Callable[[Verification], None],
        failed: Callable[[Exception], None],
    ) -> None:
        request = VerificationRequest(email=email.strip(), language=_language(), plan_id=plan_id)
        self._session.ask(lambda api: api.verification(request), owner=self, done=done, failed=failed)

    def _want(self, plan_id: str) -> None:
        self.become(replace(self.state, plan_id=plan_id))
        self._memory.wish(self.state.email, plan_id)

    def _on_plans(self, comparison: PlanComparison) -> None:
        self.become(replace(self.state, phase=phases.READY, comparison=comparison, problem=None))

    def _on_no_plans(self, error: Exception) -> None:
        phase = phases.READY if self.state.phase == phases.READY else phases.FAILED
        self.become(replace(self.state, phase=phase, problem=sentence(error)))

    def _on_sent(self, verification: Verification) -> None:
        self._take(verification)
        self.go_on.emit(Place(links.VERIFY))

    def _on_not_sent(self, error: Exception) -> None:
        state = replace(self.state, asking=False)
        named = isinstance(error, Refused) and any(entry.field == "email" for entry in error.problem.fields)
        if named:
            self.become(replace(state, email_problem=EMAIL_INVALID, email_tries=state.email_tries + 1))
        else:
            self.become(replace(state, refused=sentence(error)))

    # The code

    def enter(self, code: str) -> None:
        """Prove the address with the code from the mail; ignored before it is whole, or while one is checked."""
        sent = self.state.sent
        if sent is not None and complete(code):
            self._prove(sent.id, plain(code))

    def open_link(self, argument: str) -> None:
        """Prove an address with the link from the mail, which may have been asked for on another computer."""
        verification_id, _, code = argument.partition("/")
        if verification_id and complete(code):
            self._prove(verification_id, plain(code))

    def resend(self) -> None:
        """Have another code sent to the same address."""
        sent = self.state.sent
        if sent is None or self.state.resending or self.state.checking:
            return
        self.become(replace(self.state, resending=True, refused=None))
        self._session.ask(
            lambda api: api.resend(sent.id), owner=self, done=self._on_resent, failed=self._on_not_resent
        )

    def look_at_mail(self) -> None:
        """Ask whether the mail could be sent, until it is known to be."""
        sent = self.state.sent
        if sent is None or self._looking or self.state.mail == MAIL_SENT:
            return
        self._looking = True
        self._session.ask(
            lambda api: api.verification_mail(sent.id),
            owner=self,
            done=lambda answer: self._on_mail(sent, answer.status),
            failed=lambda _error: self._on_mail(sent, self.state.mail),
        )

    def _on_mail(self, asked_of: CodeSent, status: str) -> None:
        self._looking = False
        if self.state.sent == asked_of and status != self.state.mail:
            self.become(replace(self.state, mail=status))

    def _prove(self, verification_id: str, code: str) -> None:
        if self.state.checking or (verification_id, code) == self._refused:
            return
        self.become(replace(self.state, checking=True, refused=None, resent=False))
        self._session.prove(
            verification_id,
            code,
            owner=self,
            done=self._on_proved,
            failed=lambda error: self._on_not_proved(verification_id, code, error),
        )

    def _on_proved(self, visitor: VisitorState) -> None:
        self._take(None)
        self._memory.wish(visitor.email, visitor.plan_id)
        self.become(replace(self.state, email=visitor.email, plan_id=visitor.plan_id))

    def _on_not_proved(self, verification_id: str, code: str, error: Exception) -> None:
        state = replace(self.state, checking=False, refused=sentence(error), code_tries=self.state.code_tries + 1)
        if isinstance(error, Refused):
            self._refused = (verification_id, code)
            told = error.problem.code
            if told == codes.NOT_FOUND:
                # It was so long ago that the backend has forgotten it.
                told = codes.CODE_EXPIRED
                state = replace(state, refused=problem(told))
            if told == codes.CODE_USED and state.visitor is not None:
                # The link of an address that is proved already: go on where it leads.
                self.become(replace(state, refused=None))
                self.go_on.emit(self.place())
                return
            if told in _OVER and (state.sent is None or state.sent.id == verification_id):
                state = replace(state, over=True)
        self.become(state)

    def _on_resent(self, verification: Verification) -> None:
        self._take(verification)
        self.become(replace(self.state, resent=True))

    def _on_not_resent(self, error: Exception) -> None:
        sent = self.state.sent
        if sent is not None and isinstance(error, Refused) and error.problem.code in _REQUEST_IS_OVER:
            # Nothing more is sent for this request: a new one is made for the same address.
            self._ask_for_code(sent.email, self.state.plan_id, self._on_resent, self._on_nothing_sent)
        else:
            self._on_nothing_sent(error)

    def _on_nothing_sent(self, error: Exception) -> None:
        self.become(replace(self.state, resending=False, refused=sentence(error)))

    def _take(self, verification: Verification | None) -> None:
        """Go on with the code that was sent last, or with none."""
        sent = None
        if verification is not None:
            sent = CodeSent(
                id=verification.id,
                email=verification.email,
                expires_at=verification.expires_at,
                resend_at=verification.resend_at,
            )
        self._memory.code_sent(sent)
        self._refused = ("", "")
        still = replace(self.state, asking=False, checking=False, resending=False)
        self.become(replace(still, sent=sent, refused=None, over=False, resent=False, mail=""))

    def _on_session(self, session: SessionState) -> None:
        visitor = session.visitor if session.phase == VISITING else None
        service = session.service
        practice = service is not None and service.practice
        if session.phase == SIGNED_IN:
            # Whoever is signed in visits no more, and nothing of a visit stays for the next one.
            self._memory.forget()
            self.become(State(phase=self.state.phase, comparison=self.state.comparison, practice=practice))
            return
        shown = replace(self.state, visitor=visitor, practice=practice)
        if session.visit_over:
            shown = replace(shown, visit_over=True)
        if visitor is not None:
            shown = replace(shown, email=visitor.email, visit_over=False)
        if shown != self.state:
            self.become(shown)


def _email_problem(email: str) -> str:
    """Return what is surely wrong with an address; the backend judges the rest."""
    text = email.strip()
    if not text:
        return EMAIL_REQUIRED
    name, _, host = text.rpartition("@")
    good = bool(name) and "." in host.strip(".") and not any(character.isspace() for character in text)
    return "" if good else EMAIL_INVALID


def _still_good(sent: CodeSent | None, now: datetime) -> CodeSent | None:
    return sent if sent is not None and sent.expires_at > now else None


def _language() -> str:
    return QLocale().name().split("_", maxsplit=1)[0]
