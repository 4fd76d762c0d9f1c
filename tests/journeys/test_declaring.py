"""Cancelling and withdrawing without signing in, through the real window, the real server and real mail.

Law ids (DE-1 ...) are those of docs/cancel-law.md.
"""

import email.message
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QTextBrowser, QWidget

from licenseserver.practice.samples import SAMPLES, Sample
from qtclient import links
from tests.journeys.conftest import FROM_FRANCE, Start, leave
from tests.journeys.gateway import refunds
from tests.journeys.test_buying import GOOD_CARD, keys, press, see_text, tab_to
from tests.journeys.visitors import PASSWORD, fill_in_visitor, see_form, submit
from tests.live_server import LiveServer, free_port
from tests.person import Person
from tests.postbox import Postbox, code_in, text_of_mail

pytestmark = pytest.mark.slow

AT_ONCE = timedelta(seconds=60)


@pytest.fixture(scope="module")
def mails() -> Iterator[Postbox]:
    with Postbox() as taken:
        yield taken


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, mails: Postbox) -> Iterator[LiveServer]:
    """One backend for journeys that leave each other alone; the rules are proved on both databases elsewhere."""
    environment = {"LICENSE_DESK_MAIL_SERVER": mails.address, "LICENSE_DESK_PRACTICE_ADDRESS": FROM_FRANCE}
    with LiveServer(
        tmp_path_factory.mktemp("desk"), environment=environment, arguments=("--port", str(free_port()))
    ) as server:
        yield server


def save_declaration(person: Person, path: Path) -> str:
    """Save the receipt by the dialog of the system; return its words."""
    person.click("declaration-save")
    person.wait(lambda: bool(person.window.findChildren(QFileDialog)), "no dialog")
    dialog = person.window.findChildren(QFileDialog)[0]
    assert dialog.selectedFiles()[0].endswith(".txt")
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(path))
    QTest.keyClick(name, Qt.Key.Key_Return)
    person.wait(path.exists, "nothing was saved")
    return path.read_text(encoding="utf-8")


def sample(username: str) -> Sample:
    return next(one for one in SAMPLES if one.username == username)


def received(person: Person) -> str:
    """Wait for the receipt; return the declaration as it was received."""
    return person.see("declaration-text", QTextBrowser).toPlainText()


def mail_about(mails: Postbox, recipient: str, words: str) -> email.message.EmailMessage:
    """Return the next mail to `recipient` that has these words, waiting for it."""
    while True:
        mail = mails.next_mail(recipient)
        if words in text_of_mail(mail):
            return mail


def test_de_1_to_de_4_cancelled_in_three_steps_without_signing_in(
    desk: LiveServer, mails: Postbox, start: Start, tmp_path: Path
) -> None:
    owner = sample("full")
    person = start(desk)
    person.click("go-cancel")
    person.type("declare-name", owner.name)
    person.type("declare-contract", owner.username)
    person.type("declare-email", "a.friend@example.com")
    person.click("declare-on")
    see_text(person, "Ordinary cancellation")
    see_text(person, "As early as possible")
    begun = time.monotonic()
    person.click("declare-send")
    text = received(person)
    see_text(person, "A confirmation was mailed to a.friend@example.com.")
    see_text(person, "Your cancellation has been received")
    for stated in (owner.name, owner.username, "a.friend@example.com", "as early as possible"):
        assert stated in text
    assert save_declaration(person, tmp_path / "cancellation.txt") == text
    confirmation = text_of_mail(mails.next_mail("a.friend@example.com"))
    assert time.monotonic() - begun < AT_ONCE.total_seconds()
    reference = next(line for line in text.splitlines() if line.startswith("Reference: ")).removeprefix(
        "Reference: "
    )
    assert reference in confirmation
    # It is done, and who the contract belongs to sees it.
    person.click("declaration-done")
    person.sign_in(owner.username, "practice")
    person.go(links.BILLING)
    person.see("resume-renewal", QWidget)


