"""Server processes that share one database, die by signal 9 at any moment, and are replaced at once.

Each runs the command `license-desk-server` as a whole. Most are forked from a parent in which everything is
imported already, so that five hundred deaths cost minutes and not half an hour; every tenth is a new interpreter.
"""

import os
import random
import subprocess
import sys
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from licenseserver.practice.gateway.server import PUBLISHABLE_KEY, SECRET_KEY, WEBHOOK_SECRET
from licenseserver.settings import ENVIRONMENT_PREFIX
from tests.server_process import forking

SERVER = "licenseserver.__main__"
_ARGUMENTS = ["--port", "0", "--announce"]
_SHARE_OF_NEW_INTERPRETERS = 0.1
_STOP_SECONDS = 60.0
_READY = b'{"address"'


class _Server(Protocol):
    """A server process; it ends by itself when its standard input does."""

    @property
    def alive(self) -> bool: ...

    def kill(self) -> None: ...

    def stop(self) -> None: ...


class Servers:
    """As many servers as there shall be, each replaced when it is killed.

    Args:
        folder: where they log.
        database: address of the database that they share.
        gateway: base address of the gateway.
        seed: of who dies and how the next one is started.
        launcher: the module whose `main` is run.

    Attributes:
        kills: how many were killed.
        new_interpreters: how many were not forked.
        deaths: how many ended by themselves, which none should.
    """

    def __init__(self, folder: Path, database: str, gateway: str, seed: int, launcher: str = SERVER) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.log = folder / "servers.log"
        self.log.touch()
        self.kills = self.new_interpreters = self.deaths = 0
        self._launcher = launcher
        self._dice = random.Random(seed)
        self._environment = {
            ENVIRONMENT_PREFIX + name: value
            for name, value in {
                "DATABASE": database,
                "GATEWAY_ADDRESS": gateway,
                "GATEWAY_SECRET_KEY": SECRET_KEY,
                "GATEWAY_PUBLISHABLE_KEY": PUBLISHABLE_KEY,
                "GATEWAY_EVENTS_SECRET": WEBHOOK_SECRET,
            }.items()
        }
        self._servers: list[_Server] = []

    @property
    def ready(self) -> int:
        """How many have said that they listen."""
        return sum(line.startswith(_READY) for line in self.log.read_bytes().splitlines())

    def start(self, count: int) -> None:
        """Start so many more."""
        self._servers += [self._new() for _ in range(count)]

    def kill_one(self) -> None:
        """Kill any one of them with signal 9, and start another in its place."""
        place = self._dice.randrange(len(self._servers))
        self._servers[place].kill()
        self.kills += 1
        self._servers[place] = self._new()

    def replace_dead(self) -> None:
        """Start another for each that ended by itself."""
        for place, server in enumerate(self._servers):
            if not server.alive:
                self.deaths += 1
                server.kill()
                self._servers[place] = self._new()

    def stop(self) -> None:
        """End all of them in peace."""
        for server in self._servers:
            server.stop()
        self._servers.clear()

    def _new(self) -> _Server:
        if self._dice.random() < _SHARE_OF_NEW_INTERPRETERS:
            self.new_interpreters += 1
            return _NewInterpreter(self._launcher, self._environment, self.log)
        return _Forked(self._launcher, self._environment, self.log)


class _Forked:
    def __init__(self, launcher: str, environment: dict[str, str], log: Path) -> None:
        self._input, its_input = forking.Pipe()
        self._process = forking.Process(target=_serve, args=(launcher, environment, str(log), its_input))
        self._process.start()
        its_input.close()

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def kill(self) -> None:
        # One that ended by itself is buried by the process that forked it: its number may be another's by now.
        if self._process.is_alive():
            self._process.kill()
        self._process.join()
        self._input.close()

    def stop(self) -> None:
        self._input.close()
        self._process.join(_STOP_SECONDS)
        self._process.kill()
        self._process.join()


def _serve(launcher: str, environment: dict[str, str], log: str, its_input: Connection) -> None:
    """Become a server, in a process that was just forked."""
    os.environ.update(environment)
    os.dup2(its_input.fileno(), 0)
    its_input.close()
    opened = os.open(log, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    os.dup2(opened, 1)
    os.dup2(opened, 2)
    sys.exit(import_module(launcher).main(_ARGUMENTS))


class _NewInterpreter:
    def __init__(self, launcher: str, environment: dict[str, str], log: Path) -> None:
        with log.open("ab") as opened:
            self._process = subprocess.Popen(
                [sys.executable, "-m", launcher, *_ARGUMENTS],
                stdin=subprocess.PIPE,
                stdout=opened,
                stderr=opened,
                env=os.environ | environment,
            )

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        assert self._process.stdin
        self._process.stdin.close()

    def stop(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
