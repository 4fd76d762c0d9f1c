"""Declaring below the window, against a real backend: answers that get lost, restarts, lost sessions, limits.

Law ids (DE-4 ...) are those of docs/cancel-law.md.
"""

import itertools
from dataclasses import replace

import pytest

from licensewire.declarations import CANCELLATION, EXTRAORDINARY, WITHDRAWAL
from qtclient.declared_drafts import DeclarationDrafts, Declared
from qtclient.presenters import declaration_state as steps
from qtclient.presenters.declaration_kinds import CancellationPresenter, WithdrawalPresenter
from qtclient.presenters.declaration_memory import DeclarationMemory
from qtclient.session import SIGNED_IN, SIGNED_OUT, Session
from tests.faults.link import Armed, Link
from tests.faults.plan import AFTER, BEFORE, CLIENT_TO_SERVER, RESET, Fault
from tests.qtclient.test_session import connect_to

PATIENCE = 40_000
KINDS = {CANCELLATION: CancellationPresenter, WITHDRAWAL: WithdrawalPresenter}

numbers = itertools.count(1)


class Declarer:
    """Somebody who declares, behind a link on which answers can get lost."""

    def __init__(self, background, backend, folder, qtbot):
        self.number = next(numbers)
        self.email = f"declarer{self.number}@declarations.example"
        self.qtbot, self.folder, self.background = qtbot, folder, background
        self.link = Link(CLIENT_TO_SERVER, backend.address)
        # From somewhere else each, as people are: how much comes from one network is limited.
        self.link.sender = f"198.51.{self.number}.7"
        self.session = None

    def start(self, kind=CANCELLATION, *, address=None):
        """Start the client: what was kept is found again."""
        self.session = Session(self.background)
        memory = DeclarationMemory(DeclarationDrafts(self.folder), "here", kind, self.session)
        self.memory = memory
        self.declaring = KINDS[kind](self.session, memory, self.session)
        self.session.start(connect_to(lambda: address or self.link.address, name=self.email))
        self.until(lambda: not self.session.state.busy)
        return self.declaring

    def stop(self):
        if self.session is not None:
            self.memory.flush()
            self.session.deleteLater()

    def until(self, condition):
        self.qtbot.waitUntil(condition, timeout=PATIENCE)

    @property
    def state(self):
        return self.declaring.state

    def fill_in(self, **more):
        self.declaring.note(Declared(**{"name": "Ada Byron", "contract": "LD-NONE", "email": self.email, **more}))

    def check(self):
        self.declaring.go_on()
        assert self.state.step == steps.SUMMARY, self.state.problems

    def receipt(self):
        self.until(lambda: not self.state.sending)
        assert self.state.step == steps.RECEIVED, self.state
        return self.state.receipt

    def mails(self):
        found = []
        self.session.ask(
            lambda api: api.practice_mails().mails, owner=self.declaring, done=found.append, failed=found.append
        )
        self.until(lambda: bool(found))
        return [mail for mail in found[0] if mail.recipient == self.email]

    def lose(self, stage, when):
        happened = []
        armed = Armed(Fault(CLIENT_TO_SERVER, stage, RESET, when), lambda _who: None, happened.append)
        self.link.arm(armed)
        return happened


@pytest.fixture
def declarer(background, backend, tmp_path, qtbot):
    made = Declarer(background, backend, tmp_path / "declarations", qtbot)
    yield made
    made.stop()
    background.close()
    made.link.close()


def test_de_4_a_cancellation_is_received_with_day_and_time_and_mailed(declarer):
    declarer.start()
    declarer.fill_in(kind=EXTRAORDINARY, reason="Moved\nabroad", ends_on="2031-03-04")
    declarer.check()
    declarer.declaring.send()
    receipt = declarer.receipt()
    assert receipt.kind == CANCELLATION
    assert receipt.reference in receipt.text
    assert receipt.mailed_to == declarer.email
    for stated in ("Ada Byron", "LD-NONE", declarer.email, "Moved", "abroad", "March 4, 2031"):
        assert stated in receipt.text
    assert [receipt.reference in mail.text or receipt.reference in mail.subject for mail in declarer.mails()]
    # Nothing is kept of what has arrived.
    assert not list(declarer.folder.glob("*"))


