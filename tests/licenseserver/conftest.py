"""Databases for the backend's tests: a fresh one each, on SQLite and on a real PostgreSQL."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from licenseserver.app import create_app
from licenseserver.catalogue import load_catalogue
from licenseserver.clock import Clock
from licenseserver.database import Database
from licenseserver.migrations import migrate
from licenseserver.practice.samples import PASSWORD
from licenseserver.practice.settling import settle_samples
from licenseserver.settings import Settings
from tests.licenseserver.renewals.year import Year
from tests.live_server import BOTH_DATABASES, live_server, postgres, prepared  # noqa: F401  # fixtures

_SQLITE = "sqlite:///"


@pytest.fixture(params=BOTH_DATABASES)
def fresh_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"{_SQLITE}{tmp_path / 'license-desk.db'}"
    return request.getfixturevalue("postgres").new_database()


@pytest.fixture
def database(fresh_address: str) -> Iterator[Database]:
    database = Database(fresh_address)
    migrate(database)
    yield database
    database.close()


class MovableClock(Clock):
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 23, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def forward(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def settings(fresh_address: str) -> Settings:
    return Settings(database=fresh_address)


def settle(settings: Settings) -> None:
    """Make the tables and the sample accounts."""
    database = Database(settings.database)
    migrate(database)
    settle_samples(database, load_catalogue(), settings, MovableClock().now())
    database.close()


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the sample accounts in it: copying it costs a fraction of making it anew."""
    file = tmp_path_factory.mktemp("settled") / "license-desk.db"
    settle(Settings(database=f"{_SQLITE}{file}"))
    return file


@pytest.fixture
def app(settings: Settings, clock: MovableClock, settled: Path) -> Litestar:
    """The backend with the sample accounts in it."""
    if settings.database.startswith(_SQLITE):
        shutil.copy(settled, settings.database.removeprefix(_SQLITE))
    else:
        settle(settings)
    return create_app(settings, clock)


@pytest.fixture
def client(app: Litestar) -> Iterator[TestClient[Litestar]]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A SQLite file with all tables and nothing in them."""
    file = tmp_path_factory.mktemp("empty") / "license-desk.db"
    database = Database(f"{_SQLITE}{file}")
    migrate(database)
    database.close()
    return file.read_bytes()


@pytest.fixture
def year(empty_database: bytes, tmp_path: Path) -> Iterator[Year]:
    """The engine with a gateway of its own on SQLite, and a clock that stands still until it is moved."""
    file = tmp_path / "license-desk.db"
    file.write_bytes(empty_database)
    database = Database(f"{_SQLITE}{file}")
    year = Year(tmp_path / "gateway", database)
    yield year
    year.close()
    database.close()


@pytest.fixture
def sign_in(client: TestClient[Litestar]) -> Callable[..., httpx.Response]:
    """Sign in as a sample account; returns the whole answer."""

    def call(username: str = "free", password: str = PASSWORD, device_token: str | None = None) -> httpx.Response:
        content = {"username": username, "password": password, "device_name": "Test", "device_token": device_token}
        return client.post("/v1/session", json=content)

    return call
