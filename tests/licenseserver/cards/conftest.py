"""A practice gateway for all tests here, and an owner on a SQLite database of one test's own."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from licenseserver.database import Database
from licenseserver.migrations import migrate
from licenseserver.practice.gateway.server import PracticeGateway
from tests.licenseserver.cards.owner import Gateway, Owner
from tests.licenseserver.conftest import MovableClock

FACTS = Path(__file__).parents[2] / "facts"


@pytest.fixture(scope="session")
def running_gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    with PracticeGateway(tmp_path_factory.mktemp("gateway")) as running:
        gateway = Gateway(running)
        yield gateway
        gateway.http.close()


@pytest.fixture
def gateway(running_gateway: Gateway) -> Iterator[Gateway]:
    yield running_gateway
    running_gateway.running.faults.clear()


@pytest.fixture(scope="session")
def cards_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('cards') / 'license-desk.db'}")
    migrate(database)
    yield database
    database.close()


@pytest.fixture
def owner(cards_database: Database, gateway: Gateway, clock: MovableClock) -> Owner:
    return Owner(cards_database, gateway, clock)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "row" in metafunc.fixturenames:
        with (FACTS / "practice_cards.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        metafunc.parametrize("row", rows, ids=[f"{row['number']} {row['scenario']}" for row in rows])
