"""A purchase that was under way when the client was closed is found again at the next start and told (A8)."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from licensewire.money import Money
from qtclient import links
from qtclient.journal import JournalEntry, PurchaseJournal
from qtclient.presenters import purchase_state as stages
from tests.journeys.conftest import Browser, Start, leave
from tests.journeys.gateway import answer_bank
from tests.journeys.test_buying import BANK_CARD, PLAN, open_form, paid, see_text, state
from tests.live_server import LiveServer
from tests.person import Person

pytestmark = pytest.mark.slow

USERNAME = "free"


def press(person: Person, text: str) -> None:
    """Click the button that says `text`."""

    def buttons() -> list[QAbstractButton]:
        every = person.window.findChildren(QAbstractButton)
        return [one for one in every if one.isVisible() and one.text() == text]

    person.wait(lambda: bool(buttons()), f"no button says {text!r}")
    buttons()[0].click()


@pytest.fixture
def at_the_bank(live_server: LiveServer, start: Start, browser: Browser) -> str:
    """Buy up to the bank's page, and close the client there; the page's address."""
    person = start(live_server)
    open_form(person, USERNAME)
    person.fill_in_purchase(BANK_CARD, "1230", "123")
    person.click("complete-purchase")
    person.wait(lambda: bool(browser.pages), "the bank's page was not opened")
    leave(person)
    return browser.pages[0]


def test_it_waits_at_the_bank(live_server: LiveServer, start: Start, browser: Browser, at_the_bank: str) -> None:
    person = start(live_server)
    person.sign_in(USERNAME, "practice")
    see_text(person, "A purchase is under way.")
    assert len(browser.pages) == 1  # nothing is opened out of the blue
    press(person, "See where it stands")
    person.wait(lambda: state(person).stage == stages.BANK, "it is not at the bank")
    answer_bank(at_the_bank, "confirm")
    person.wait(lambda: state(person).stage == stages.CONFIRMED, "it was not confirmed")
    assert len(paid(person, live_server)) == 1


def test_it_ends_while_the_person_looks_elsewhere(live_server: LiveServer, start: Start, at_the_bank: str) -> None:
    person = start(live_server)
    person.sign_in(USERNAME, "practice")
    see_text(person, "A purchase is under way.")
    answer_bank(at_the_bank, "refuse")
    see_text(person, "Your last purchase was not completed. Nothing was charged.")
    press(person, "See details")
    person.wait(lambda: person.client.shell.place == links.Place(links.PURCHASE, PLAN), "not the purchase")
    assert not paid(person, live_server)


def test_it_ended_while_the_client_was_closed(live_server: LiveServer, start: Start, at_the_bank: str) -> None:
    answer_bank(at_the_bank, "confirm")
    person = start(live_server)
    person.sign_in(USERNAME, "practice")
    see_text(person, "Your purchase went through. The license can be used.")
    press(person, "See billing")
    person.wait(lambda: person.client.shell.place.name == links.BILLING, "not Billing")
    leave(person)
    person = start(live_server)
    person.sign_in(USERNAME, "practice")
    person.see("silhouette", QWidget)
    earlier = person.client._presenters.open_purchases()
    person.wait(lambda: not earlier.state.looking, "it never knew")
    assert not earlier.state.found  # told once


def test_one_that_never_arrived_is_told(live_server: LiveServer, start: Start, tmp_path: Path) -> None:
    person = start(live_server)
    person.sign_in(USERNAME, "practice")
    person.wait(lambda: person.client.session.state.account is not None, "not signed in")
    account = person.client.session.state.account
    leave(person)
    PurchaseJournal(tmp_path / "client" / "journal").record(
        JournalEntry(
            key="7d9a52b1-0d0f-4a63-9b57-3f2d1f1b2c3d",
            server=live_server.address,
            account_id=account.id,
            plan_id=PLAN,
            quote_id="q",
            total=Money(minor=504000, currency="USD"),
            started_at=datetime.now(UTC),
        )
    )
    (tmp_path / "client" / "journal" / "other.json").write_text("{")
    person = start(live_server)
    person.sign_in(USERNAME, "practice")
    see_text(person, "A note about an earlier purchase could not be read.")
    press(person, "See billing")
    see_text(person, "Your last purchase was not completed. Nothing was charged.")
    assert not paid(person, live_server)
