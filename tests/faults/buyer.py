"""A buyer in a process of its own: the client without its window, told by lines of JSON what to do.

``python -m tests.faults.buyer --server URL --data FOLDER``. From the presenters down all is the client's own.
A line in ``{"run", "username", "password", "card", "at_the_bank"}`` is answered, as soon as the screen would show
an outcome, by ``{"run", "shown"}``: "charged", "not charged" or "nothing under way".
"""

import argparse
import http.client
import json
import sys
import threading
import time
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from licensewire.purchases import SUCCEEDED
from qtclient.api.client import Api
from qtclient.api.transport import Limits, Transport
from qtclient.background import Background
from qtclient.forms.address import CITY, LINE_1, POSTAL_CODE, REGION
from qtclient.journal import PurchaseJournal
from qtclient.presenters import purchase_state as stages
from qtclient.presenters.open_purchases import OpenPurchasesPresenter
from qtclient.presenters.open_purchases import State as OpenState
from qtclient.presenters.purchase import PurchasePresenter
from qtclient.presenters.purchase_draft import SecretsTyped
from qtclient.presenters.visit_memory import VisitMemory
from qtclient.session import SIGNED_OUT, STARTING, Session, SessionState
from qtclient.tokens import TokenKeeper
from qtclient.vault import Vault
from qtclient.visit_drafts import VisitDrafts
from tests.faults.way_in import WayIn

CHARGED = "charged"
NOT_CHARGED = "not charged"
NOTHING = "nothing under way"

_PLAN = "strategic-research"
_AGAIN_MS = 150
_AFTER_A_PROBLEM_MS = 1000
# Shorter than the links hang, so that a hanging link is a time-out; shorter than the server's own patience, too.
_LIMITS = Limits(connect=2.0, read=5.0, whole=7.0)


@dataclass(frozen=True)
class Task:
    """What the buyer of a run does.

    Attributes:
        card: "" only looks what is under way.
        at_the_bank: "confirm", "refuse" or "cancel", should the bank ask.
        without_account: `username` is an address that may have no account yet.
    """

    run: int
    username: str
    password: str
    card: str
    at_the_bank: str
    without_account: bool


