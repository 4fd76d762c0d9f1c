"""Buying, below the window: the price, the draft, lost answers, and who may see what (A3, A7, A8)."""

import itertools
from dataclasses import replace

import pytest

from qtclient.forms.address import CITY, LINE_1, POSTAL_CODE, REGION
from qtclient.journal import PurchaseJournal
from qtclient.presenters import purchase_state as stages
from qtclient.presenters.open_purchases import OpenPurchasesPresenter
from qtclient.presenters.purchase import PurchasePresenter, is_web_page
from qtclient.presenters.purchase_draft import Draft, SecretsTyped
from qtclient.presenters.visit_memory import VisitMemory
from qtclient.session import SIGNED_IN, SIGNED_OUT, Session
from qtclient.visit_drafts import VisitDrafts
from tests.faults.buyers import PASSWORD, add_buyers, username
from tests.faults.link import Armed, Link
from tests.faults.plan import AFTER, BEFORE, CLIENT_TO_SERVER, RESET, Fault
from tests.journeys.gateway import charges
from tests.qtclient.test_session import connect_to

PLAN = "strategic-research"
GOOD = SecretsTyped("4242 4242 4242 4242", "12/34", "123")
POOR = SecretsTyped("4000 0000 0000 9995", "12/34", "123")
BANK = SecretsTyped("4000 0000 0000 3220", "12/34", "123")
ILLINOIS = {LINE_1: "1 Main Street", CITY: "Springfield", REGION: "IL", POSTAL_CODE: "62701"}
BERLIN = {LINE_1: "Unter den Linden 1", CITY: "Berlin", POSTAL_CODE: "10117"}
PATIENCE = 120_000

numbers = itertools.count(9_000)


class Buyer:
    """A signed-in person with a purchase presenter, behind a link on which answers can get lost."""

    def __init__(self, background, backend, folder, qtbot):
        number = next(numbers)
        add_buyers(backend.database, range(number, number + 1))
        self.account = username(number)
        self.backend = backend
        self.qtbot = qtbot
        self.pages: list[str] = []
        self.link = Link(CLIENT_TO_SERVER, backend.address)
        self.journal = PurchaseJournal(folder / self.account)
        self.session = Session(background)
        self.session.start(connect_to(lambda: self.link.address, name=self.account))
        memory = VisitMemory(VisitDrafts(folder / "drafts"), "here")
        self.purchase = PurchasePresenter(self.session, self.journal, self._open_page, memory=memory, server="here")
        self.sign_in()

    def _open_page(self, page: str) -> bool:
        self.pages.append(page)
        return True

    def sign_in(self):
        self.until(lambda: self.session.state.phase == SIGNED_OUT)
        self.session.sign_in(self.account, PASSWORD)
        self.until(lambda: self.session.state.phase == SIGNED_IN)

    def until(self, condition):
        self.qtbot.waitUntil(condition, timeout=PATIENCE)

    @property
    def state(self):
        return self.purchase.state

    def fill_in(self, country="US", address=ILLINOIS, card=GOOD, plan=PLAN):
        self.purchase.open(plan)
        self.until(lambda: self.state.stage == stages.FORM)
        accepted = frozenset((consent.id, consent.version) for consent in self.state.quote.consents)
        draft = replace(self.state.draft, name="Ada Buyer", country=country, address=address, accepted=accepted)
        self.purchase.note(draft, card)
        self.until(lambda: self.state.quoted_for is not None and self.state.quoted_for.country == country)
        self.until(lambda: self.state.quoted_for.region == address.get(REGION, ""))

    def ends(self, *wanted):
        self.until(lambda: self.state.stage in wanted)

    def notes(self):
        return self.journal.entries("here", self.account)

    def charges(self):
        return charges(self.backend.gateway, self.account)

    def lose(self, stage, when):
        happened = []
        armed = Armed(Fault(CLIENT_TO_SERVER, stage, RESET, when), lambda _who: None, happened.append)
        self.link.arm(armed)
        return happened


@pytest.fixture
def buyer(background, backend, tmp_path, qtbot):
    made = Buyer(background, backend, tmp_path, qtbot)
    yield made
    made.purchase.deleteLater()
    background.close()
    made.link.close()


