"""The database: one engine, short transactions, the same behaviour on SQLite and PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, literal, make_url, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from licenseserver.audit import write_noted
from licenseserver.problems import ProblemError

BUSY_SECONDS = 15
"""How long a writer waits for another one on SQLite before it gives up."""

# Before 3.51.3 a write-ahead log that is reset by two connections at once can corrupt the file.
_WAL_IS_SAFE = sqlite3.sqlite_version_info >= (3, 51, 3)


class Database:
    """Where everything is kept."""

    def __init__(self, address: str) -> None:
        self.url = database_url(address)
        self.engine = _sqlite(self.url) if self.is_sqlite else _postgresql(self.url)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def transaction(self, *, reading: bool = False) -> Iterator[Session]:
        """Give a session whose work is committed at the end of the block and rolled back on any error.

        Nothing is open before the first statement. A `ProblemError` that keeps its changes is committed, and
        raised all the same.

        Args:
            reading: nothing will be written; on SQLite this lets others write meanwhile.
        """
        engine = self.engine.execution_options(transaction_reads=True) if reading else self.engine
        session = Session(engine, expire_on_commit=False)
        try:
            yield session
            write_noted(session)
            session.commit()
        except ProblemError as refusal:
            if refusal.keeps_changes:
                write_noted(session)
                session.commit()
            else:
                session.rollback()
            raise
        except BaseException:
            session.rollback()
            raise
        finally:
            session.close()

    def answers(self) -> bool:
        """Ask the database something real (readiness)."""
        with self.transaction(reading=True) as session:
            return session.scalar(select(literal(1))) == 1

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def database_url(address: str) -> URL:
    """Return `address` as a URL that names its driver."""
    url = make_url(address)
    if url.drivername in {"postgresql", "postgres"}:
        url = url.set(drivername="postgresql+psycopg")
    return url


def _sqlite(url: URL) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # The driver would begin transactions by its own rules; `begin` below does it by ours.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA journal_mode = {'WAL' if _WAL_IS_SAFE else 'DELETE'}")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes later cannot wait for another writer (SQLite refuses it at
        # once, or both would wait for ever): so whoever may write takes the writer's place at its start.
        reads = connection.get_execution_options().get("transaction_reads", False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _postgresql(url: URL) -> Engine:
    return create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=30,
        # Prepared statements do not survive a pooler that shares connections between transactions.
        connect_args={"prepare_threshold": None, "connect_timeout": 10},
    )
