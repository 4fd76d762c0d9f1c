"""How a buyer without an account gets to the form: prove an address, or sign in once the account is there (A5)."""

import re

from PySide6.QtCore import QObject

from licensewire import problem as codes
from licensewire.practice import PracticeMails
from qtclient.presenters.visit import VisitPresenter
from qtclient.presenters.visit_memory import VisitMemory
from qtclient.sentences import problem
from qtclient.session import Session

_CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")


class WayIn(QObject):
    """One address after the other; `step` does what is next and is called again whenever something moved.

    Attributes:
        visit: the presenter of the buy page and the verification.
    """

    def __init__(self, session: Session, memory: VisitMemory, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.visit = VisitPresenter(session, memory, self)
        self._email = ""
        self._password = ""
        self._plan = ""
        self._by_account = False
        self._reading = False

    def begin(self, email: str, password: str, plan: str, *, by_account: bool) -> None:
        """Go in as somebody else now.

        Args:
            by_account: this person may have bought before, and tries the password first.
        """
        self._email, self._password, self._plan, self._by_account = email, password, plan, by_account

    def step(self) -> bool:
        """Do what is next; return whether a person would wait a moment before."""
        state = self._session.state
        if state.problem is not None:
            if state.problem.title == problem(codes.WRONG_CREDENTIALS).title:
                self._by_account = False
            self._session.dismiss_problem()
            return True
        if self._by_account:
            self._session.sign_in(self._email, self._password)
            return False
        return self._prove()

    def leave_other(self) -> bool:
        """Give up the visit of somebody else; return whether there was one."""
        visitor = self._session.state.visitor
        if visitor is None or visitor.email == self._email:
            return False
        self.visit.other_address()
        return True

    def _prove(self) -> bool:
        visit = self.visit.state
        if visit.asking or visit.checking or self._reading:
            return False
        if visit.sent is not None and (visit.over or visit.sent.email != self._email):
            self.visit.other_address()
        elif visit.sent is None:
            self.visit.note_email(self._email)
            self.visit.buy(self._plan)
        else:
            self._read_mail()
        return visit.refused is not None

    def _read_mail(self) -> None:
        self._reading = True
        self._session.ask(
            lambda api: api.practice_mails(), owner=self, done=self._on_mails, failed=lambda _: self._on_no_mails()
        )

    def _on_no_mails(self) -> None:
        self._reading = False
        self.visit.become(self.visit.state)  # so that somebody looks again

    def _on_mails(self, answer: PracticeMails) -> None:
        self._reading = False
        newest = next((mail for mail in answer.mails if mail.recipient == self._email), None)
        code = _CODE.search(newest.text) if newest is not None else None
        if newest is None or code is None:
            # The mail says that there is an account already.
            self._by_account = True
            self.visit.other_address()
            return
        before = self.visit.state
        self.visit.enter(code.group())
        if self.visit.state == before:
            self.visit.other_address()  # refused before: only another code helps
