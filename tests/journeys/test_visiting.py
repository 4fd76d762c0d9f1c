"""Without an account to a licence, through the real window, a real SMTP server and a real country database (A5)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from qtclient import links
from tests.journeys.conftest import Start
from tests.journeys.gateway import charges
from tests.journeys.test_buying import GOOD_CARD, PLAN, see_text, state
from tests.journeys.visitors import EMAIL, fill_in_visitor, prove, see_confirmation, submit
from tests.live_server import LiveServer
from tests.person import Person
from tests.postbox import Postbox

pytestmark = pytest.mark.slow


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with Postbox() as taken:
        yield taken


@pytest.fixture(params=["sqlite", "postgresql"])
def shop(request: pytest.FixtureRequest, tmp_path: Path, postbox: Postbox) -> Iterator[LiveServer]:
    """A backend that sends its mails, and sees everybody come from France."""
    database = request.getfixturevalue("postgres").new_database() if request.param == "postgresql" else ""
    environment = {
        "LICENSE_DESK_MAIL_SERVER": postbox.address,
        "LICENSE_DESK_PRACTICE_ADDRESS": "90.0.0.1",
    }
    with LiveServer(tmp_path / "backend", database, environment=environment) as server:
        yield server


def paid(person: Person, server: LiveServer) -> list[int]:
    """Return what the gateway has charged the person."""
    buyer = person.client.session.state.person
    return [charge["amount"] for charge in charges(server.gateway, buyer)]


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
