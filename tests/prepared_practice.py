"""Practice data in which the sample accounts exist already: a server that begins with a copy starts sooner."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.postgres import PostgresServer


class PreparedPractice:
    """Prepares a folder once for each kind of database, and copies it as often as tests begin with it."""

    def __init__(self, folder: Path, run_once: Callable[[Path, str], None]) -> None:
        """Args:
        folder: where the prepared data are kept.
        run_once: starts a backend on a folder and a database's address ("" for the folder's own), and stops it.
        """
        self._folder = folder
        self._run_once = run_once
        self._postgres_template = ""

    def begin(self, folder: Path, postgres: PostgresServer | None) -> str:
        """Fill `folder`, which must not exist, and return the database's address; "" for the folder's own."""
        kept = self._folder / ("sqlite" if postgres is None else "postgresql")
        if not kept.exists():
            if postgres is not None:
                self._postgres_template = postgres.new_database()
            self._run_once(kept, "" if postgres is None else self._postgres_template)
        shutil.copytree(kept, folder, ignore=shutil.ignore_patterns("server.log"))
        return "" if postgres is None else postgres.new_database(like=self._postgres_template)