def test_eu_2_eu_3_a_withdrawal_is_received_and_mailed_without_a_summary(declarer):
    declarer.start(WITHDRAWAL)
    declarer.fill_in()
    declarer.declaring.go_on()
    assert declarer.state.sending
    receipt = declarer.receipt()
    assert receipt.kind == WITHDRAWAL
    assert declarer.email in receipt.text
    assert declarer.mails()


@pytest.mark.parametrize(("kind", "when"), [(CANCELLATION, BEFORE), (CANCELLATION, AFTER), (WITHDRAWAL, AFTER)])
def test_an_answer_that_gets_lost_is_told_and_sending_again_counts_once(declarer, kind, when):
    declarer.start(kind)
    declarer.fill_in()
    happened = declarer.lose(f"POST /v1/declarations/{kind}", when)
    declarer.declaring.go_on()
    declarer.declaring.send()
    declarer.until(lambda: not declarer.state.sending)
    assert happened
    assert declarer.state.unanswered
    assert declarer.state.refused is not None
    assert declarer.state.declared.name == "Ada Byron"
    declarer.declaring.send()
    reference = declarer.receipt().reference
    assert len({mail.id for mail in declarer.mails()}) == 1
    assert reference in declarer.mails()[0].text


def test_a_restart_after_a_lost_answer_is_one_button_away_from_the_same_receipt(declarer):
    declarer.start()
    declarer.fill_in()
    declarer.check()
    declarer.lose("POST /v1/declarations/cancellation", AFTER)
    declarer.declaring.send()
    declarer.until(lambda: not declarer.state.sending)
    key = declarer.memory.draft.attempt.key
    declarer.stop()
    declarer.start()
    assert declarer.state.step == steps.SUMMARY
    assert declarer.state.unanswered
    assert declarer.memory.draft.attempt.key == key
    declarer.declaring.send()
    declarer.receipt()
    assert len(declarer.mails()) == 1


def test_what_was_typed_survives_a_restart(declarer):
    declarer.start()
    declarer.fill_in(kind=EXTRAORDINARY, reason="Half a sen")
    declarer.stop()
    declarer.start()
    assert declarer.state.step == steps.FORM
    assert not declarer.state.unanswered
    assert declarer.state.declared.reason == "Half a sen"


def test_another_content_is_another_declaration(declarer):
    declarer.start()
    declarer.fill_in()
    declarer.check()
    declarer.lose("POST /v1/declarations/cancellation", AFTER)
    declarer.declaring.send()
    declarer.until(lambda: not declarer.state.sending)
    first = declarer.memory.draft.attempt.key
    declarer.declaring.change()
    declarer.fill_in(contract="LD-OTHER")
    assert not declarer.state.unanswered
    # Back to what was sent: that is known again.
    declarer.fill_in()
    assert declarer.state.unanswered
    declarer.fill_in(contract="LD-OTHER")
    declarer.check()
    declarer.declaring.send()
    assert declarer.memory.draft.attempt is not None
    assert declarer.memory.draft.attempt.key != first
    declarer.receipt()
    assert len(declarer.mails()) == 2


def test_a_key_that_the_server_knows_for_something_else_is_replaced(declarer):
    declarer.start()
    declarer.fill_in()
    declarer.check()
    declarer.lose("POST /v1/declarations/cancellation", AFTER)
    declarer.declaring.send()
    declarer.until(lambda: not declarer.state.sending)
    sent = declarer.memory.draft.attempt
    other = Declared(name="Ada Byron", contract="LD-OTHER", email=declarer.email)
    declarer.memory.sent(type(sent)(key=sent.key, declared=other, language=sent.language))
    declarer.declaring.change()
    declarer.declaring.note(other)
    declarer.check()
    declarer.declaring.send()
    assert "LD-OTHER" in declarer.receipt().text


