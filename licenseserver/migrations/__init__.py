"""Bringing the database to the shape of `licenseserver.tables`, at every start of the server."""

import zlib
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from licenseserver.database import Database

_LOCK = zlib.crc32(b"license-desk migrations")


def migrate(database: Database) -> None:
    """Apply what is missing, in one transaction; processes that start at the same time wait for each other.

    SQLite changes a table by making it anew, and with foreign keys on nobody could remove the old one: so they are
    off meanwhile, and all are checked at the end.

    Raises:
        RuntimeError: a row points to nothing; then nothing was changed.
    """
    with database.engine.connect() as connection:
        # Only outside of a transaction can they be switched, therefore past the engine, which begins one.
        driver = connection.connection.cursor()
        if database.is_sqlite:
            driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                _upgrade(database, connection)
        finally:
            if database.is_sqlite:
                driver.execute("PRAGMA foreign_keys = ON")
            driver.close()


def _upgrade(database: Database, connection: Connection) -> None:
    # SQLite needs no further lock: every writing transaction is alone there from its first moment.
    if not database.is_sqlite:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if database.is_sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise RuntimeError("the database's rows do not fit together")


def alembic_config() -> Config:
    """Return alembic's configuration; there is no ini file, because the connection is always handed over."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config
