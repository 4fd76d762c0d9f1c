"""Billing below the window: cards, renewals, cancelling, withdrawing, lost answers (B2-B7)."""

import itertools

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QCoreApplication, QEvent, QLocale

from licensewire.billing import CANCELLED, ENDED
from licensewire.renewals import PAST_DUE, TOO_EXPENSIVE, UPCOMING
from qtclient.journal import PurchaseJournal
from qtclient.presenters import billing_state, cancellation, card_update
from qtclient.presenters import standing as ways
from qtclient.presenters.billing import BillingPresenter
from qtclient.presenters.purchase_draft import SecretsTyped
from qtclient.presenters.standing import standing
from qtclient.session import SIGNED_IN, SIGNED_OUT, Session
from tests.faults.link import Armed, Link
from tests.faults.plan import AFTER, BEFORE, CLIENT_TO_SERVER, RESET, Fault
from tests.journeys.gateway import answer_bank, charges
from tests.live_server import LiveServer
from tests.owners import BANK, BANK_ALWAYS, GOOD, MASTERCARD, NO_FUNDS_LATER, POOR, Owner
from tests.qtclient.test_session import connect_to

pytestmark = pytest.mark.slow

PATIENCE = 120_000
numbers = itertools.count(7_000)


def typed(number, cvc="123"):
    return SecretsTyped(number, "12/39", cvc)


class Desk:
    """An owner's client without its window, behind a link on which answers can get lost."""

    def __init__(self, owner, background, folder, qtbot):
        self.owner = owner
        self.backend, self.qtbot, self.folder = owner.server, qtbot, folder
        self.background = background
        self.pages: list[str] = []
        self.link = Link(CLIENT_TO_SERVER, owner.server.address)
        self.open()

    def open(self):
        """Start the client; the second time it finds what the first one left."""
        self.journal = PurchaseJournal(self.folder)
        self.session = Session(self.background)
        self.session.start(connect_to(lambda: self.link.address, name=f"{self.owner.username}-{id(self.session)}"))
        self.billing = BillingPresenter(
            self.session, self.journal, self._open_page, server="here", parent=self.session
        )
        self.until(lambda: self.session.state.phase == SIGNED_OUT)
        self.session.sign_in(self.owner.username, self.owner.password)
        self.until(lambda: self.session.state.phase == SIGNED_IN)
        self.load()

    def _open_page(self, page):
        self.pages.append(page)
        return True

    def leave(self):
        """Close the client; what was sent goes on in the backend."""
        self.session.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def close(self):
        self.leave()
        self.background.close()
        self.link.close()

    def load(self):
        before = self.state.as_of
        self.billing.load()
        self.until(lambda: self.state.as_of != before or self.state.problem is not None or self.signed_out)
        assert not self.signed_out
        assert self.state.problem is None, self.state.problem

    def until(self, condition):
        self.qtbot.waitUntil(condition, timeout=PATIENCE)

    @property
    def signed_out(self):
        return self.session.state.phase != SIGNED_IN

    @property
    def state(self):
        return self.billing.state

    @property
    def card(self):
        return self.billing.card.state

    @property
    def how(self):
        return standing(self.state.billing, self.state.now)

    def last_four(self):
        return self.state.billing.card.last_four if self.state.billing.card is not None else ""

    def notes(self):
        return self.journal.cards.entries("here", self.owner.username)

    def paid(self):
        return len(charges(self.backend.gateway, self.owner.username))

    def lose(self, stage, when):
        happened = []
        self.link.arm(Armed(Fault(CLIENT_TO_SERVER, stage, RESET, when), lambda _who: None, happened.append))
        return happened


@pytest.fixture(scope="module")
def someone(backend):
    """An owner for all tests that leave things as they were, or put them right again."""
    return Owner(backend, next(numbers))


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    """A backend whose clock is moved, so that it is nobody else's."""
    with LiveServer(tmp_path_factory.mktemp("year")) as server:
        yield server


@pytest.fixture
def open_desk(background, tmp_path, qtbot):
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    opened = []

    def begin(owner):
        opened.append(Desk(owner, background, tmp_path / "journal", qtbot))
        return opened[-1]

    yield begin
    for desk in opened:
        desk.close()
    QLocale.setDefault(before)


@pytest.fixture
def desk(open_desk, someone):
    someone.replace_card(GOOD)
    return open_desk(someone)


@pytest.fixture
def year_desk(open_desk, year):
    return open_desk(Owner(year, next(numbers)))


# The card


def test_a_new_card_takes_the_old_one_s_place(desk):
    assert (desk.how, desk.last_four()) == (ways.RENEWING, "4242")
    desk.billing.card.submit(typed(MASTERCARD))
    desk.billing.card.submit(typed(MASTERCARD))
    desk.until(lambda: desk.card.done == card_update.CHANGED)
    desk.until(lambda: desk.last_four() == "4444")
    assert desk.card.stage == card_update.FORM
    assert desk.notes() == ()
    assert desk.paid() == 1  # checking a card charges nothing


