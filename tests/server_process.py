"""A server as a process of its own, forked from one in which everything is imported already.

Importing the backend takes two seconds of a core, and the tests start and kill hundreds of servers. What is run is
the module's own command line, with an environment, a standard input and outputs of its own; `tests/packaging`,
`tests/qtclient/test_start.py` and others start the commands themselves, in new interpreters.
"""

import json
import multiprocessing
import os
import runpy
import signal
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

# One parent for all that is forked: what it has imported is set for the whole process.
forking = multiprocessing.get_context("forkserver")
forking.set_forkserver_preload(["licenseserver.practice.launch", "licenseserver.serving"])

START_SECONDS = 120.0
STOP_SECONDS = 60.0


class ServerProcess:
    """One process; what it writes to its standard error is added to a file.

    Args:
        module: what is run, as by ``python -m``.
        arguments: its command line.
        environment: its whole environment.
        log: the file that takes its standard error.
    """

    def __init__(self, module: str, arguments: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        its_input, self._input = Pipe(duplex=False)
        self._output, its_output = Pipe(duplex=False)
        self._process = forking.Process(
            target=_run,
            args=(module, list(arguments), dict(environment), str(log), its_input, its_output),
            # One that a test leaves behind ends with the tests.
            daemon=True,
        )
        self._process.start()
        its_input.close()
        its_output.close()
        self._unread = b""

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return not self._process.is_alive()

    def announcement(self, seconds: float) -> dict[str, Any] | None:
        """Return the first line that it writes; None when it ends before, or takes longer than `seconds`."""
        while b"\n" not in self._unread:
            if not self._output.poll(seconds):
                return None
            read = os.read(self._output.fileno(), 65_536)
            if not read:
                return None
            self._unread += read
        line, _, self._unread = self._unread.partition(b"\n")
        facts: dict[str, Any] = json.loads(line)
        return facts

    def terminate(self) -> int:
        """Ask it to end (signal 15), and return its exit code."""
        return self._signalled(signal.SIGTERM)

    def kill(self) -> None:
        """Kill it with signal 9."""
        self._signalled(signal.SIGKILL)

    def stop(self) -> int:
        """End it as its parent's end would, by the end of its input; return its exit code.

        Raises:
            AssertionError: it did not end, and was killed.
        """
        self._input.close()
        return self._end()

    def _signalled(self, number: signal.Signals) -> int:
        # The number of one that has ended may be another process's by now.
        if self._process.pid is not None and self._process.is_alive():
            os.kill(self._process.pid, number)
        return self._end()

    def _end(self) -> int:
        self._process.join(STOP_SECONDS)
        ended = self._process.exitcode is not None
        if not ended:
            self._process.kill()
            self._process.join()
        self._input.close()
        self._output.close()
        assert ended, "the server did not end"
        assert self._process.exitcode is not None
        return self._process.exitcode


def _run(
    module: str,
    arguments: list[str],
    environment: dict[str, str],
    log: str,
    its_input: Connection,
    its_output: Connection,
) -> None:
    """Become the server, in a process that was just forked."""
    os.environ.clear()
    os.environ.update(environment)
    opened = os.open(log, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    for number, descriptor in enumerate((its_input.fileno(), its_output.fileno(), opened)):
        os.dup2(descriptor, number)
    its_input.close()
    its_output.close()
    os.close(opened)
    sys.stdin = os.fdopen(0, closefd=False)
    sys.argv[1:] = arguments
    runpy.run_module(module, run_name="__main__", alter_sys=True)
