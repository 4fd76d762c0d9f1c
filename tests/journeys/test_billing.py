"""Billing through the real window: the card, cancelling and resuming, what is due, withdrawing (B2-B7)."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QWidget

from qtclient import links
from qtclient.views.billing.page import BillingView
from tests.faults.buyers import PASSWORD, add_buyers, username
from tests.journeys.conftest import Browser, Start, leave
from tests.journeys.gateway import answer_bank, charges
from tests.journeys.test_buying import see_text, upgrade
from tests.journeys.test_found_again import press
from tests.live_server import LiveServer
from tests.owners import BANK, GOOD, MASTERCARD, NO_FUNDS_LATER, PLAN, POOR, Owner
from tests.person import Person

pytestmark = pytest.mark.slow

numbers = itertools.count(6_000)


class Clicks(QObject):
    """Counts the presses of the mouse on anything that can be pressed."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.count = 0
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(watched, QAbstractButton):
            self.count += 1
        return False


@pytest.fixture(scope="module")
def someone(shared_server: LiveServer) -> Owner:
    """An owner for all tests that leave things as they were."""
    return Owner(shared_server, next(numbers))


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A backend whose clock is moved, so that it is nobody else's."""
    with LiveServer(tmp_path_factory.mktemp("year")) as server:
        yield server


def at_billing(start: Start, owner: Owner, link: str = "") -> Person:
    person = start(owner.server, link=link)
    person.sign_in(owner.username, owner.password)
    if not link:
        person.go(links.BILLING)
    person.see("submit-card", QWidget)
    return person


def enter_card(person: Person, number: str) -> None:
    person.type("card-number", number)
    person.type("card-expiry", "1239")
    person.type("card-cvc", "123")


def card_on_file(person: Person) -> str:
    billing = person.window.findChild(BillingView)
    assert billing is not None
    state = billing._presenter.state
    return state.billing.card.last_four if state.billing is not None and state.billing.card is not None else ""


def save_as(person: Person, button: str, path: Path) -> None:
    """Save by the dialog of the system."""
    person.click(button)
    person.wait(lambda: bool(person.window.findChildren(QFileDialog)), "no dialog")
    dialog = person.window.findChildren(QFileDialog)[0]
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(path))
    QTest.keyClick(name, Qt.Key.Key_Return)
    person.wait(path.exists, "nothing was saved")


def test_the_card_is_changed_refused_and_removed(start: Start, someone: Owner) -> None:
    someone.replace_card(GOOD)
    person = at_billing(start, someone, "licensedesk://billing/card")
    person.wait(person.see("card-number", QLineEdit).hasFocus, "the link did not lead to the fields")
    see_text(person, "Visa ending in 4242")
    enter_card(person, MASTERCARD)
    QTest.keyClick(person.see("card-cvc", QLineEdit), Qt.Key.Key_Return)
    see_text(person, "The new card is on file")
    see_text(person, "Mastercard ending in 4444")
    assert person.see("card-number", QLineEdit).text() == ""
    enter_card(person, POOR)
    person.click("submit-card")
    see_text(person, "The card does not have enough funds")
    see_text(person, "The card on file stays.")
    assert person.see("card-number", QLineEdit).text()
    assert person.see("card-cvc", QLineEdit).text() == ""
    assert card_on_file(person) == "4444"
    person.click("remove-card")
    see_text(person, "We remind you by mail.")
    person.click("keep-card")
    person.click("remove-card")
    person.click("confirm-remove-card")
    see_text(person, "The payment information was removed")
    see_text(person, "No card is on file.")
    assert len(charges(someone.server.gateway, someone.username)) == 1


def test_a_card_that_waits_for_the_bank_is_found_again_after_a_restart(
    start: Start, browser: Browser, someone: Owner
) -> None:
    someone.replace_card(GOOD)
    person = at_billing(start, someone)
    enter_card(person, BANK)
    person.click("submit-card")
    see_text(person, "Your bank wants you to confirm the card")
    person.wait(lambda: bool(browser.pages), "the bank's page was not opened")
    leave(person)
    person = at_billing_again(start, someone)
    see_text(person, "Your bank wants you to confirm the card")
    assert len(browser.pages) == 1  # nothing is opened out of the blue
    answer_bank(browser.pages[0], "confirm")
    person.click("finished-at-bank")
    see_text(person, "The new card is on file")
    person.wait(lambda: card_on_file(person) == "3220", "the card was not replaced")