def test_a_refused_card_says_why_and_the_old_one_stays(desk):
    desk.billing.card.submit(typed(POOR))
    desk.until(lambda: desk.card.refusals == 1)
    assert desk.card.problem.title == "The card does not have enough funds"
    assert desk.card.first_wrong == "cvc"
    desk.load()
    assert desk.last_four() == "4242"
    assert desk.notes() == ()


def test_what_is_wrong_with_a_card_is_said_without_sending_it(desk):
    desk.billing.card.submit(SecretsTyped("4242 4242", "01/20", ""))
    assert desk.card.problems == {"number": "incomplete", "expiry": "expired", "cvc": "required"}
    assert desk.card.first_wrong == "number"
    desk.billing.card.edit(SecretsTyped("4242 4242 4242 4242", "01/20", ""))
    assert set(desk.card.problems) == {"expiry", "cvc"}
    assert desk.card.stage == card_update.FORM


def test_the_bank_is_asked_and_the_card_changes_when_it_has_confirmed(desk):
    desk.billing.card.submit(typed(BANK))
    desk.until(lambda: desk.card.stage == card_update.BANK)
    assert desk.pages == [desk.card.update.confirmation.page]
    desk.billing.card.finished_at_bank()
    desk.until(lambda: desk.card.bank_asked == card_update.NOT_YET)
    answer_bank(desk.pages[0], "confirm")
    desk.billing.card.finished_at_bank()
    desk.until(lambda: desk.card.done == card_update.CHANGED)
    desk.until(lambda: desk.last_four() == "3220")


def test_it_waits_for_the_bank_while_the_client_is_closed(desk):
    desk.billing.card.submit(typed(BANK))
    desk.until(lambda: desk.card.stage == card_update.BANK)
    desk.leave()
    desk.open()
    desk.until(lambda: desk.card.stage == card_update.BANK)
    assert len(desk.pages) == 1  # nothing is opened out of the blue
    desk.billing.card.cancel()
    desk.until(lambda: desk.card.done == card_update.KEPT)
    assert desk.notes() == ()
    desk.load()
    assert desk.last_four() == "4242"


def test_one_that_ended_while_the_client_was_closed_is_told_once(desk):
    desk.billing.card.submit(typed(BANK))
    desk.until(lambda: desk.card.stage == card_update.BANK)
    desk.leave()
    answer_bank(desk.pages[0], "confirm")
    update = desk.owner.api.billing().card_update
    assert update is None or desk.owner.api.check_card_update(update.id).status == "succeeded"
    desk.open()
    desk.until(lambda: desk.card.done == card_update.FOUND)
    assert desk.card.card.last_four == "3220"
    assert desk.notes() == ()


@pytest.mark.parametrize("when", [BEFORE, AFTER])
def test_a_lost_answer_is_asked_for_under_the_same_key(desk, when):
    happened = desk.lose("POST /v1/billing/card-updates", when)
    desk.billing.card.submit(typed(MASTERCARD))
    desk.until(lambda: desk.card.done == card_update.CHANGED or desk.card.problem is not None)
    assert happened
    desk.until(lambda: desk.last_four() == "4444")
    assert desk.card.problem is None
    assert desk.notes() == ()


def test_what_cannot_be_noted_is_not_sent(desk):
    desk.journal.cards._folder.parent.mkdir(parents=True, exist_ok=True)
    desk.journal.cards._folder.write_text("in the way")
    desk.billing.card.submit(typed(MASTERCARD))
    desk.until(lambda: desk.card.problem is not None)
    assert "could not note" in desk.card.problem.title
    desk.load()
    assert desk.last_four() == "4242"


def test_a_removed_card_is_gone_and_can_come_back(desk):
    desk.billing.remove_card()
    desk.billing.remove_card()
    desk.until(lambda: desk.state.done == billing_state.REMOVED)
    assert desk.state.billing.card is None
    desk.billing.card.submit(typed(MASTERCARD))
    desk.until(lambda: desk.last_four() == "4444")


# Cancelling


def test_cancelled_confirmed_saved_and_resumed(desk, tmp_path):
    desk.billing.cancelling.open()
    desk.until(lambda: desk.billing.cancelling.state.preview is not None)
    desk.billing.cancelling.cancel(TOO_EXPENSIVE, "  a bit  ")
    desk.billing.cancelling.cancel("", "")
    desk.until(lambda: desk.billing.cancelling.state.stage == cancellation.DONE)
    made = desk.billing.cancelling.state.cancellation
    assert made.mailed_to.startswith(desk.owner.username)
    desk.until(lambda: desk.how == ways.ENDING)
    assert desk.state.billing.subscription.status == CANCELLED
    assert desk.state.billing.cancellation == made
    path = tmp_path / "confirmation.pdf"
    desk.billing.cancelling.save(path, "en")
    desk.until(path.exists)
    assert made.reference in "".join(page.extract_text() for page in PdfReader(path).pages)
    desk.billing.resume_renewal()
    desk.until(lambda: desk.state.done == billing_state.RESUMED)
    assert desk.how == ways.RENEWING
    assert desk.state.billing.cancellation is None


