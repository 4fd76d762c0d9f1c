"""What somebody without an account does on the way to a licence, step by step."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from qtclient.presenters import purchase_state as stages
from tests.journeys.gateway import charges
from tests.journeys.test_buying import see_text, state
from tests.live_server import LiveServer
from tests.person import Person
from tests.postbox import Postbox, code_in

EMAIL = "Ada.Buyer@example.com"
PASSWORD = "a sentence that nobody guesses"
CONSENTS = ("terms-of-service", "automatic-renewal", "privacy-statement")


def ask_for_code(person: Person, email: str = EMAIL) -> None:
    """From the sign-in screen to the verification."""
    person.click("go-buy")
    person.type("buy-email", email)
    person.click("buy-now")
    person.see("verify-code", QLineEdit)


def prove(person: Person, postbox: Postbox, email: str = EMAIL) -> None:
    """From the sign-in screen to the form."""
    ask_for_code(person, email)
    person.type("verify-code", code_in(postbox.next_mail(email)))
    see_form(person)


def see_form(person: Person) -> None:
    person.see("account-name", QLineEdit)
    person.wait(lambda: state(person).quote is not None and not state(person).quoting, "no price")


def fill_in_account(person: Person, name: str = "Ada Buyer", password: str = PASSWORD) -> None:
    person.type("account-name", name)
    person.type("account-password", password)


def fill_in_visitor(person: Person, card: str, expiry: str = "1230", cvc: str = "123") -> None:
    """Fill in the whole form."""
    fill_in_account(person)
    person.fill_in_purchase(card, expiry, cvc)
    for consent in CONSENTS:
        box = person.see(f"consent-{consent}", QCheckBox)
        if not box.isChecked():
            person.click(f"consent-{consent}")


def submit(person: Person) -> None:
    person.click("complete-purchase")


def see_confirmation(person: Person) -> None:
    """Wait until it is bought and the buyer is signed in."""
    person.see("save-receipt", QWidget)
    assert state(person).stage == stages.CONFIRMED
    person.wait(lambda: person.client.session.state.account is not None, "not signed in")
    see_text(person, "Your account is made and you are signed in")


def paid(person: Person, server: LiveServer) -> list[int]:
    """Return what the gateway has charged the person."""
    buyer = person.client.session.state.person
    return [charge["amount"] for charge in charges(server.gateway, buyer)]
