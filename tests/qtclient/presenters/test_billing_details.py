"""To whom the next invoices go: checked while typed, judged by the backend, never lost (B8)."""

from dataclasses import replace

import msgspec
import pytest
from PySide6.QtCore import QLocale

from licensewire.invoices import RECIPIENTS_LIMIT
from qtclient.forms import address
from qtclient.forms.email_address import INVALID, TWICE
from qtclient.presenters.billing_details import BillingDetailsPresenter
from qtclient.presenters.purchase_draft import NAME, TAX_ID
from qtclient.presenters.recipients import RecipientsPresenter
from qtclient.session import SIGNED_IN, SIGNED_OUT, Session
from tests.gallery import samples
from tests.qtclient.test_session import connect_to

pytestmark = pytest.mark.slow

PATIENCE = 60_000


@pytest.fixture
def session(background, backend, qtbot):
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    session = Session(background)
    session.start(connect_to(lambda: backend.address, name=f"{id(session)}"))
    qtbot.waitUntil(lambda: session.state.phase == SIGNED_OUT, timeout=PATIENCE)
    session.sign_in("new", "practice")
    qtbot.waitUntil(lambda: session.state.phase == SIGNED_IN, timeout=PATIENCE)
    yield session
    QLocale.setDefault(before)


@pytest.fixture
def details(session, qtbot):
    presenter = BillingDetailsPresenter(session)
    presenter.note(msgspec.structs.replace(samples.billing(), billing_details=None))
    presenter.begin()
    qtbot.waitUntil(lambda: presenter.state.rules is not None, timeout=PATIENCE)
    return presenter


def typed(presenter, **change):
    presenter.write(replace(presenter.state.draft, **change))


NEW_YORK = {
    address.LINE_1: "350 Fifth Avenue",
    address.CITY: "New York",
    address.REGION: "NY",
    address.POSTAL_CODE: "10118",
}


def rested(presenter, qtbot):
    qtbot.waitUntil(lambda: not presenter.state.saving, timeout=PATIENCE)
    return presenter.state


def test_details_are_saved_as_the_backend_keeps_them_and_written_as_on_an_envelope(details, qtbot):
    heard = []
    details.saved.connect(heard.append)
    typed(details, name="  Maya   Collins ", company="Collins Consumer Insights", country="US", address=NEW_YORK)
    assert details.state.changed
    details.save()
    details.save()  # a second press
    state = rested(details, qtbot)
    assert state.saves == 1
    assert state.kept.name == "Maya Collins"
    assert not state.changed
    assert [billing.billing_details for billing in heard] == [state.kept]
    qtbot.waitUntil(lambda: bool(details.state.envelope), timeout=PATIENCE)
    assert details.state.envelope == ("350 Fifth Avenue", "NEW YORK, NY 10118")  # as its post office wants it


def test_what_is_wrong_is_said_when_a_field_is_left_and_all_of_it_when_saved(details, qtbot):
    typed(details, name="", country="US", address={**NEW_YORK, address.POSTAL_CODE: "75001"})
    assert details.state.problems == {}
    details.leave(NAME)
    assert set(details.state.problems) == {NAME}
    details.save()
    state = rested(details, qtbot)
    assert set(state.problems) == {NAME, address.POSTAL_CODE}
    assert (state.first_wrong, state.tries, state.saves) == (NAME, 1, 0)
    typed(details, name="Maya")
    assert set(details.state.problems) == {address.POSTAL_CODE}


def test_a_tax_id_is_checked_by_the_rules_of_the_country_that_is_chosen(details, qtbot):
    paris = {address.LINE_1: "1 rue de Rivoli", address.CITY: "Paris", address.POSTAL_CODE: "75001"}
    typed(details, name="Maya", country="FR", address=paris)
    qtbot.waitUntil(lambda: details.state.rules.country == "FR", timeout=PATIENCE)
    typed(details, tax_id="FR12345678901")
    details.leave(TAX_ID)
    qtbot.waitUntil(lambda: TAX_ID in details.state.problems, timeout=PATIENCE)
    typed(details, tax_id="FR 40 303 265 045")
    details.save()
    state = rested(details, qtbot)
    assert state.problems == {}
    assert state.kept.tax_id == "FR40303265045"


def test_what_the_backend_refuses_stands_at_its_field(details, qtbot):
    long = {**NEW_YORK, address.LINE_1: "x" * 201}
    typed(details, name="Maya", country="US", address=long)
    details.save()
    state = rested(details, qtbot)
    assert set(state.problems) == {address.LINE_1}
    assert state.problem is None
    assert state.draft.address[address.LINE_1] == "x" * 201


def test_a_draft_outlives_a_server_that_does_not_answer_and_can_be_taken_back(papers, qtbot):
    session, server = papers(0)
    presenter = BillingDetailsPresenter(session)
    presenter.note(samples.billing(samples.subscription()))
    presenter.begin()
    qtbot.waitUntil(lambda: presenter.state.rules is not None, timeout=PATIENCE)
    typed(presenter, company="Another one")
    server.stop()
    presenter.save()
    state = rested(presenter, qtbot)
    assert state.problem.title
    assert state.draft.company == "Another one"
    presenter.note(samples.billing(samples.subscription("cancelled")))  # Billing was loaded again meanwhile
    assert presenter.state.draft.company == "Another one"
    presenter.give_up()
    assert presenter.state.draft.company == "Collins Consumer Insights"
    assert not presenter.state.changed


def test_recipients_are_saved(session, qtbot):
    presenter = RecipientsPresenter(session)
    heard = []
    presenter.saved.connect(heard.append)
    presenter.write(0, " books@example.com ")
    presenter.add()
    presenter.write(1, "")
    presenter.add()
    presenter.write(2, "cfo@bücher.example")
    presenter.save()
    presenter.save()
    state = rested(presenter, qtbot)
    assert state.kept == ("books@example.com", "cfo@bücher.example")
    assert state.typed == state.kept
    assert heard[0].recipients == state.kept
    presenter.remove(0)
    presenter.remove(0)
    assert presenter.state.typed == ("",)
    presenter.save()
    assert rested(presenter, qtbot).kept == ()
    assert state.saves == 1


def test_a_wrong_address_is_said_when_it_is_left_and_one_given_twice(session):
    presenter = RecipientsPresenter(session)
    presenter.write(0, "books@")
    assert presenter.state.problems == {}
    presenter.leave(0)
    assert presenter.state.problems == {0: INVALID}
    presenter.write(0, "books@example.com")
    assert presenter.state.problems == {}
    presenter.add()
    presenter.write(1, "Books@Example.com")
    presenter.save()
    assert (presenter.state.problems, presenter.state.first_wrong) == ({1: TWICE}, 1)
    assert not presenter.state.saving
    presenter.give_up()
    assert presenter.state.typed == ("",)


def test_there_is_room_for_five(session):
    presenter = RecipientsPresenter(session)
    for _ in range(10):
        presenter.add()
    assert len(presenter.state.typed) == RECIPIENTS_LIMIT
    assert not presenter.state.can_add


def test_what_the_backend_does_not_take_stands_at_its_field(session, qtbot):
    presenter = RecipientsPresenter(session)
    presenter.add()
    presenter.write(1, "a..b@example.com")  # our own check leaves such finer points to the backend
    presenter.save()
    state = rested(presenter, qtbot)
    assert set(state.problems) == {1}
    assert state.typed[1] == "a..b@example.com"
    assert state.problem is None