def test_cancelling_twice_at_two_places_is_the_same_cancellation(desk):
    desk.billing.cancelling.open()
    desk.billing.cancelling.cancel("", "")  # before the preview is there
    desk.until(lambda: desk.billing.cancelling.state.stage == cancellation.DONE)
    assert desk.owner.api.billing().cancellation == desk.billing.cancelling.state.cancellation
    desk.owner.api.resume_renewal()


# Withdrawing


def test_a_consumer_in_the_eu_withdraws_and_is_free_again(open_desk, backend, tmp_path):
    desk = open_desk(Owner(backend, next(numbers), "FR"))
    right = desk.state.billing.withdrawal
    assert right is not None
    withdrawing = desk.billing.withdrawing
    withdrawing.open(right)
    assert (withdrawing.state.name, withdrawing.state.right.contract) == ("Ada Buyer", right.contract)
    withdrawing.confirm()
    withdrawing.confirm()
    desk.until(lambda: withdrawing.state.receipt is not None)
    path = tmp_path / "receipt.txt"
    withdrawing.save(path)
    desk.until(path.exists)
    assert path.read_text(encoding="utf-8") == withdrawing.state.receipt.text
    desk.until(lambda: desk.how == ways.ENDED)
    assert desk.state.billing.subscription.status == ENDED
    assert desk.state.billing.withdrawal is None
    desk.until(lambda: desk.session.state.account.entitlements.plan_id == "free")


# The renewal


def test_a_card_that_fails_at_the_renewal_is_replaced_and_the_renewal_is_paid(year_desk):
    desk = year_desk
    desk.owner.replace_card(NO_FUNDS_LATER)
    desk.owner.to_renewal()
    desk.load()
    assert desk.how == ways.PAST_DUE
    assert desk.state.billing.renewal.status == PAST_DUE
    desk.billing.pay()
    desk.billing.pay()
    desk.until(
        lambda: desk.state.doing == "" and desk.state.done in {billing_state.NOT_PAID, billing_state.TROUBLE}
    )
    assert desk.paid() == 1
    desk.billing.card.submit(typed(MASTERCARD))
    desk.until(lambda: desk.card.done == card_update.CHANGED)
    assert desk.card.paying
    desk.until(lambda: desk.state.done == billing_state.PAID)
    assert desk.how == ways.RENEWING
    assert desk.state.billing.renewal is None or desk.state.billing.renewal.status == UPCOMING
    assert desk.paid() == 2


def test_what_is_due_without_a_card_is_paid_with_the_next_one(year_desk):
    desk = year_desk
    desk.owner.replace_card(NO_FUNDS_LATER)
    desk.owner.to_renewal()
    desk.load()
    desk.billing.remove_card()
    desk.until(lambda: desk.state.done == billing_state.REMOVED)
    assert (desk.how, desk.state.billing.card) == (ways.PAST_DUE, None)
    desk.billing.pay()
    desk.until(lambda: desk.state.done == billing_state.TROUBLE)
    assert desk.state.trouble.title == "There is no card on file"
    assert desk.paid() == 1
    happened = desk.lose("POST /v1/billing/card-updates", AFTER)
    desk.billing.card.submit(typed(MASTERCARD))
    desk.until(lambda: desk.card.done == card_update.CHANGED)
    assert happened
    desk.until(lambda: desk.how == ways.RENEWING)
    assert desk.paid() == 2


def test_without_a_card_the_licence_ends_at_its_date(year_desk):
    desk = year_desk
    desk.billing.remove_card()
    desk.until(lambda: desk.state.done == billing_state.REMOVED)
    desk.owner.days_on(366)
    desk.load()
    assert desk.how == ways.ENDED
    desk.until(lambda: desk.session.state.account.entitlements.plan_id == "free")
    assert desk.paid() == 1


def test_a_bank_that_wants_to_be_asked_is_asked(year_desk):
    desk = year_desk
    desk.billing.card.submit(typed(BANK_ALWAYS))
    desk.until(lambda: desk.card.stage == card_update.BANK)
    answer_bank(desk.pages[-1], "confirm")
    desk.billing.card.finished_at_bank()
    desk.until(lambda: desk.card.done == card_update.CHANGED)
    desk.owner.to_renewal()
    desk.load()
    assert desk.how == ways.AT_THE_BANK
    desk.billing.finished_at_bank()
    desk.until(lambda: desk.state.done == billing_state.NOT_YET)
    desk.billing.open_bank_page()
    answer_bank(desk.pages[-1], "confirm")
    desk.billing.finished_at_bank()
    desk.until(lambda: desk.state.done == billing_state.PAID)
    assert desk.how == ways.RENEWING
    assert desk.paid() == 2
