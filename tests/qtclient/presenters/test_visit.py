"""Proving an address and buying with it, below the window, against a real backend (A5, A8)."""

import itertools
import re

import pytest

from qtclient import links
from qtclient.forms.address import CITY, LINE_1, POSTAL_CODE, REGION
from qtclient.journal import PurchaseJournal
from qtclient.links import Place
from qtclient.presenters import purchase_state as stages
from qtclient.presenters import visit_state
from qtclient.presenters.purchase import PurchasePresenter
from qtclient.presenters.purchase_draft import Draft, SecretsTyped
from qtclient.presenters.visit import VisitPresenter
from qtclient.presenters.visit_memory import VisitMemory
from qtclient.session import SIGNED_IN, SIGNED_OUT, VISITING, Session
from qtclient.vault import Vault
from qtclient.visit_drafts import VisitDrafts
from tests.faults.link import Armed, Link
from tests.faults.plan import AFTER, BEFORE, CLIENT_TO_SERVER, RESET, Fault
from tests.journeys.gateway import charges
from tests.qtclient.test_session import connect_to
from tests.server_rows import end_resend_waits, expire_codes, expire_visitors

PLAN = "strategic-research"
PASSWORD = "a sentence that nobody guesses"
GOOD = SecretsTyped("4242 4242 4242 4242", "12/34", "123", PASSWORD)
POOR = SecretsTyped("4000 0000 0000 9995", "12/34", "123", PASSWORD)
ILLINOIS = {LINE_1: "1 Main Street", CITY: "Springfield", REGION: "IL", POSTAL_CODE: "62701"}
PATIENCE = 40_000

numbers = itertools.count(1)


class Visitor:
    """Somebody without an account, behind a link on which answers can get lost."""

    def __init__(self, background, backend, folder, qtbot):
        self.email = f"visitor{next(numbers)}@visits.example"
        self.backend, self.qtbot, self.folder = backend, qtbot, folder
        self.background = background
        self.link = Link(CLIENT_TO_SERVER, backend.address)
        self.places = []
        self.start()

    def start(self):
        """Start the client: what was kept is found again."""
        self.session = Session(self.background)
        self.memory = VisitMemory(VisitDrafts(self.folder / "drafts"), "here", self.session)
        self.journal = PurchaseJournal(self.folder / "journal")
        self.visit = VisitPresenter(self.session, self.memory, self.session)
        self.visit.go_on.connect(self.places.append)
        self.purchase = PurchasePresenter(
            self.session, self.journal, lambda _page: True, memory=self.memory, server="here", parent=self.session
        )
        self.session.start(connect_to(lambda: self.link.address, name=self.email))
        self.until(lambda: not self.session.state.busy)

    def stop(self):
        """Cut the client off: nothing more is written."""
        self.purchase.stop_pricing()
        self.session.deleteLater()

    def until(self, condition):
        self.qtbot.waitUntil(condition, timeout=PATIENCE)

    @property
    def state(self):
        return self.visit.state

    def ask_for_code(self):
        self.visit.note_email(self.email)
        self.visit.buy(PLAN)
        self.until(lambda: self.state.sent is not None and not self.state.asking)

    def code(self):
        """The code of the newest mail to this visitor."""
        found = []
        self.session.ask(
            lambda api: api.practice_mails().mails, owner=self.visit, done=found.append, failed=found.append
        )
        self.until(lambda: bool(found))
        mail = next(mail for mail in found[0] if mail.recipient.lower() == self.email)
        return re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.text)[0]

    def prove(self):
        self.ask_for_code()
        self.visit.enter(self.code())
        self.until(lambda: self.session.state.phase == VISITING)

    def fill_in(self, secrets=GOOD, **more):
        self.purchase.open(PLAN)
        self.until(lambda: self.purchase.state.stage == stages.FORM)
        accepted = frozenset((one.id, one.version) for one in self.purchase.state.quote.consents)
        values = {
            "account_name": "Ada Buyer",
            "username": self.purchase.state.draft.username,
            "name": "Ada Buyer",
            "country": "US",
            "address": ILLINOIS,
            **more,
        }
        self.purchase.note(Draft(**values, accepted=accepted), secrets)
        self.until(lambda: self.purchase.state.quoted_for is not None and not self.purchase.state.quoting)
        self.until(lambda: self.purchase.state.quoted_for.region == "IL")

    def buys(self, secrets=GOOD):
        self.purchase.complete(secrets)
        self.until(lambda: self.session.state.phase == SIGNED_IN)
        assert self.purchase.state.stage == stages.CONFIRMED

    def refused(self, title):
        self.until(lambda: self.state.refused is not None)
        assert self.state.refused.title == title

    def charges(self):
        return charges(self.backend.gateway, self.session.state.person)

    def lose(self, stage, when):
        happened = []
        armed = Armed(Fault(CLIENT_TO_SERVER, stage, RESET, when), lambda _who: None, happened.append)
        self.link.arm(armed)
        return happened


