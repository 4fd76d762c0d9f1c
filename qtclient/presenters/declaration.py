"""Cancelling or withdrawing by declaration, with or without a session: typed, checked, sent once, received.

BGB 312k, Code de la consommation L215-1-1 and D215-1 to 3, CRD 11a: docs/cancel-law.md.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

import msgspec
from PySide6.QtCore import QLocale

from licensewire import problem as codes
from qtclient.api.errors import ApiError, Refused, SessionEnded
from qtclient.declared_drafts import Attempt, Declared
from qtclient.presenters.declaration_state import FIELDS, FORM, RECEIVED, SUMMARY, State
from qtclient.presenters.documents import DocumentSaver
from qtclient.presenters.presenter import Presenter
from qtclient.sentences import sentence
from qtclient.session import SIGNED_IN, SIGNED_OUT, STARTING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QObject

    from licensewire.billing import Billing
    from licensewire.declarations import DeclarationReceipt
    from qtclient.api.client import Api
    from qtclient.background import Work
    from qtclient.presenters.declaration_memory import DeclarationMemory
    from qtclient.session import Session, SessionState

_SERVER_ERROR = 500
# Whatever the server answers to a key that it does not take, the declaration itself was not refused.
_KEY_IS_NO_USE = frozenset({codes.IDEMPOTENCY_KEY_REUSED, codes.IDEMPOTENCY_KEY_CLOSED})


class DeclarationPresenter(Presenter[State]):
    """One declaration at a time; what kind it is, the classes below say.

    Attributes:
        saver: writes the receipt to a file.
    """

    def __init__(self, session: Session, memory: DeclarationMemory, parent: QObject | None = None) -> None:
        draft = memory.draft
        unanswered = draft.attempt is not None and draft.attempt.declared == draft.declared
        super().__init__(State(declared=draft.declared, unanswered=unanswered), parent)
        self.saver = DocumentSaver(session, self)
        self._session = session
        self._memory = memory
        self._work: Work | None = None
        # Who is, or was last, signed in: what one person has typed is not for the next.
        self._person = draft.person
        if unanswered and not self.problems():
            # It was sent before the client ended, and is one button away from being sent again.
            self._state = replace(self._state, step=self.last_step)
        session.changed.connect(self._on_session)
        self._on_session(session.state)

    # What kind it is

    last_step = FORM
    """The step whose button sends."""

    @abstractmethod
    def problems(self) -> dict[str, str]:
        """Return field -> what is wrong with it."""

    def tidy(self, declared: Declared) -> Declared:
        """Return `declared` written so that it means the same at every time."""
        return declared

    @abstractmethod
    def exchange(self, attempt: Attempt) -> Callable[[Api], DeclarationReceipt]:
        """Return the call that sends `attempt`."""

    @abstractmethod
    def contract_of(self, billing: Billing) -> str:
        """Return the number of the contract that whoever is signed in means."""

    # Typing

    def open(self) -> None:
        """The screen was gone to: whoever is signed in need not type what is known."""
        account = self._session.state.account
        if account is None or self.state.step != FORM or self.state.declared != Declared():
            return
        self.become(replace(self.state, declared=Declared(name=account.name, email=account.email)))
        self._session.ask(lambda api: api.billing(), owner=self, done=self._on_billing, failed=lambda _error: None)

    def note(self, declared: Declared) -> None:
        """Something was typed."""
        if self.state.sending or self.state.step != FORM or declared == self.state.declared:
            return
        self._state = replace(self.state, declared=declared)
        self._memory.typed(declared, self._session.state.person)
        still = self.problems()
        mended = {name: code for name, code in self.state.problems.items() if name in still}
        sent = self._memory.draft.attempt
        unanswered = sent is not None and sent.declared == self.tidy(declared)
        self.become(replace(self.state, problems=mended, unanswered=unanswered))

    def leave(self, name: str) -> None:
        """The field `name` was left: say now what is wrong with it; an empty one is no reason to complain."""
        if self.state.step != FORM:
            return
        self._tidy_up()
        wrong = self.problems().get(name, "")
        if wrong and getattr(self.state.declared, name).strip():
            self.become(replace(self.state, problems={**self.state.problems, name: wrong}))

    def go_on(self) -> None:
        """The form is filled in: on to the button that sends, or to the first field that is wrong."""
        if self.state.sending or self.state.step != FORM or self._wrong():
            return
        if self.last_step == FORM:
            self.send()
        else:
            self.become(replace(self.state, step=SUMMARY, refused=None))

    def change(self) -> None:
        """From the summary back to the form (FR-3)."""
        if self.state.step == SUMMARY and not self.state.sending:
            self.become(replace(self.state, step=FORM, refused=None))

    def done(self) -> None:
        """The receipt was seen."""
        self._begin_anew()

    def save(self, path: Path) -> None:
        """Write the declaration as it was received to a file (DE-4)."""
        receipt = self.state.receipt
        if receipt is not None:
            content = receipt.text.encode()
            self.saver.save(receipt.reference, path, lambda _api: content)

    # Sending

    def send(self) -> None:
        """Send what was declared; once, however often the answer gets lost."""
        if self.state.sending or self.state.step != self.last_step or self._wrong():
            return
        attempt = self._memory.draft.attempt
        if attempt is None or attempt.declared != self.state.declared:
            attempt = Attempt(
                key=str(uuid4()),
                declared=self.state.declared,
                language=QLocale().name().split("_", maxsplit=1)[0],
            )
        self._memory.typed(self.state.declared, self._session.state.person)
        self._memory.sent(attempt)
        self.become(replace(self.state, sending=True, refused=None))
        self._send(attempt)

    def _send(self, attempt: Attempt) -> None:
        self._work = self._session.ask(
            self.exchange(attempt),
            owner=self,
            done=self._on_receipt,
            failed=lambda error: self._on_failure(attempt, error),
        )

    def _on_receipt(self, receipt: DeclarationReceipt) -> None:
        self._work = None
        self._memory.forget()
        self.become(
            replace(
                self.state,
                step=RECEIVED,
                sending=False,
                unanswered=False,
                problems={},
                receipt=receipt,
            )
        )

    def _on_failure(self, attempt: Attempt, error: Exception) -> None:
        self._work = None
        if isinstance(error, SessionEnded):
            # Somebody signed out or lost the session meanwhile, which is nothing to a declaration.
            self._send(attempt)
            return
        if isinstance(error, Refused) and error.problem.status < _SERVER_ERROR:
            self._on_refused(error)
            return
        told = sentence(error)
        self.become(replace(self.state, sending=False, unanswered=isinstance(error, ApiError), refused=told))

    def _on_refused(self, error: Refused) -> None:
        code = error.problem.code
        if code == codes.IDEMPOTENCY_KEY_BUSY:
            self.become(replace(self.state, sending=False, unanswered=True))
            return
        self._memory.sent(None)
        state = replace(self.state, sending=False, unanswered=False)
        named = {entry.field: entry.code for entry in error.problem.fields if entry.field in FIELDS}
        if named:
            self.become(replace(state, step=FORM, problems=named, tries=state.tries + 1))
        elif code in _KEY_IS_NO_USE:
            self.become(state)
            self.send()
        else:
            self.become(replace(state, refused=sentence(error)))

    def _tidy_up(self) -> None:
        tidied = self.tidy(self.state.declared)
        if tidied != self.state.declared:
            self.become(replace(self.state, declared=tidied))

    def _wrong(self) -> bool:
        self._tidy_up()
        found = self.problems()
        if found:
            self.become(replace(self.state, step=FORM, problems=found, tries=self.state.tries + 1))
        return bool(found)

    # Whose it is

    def _on_billing(self, billing: Billing) -> None:
        declared = self.state.declared
        untouched = self.state.step == FORM and not declared.contract
        contract = self.contract_of(billing)
        if untouched and contract:
            self.become(replace(self.state, declared=msgspec.structs.replace(declared, contract=contract)))

    def _on_session(self, session: SessionState) -> None:
        service = session.service
        signed_in = session.phase == SIGNED_IN
        if self._person_changed(session):
            self._begin_anew()
        if session.person:
            self._person = session.person
        practice = service is not None and service.practice
        shown = replace(self.state, signed_in=signed_in, practice=practice)
        if shown.sending and session.phase == STARTING and session.problem is not None and not session.busy:
            # Nothing has left: there is no server to send it to.
            self._give_up()
            shown = replace(shown, sending=False, unanswered=True, refused=session.problem)
        if shown != self.state:
            self.become(shown)

    def _person_changed(self, session: SessionState) -> bool:
        """Say whether what one person has typed is seen by another now; a lost session makes nobody another one."""
        if session.person:
            return bool(self._person) and session.person != self._person
        left = self.state.signed_in and session.phase == SIGNED_OUT and session.problem is None
        return left and not self.state.sending

    def _give_up(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._work = None

    def _begin_anew(self) -> None:
        self._give_up()
        self._person = ""
        self._memory.forget()
        self.saver.forget()
        fresh = State(signed_in=self.state.signed_in, practice=self.state.practice, tries=self.state.tries)
        self.become(fresh)