def test_fr_1_to_fr_4_resilie_au_clavier_seul(desk: LiveServer, mails: Postbox, start: Start) -> None:
    owner = sample("licensed")
    person = start(desk, language="fr")
    person.see("username", QLineEdit)
    tab_to(person, "go-cancel")
    press(person, Qt.Key.Key_Return)
    keys(person, "declare-name", owner.name)
    tab_to(person, "declare-email")
    keys(person, "declare-email", owner.email)
    tab_to(person, "declare-ordinary")
    press(person, Qt.Key.Key_Down)
    tab_to(person, "declare-reason")
    QTest.keyClicks(person.window.focusWidget(), "Fermeture de l'entreprise")
    tab_to(person, "declare-ends-on")
    keys(person, "declare-ends-on", "31/12/2031")
    tab_to(person, "declare-on")
    press(person, Qt.Key.Key_Return)
    see_text(person, "31 décembre 2031")
    see_text(person, "Résiliation anticipée pour motif légitime")
    tab_to(person, "declare-send")
    press(person, Qt.Key.Key_Return)
    text = received(person)
    assert "Fermeture de l'entreprise" in text
    assert "31 décembre 2031" in text
    see_text(person, f"Une confirmation a été envoyée à {owner.email}.")
    confirmation = mail_about(mails, owner.email, "Fermeture de l'entreprise")
    assert "31 décembre 2031" in text_of_mail(confirmation)
    tab_to(person, "declaration-done")
    press(person, Qt.Key.Key_Return)
    person.see("username", QLineEdit)


def test_de_6_by_link_offline_and_after_a_restart_it_is_sent_once(
    desk: LiveServer, mails: Postbox, start: Start
) -> None:
    person = start(desk, link="licensedesk://cancel")
    person.type("declare-name", "Nobody Known")
    person.type("declare-contract", "LD-NONE")
    person.type("declare-email", "nobody@example.com")
    person.click("declare-on")
    desk.stop()
    person.click("declare-send")
    see_text(person, "What you typed is kept.")
    leave(person)
    # Without any server the form is there all the same, with what was typed.
    person = start(desk, link="licensedesk://cancel")
    see_text(person, "Nobody Known")
    desk.start()
    person.click("declare-send")
    text = received(person)
    assert "LD-NONE" in text
    assert "Nobody Known" in text_of_mail(mails.next_mail("nobody@example.com"))
    # Nobody learns from the screen whether there is such a contract.
    see_text(person, "Your cancellation has been received")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_eu_1_to_eu_4_bought_and_withdrawn_from_within_14_days(
    desk: LiveServer, mails: Postbox, start: Start, language: str, tmp_path: Path
) -> None:
    email = f"consumer.{language}@example.com"
    person = start(desk, language=language)
    person.click("go-buy")
    person.type("buy-email", email)
    person.click("buy-now")
    person.type("verify-code", code_in(mails.next_mail(email)))
    see_form(person)
    fill_in_visitor(person, GOOD_CARD)
    live_in_paris(person)
    submit(person)
    see_it_bought(person)
    person.click("purchase-done")
    account = person.client.session.state.account
    assert account is not None
    # Signed in, the function stands with the contract as well; here it is used as somebody who is not.
    person.client.session.sign_out()
    person.see("username", QLineEdit)
    person.click("go-withdraw")
    person.type("declare-name", "Ada Buyer")
    person.type("declare-contract", email)
    person.type("declare-email", email)
    person.click("declare-on")
    text = received(person)
    assert save_declaration(person, tmp_path / "withdrawal.txt") == text
    assert email in text
    reference = text.split()[-1]
    assert reference in text_of_mail(mail_about(mails, email, reference))
    person.wait(lambda: len(refunds(desk.gateway, account.id)) == 1, "not paid back")
    person.click("declaration-done")
    person.sign_in(email, PASSWORD)
    assert person.plan == "free"


def live_in_paris(person: Person) -> None:
    person.choose("billing-country", "FR")
    person.type("billing-line-1", "1 rue de Rivoli")
    person.type("billing-postal-code", "75001")
    person.type("billing-city", "Paris")
    person.wait(person.is_priced, "no price with the tax of France")


def see_it_bought(person: Person) -> None:
    person.see("save-receipt", QWidget)
    person.wait(lambda: person.client.session.state.account is not None, "not signed in")