def at_billing_again(start: Start, owner: Owner) -> Person:
    person = start(owner.server)
    person.sign_in(owner.username, owner.password)
    person.go(links.BILLING)
    return person


def test_cancelling_takes_no_more_clicks_than_buying(
    start: Start, shared_server: LiveServer, qapp: QApplication, tmp_path: Path
) -> None:
    """CA-1: as easy as signing up; B5: confirmed, saved, and undone until the end."""
    number = next(numbers)
    add_buyers(shared_server.database, [number])
    person = start(shared_server)
    person.sign_in(username(number), PASSWORD)
    person.see("silhouette", QWidget)
    clicks = Clicks(qapp)
    upgrade(person)
    person.click(f"buy-{PLAN}")
    person.fill_in_purchase(GOOD, "1239", "123")
    person.click("complete-purchase")
    person.see("save-receipt", QWidget)
    to_buy = clicks.count
    person.click("purchase-done")
    person.go(links.OVERVIEW)
    clicks.count = 0
    person.go(links.BILLING)
    person.click("cancel-renewal")
    person.click("confirm-cancel-renewal")
    see_text(person, "The renewal is cancelled")
    assert 0 < clicks.count <= to_buy
    path = tmp_path / "confirmation.pdf"
    save_as(person, "save-confirmation", path)
    billing = person.window.findChild(BillingView)
    assert billing is not None
    cancellation = billing._presenter.cancelling.state.cancellation
    assert cancellation is not None
    see_text(person, cancellation.reference)
    assert cancellation.reference in "".join(page.extract_text() for page in PdfReader(path).pages)
    person.click("close-cancellation")
    see_text(person, "Nothing more is charged.")
    see_text(person, "Renewal cancelled")
    person.click("see-confirmation")
    see_text(person, cancellation.reference)
    person.click("close-cancellation")
    person.click("resume-renewal")
    see_text(person, "The renewal is resumed")
    see_text(person, "Renews on")


def test_what_is_past_due_is_told_everywhere_and_paid(start: Start, year: LiveServer) -> None:
    owner = Owner(year, next(numbers))
    owner.replace_card(NO_FUNDS_LATER)
    owner.to_renewal()
    person = start(year)
    person.sign_in(owner.username, owner.password)
    see_text(person, "The renewal is not paid. Access ends in 21 days")
    press(person, "See what to do")
    see_text(person, "The bank declined the payment")
    see_text(person, "We try again on")
    person.click("pay-now")
    see_text(person, "Nothing was charged.")
    owner.replace_card(MASTERCARD)  # at another place: what is due is paid with it at once
    person.go(links.OVERVIEW)
    person.go(links.BILLING)
    see_text(person, "Renews on")
    assert person.find("pay-now", QWidget) is None
    person.go(links.OVERVIEW)
    see_text(person, "Nothing needs your attention.")
    assert len(charges(year.gateway, owner.username)) == 2


def test_a_consumer_withdraws_from_a_contract_of_the_first_days(
    start: Start, shared_server: LiveServer, tmp_path: Path
) -> None:
    """EU-1 to EU-3, signed in."""
    owner = Owner(shared_server, next(numbers), "FR")
    person = at_billing(start, owner)
    assert person.see("withdraw", QAbstractButton).text() == "Withdraw from contract here"
    person.click("withdraw")
    see_text(person, owner.api.billing().subscription.contract)
    see_text(person, f"{owner.username}@fault-runs.example")
    assert person.see("confirm-withdrawal", QAbstractButton).text() == "Confirm withdrawal"
    person.click("confirm-withdrawal")
    see_text(person, "Withdrawal received")
    path = tmp_path / "receipt.txt"
    save_as(person, "save-withdrawal", path)
    assert owner.username in path.read_text(encoding="utf-8")
    person.click("close-withdrawal")
    see_text(person, "This is a Free account now")
    person.wait(lambda: person.plan == "free", "the session still has the licence")
