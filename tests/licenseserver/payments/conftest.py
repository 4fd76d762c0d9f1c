"""One backend for many tests, on both databases; and one that a test may kill."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.licenseserver.payments.shop import Backend, Buyer, Gateway, Shop
from tests.live_server import BOTH_DATABASES
from tests.postgres import PostgresServer

FACTS = Path(__file__).parents[2] / "facts"


@pytest.fixture(scope="session")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    gateway = Gateway(tmp_path_factory.mktemp("gateway"))
    yield gateway
    gateway.stop()


def _address(request: pytest.FixtureRequest, folder: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{folder / 'license-desk.db'}"
    return request.getfixturevalue("postgres").new_database()


def _open_for_all(address: str, gateway: Gateway, folder: Path) -> Iterator[Shop]:
    backend = Backend(address, gateway.address, folder / "log")
    shop = Shop(backend, gateway)
    yield shop
    shop.close()
    backend.stop()


@pytest.fixture(scope="session")
def shop_on_sqlite(gateway: Gateway, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("shop")
    yield from _open_for_all(f"sqlite:///{folder / 'license-desk.db'}", gateway, folder)


@pytest.fixture(scope="session")
def shop_on_postgresql(
    gateway: Gateway, postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shop]:
    yield from _open_for_all(postgres.new_database(), gateway, tmp_path_factory.mktemp("shop"))


@pytest.fixture(params=BOTH_DATABASES)
def shop(request: pytest.FixtureRequest) -> Shop:
    """A shop for all tests, on each database; both stay open, however the tests are ordered."""
    return request.getfixturevalue(f"shop_on_{request.param}")


@pytest.fixture(params=BOTH_DATABASES)
def own_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database for one test."""
    return _address(request, tmp_path)


@pytest.fixture
def open_shop(own_address: str, gateway: Gateway, tmp_path: Path) -> Iterator[Callable[..., Shop]]:
    """Open a shop of one's own, which may be killed; several share one database."""
    opened: list[Shop] = []

    def call(**environment: str) -> Shop:
        backend = Backend(own_address, gateway.address, tmp_path / f"log{len(opened)}", **environment)
        opened.append(Shop(backend, gateway))
        return opened[-1]

    yield call
    for shop in opened:
        shop.close()
        if not shop.backend.is_over:
            shop.backend.stop()


@pytest.fixture
def buyer(shop: Shop) -> Buyer:
    return shop.buyer()


@pytest.fixture(autouse=True)
def no_faults_left(gateway: Gateway) -> Iterator[None]:
    yield
    gateway.clear_faults()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "row" in metafunc.fixturenames:
        with (FACTS / "practice_cards.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        metafunc.parametrize("row", rows, ids=[f"{row['number']} {row['scenario']}" for row in rows])
