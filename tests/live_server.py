"""A real backend process in practice mode, on SQLite or PostgreSQL, for tests that speak to it over HTTP.

A room of tests takes what it needs into its `conftest.py`:

    from tests.live_server import live_server, postgres, prepared  # noqa: F401

`live_server` runs each test on both databases; `LiveServer` itself starts one wherever a test wants to kill it.
"""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from tests.postgres import PostgresServer
from tests.prepared_practice import PreparedPractice
from tests.server_process import START_SECONDS, ServerProcess

# The quick subset keeps to SQLite: what a test says is the same on both, and a PostgreSQL takes seconds to start.
BOTH_DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]


class LiveServer:
    """A backend with its practice gateway; `start` after `stop` or `kill` finds its data again.

    Attributes:
        address, gateway: base addresses, new ones after each start.
        folder: where practice mode keeps its data, and `server.log` what it logged.
        database: address of the database.
    """

    def __init__(
        self,
        folder: Path,
        database: str = "",
        *,
        gateway: str = "",
        arguments: tuple[str, ...] = (),
        environment: dict[str, str] | None = None,
        module: str = "licenseserver",
    ) -> None:
        self.folder = folder
        self.database = database or f"sqlite:///{folder / 'license-desk.db'}"
        self.address = ""
        self.gateway = gateway
        self._outside_gateway = gateway
        self._arguments = arguments
        self._environment = environment or {}
        self._module = module
        self._process: ServerProcess | None = None

    @property
    def process(self) -> ServerProcess:
        """The running process."""
        assert self._process is not None, "not started"
        return self._process

    @property
    def log(self) -> str:
        """Everything that was logged so far."""
        return (self.folder / "server.log").read_text(encoding="utf-8")

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        arguments = ["--practice", "--announce", "--data", str(self.folder), "--database", self.database]
        if self._outside_gateway:
            arguments += ["--gateway", self._outside_gateway]
        self._process = ServerProcess(
            self._module,
            [*arguments, *self._arguments],
            os.environ | self._environment,
            self.folder / "server.log",
        )
        facts = self._process.announcement(START_SECONDS)
        if facts is None:
            self.kill()
            raise AssertionError("the backend did not start:\n" + self.log[-4000:])
        self.address = facts["address"]
        self.gateway = facts["gateway"]

    def stop(self) -> None:
        """Stop it as its parent's end would: its standard input ends."""
        self.process.stop()
        self._process = None

    def kill(self) -> None:
        """End it without any warning."""
        self.process.kill()
        self._process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self.stop()


def free_port() -> int:
    """Return a loopback port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server for the whole run."""
    with PostgresServer() as server:
        yield server


def _run_once(folder: Path, database: str) -> None:
    with LiveServer(folder, database):
        pass


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> PreparedPractice:
    """Practice data to begin with, made at most once a run and database."""
    return PreparedPractice(tmp_path_factory.mktemp("prepared"), _run_once)


def begun(request: pytest.FixtureRequest, kind: str, folder: Path) -> str:
    """Fill `folder` with prepared practice data and return the address of its database, "" for its own."""
    practice: PreparedPractice = request.getfixturevalue("prepared")
    return practice.begin(folder, request.getfixturevalue("postgres") if kind == "postgresql" else None)


@pytest.fixture(params=BOTH_DATABASES)
def live_server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LiveServer]:
    """A backend of its own for each test, once on each database."""
    folder = tmp_path / "backend"
    with LiveServer(folder, begun(request, request.param, folder)) as server:
        yield server


@pytest.fixture(scope="module", params=BOTH_DATABASES)
def shared_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A backend for all tests of a module, once on each database: for tests that leave no trace."""
    folder = tmp_path_factory.mktemp("shared") / "backend"
    with LiveServer(folder, begun(request, request.param, folder)) as server:
        yield server