class Buyer(QObject):
    """One person at one client; a task at a time."""

    told = Signal(object)

    def __init__(self, server: str, data: Path) -> None:
        super().__init__()
        self._background = Background(parent=self)
        self._session = Session(self._background, self)
        journal = PurchaseJournal(data / "journal")
        # The address changes with every start of a run; the journal knows the server by a name that does not.
        memory = VisitMemory(VisitDrafts(data / "drafts"), "faults", self)
        self._purchase = PurchasePresenter(
            self._session, journal, self._no_browser, memory=memory, server="faults", parent=self
        )
        self._way_in = WayIn(self._session, memory, self)
        self._found = OpenPurchasesPresenter(self._session, journal, server="faults", parent=self)
        self._task: Task | None = None
        self._sent = False
        self._stand = ""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._look)
        self.told.connect(self._on_task, Qt.ConnectionType.QueuedConnection)
        self._session.changed.connect(self._on_session)
        self._purchase.changed.connect(self._on_purchase)
        self._found.changed.connect(self._on_found)
        self._way_in.visit.changed.connect(self._on_found)
        self._session.start(partial(_connect, server))

    def _no_browser(self, _page: str) -> bool:
        return True

    # A task, from the person who signs in to the outcome

    def _on_task(self, task: Task) -> None:
        self._task = task
        self._sent = False
        self._way_in.begin(task.username, task.password, _PLAN, by_account=not task.card)
        self._look()

    def _look(self) -> None:
        """Do what is next; called again whenever something moved or did not come about."""
        task, state = self._task, self._session.state
        self._note_down()
        if task is None or state.busy:
            return
        if state.phase == STARTING:
            if state.problem is not None:
                self._session.retry()
            return
        if state.phase == SIGNED_OUT and task.without_account:
            if self._way_in.step():
                self._again.start(_AFTER_A_PROBLEM_MS)
            return
        if self._way_in.leave_other():
            return
        if state.phase == SIGNED_OUT:
            if state.problem is not None:
                # A person needs a moment before the next try, and so does a server that was just killed.
                self._session.dismiss_problem()
                self._again.start(_AFTER_A_PROBLEM_MS)
                return
            self._session.sign_in(task.username, task.password)
        elif state.account is not None and state.account.username != task.username:
            self._session.sign_out()
        else:
            self._step(task)

    def _step(self, task: Task) -> None:
        found, purchase = self._found.state, self._purchase.state
        if found.looking:
            return
        if found.found and not self._sent:
            self._take_up(found)
        elif purchase.stage in stages.UNDER_WAY:
            if purchase.stage == stages.BANK:
                self._go_to_the_bank(task)
        elif purchase.stage == stages.CONFIRMED:
            self._report(CHARGED)
        elif self._sent and purchase.stage in {stages.FORM, stages.FAILED}:
            self._report(NOT_CHARGED)
        elif not task.card:
            self._report(CHARGED if self._has_the_licence() else NOTHING)
        else:
            self._buy(task)

    def _has_the_licence(self) -> bool:
        """What the plan's page shows: somebody who was cut off at the confirmation sees it there."""
        account = self._session.state.account
        return account is not None and account.entitlements.plan_id == _PLAN

    def _take_up(self, found: OpenState) -> None:
        first = found.found[0]
        if first.purchase is not None and not first.ended:
            self._sent = True
            self._purchase.resume(first.purchase)
            return
        self._found.seen(first.key)
        charged = first.purchase is not None and first.purchase.status == SUCCEEDED
        self._report(CHARGED if charged else NOT_CHARGED)

    def _buy(self, task: Task) -> None:
        state = self._purchase.state
        if state.stage in {stages.EMPTY, stages.FAILED}:
            self._purchase.open(_PLAN)
        elif state.stage == stages.FORM and not state.completing:
            if state.quote_problem is not None and not state.quoting:
                self._purchase.reprice()
                return
            if state.quote is None or state.quoting:
                return
            card = SecretsTyped(task.card, "12/34", "123", task.password if task.without_account else "")
            accepted = frozenset((consent.id, consent.version) for consent in state.quote.consents)
            address = {LINE_1: "1 Main Street", CITY: "Springfield", REGION: "IL", POSTAL_CODE: "62701"}
            draft = replace(state.draft, name="Ada Buyer", country="US", address=address, accepted=accepted)
            if task.without_account:
                draft = replace(draft, account_name="Ada Buyer")
            if draft != state.draft:
                self._purchase.note(draft, card)
                self._again.start(_AGAIN_MS)
                return
            self._purchase.complete(card)
            self._purchase.complete(card)  # the second click of a double click
            state = self._purchase.state
            if state.problems:
                raise AssertionError(f"the form is not filled in: {dict(state.problems)}")

    def _go_to_the_bank(self, task: Task) -> None:
        state = self._purchase.state
        if state.cancelling or self._again.isActive():
            return
        if task.at_the_bank == "cancel":
            self._purchase.cancel()
            self._again.start(_AGAIN_MS)
            return
        confirmation = state.purchase.confirmation if state.purchase is not None else None
        if confirmation is not None:
            page, answer = confirmation.page, task.at_the_bank
            self._background.run(
                lambda: _answer_bank(page, answer),
                owner=self,
                done=lambda _: self._purchase.finished_at_bank(),
                failed=lambda _: self._purchase.finished_at_bank(),
            )

    def _note_down(self) -> None:
        """Write to the log how things stand, so that a run that comes to nothing can be understood."""
        session, purchase, found = self._session.state, self._purchase.state, self._found.state
        told = purchase.problem or purchase.quote_problem or session.problem
        stand = (
            f"run {self._task.run if self._task else '-'}: {session.phase} busy={session.busy} {purchase.stage} "
            f"sent={self._sent} found={len(found.found)} looking={found.looking} offline={purchase.offline} "
            f"told={told.title if told else '-'}"
        )
        if stand != self._stand:
            self._stand = stand
            sys.stderr.write(f"{time.strftime('%H:%M:%S')} {stand}\n")

    def _report(self, shown: str) -> None:
        task, self._task = self._task, None
        if task is not None:
            sys.stdout.write(json.dumps({"run": task.run, "shown": shown}) + "\n")
            sys.stdout.flush()

    # Whatever moves

    def _on_session(self, _state: SessionState) -> None:
        self._again.start(_AGAIN_MS)

    def _on_found(self, _state: OpenState) -> None:
        self._again.start(_AGAIN_MS)

    def _on_purchase(self, state: stages.State) -> None:
        if state.stage == stages.SENDING:
            self._sent = True
        self._again.start(_AGAIN_MS)


def _connect(server: str) -> TokenKeeper:
    """On a worker thread; as `qtclient.loading.connect`, with less patience."""
    return TokenKeeper(
        Api(Transport(server, limits=_LIMITS)), Vault(), server="faults", device_name="a buyer of the fault runs"
    )


def _answer_bank(page: str, answer: str) -> int:
    """Press a button on the bank's page, as the person would in a browser; the way back is not followed."""
    parts = urlsplit(page)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        form = urlencode({"answer": answer})
        connection.request("POST", parts.path, form, {"Content-Type": "application/x-www-form-urlencoded"})
        return connection.getresponse().status
    finally:
        connection.close()


def main() -> int:
    """Do the tasks of standard input until its end."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", required=True)
    parser.add_argument("--data", required=True, type=Path)
    options = parser.parse_args()
    app = QCoreApplication(sys.argv[:1])
    buyer = Buyer(options.server, options.data)

    def read_tasks() -> None:
        for line in sys.stdin:
            buyer.told.emit(Task(**json.loads(line)))
        app.quit()

    threading.Thread(target=read_tasks, daemon=True).start()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
