"""Without an account to a licence, through the real window, a real SMTP server and a real country database (A5)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from qtclient import links
from qtclient.presenters import purchase_state as stages
from tests.journeys.conftest import Browser, Start
from tests.journeys.gateway import answer_bank
from tests.journeys.test_buying import BANK_CARD, GOOD_CARD, PLAN, POOR_CARD, keys, press, see_text, state, tab_to
from tests.journeys.visitors import (
    CONSENTS,
    EMAIL,
    PASSWORD,
    ask_for_code,
    fill_in_account,
    fill_in_visitor,
    paid,
    prove,
    see_confirmation,
    see_form,
    submit,
)
from tests.live_server import LiveServer
from tests.postbox import Postbox, code_in, link_in, text_of_mail

pytestmark = pytest.mark.slow


def test_a_visitor_compares_confirms_buys_and_is_signed_in(
    shop: LiveServer, start: Start, postbox: Postbox
) -> None:
    person = start(shop)
    prove(person, postbox)
    see_text(person, f"For {EMAIL}")
    see_text(person, "FedRAMP is not available")
    see_text(person, "Your data center: Frankfurt, Germany")
    see_text(person, "nearest to your internet address (France)")
    assert person.see("account-username", QLineEdit).text() == EMAIL.lower()
    fill_in_visitor(person, GOOD_CARD)
    total = person.see("total-today", QLabel).text()
    assert person.see("complete-purchase", QAbstractButton).text() == f"Submit – {total}"
    submit(person)
    see_confirmation(person)
    see_text(person, "Strategic Research is yours")
    see_text(person, "Frankfurt, Germany")
    assert person.see("brand-id", QLabel).text().startswith("licensedesk")
    assert person.plan == PLAN
    assert paid(person, shop) == [state(person).quote.total.minor]
    person.click("purchase-done")
    person.wait(lambda: person.client.shell.place.name == links.OVERVIEW, "not the overview")
    assert person.see("silhouette", QAbstractButton).isEnabled()
    person.client.session.sign_out()
    person.sign_in(EMAIL.lower(), PASSWORD)
    assert person.plan == PLAN


def test_in_french_by_keyboard_alone_with_another_data_center(
    shop: LiveServer, start: Start, postbox: Postbox
) -> None:
    person = start(shop, language="fr")
    person.see("go-buy", QWidget)
    tab_to(person, "go-buy")
    press(person, Qt.Key.Key_Return)
    keys(person, "buy-email", EMAIL)
    person.wait(person.see("buy-now", QAbstractButton).isEnabled, "no plans")
    press(person, Qt.Key.Key_Return)
    person.see("verify-code", QLineEdit)
    mail = postbox.next_mail(EMAIL)
    assert "votre code" in text_of_mail(mail).lower()
    keys(person, "verify-code", code_in(mail).lower().replace("-", " "))
    see_form(person)
    see_text(person, "Votre centre de données : Francfort, Allemagne")
    for name, text in (("account-name", "Ada Buyer"), ("account-password", PASSWORD), ("card-number", GOOD_CARD)):
        tab_to(person, name)
        keys(person, name, text)
    for name, text in (("card-expiry", "12/30"), ("card-cvc", "123")):
        tab_to(person, name)
        keys(person, name, text)
    assert person.see("billing-name", QLineEdit).text() == "Ada Buyer"
    assert person.see("billing-country", QComboBox).currentData() == "FR"
    for name, text in (
        ("billing-line-1", "1 rue de Rivoli"),
        ("billing-postal-code", "75001"),
        ("billing-city", "Paris"),
    ):
        tab_to(person, name)
        keys(person, name, text)
    for consent in CONSENTS:
        tab_to(person, f"consent-{consent}")
        press(person, Qt.Key.Key_Space)
    tab_to(person, "change-data-center")
    press(person, Qt.Key.Key_Return)
    person.see("data-center-yul1", QWidget)
    keys(person, "data-center-search", "montreal")
    press(person, Qt.Key.Key_Return)
    tab_to(person, "data-center-confirm")
    press(person, Qt.Key.Key_Return)
    see_text(person, "Votre centre de données : Montréal, Canada")
    tab_to(person, "complete-purchase")
    press(person, Qt.Key.Key_Return)
    person.wait(lambda: state(person).stage == stages.CONFIRMED, "not confirmed")
    person.wait(lambda: person.client.session.state.account is not None, "not signed in")
    see_text(person, "Montréal, Canada")
    assert person.client.session.state.account.organization.data_center_id == "yul1"
    assert len(paid(person, shop)) == 1


def test_through_the_mail_s_link_while_the_client_runs(shop: LiveServer, start: Start, postbox: Postbox) -> None:
    person = start(shop)
    ask_for_code(person)
    link = link_in(postbox.next_mail(EMAIL))
    person.client.called(link)
    see_form(person)
    assert person.client.shell.place.name == links.PURCHASE
    # A second click in the mail leads where the first one did.
    person.client.called(link)
    person.wait(lambda: person.client.shell.place.name == links.PURCHASE, "not back at the form")
    see_form(person)


def test_through_the_mail_s_link_on_another_computer(
    shop: LiveServer, start: Start, postbox: Postbox, tmp_path
) -> None:
    ask_for_code(start(shop))
    link = link_in(postbox.next_mail(EMAIL))
    other = start(shop, folder=tmp_path / "other", link=link)
    see_form(other)
    see_text(other, f"For {EMAIL}")


def test_the_deep_link_to_the_buy_page(shop: LiveServer, start: Start) -> None:
    person = start(shop, link="licensedesk://buy")
    person.see("buy-email", QLineEdit)
    person.see(f"buy-{PLAN}", QAbstractButton)
    # Without an address every "Buy now" asks for it, where it is typed.
    person.click("buy-strategic-research-plus")
    see_text(person, "Enter your e-mail address")
    assert person.window.focusWidget().objectName() == "buy-email"
    QTest.keyClicks(person.window.focusWidget(), EMAIL)
    person.click("buy-strategic-research-plus")
    person.see("verify-code", QLineEdit)


def test_a_refused_card_then_the_bank(shop: LiveServer, start: Start, postbox: Postbox, browser: Browser) -> None:
    person = start(shop)
    prove(person, postbox)
    fill_in_visitor(person, POOR_CARD)
    submit(person)
    see_text(person, "The card does not have enough funds")
    assert person.see("account-name", QLineEdit).text() == "Ada Buyer"
    assert person.see("account-password", QLineEdit).text() == PASSWORD
    assert person.client.session.state.account is None
    person.type("card-number", BANK_CARD)
    person.type("card-cvc", "123")
    submit(person)
    person.see("finished-at-bank", QWidget)
    assert paid(person, shop) == []
    answer_bank(browser.pages[0], "confirm")
    person.click("finished-at-bank")
    see_confirmation(person)
    assert len(paid(person, shop)) == 1


def test_account_settings_are_checked_when_they_are_left(shop: LiveServer, start: Start, postbox: Postbox) -> None:
    person = start(shop)
    prove(person, postbox)
    fill_in_account(person, password="password")
    person.type("account-username", "free")
    person.type("card-cvc", "123")
    see_text(person, "Somebody else has this username.")
    see_text(person, "Many people use this password")
    fill_in_visitor(person, GOOD_CARD)
    submit(person)
    # The name was not mended: it is said again, nothing is sent.
    see_text(person, "Somebody else has this username.")
    person.wait(lambda: person.window.focusWidget().objectName() == "account-username", "not where it is wrong")
    assert paid(person, shop) == []
    person.type("account-username", "ada")
    submit(person)
    see_confirmation(person)
    assert person.client.session.state.account.username == "ada"
