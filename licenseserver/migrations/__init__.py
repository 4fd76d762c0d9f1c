"""Bringing the database to the shape of `licenseserver.tables`, at every start of the server."""

import zlib
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from licenseserver.database import Database

_LOCK = zlib.crc32(b"license-desk migrations")


def migrate(database: Database) -> None:
    """Apply what is missing, in one transaction; processes that start at the same time wait for each other."""
    with database.engine.begin() as connection:
        # SQLite needs no further lock: every writing transaction is alone there from its first moment.
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def alembic_config() -> Config:
    """Return alembic's configuration; there is no ini file, because the connection is always handed over."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config
