"""The real processes of a fault run: the gateway that never dies, the server and the buyers that do."""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.live_server import LiveServer

_START_SECONDS = 60.0


class Process:
    """A child process that speaks in lines of JSON; its standard error goes to a file."""

    def __init__(self, arguments: list[str], log: Path, environment: Mapping[str, str] | None = None) -> None:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env={**os.environ, **(environment or {})},
            )
        self.killed = False
        self._ended = False
        self._lines: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        # Once its output has ended it is gone, even while another thread still waits for its exit code.
        return not self._ended and self._process.poll() is None

    def tell(self, message: Mapping[str, Any]) -> None:
        """Write a line to its standard input; one that was just killed is noticed by `hear`."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
            self._process.stdin.flush()

    def hear(self, seconds: float) -> dict[str, Any] | None:
        """Return the next line that it wrote; None when it has ended.

        Raises:
            queue.Empty: nothing came.
        """
        return self._lines.get(timeout=seconds)

    def kill(self) -> None:
        """Kill it with signal 9."""
        self.killed = True
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """End it in peace (end of its input), or kill it."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()
        self._reader.join()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(json.loads(line))
        self._ended = True
        self._lines.put(None)


def start_gateway(folder: Path) -> tuple[Process, str]:
    """Start the practice gateway by itself; return it and its address."""
    process = Process(
        ["-m", "licenseserver.practice.gateway", "--data", str(folder)], folder.parent / "gateway.log"
    )
    announced = process.hear(_START_SECONDS)
    assert announced is not None
    return process, str(announced["gateway"])


class MortalServer:
    """A server on a fixed port that is killed and comes back.

    Attributes:
        kills: how often it was killed.
    """

    def __init__(self, server: LiveServer) -> None:
        self._server = server
        self._lock = threading.Lock()
        self._comes_back: threading.Thread | None = None
        self.kills = 0
        server.start()

    @property
    def address(self) -> str:
        """Its base address, the same in every life."""
        return self._server.address

    def kill(self) -> None:
        """Kill it with signal 9 and let it come back; one that is just coming back is left alone."""
        with self._lock:
            if self._comes_back is not None and self._comes_back.is_alive():
                return
            self._server.kill()
            self.kills += 1
            self._comes_back = threading.Thread(target=self._server.start)
            self._comes_back.start()

    def stop(self) -> None:
        """End it for good."""
        with self._lock:
            if self._comes_back is not None:
                self._comes_back.join()
            self._server.stop()