def test_a_good_card_buys_and_leaves_no_note(buyer):
    buyer.fill_in()
    buyer.purchase.complete(GOOD)
    buyer.purchase.complete(GOOD)
    buyer.ends(stages.CONFIRMED)
    buyer.until(lambda: buyer.state.entitled)
    assert buyer.session.state.account.entitlements.plan_id == PLAN
    assert len(buyer.charges()) == 1
    assert buyer.notes() == ()
    assert buyer.state.draft == Draft()


def test_a_bigger_licence_costs_less_by_what_is_left_of_the_smaller(buyer):
    buyer.fill_in()
    buyer.purchase.complete(GOOD)
    buyer.ends(stages.CONFIRMED)
    buyer.purchase.leave_confirmation()
    assert buyer.state == stages.State()
    buyer.fill_in(plan=f"{PLAN}-plus")
    quote = buyer.state.quote
    assert quote.credit.minor > 0
    assert quote.subtotal.minor == quote.price.minor - quote.credit.minor
    buyer.purchase.complete(GOOD)
    buyer.ends(stages.CONFIRMED)
    assert buyer.charges()[-1]["amount"] == quote.total.minor
    assert len(buyer.charges()) == 2
    buyer.until(lambda: buyer.state.entitled)
    assert buyer.session.state.account.entitlements.plan_id == f"{PLAN}-plus"


def test_an_incomplete_form_names_its_first_wrong_field(buyer):
    buyer.fill_in()
    buyer.purchase.note(replace(buyer.state.draft, name="", accepted=frozenset()), SecretsTyped())
    buyer.purchase.complete(SecretsTyped("4242 4242 4242 4241", "12/34", ""))
    assert buyer.state.stage == stages.FORM
    assert dict(buyer.state.problems) == {
        "number": "wrong_digit",
        "cvc": "required",
        "name": "required",
        "terms-of-service": "consent_missing",
        "automatic-renewal": "consent_missing",
    }
    assert (buyer.state.first_wrong, buyer.state.tries) == ("number", 1)
    buyer.purchase.note(buyer.state.draft, GOOD)
    assert "number" not in buyer.state.problems
    assert "name" in buyer.state.problems


def test_a_field_is_judged_when_it_is_left(buyer):
    buyer.fill_in()
    buyer.purchase.leave("expiry", SecretsTyped("", "13/30", ""))
    assert dict(buyer.state.problems) == {"expiry": "no_such_month"}
    buyer.purchase.leave("expiry", SecretsTyped("", "12/30", ""))
    assert dict(buyer.state.problems) == {}


def test_a_changed_price_is_shown_and_not_charged(buyer):
    buyer.fill_in()
    before = buyer.state.quote.total
    accepted = frozenset((consent.id, consent.version) for consent in buyer.state.quote.consents)
    buyer.purchase.note(replace(buyer.state.draft, country="DE", address=BERLIN, accepted=accepted), GOOD)
    buyer.purchase.complete(GOOD)
    buyer.until(lambda: not buyer.state.quoting)
    assert buyer.state.stage == stages.FORM
    assert buyer.state.total_before == before
    assert buyer.state.quote.total.minor > before.minor
    assert buyer.state.problem is not None
    assert buyer.charges() == []
    shown = buyer.state.quote.total
    buyer.purchase.complete(GOOD)
    buyer.ends(stages.CONFIRMED)
    assert [charge["amount"] for charge in buyer.charges()] == [shown.minor]


def test_a_tax_id_turns_the_tax_over_and_a_wrong_one_is_told(buyer):
    buyer.fill_in("DE", BERLIN)
    with_tax = buyer.state.quote.total.minor
    buyer.purchase.note(replace(buyer.state.draft, tax_id="DE 136695970"), GOOD)
    buyer.until(lambda: buyer.state.problems.get("tax_id") == "wrong_digit")
    buyer.purchase.note(replace(buyer.state.draft, tax_id="DE 136 695 976"), GOOD)
    buyer.until(lambda: buyer.state.tax_id is not None and buyer.state.tax_id.number == "DE136695976")
    assert buyer.state.quote.tax_note == "reverse_charge"
    assert buyer.state.quote.total.minor < with_tax
    assert "tax_id" not in buyer.state.problems


