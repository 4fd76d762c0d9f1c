"""A real backend process in practice mode, on SQLite or PostgreSQL, for tests that speak to it over HTTP.

A room of tests takes what it needs into its `conftest.py`:

    from tests.live_server import live_server, postgres, prepared  # noqa: F401

`live_server` runs each test on both databases; `LiveServer` itself starts one wherever a test wants to kill it.
"""

import json
import os
import queue
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from tests.postgres import PostgresServer
from tests.prepared_practice import PreparedPractice

START_SECONDS = 120
STOP_SECONDS = 60

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
        self._process: subprocess.Popen[str] | None = None

    @property
    def process(self) -> "subprocess.Popen[str]":
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
        command = [sys.executable, "-m", self._module, "--practice", "--announce"]
        command += ["--data", str(self.folder), "--database", self.database, *self._arguments]
        if self._outside_gateway:
            command += ["--gateway", self._outside_gateway]
        with (self.folder / "server.log").open("a", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=os.environ | self._environment,
            )
        facts = json.loads(_first_line(self._process) or "null")
        if facts is None:
            self.kill()
            raise AssertionError("the backend did not start:\n" + self.log[-4000:])
        self.address = facts["address"]
        self.gateway = facts["gateway"]

    def stop(self) -> None:
        """Stop it as its parent's end would: its standard input ends."""
        process = self.process
        assert process.stdin
        process.stdin.close()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        self._forget()

    def kill(self) -> None:
        """End it without any warning."""
        self.process.kill()
        self.process.wait(STOP_SECONDS)
        self._forget()

    def _forget(self) -> None:
        process, self._process = self._process, None
        for pipe in (process.stdin, process.stdout) if process else ():
            if pipe:
                pipe.close()

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


def _first_line(process: "subprocess.Popen[str]") -> str:
    """Return the first line that the process prints, "" when it ends before or takes too long."""
    assert process.stdout
    stdout = process.stdout
    lines: queue.Queue[str] = queue.Queue()
    reader = threading.Thread(target=lambda: lines.put(stdout.readline()), daemon=True)
    reader.start()
    try:
        return lines.get(timeout=START_SECONDS)
    except queue.Empty:
        process.kill()
        return ""
    finally:
        reader.join(STOP_SECONDS)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A PostgreSQL server for the whole run."""
    with PostgresServer(tmp_path_factory.mktemp("postgres")) as server:
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