@pytest.fixture
def visitor(background, backend, tmp_path, qtbot):
    made = Visitor(background, backend, tmp_path, qtbot)
    yield made
    made.memory.flush()
    made.stop()
    background.close()
    made.link.close()


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", visit_state.EMAIL_REQUIRED),
        ("  ", visit_state.EMAIL_REQUIRED),
        ("ada", visit_state.EMAIL_INVALID),
        ("ada@", visit_state.EMAIL_INVALID),
        ("ada@example", visit_state.EMAIL_INVALID),
        ("ada b@example.com", visit_state.EMAIL_INVALID),
    ],
)
def test_an_address_that_cannot_be_one_is_not_sent(visitor, typed, problem):
    visitor.visit.note_email(typed)
    visitor.visit.buy(PLAN)
    assert (visitor.state.email_problem, visitor.state.email_tries, visitor.state.asking) == (problem, 1, False)
    visitor.visit.note_email("ada@example.com")
    assert visitor.state.email_problem == ""


def test_an_address_that_the_backend_does_not_take(visitor):
    visitor.visit.note_email("ada@localhost.invalid..")
    visitor.visit.note_email("a..da@exa_mple.com")
    visitor.visit.buy(PLAN)
    visitor.until(lambda: not visitor.state.asking)
    assert visitor.state.email_problem == visit_state.EMAIL_INVALID


def test_a_visitor_buys_and_is_signed_in_at_once(visitor):
    visitor.prove()
    assert visitor.visit.place() == Place(links.PURCHASE, PLAN)
    visitor.fill_in()
    assert len(visitor.purchase.state.quote.consents) == 3
    visitor.buys()
    account = visitor.session.state.account
    assert (account.username, account.email) == (visitor.email, visitor.email)
    assert account.entitlements.plan_id == PLAN
    assert account.organization.brand_id == visitor.purchase.state.purchase.brand_id
    assert len(visitor.charges()) == 1
    assert visitor.journal.entries("here", account.id) == ()
    assert visitor.memory.draft.email == ""


def test_a_refused_code_is_not_sent_twice(visitor):
    visitor.ask_for_code()
    visitor.visit.enter("BCDF-2345")
    visitor.refused("This is not the code that we sent")
    visitor.visit.enter("bcdf 2345")
    assert (visitor.state.code_tries, visitor.state.checking) == (1, False)
    visitor.visit.enter("BCDF")
    assert not visitor.state.checking


def test_a_code_that_has_run_out_and_one_that_comes_too_soon(visitor):
    visitor.ask_for_code()
    code = visitor.code()
    visitor.visit.resend()
    visitor.refused("Too many attempts")
    expire_codes(visitor.backend)
    end_resend_waits(visitor.backend)
    visitor.visit.enter(code)
    visitor.until(lambda: visitor.state.over)
    visitor.refused("The code has expired")
    visitor.visit.resend()
    visitor.until(lambda: visitor.state.resent)
    assert (visitor.state.over, visitor.state.refused) == (False, None)
    visitor.visit.enter(visitor.code())
    visitor.until(lambda: visitor.session.state.phase == VISITING)


@pytest.mark.parametrize("when", [BEFORE, AFTER])
def test_a_confirmation_whose_answer_is_lost(visitor, when):
    visitor.ask_for_code()
    code = visitor.code()
    happened = visitor.lose("POST /v1/verifications/*/confirm", when)
    visitor.visit.enter(code)
    visitor.until(lambda: bool(happened) and not visitor.state.checking)
    if when == BEFORE:
        visitor.until(lambda: visitor.session.state.phase == VISITING)
        return
    visitor.refused("The code has been used already")
    end_resend_waits(visitor.backend)
    visitor.visit.resend()
    visitor.until(lambda: visitor.state.resent)
    visitor.visit.enter(visitor.code())
    visitor.until(lambda: visitor.session.state.phase == VISITING)


def test_a_link_that_the_backend_has_forgotten(visitor):
    visitor.visit.open_link("ver_unknown/BCDF2345")
    visitor.refused("The code has expired")
    assert visitor.state.sent is None


