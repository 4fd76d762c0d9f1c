"""A year on SQLite; what can differ on PostgreSQL is run there too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from licenseserver.database import Database
from licenseserver.migrations import migrate
from tests.licenseserver.renewals.year import Year


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An empty database with its tables: copying it costs a fraction of making it anew."""
    file = tmp_path_factory.mktemp("migrated") / "license-desk.db"
    database = Database(f"sqlite:///{file}")
    migrate(database)
    database.close()
    return file.read_bytes()


@pytest.fixture
def year(migrated: bytes, tmp_path: Path) -> Iterator[Year]:
    file = tmp_path / "license-desk.db"
    file.write_bytes(migrated)
    database = Database(f"sqlite:///{file}")
    year = Year(tmp_path / "gateway", database)
    yield year
    year.close()
    database.close()
