"""A visitor who leaves at any step goes on where that was, on the same or another day (A5, A8)."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from qtclient import links
from qtclient.presenters import purchase_state as stages
from tests.journeys.conftest import Browser, Start, leave
from tests.journeys.gateway import answer_bank
from tests.journeys.test_buying import BANK_CARD, GOOD_CARD, see_text, state
from tests.journeys.visitors import (
    EMAIL,
    PASSWORD,
    ask_for_code,
    fill_in_visitor,
    paid,
    prove,
    see_confirmation,
    see_form,
    submit,
)
from tests.live_server import LiveServer
from tests.person import Person
from tests.postbox import Postbox, code_in
from tests.server_rows import expire_visitors

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("keyring")]


def see_kept(person: Person, folder: Path, text: str) -> None:
    """Wait until what was typed has rested long enough to be in the file."""
    person.wait(lambda: any(text in path.read_text() for path in folder.glob("drafts/*.json")), "not kept")


def test_while_the_code_is_on_its_way(shop: LiveServer, start: Start, postbox: Postbox) -> None:
    person = start(shop)
    ask_for_code(person)
    leave(person)
    person = start(shop)
    see_text(person, EMAIL)
    person.type("verify-code", code_in(postbox.next_mail(EMAIL)))
    see_form(person)


def test_in_the_form(shop: LiveServer, start: Start, postbox: Postbox, tmp_path: Path) -> None:
    person = start(shop)
    prove(person, postbox)
    fill_in_visitor(person, GOOD_CARD)
    see_kept(person, tmp_path / "client", "94105")
    leave(person)
    written = b"".join(path.read_bytes() for path in (tmp_path / "client").rglob("*") if path.is_file())
    assert PASSWORD.encode() not in written
    assert b"4242" not in written
    person = start(shop)
    see_form(person)
    assert person.see("account-name", QLineEdit).text() == "Ada Buyer"
    assert person.see("billing-postal-code", QLineEdit).text() == "94105"
    assert person.see("account-password", QLineEdit).text() == ""
    assert person.see("card-number", QLineEdit).text() == ""
    # A consent is given when it is bought.
    assert not any(box.isChecked() for box in person.window.findChildren(QCheckBox))
    fill_in_visitor(person, GOOD_CARD)
    submit(person)
    see_confirmation(person)
    assert len(paid(person, shop)) == 1
    assert not list((tmp_path / "client" / "drafts").glob("*.json"))


def test_at_the_bank(shop: LiveServer, start: Start, postbox: Postbox, browser: Browser) -> None:
    person = start(shop)
    prove(person, postbox)
    fill_in_visitor(person, BANK_CARD)
    submit(person)
    person.see("finished-at-bank", QWidget)
    leave(person)
    person = start(shop)
    person.see("finished-at-bank", QWidget)
    assert len(browser.pages) == 1  # nothing is opened out of the blue
    answer_bank(browser.pages[0], "confirm")
    person.click("finished-at-bank")
    see_confirmation(person)
    see_text(person, "Frankfurt, Germany")
    assert len(paid(person, shop)) == 1


def test_paid_before_signing_in(shop: LiveServer, start: Start, postbox: Postbox, browser: Browser) -> None:
    person = start(shop)
    prove(person, postbox)
    fill_in_visitor(person, BANK_CARD)
    submit(person)
    person.see("finished-at-bank", QWidget)
    leave(person)
    answer_bank(browser.pages[0], "confirm")
    person = start(shop)
    see_confirmation(person)
    assert len(paid(person, shop)) == 1
    leave(person)
    person = start(shop)
    person.wait(lambda: person.client.session.state.account is not None, "not signed in")
    assert person.client.shell.place.name == links.OVERVIEW


def test_cancelled_at_the_bank_after_a_restart(
    shop: LiveServer, start: Start, postbox: Postbox, browser: Browser, tmp_path: Path
) -> None:
    person = start(shop)
    prove(person, postbox)
    fill_in_visitor(person, BANK_CARD)
    see_kept(person, tmp_path / "client", "94105")
    submit(person)
    person.see("finished-at-bank", QWidget)
    leave(person)
    person = start(shop)
    person.click("cancel-purchase")
    person.wait(lambda: state(person).stage in {stages.FAILED, stages.FORM}, "not cancelled")
    see_text(person, "The purchase was cancelled")
    person.client.shell.reload()
    see_form(person)
    assert person.see("account-name", QLineEdit).text() == "Ada Buyer"
    assert paid(person, shop) == []


def test_on_another_day_when_the_proof_has_run_out(
    shop: LiveServer, start: Start, postbox: Postbox, tmp_path: Path
) -> None:
    person = start(shop)
    prove(person, postbox)
    person.type("account-name", "Ada Buyer")
    see_kept(person, tmp_path / "client", "Ada Buyer")
    leave(person)
    expire_visitors(shop)
    person = start(shop)
    see_text(person, "Too much time has passed since your address was confirmed")
    assert person.see("buy-email", QLineEdit).text().lower() == EMAIL.lower()
    person.click("buy-now")
    person.type("verify-code", code_in(postbox.next_mail(EMAIL)))
    see_form(person)
    assert person.see("account-name", QLineEdit).text() == "Ada Buyer"


def test_starting_over(shop: LiveServer, start: Start, postbox: Postbox, tmp_path: Path) -> None:
    person = start(shop)
    prove(person, postbox)
    person.type("account-name", "Ada Buyer")
    see_kept(person, tmp_path / "client", "Ada Buyer")
    person.click("start-over")
    person.click("confirm-start-over")
    person.see("buy-email", QLineEdit)
    leave(person)
    person = start(shop)
    person.see("go-buy", QWidget)
    assert not list((tmp_path / "client" / "drafts").glob("*.json"))