def test_account_settings_are_judged_by_the_backend(visitor):
    visitor.prove()
    weak = SecretsTyped(password="password")
    visitor.fill_in(weak, username="free")
    for name in ("username", "password"):
        visitor.purchase.leave(name, weak)
    visitor.until(lambda: "password" in visitor.purchase.state.problems)
    problems = visitor.purchase.state.problems
    assert (problems["username"], problems["password"]) == ("taken", "common")
    visitor.purchase.note(visitor.purchase.state.draft, GOOD)
    assert "password" not in visitor.purchase.state.problems
    visitor.purchase.complete(GOOD)
    visitor.until(lambda: visitor.purchase.state.tries == 1)
    assert dict(visitor.purchase.state.problems) == {"username": "taken"}
    assert visitor.purchase.state.first_wrong == "username"
    assert visitor.charges() == []


def test_a_data_center_that_cannot_be_chosen_any_more(visitor):
    visitor.prove()
    visitor.fill_in(data_center_id="gov1")
    visitor.purchase.complete(GOOD)
    assert visitor.purchase.state.first_wrong == "data_center"
    assert dict(visitor.purchase.state.problems) == {"data_center": "unavailable"}
    visitor.purchase.begin_choosing()
    visitor.until(lambda: visitor.purchase.picker.state.choice is not None)
    visitor.purchase.choose_data_center("syd1")
    assert visitor.purchase.state.problems == {}
    visitor.buys()
    assert visitor.session.state.account.organization.data_center_id == "syd1"


def test_a_refused_card_leaves_no_account_and_keeps_what_was_typed(visitor):
    visitor.prove()
    visitor.fill_in()
    draft = visitor.purchase.state.draft
    visitor.purchase.complete(POOR)
    visitor.until(lambda: visitor.purchase.state.refusals == 1)
    assert visitor.session.state.phase == VISITING
    assert visitor.purchase.state.draft == draft
    visitor.buys()
    assert len(visitor.charges()) == 1


@pytest.mark.parametrize("when", [BEFORE, AFTER])
def test_a_lost_answer_is_asked_for(visitor, when):
    visitor.prove()
    visitor.fill_in()
    happened = visitor.lose("POST /v1/purchases", when)
    visitor.purchase.complete(GOOD)
    ends = {stages.CONFIRMED, stages.FORM}
    visitor.until(lambda: bool(happened) and visitor.purchase.state.stage in ends)
    paid = visitor.purchase.state.stage == stages.CONFIRMED
    assert paid == (when == AFTER)
    assert len(visitor.charges()) == int(paid)
    if not paid:
        visitor.buys()
    visitor.until(lambda: visitor.session.state.phase == SIGNED_IN)


@pytest.mark.parametrize("when", [BEFORE, AFTER])
def test_signing_in_after_buying_survives_a_lost_answer(visitor, when, monkeypatch):
    monkeypatch.setattr("qtclient.presenters.purchase._ENTITLEMENT_RETRY_MS", 50)
    visitor.prove()
    visitor.fill_in()
    happened = visitor.lose("POST /v1/visitor/session", when)
    visitor.purchase.complete(GOOD)
    visitor.until(lambda: bool(happened))
    visitor.until(lambda: visitor.session.state.phase == SIGNED_IN)
    visitor.until(lambda: visitor.purchase.state.entitled)


def test_cut_off_and_started_again(visitor, keyring):
    visitor.prove()
    visitor.fill_in()
    visitor.memory.flush()
    typed = visitor.purchase.state.draft
    visitor.stop()
    visitor.start()
    assert visitor.session.state.phase == VISITING
    visitor.purchase.open(PLAN)
    visitor.until(lambda: visitor.purchase.state.stage == stages.FORM)
    kept = visitor.purchase.state.draft
    assert (kept.account_name, kept.address, kept.accepted) == (typed.account_name, typed.address, frozenset())
    expire_visitors(visitor.backend)
    visitor.purchase.reprice()
    visitor.until(lambda: visitor.session.state.phase == SIGNED_OUT)
    assert (visitor.session.state.visit_over, visitor.session.state.problem) == (True, None)
    assert (visitor.state.visit_over, visitor.state.email) == (True, visitor.email)
    assert not Vault().read(visitor.email).visitor_token


def test_the_visitor_s_token_is_in_the_keyring_and_nowhere_else(visitor, keyring):
    visitor.prove()
    visitor.fill_in()
    visitor.memory.flush()
    token = Vault().read(visitor.email).visitor_token
    assert token
    assert token not in repr(visitor.session.state) + repr(visitor.state) + repr(visitor.purchase.state)
    files = [path for path in visitor.folder.rglob("*") if path.is_file() and "keyring" not in path.parts]
    assert files
    assert not any(token.encode() in path.read_bytes() or PASSWORD.encode() in path.read_bytes() for path in files)
    visitor.session.leave()
    visitor.until(lambda: not Vault().read(visitor.email).visitor_token)
    assert visitor.session.state.phase == SIGNED_OUT
