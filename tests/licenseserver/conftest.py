"""Databases for the backend's tests: a fresh one each, on SQLite and on a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from licenseserver.database import Database
from licenseserver.migrations import migrate
from tests.postgres import PostgresServer


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    with PostgresServer(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'license-desk.db'}"
    return request.getfixturevalue("postgres").new_database()


@pytest.fixture
def database(fresh_address: str) -> Iterator[Database]:
    database = Database(fresh_address)
    migrate(database)
    yield database
    database.close()
