"""Every practice card through the real window, ending as its row of the table says."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from qtclient import links
from qtclient.links import Place
from qtclient.presenters import purchase_state as stages
from qtclient.sentences import refusal
from tests.faults.buyers import PASSWORD, add_buyers, username
from tests.journeys.conftest import Browser, Start
from tests.journeys.gateway import answer_bank, charges
from tests.journeys.test_buying import PLAN, see_text, state
from tests.live_server import LiveServer, begun
from tests.person import Person

TABLE = Path(__file__).parents[1] / "facts" / "practice_cards.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))

pytestmark = pytest.mark.slow

# What the gateway says of a declined card -> the refusal that the person is told.
REFUSALS = {
    "generic_decline": "declined",
    "insufficient_funds": "insufficient_funds",
    "lost_card": "lost_or_stolen",
    "stolen_card": "lost_or_stolen",
    "expired_card": "expired_card",
    "incorrect_cvc": "incorrect_cvc",
    "processing_error": "try_again_later",
    "card_velocity_exceeded": "too_often",
    "card_declined": "declined",
}


@pytest.fixture(scope="module")
def cards_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """One backend for all cards; the rows on PostgreSQL are with `tests/licenseserver/payments/test_cards.py`."""
    folder = tmp_path_factory.mktemp("cards") / "backend"
    with LiveServer(folder, begun(request, "sqlite", folder)) as server:
        add_buyers(server.database, range(len(ROWS)))
        yield server


@pytest.mark.parametrize("number", range(len(ROWS)), ids=[row["number"] for row in ROWS])
def test_a_card_ends_as_its_row_says(cards_server: LiveServer, start: Start, browser: Browser, number: int) -> None:
    row = ROWS[number]
    buyer = username(number)
    person = start(cards_server)
    person.sign_in(buyer, PASSWORD)
    person.client.shell.go(Place(links.PURCHASE, PLAN))
    person.see("complete-purchase", QWidget)
    code = "1234" if row["brand"] == "amex" else "123"
    person.fill_in_purchase(row["number"], "1230", code)
    person.click("complete-purchase")
    if row["error_code"] == "incorrect_number":
        see_text(person, "A digit of the card number is not right.")
        assert state(person).stage == stages.FORM
    else:
        _pass_the_bank(person, browser, row)
        if _should_succeed(row):
            person.see("save-receipt", QWidget)
        else:
            told = refusal(REFUSALS[row["decline_code"] or row["error_code"]])
            see_text(person, told.title)
            assert state(person).stage == stages.FORM
    assert len(charges(cards_server.gateway, buyer)) == int(_should_succeed(row))


def _should_succeed(row: dict[str, str]) -> bool:
    outcome = row["expected_outcome"]
    return "declined" not in outcome


def _pass_the_bank(person: Person, browser: Browser, row: dict[str, str]) -> None:
    """Confirm at the bank where the row says that it asks."""
    person.wait(
        lambda: state(person).stage in {stages.CONFIRMED, stages.BANK} or state(person).refusals > 0, "no outcome"
    )
    asks = row["three_ds"].startswith("required") and row["three_ds_result"] not in {"error", "frictionless ok"}
    assert bool(browser.pages) == asks
    if asks:
        answer_bank(browser.pages[0], "confirm")
        person.click("finished-at-bank")
