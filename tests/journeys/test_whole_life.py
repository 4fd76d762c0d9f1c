"""A whole life of a licence, lived in the window with practice mode's clock (B1-B8, G7).

Buy, renew, change the card, fail, recover, cancel, resume, cancel, expire, buy again: each by clicking, each judged
by what the screen says, by the gateway's ledger and by the mails that arrived.
"""

import email.message
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from qtclient import links
from tests.journeys.conftest import Start
from tests.journeys.gateway import charges
from tests.journeys.test_buying import see_text, text_of, upgrade
from tests.live_server import LiveServer
from tests.person import Person
from tests.postbox import Postbox

pytestmark = pytest.mark.slow

PLAN = "strategic-research"
VISA = "4242 4242 4242 4242"
MASTERCARD = "5555 5555 5555 4444"
# Taken by the bank when it is entered, and refused when it is charged.
FAILS_LATER = "4000 0000 0000 0341"
# Good for as long as this life lasts.
EXPIRY = "1244"
OWNER_EMAIL = "maya@collins-insights.example"
# A year, less what a leap year and the hours of a clock can make of it.
NEARLY_A_YEAR = 364 * 86_400
# As long as a renewal can be paid late.
DUNNING = 21 * 86_400


class Life:
    """One owner with one account, from the first purchase to the second."""

    def __init__(self, person: Person, server: LiveServer, postbox: Postbox) -> None:
        self.person = person
        self.server = server
        self.postbox = postbox
        self.subjects: list[str] = []

    # What is clicked

    def buy(self) -> None:
        upgrade(self.person)
        self.person.click(f"buy-{PLAN}")
        self.person.fill_in_purchase(VISA, EXPIRY, "123")
        self.person.click("complete-purchase")
        self.person.see("save-receipt", QWidget)
        self.person.wait(lambda: self.person.plan == PLAN, "the licence is not in force")
        self.person.click("purchase-done")
        self.to_billing()

    def to_billing(self) -> None:
        self.person.go(links.BILLING)
        self.person.rest()

    def move(self, control: str) -> None:
        """Move the clock, and wait until it stands and the screen shows the new truth."""
        before = self.person.client.session.now()
        self.person.click(control)
        self.person.wait(lambda: self.person.client.session.now() > before and self._stands(), "the clock moves on")
        self.person.rest()

    def _stands(self) -> bool:
        words = self.person.find("practice-words", QLabel)
        return words is not None and words.text() == "Practice mode: nothing is charged."

    def enter_card(self, number: str) -> None:
        self.person.type("card-number", number)
        self.person.type("card-expiry", EXPIRY)
        self.person.type("card-cvc", "123")
        self.person.click("submit-card")

    def cancel(self) -> None:
        self.person.click("cancel-renewal")
        self.person.click("confirm-cancel-renewal")
        self.person.click("close-cancellation")
        self.see("Renewal cancelled")

    # What is judged

    def see(self, *texts: str) -> None:
        for text in texts:
            see_text(self.person, text)

    def line(self, words: str) -> str:
        """Wait for the line with these words, and return it."""
        self.see(words)
        return next(line for line in text_of(self.person.window).splitlines() if words in line)

    def see_card(self, words: str) -> None:
        self.person.wait(lambda: words in self.person.see("card-on-file", QLabel).text(), f"not the card {words}")

    def paid(self, times: int, *, late: bool = False) -> None:
        """See that the gateway has charged so often, once a period and no more; one of them past due if `late`."""
        account = self.person.client.session.state.account
        assert account is not None
        found = sorted(charge["charged_at"] for charge in charges(self.server.gateway, account.id))
        assert len(found) == times
        for one, next_one in pairwise(found):
            assert next_one - one > NEARLY_A_YEAR - (DUNNING if late else 0)

    def mailed(self, words: str) -> email.message.EmailMessage:
        """Wait for the mail with these words in its subject."""
        while True:
            mail = self.postbox.next_mail(OWNER_EMAIL)
            self.subjects.append(str(mail["Subject"]))
            if words in self.subjects[-1]:
                return mail

    def numbers_of_use(self) -> str:
        """Return what the overview says of the account's own data."""
        self.person.go(links.OVERVIEW)
        self.person.rest()
        return text_of(self.person.window)


def test_a_whole_life(shop: LiveServer, start: Start, postbox: Postbox) -> None:
    person = start(shop)
    life = Life(person, shop, postbox)
    person.sign_in("free", "practice")

    life.buy()
    life.see("Active", "Renews on")
    life.see_card("4242")
    life.paid(1)

    life.move("clock-to-renewal")
    life.see("Active")
    life.paid(2)
    life.mailed("is renewed")
    person.click("clock-outbox")
    life.see("Your Strategic Research license is renewed")
    person.click("outbox-close")

    life.enter_card(MASTERCARD)
    life.see_card("4444")
    life.mailed("Your card was replaced")
    life.paid(2)

    # From another screen too: what stands there is the new truth as soon as the clock stands.
    person.go(links.PLANS)
    before = life.line("it runs until")
    life.move("clock-to-renewal")
    person.wait(lambda: life.line("it runs until") != before, "the plans still say the old day")
    life.paid(3)
    life.mailed("is renewed")
    life.to_billing()

    life.enter_card(FAILS_LATER)
    life.see_card("0341")
    life.mailed("Your card was replaced")
    life.move("clock-to-renewal")
    life.see("Payment due", "The renewal is not paid", "Access ends on")
    life.mailed("did not go through")
    life.paid(3)
    assert person.plan == PLAN

    # Nothing is lost by waiting: it is tried again by itself, in vain with this card.
    life.move("clock-to-renewal")
    life.see("Payment due")
    life.paid(3)

    life.enter_card(VISA)
    life.see("Active")
    life.see_card("4242")
    life.mailed("is renewed")
    life.paid(4, late=True)

    life.cancel()
    life.mailed("Cancelled: your Strategic Research license ends on")
    person.click("resume-renewal")
    life.see("The renewal is resumed", "Active")
    life.mailed("Resumed: your Strategic Research license renews on")
    life.cancel()
    life.mailed("Cancelled: your Strategic Research license ends on")

    life.move("clock-to-expiry")
    life.see("Ended", "surveys and collected responses are kept")
    person.wait(lambda: person.plan == "free", "not a Free account")
    life.mailed("has ended")
    used = life.numbers_of_use()
    assert "487" in used
    assert "Free" in used

    life.buy()
    life.see("Active")
    life.paid(5, late=True)
    assert sum("is renewed" in subject for subject in life.subjects) == 3
    assert sum("has ended" in subject for subject in life.subjects) == 1
    # What was begun is at its end before the window closes.
    person.wait(lambda: person.client._background._pool.activeThreadCount() == 0, "the server is still asked")
