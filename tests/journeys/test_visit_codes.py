"""Codes that do not work, mails that never came, and addresses that have an account already (A5)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from qtclient import links
from tests.journeys.conftest import Start
from tests.journeys.test_buying import see_text
from tests.journeys.visitors import EMAIL, ask_for_code, see_form
from tests.live_server import LiveServer
from tests.person import Person
from tests.postbox import Postbox, code_in, link_in, text_of_mail
from tests.server_rows import end_resend_waits, expire_codes

pytestmark = pytest.mark.slow


def other_than(code: str) -> str:
    return ("B" if code[0] != "B" else "C") + code[1:]


def test_a_wrong_code_then_a_pasted_right_one(shop: LiveServer, start: Start, postbox: Postbox) -> None:
    person = start(shop)
    ask_for_code(person)
    assert person.see("verify-address", QLabel).text() == EMAIL
    code = code_in(postbox.next_mail(EMAIL))
    person.type("verify-code", other_than(code))
    see_text(person, "This is not the code that we sent")
    field = person.see("verify-code", QLineEdit)
    QGuiApplication.clipboard().setText(f"  {code.lower().replace('-', ' ')}\n")
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    see_form(person)


def test_a_code_tried_too_often(shop: LiveServer, start: Start, postbox: Postbox) -> None:
    person = start(shop)
    ask_for_code(person)
    code = code_in(postbox.next_mail(EMAIL))
    letters = [letter for letter in "BCDFGHJKM" if letter != code[0]]
    for letter in letters[:5]:
        tries = presenter_state(person).code_tries
        person.type("verify-code", letter + code[1:])
        person.wait(lambda before=tries: presenter_state(person).code_tries > before, "not refused")
    person.type("verify-code", code)
    see_text(person, "The code was entered wrongly too often")
    assert person.client.shell.place.name == links.VERIFY


def test_an_expired_code_and_a_new_one(shop: LiveServer, start: Start, postbox: Postbox) -> None:
    person = start(shop)
    ask_for_code(person)
    first = code_in(postbox.next_mail(EMAIL))
    assert "Send again in" in person.see("verify-resend", QAbstractButton).text()
    assert not person.see("verify-resend", QAbstractButton).isEnabled()
    expire_codes(shop)
    end_resend_waits(shop)
    person.type("verify-code", first)
    see_text(person, "The code has expired")
    presenter(person).resend()
    see_text(person, "A new code is on its way")
    second = code_in(postbox.next_mail(EMAIL))
    person.type("verify-code", first)
    see_text(person, "This is not the code that we sent")
    person.type("verify-code", second)
    see_form(person)


def test_a_link_is_good_once(shop: LiveServer, start: Start, postbox: Postbox, tmp_path) -> None:
    person = start(shop)
    ask_for_code(person)
    link = link_in(postbox.next_mail(EMAIL))
    person.client.called(link)
    see_form(person)
    other = start(shop, folder=tmp_path / "other", link=link)
    see_text(other, "The code has been used already")
    other.click("other-address")
    other.see("buy-email", QLineEdit)


def test_only_the_newest_request_works(shop: LiveServer, start: Start, postbox: Postbox, tmp_path) -> None:
    person = start(shop)
    ask_for_code(person)
    old = code_in(postbox.next_mail(EMAIL))
    end_resend_waits(shop)
    other = start(shop, folder=tmp_path / "other")
    ask_for_code(other)
    new = code_in(postbox.next_mail(EMAIL))
    person.type("verify-code", old)
    see_text(person, "A newer code has been sent since")
    other.type("verify-code", new)
    see_form(other)


def test_an_address_that_has_an_account(shop: LiveServer, start: Start, postbox: Postbox) -> None:
    person = start(shop)
    person.sign_in("free", "practice")
    account = person.client.session.state.account
    assert account is not None
    email = account.email
    person.client.session.sign_out()
    ask_for_code(person, email)
    # The same screen; only the mail knows.
    see_text(person, "If this address has an account already, the mail says so")
    assert "account" in text_of_mail(postbox.next_mail(email)).lower()
    person.type("verify-code", "BCDF2345")
    see_text(person, "This is not the code that we sent")
    person.click("go-sign-in")
    person.sign_in("free", "practice")


@pytest.mark.parametrize(
    ("answer", "told"),
    [("550 no such user", "The mail was not accepted"), ("450 later", "The mail could not be sent yet")],
)
def test_a_mail_that_cannot_be_sent(
    shop: LiveServer, start: Start, postbox: Postbox, answer: str, told: str
) -> None:
    postbox.refusing[EMAIL.lower()] = answer
    person = start(shop)
    ask_for_code(person)
    see_text(person, told)
    person.click("other-address")
    person.type("buy-email", "second@example.org")
    person.click("buy-now")
    person.type("verify-code", code_in(postbox.next_mail("second@example.org")))
    see_form(person)
    assert told not in person.texts()


def test_another_address(shop: LiveServer, start: Start, postbox: Postbox) -> None:
    person = start(shop)
    ask_for_code(person, "wrong@example.com")
    person.click("other-address")
    assert person.see("buy-email", QLineEdit).text() == "wrong@example.com"
    person.type("buy-email", EMAIL)
    person.click("buy-now")
    person.wait(lambda: person.see("verify-address", QLabel).text() == EMAIL, "not the new address")
    person.type("verify-code", code_in(postbox.next_mail(EMAIL)))
    see_form(person)


def test_the_outbox_of_practice_mode(shop: LiveServer, start: Start) -> None:
    person = start(shop)
    ask_for_code(person)
    person.click("open-outbox")
    see_text(person, "is your code for")
    mail = next(
        label for label in person.window.findChildren(QLabel) if "your code for License Desk" in label.text()
    )
    assert mail.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    person.click("outbox-close")
    person.see("verify-code", QWidget)


def presenter(person: Person):
    return person.client._presenters.of(links.VERIFY)


def presenter_state(person: Person):
    return presenter(person).state
