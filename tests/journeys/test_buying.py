"""The main journey through the real window, the real server and its database: compare, buy, have the licence."""

import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QFileDialog, QLabel, QLineEdit, QWidget

from qtclient import links
from qtclient.presenters import purchase_state as stages
from qtclient.views.billing.page import BillingView
from qtclient.views.purchase import PurchaseView
from qtclient.views.silhouette_menu import SilhouetteMenu
from tests.journeys.conftest import Browser, Start
from tests.journeys.gateway import answer_bank, charges
from tests.live_server import LiveServer
from tests.person import Person

pytestmark = pytest.mark.slow

PLAN = "strategic-research"
GOOD_CARD = "4242 4242 4242 4242"
BANK_CARD = "4000 0000 0000 3220"
POOR_CARD = "4000 0000 0000 9995"


def text_of(widget: QWidget) -> str:
    """Return every word that can be seen in `widget`."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def state(person: Person) -> stages.State:
    view = person.window.findChild(PurchaseView)
    assert view is not None
    return view._presenter.state


def paid(person: Person, server: LiveServer) -> list[dict[str, Any]]:
    """Return what the gateway has charged the person who is signed in."""
    account = person.client.session.state.account
    assert account is not None
    return charges(server.gateway, account.id)


def upgrade(person: Person) -> None:
    """Silhouette menu, Upgrade plan, by mouse."""
    person.click("silhouette")
    menu = next(menu for menu in person.window.findChildren(SilhouetteMenu) if menu.isVisible())
    action = next(action for action in menu.actions() if action.isEnabled() and not action.isSeparator())
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def open_form(person: Person, username: str) -> None:
    person.sign_in(username, "practice")
    upgrade(person)
    person.click(f"buy-{PLAN}")
    person.see("complete-purchase", QWidget)


def save_receipt(person: Person, button: str, path: Path) -> str:
    """Save the receipt by the dialog of the system; return its words."""
    person.click(button)
    person.wait(lambda: bool(person.window.findChildren(QFileDialog)), "no dialog")
    dialog = person.window.findChildren(QFileDialog)[0]
    assert dialog.selectedFiles()[0].endswith(".pdf")
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(path))
    QTest.keyClick(name, Qt.Key.Key_Return)
    person.wait(path.exists, "no receipt was saved")
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def see_text(person: Person, text: str) -> None:
    person.wait(lambda: text in text_of(person.window), f"{text!r} cannot be seen")


@pytest.mark.parametrize("username", ["free", "trial"])
def test_an_owner_compares_buys_and_has_the_licence(
    live_server: LiveServer, start: Start, tmp_path: Path, username: str
) -> None:
    person = start(live_server)
    person.sign_in(username, "practice")
    upgrade(person)
    see_text(person, "Recommended")
    see_text(person, "Current plan")
    person.click(f"buy-{PLAN}")
    see_text(person, "FedRAMP is not available")
    assert not any(box.isChecked() for box in person.window.findChildren(QCheckBox))
    person.fill_in_purchase(GOOD_CARD, "1230", "123")
    person.click("complete-purchase")
    person.see("save-receipt", QWidget)
    see_text(person, "Strategic Research is yours")
    see_text(person, "without signing in again")
    total = state(person).purchase.quote.total
    number = state(person).purchase.receipt.number
    assert number in save_receipt(person, "save-receipt", tmp_path / "receipt.pdf")
    assert person.see("brand-id", QLabel).text().startswith("licensedesk")
    person.click("purchase-done")
    see_text(person, "Visa ending in 4242")
    billing = person.window.findChild(BillingView)
    assert billing is not None
    listed = billing._presenter.invoices.model
    person.wait(lambda: (first := listed.entry(0)) is not None and first.number == number, "no invoice in the list")
    person.go(links.PLANS)
    see_text(person, "You have Strategic Research; it runs until")
    assert person.find(f"buy-{PLAN}", QWidget) is None
    assert [charge["amount"] for charge in paid(person, live_server)] == [total.minor]


def test_in_french_and_by_keyboard_alone(live_server: LiveServer, start: Start) -> None:
    person = start(live_server, language="fr")
    person.see("username", QLineEdit)
    keys(person, "username", "free")
    press(person, Qt.Key.Key_Return)
    keys(person, "password", "practice")
    press(person, Qt.Key.Key_Return)
    person.wait(lambda: person.client.session.state.account is not None, "not signed in")
    tab_to(person, "silhouette")
    press(person, Qt.Key.Key_Space)
    person.wait(lambda: any(menu.isVisible() for menu in person.window.findChildren(SilhouetteMenu)), "no menu")
    menu = next(menu for menu in person.window.findChildren(SilhouetteMenu) if menu.isVisible())
    QTest.keyClick(menu, Qt.Key.Key_Return)
    see_text(person, "Recommandé")
    tab_to(person, f"buy-{PLAN}")
    press(person, Qt.Key.Key_Return)
    person.see("complete-purchase", QWidget)
    tab_to(person, "card-number")
    for name, text in (
        ("card-number", "4242424242424242"),
        ("card-expiry", "12/30"),
        ("card-cvc", "123"),
        ("billing-name", "Maya Collins"),
        ("billing-company", "Collins"),
    ):
        keys(person, name, text)
        press(person, Qt.Key.Key_Tab)
    assert focused(person).objectName() == "billing-country"
    for name, text in (("billing-line-1", "500 Howard Street"), ("billing-city", "San Francisco")):
        tab_to(person, name)
        keys(person, name, text)
    tab_to(person, "billing-region")
    QTest.keyClicks(focused(person), "Calif")
    assert person.see("billing-region", QComboBox).currentData() == "CA"
    tab_to(person, "billing-postal-code")
    keys(person, "billing-postal-code", "94105")
    for consent in ("terms-of-service", "automatic-renewal"):
        tab_to(person, f"consent-{consent}")
        press(person, Qt.Key.Key_Space)
    tab_to(person, "complete-purchase")
    press(person, Qt.Key.Key_Return)
    person.wait(lambda: state(person).stage == stages.CONFIRMED, "not confirmed")
    see_text(person, "Recherche stratégique")
    assert len(paid(person, live_server)) == 1


def focused(person: Person) -> QWidget:
    widget = person.window.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def press(person: Person, key: Qt.Key) -> None:
    QTest.keyClick(focused(person), key)


def tab_to(person: Person, name: str) -> None:
    """Press Tab until the control has the focus; a person would give up after a while."""
    person.see(name, QWidget)
    for _ in range(80):
        if person.window.focusWidget() is not None and focused(person).objectName() == name:
            return
        QTest.keyClick(person.window.focusWidget() or person.window, Qt.Key.Key_Tab)
    raise AssertionError(f"{name} cannot be reached by keyboard")


def keys(person: Person, name: str, text: str) -> None:
    """Type over what stands in the field that has the focus."""
    person.wait(lambda: person.window.focusWidget() is not None and focused(person).objectName() == name, name)
    QTest.keyClick(focused(person), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(focused(person), text)


def test_the_bank_is_asked_in_the_browser(live_server: LiveServer, start: Start, browser: Browser) -> None:
    person = start(live_server)
    open_form(person, "free")
    person.fill_in_purchase(BANK_CARD, "1230", "123")
    person.click("complete-purchase")
    person.see("finished-at-bank", QWidget)
    assert paid(person, live_server) == []
    assert len(browser.pages) == 1
    person.click("open-bank-page")
    assert browser.pages[0] == browser.pages[1] == person.see("bank-page", QLineEdit).text()
    answer_bank(browser.pages[0], "confirm")
    person.click("finished-at-bank")
    person.see("save-receipt", QWidget)
    assert len(paid(person, live_server)) == 1


def test_a_bank_that_says_no_and_a_change_of_mind(live_server: LiveServer, start: Start, browser: Browser) -> None:
    person = start(live_server)
    open_form(person, "free")
    person.fill_in_purchase(BANK_CARD, "1230", "123")
    person.click("complete-purchase")
    person.see("finished-at-bank", QWidget)
    answer_bank(browser.pages[0], "refuse")
    see_text(person, "The bank did not confirm the payment")
    person.type("card-cvc", "123")
    person.click("complete-purchase")
    person.click("cancel-purchase")
    see_text(person, "The purchase was cancelled")
    assert paid(person, live_server) == []
    assert person.see("billing-line-1", QLineEdit).text() == "500 Howard Street"


def test_a_refused_card_is_told_and_another_one_buys(live_server: LiveServer, start: Start) -> None:
    person = start(live_server)
    open_form(person, "free")
    person.fill_in_purchase(POOR_CARD, "1230", "123")
    person.click("complete-purchase")
    see_text(person, "The card does not have enough funds")
    assert person.see("card-number", QLineEdit).text() == POOR_CARD
    assert person.see("card-cvc", QLineEdit).text() == ""
    assert focused(person).objectName() == "card-cvc"
    assert person.see("billing-city", QLineEdit).text() == "San Francisco"
    assert paid(person, live_server) == []
    person.type("card-number", GOOD_CARD)
    person.type("card-cvc", "456")
    person.click("complete-purchase")
    person.see("save-receipt", QWidget)
    assert len(paid(person, live_server)) == 1


def test_two_clicks_and_a_key_held_down_buy_once(live_server: LiveServer, start: Start) -> None:
    person = start(live_server)
    open_form(person, "free")
    person.fill_in_purchase(GOOD_CARD, "1230", "123")
    button = person.see("complete-purchase", QWidget)
    person.wait(lambda: not state(person).quoting and state(person).quoted_for is not None, "no price")
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    for _ in range(20):
        QTest.keyClick(button, Qt.Key.Key_Return)
        QApplication.processEvents()
    person.see("save-receipt", QWidget)
    assert len(paid(person, live_server)) == 1