def test_a_refused_payment_keeps_what_was_typed(buyer):
    buyer.fill_in()
    draft = buyer.state.draft
    buyer.purchase.complete(POOR)
    buyer.until(lambda: buyer.state.refusals == 1)
    assert buyer.state.stage == stages.FORM
    assert buyer.state.draft == draft
    assert buyer.state.first_wrong == "cvc"
    assert buyer.notes() == ()
    buyer.purchase.open(PLAN)
    assert buyer.state.draft == draft


@pytest.mark.parametrize("when", [BEFORE, AFTER])
def test_a_lost_answer_is_asked_for_and_never_sent_again(buyer, when):
    buyer.fill_in()
    happened = buyer.lose("POST /v1/purchases", when)
    seen = []
    buyer.purchase.changed.connect(lambda state: seen.append(state.stage))
    buyer.purchase.complete(GOOD)
    buyer.ends(stages.CONFIRMED, stages.FORM)
    buyer.until(lambda: bool(happened) and buyer.state.stage in {stages.CONFIRMED, stages.FORM})
    paid = buyer.state.stage == stages.CONFIRMED
    assert stages.FINDING_OUT in seen
    assert paid == (when == AFTER)
    assert len(buyer.charges()) == int(paid)
    assert buyer.notes() == ()
    assert paid or buyer.state.problem is not None


def test_signing_out_leaves_nothing_on_the_screen_and_the_purchase_is_found_again(buyer):
    buyer.fill_in()
    buyer.purchase.complete(BANK)
    buyer.ends(stages.BANK)
    assert len(buyer.pages) == 1
    buyer.session.sign_out()
    buyer.until(lambda: buyer.session.state.phase == SIGNED_OUT)
    assert buyer.state == stages.State()
    assert len(buyer.notes()) == 1
    found = OpenPurchasesPresenter(buyer.session, buyer.journal, server="here")
    buyer.sign_in()
    buyer.until(lambda: len(found.state.found) == 1)
    assert not found.state.found[0].ended
    buyer.purchase.resume(found.state.found[0].purchase)
    assert buyer.state.stage == stages.BANK
    assert len(buyer.pages) == 1, "the browser was opened out of the blue"
    buyer.purchase.cancel()
    buyer.ends(stages.FAILED)
    assert buyer.charges() == []
    assert buyer.notes() == ()


def test_the_bank_is_asked_and_has_not_heard_yet(buyer):
    buyer.fill_in()
    buyer.purchase.complete(BANK)
    buyer.ends(stages.BANK)
    buyer.purchase.finished_at_bank()
    assert buyer.state.bank_asked == stages.ASKING
    buyer.until(lambda: buyer.state.bank_asked == stages.NOT_YET)
    assert buyer.state.stage == stages.BANK
    buyer.purchase.cancel()
    buyer.ends(stages.FORM)
    assert buyer.state.bank_asked == ""
    assert buyer.charges() == []


def test_a_price_that_cannot_be_had_is_told_and_asked_for_again(buyer):
    buyer.fill_in()
    happened = buyer.lose("POST /v1/quotes", BEFORE)
    buyer.purchase.note(replace(buyer.state.draft, country="DE", address=BERLIN), GOOD)
    buyer.purchase.complete(GOOD)
    buyer.until(lambda: bool(happened) and buyer.state.quote_problem is not None)
    assert buyer.state.problem is not None
    assert not buyer.state.completing
    buyer.purchase.reprice()
    buyer.until(lambda: buyer.state.quoted_for.country == "DE")
    assert buyer.state.quote_problem is None
    assert buyer.charges() == []


def test_nothing_is_sent_that_cannot_be_noted(buyer, tmp_path):
    buyer.fill_in()
    (tmp_path / buyer.account).write_text("a file where the journal's folder should be")
    buyer.purchase.complete(GOOD)
    buyer.until(lambda: buyer.state.problem is not None)
    assert buyer.state.stage == stages.FORM
    assert buyer.charges() == []


def test_a_card_is_in_no_readable_form(buyer):
    buyer.fill_in()
    assert "4242" not in repr(GOOD)
    assert "4242" not in repr(buyer.state)


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://bank.example/3ds/1", True),
        ("http://127.0.0.1:4000/bank/1", True),
        ("http://bank.example/3ds/1", False),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("mailto:someone@bank.example", False),
        ("", False),
    ],
)
def test_only_a_web_page_is_opened(address, good):
    assert is_web_page(address) == good