def test_what_only_the_server_finds_wrong_stands_at_its_field(declarer):
    declarer.start()
    declarer.fill_in(email="ada@exa mple.example".replace(" ", "_"))
    declarer.check()
    declarer.declaring.send()
    declarer.until(lambda: not declarer.state.sending)
    assert declarer.state.step == steps.FORM
    assert steps.EMAIL in declarer.state.problems
    assert declarer.state.tries == 1
    declarer.fill_in()
    declarer.check()
    declarer.declaring.send()
    declarer.receipt()


def test_too_many_are_refused_in_words_and_nothing_is_lost(declarer):
    declarer.start()
    for number in range(5):
        declarer.fill_in(contract=f"LD-{number}")
        declarer.check()
        declarer.declaring.send()
        declarer.receipt()
        declarer.declaring.done()
    declarer.fill_in()
    declarer.check()
    declarer.declaring.send()
    declarer.until(lambda: not declarer.state.sending)
    assert declarer.state.step == steps.SUMMARY
    assert declarer.state.refused.title == "Too many attempts"
    assert not declarer.state.unanswered
    assert declarer.state.declared.name == "Ada Byron"


def test_without_any_server_it_is_told_and_kept(declarer):
    declarer.start(address="http://127.0.0.1:9")
    declarer.until(lambda: declarer.session.state.problem is not None)
    declarer.fill_in()
    declarer.check()
    declarer.declaring.send()
    assert declarer.state.sending
    declarer.until(lambda: not declarer.state.sending)
    assert declarer.state.refused.title == "The server cannot be reached"
    assert declarer.state.step == steps.SUMMARY
    declarer.stop()
    declarer.start()
    assert declarer.state.declared.email == declarer.email
    declarer.declaring.send()
    declarer.receipt()


def test_de_6_a_lost_session_takes_nothing_away_and_needs_no_other(declarer, background):
    declarer.start()
    declarer.session.sign_in("licensed", "practice")
    declarer.until(lambda: declarer.session.state.phase == SIGNED_IN)
    declarer.declaring.open()
    declarer.until(lambda: bool(declarer.state.declared.contract))
    account = declarer.session.state.account
    assert declarer.state.declared.name == account.name
    assert declarer.state.declared.email == account.email
    declarer.fill_in()
    declarer.check()
    _end_everywhere(declarer, background)
    declarer.session.ask(lambda api: api.account(), owner=declarer.declaring, done=print, failed=print)
    declarer.until(lambda: declarer.session.state.phase == SIGNED_OUT)
    assert declarer.state.step == steps.SUMMARY
    declarer.declaring.send()
    assert "LD-NONE" in declarer.receipt().text


def _end_everywhere(declarer, background):
    elsewhere = Session(background)
    elsewhere.start(connect_to(lambda: declarer.link.address, name="elsewhere"))
    declarer.until(lambda: not elsewhere.state.busy)
    elsewhere.sign_in("licensed", "practice")
    declarer.until(lambda: elsewhere.state.phase == SIGNED_IN)
    elsewhere.sign_out_everywhere()
    declarer.until(lambda: elsewhere.state.phase == SIGNED_OUT)
    elsewhere.deleteLater()


def test_another_person_starts_with_nothing(declarer):
    declarer.start()
    declarer.session.sign_in("licensed", "practice")
    declarer.until(lambda: declarer.session.state.phase == SIGNED_IN)
    declarer.fill_in(reason="private")
    declarer.session.sign_out()
    declarer.until(lambda: declarer.session.state.phase == SIGNED_OUT)
    assert declarer.state.declared == Declared()
    assert replace(declarer.state, practice=False) == steps.State()
    declarer.memory.flush()
    assert not list(declarer.folder.glob("*"))


def test_the_receipt_is_saved_whole(declarer, tmp_path):
    declarer.start()
    declarer.fill_in()
    declarer.check()
    declarer.declaring.send()
    receipt = declarer.receipt()
    path = tmp_path / "receipt.txt"
    declarer.declaring.save(path)
    declarer.until(path.exists)
    declarer.until(lambda: declarer.declaring.saver.state.saved == path)
    assert path.read_text(encoding="utf-8") == receipt.text
