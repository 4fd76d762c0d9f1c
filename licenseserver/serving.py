"""Serving the application on a socket: saying so only once it listens, and ending cleanly."""

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import structlog
import uvicorn
from litestar import Litestar

from licenseserver.settings import Settings

STOP_SECONDS = 5
"""How long requests that are under way may take once the server is told to stop."""

_STANDARD_INPUT = 0

_log = structlog.get_logger()


class _Server(uvicorn.Server):
    """Uvicorn, which tells when it listens, and for which being told to stop is no failure."""

    def __init__(self, config: uvicorn.Config, listening: Callable[[], None]) -> None:
        super().__init__(config)
        self._listening = listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._listening()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        # Uvicorn would raise the signal once more at the end, so that a clean stop looked like a death.
        def stop(number: int, frame: FrameType | None) -> None:
            self.handle_exit(number, frame)

        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address; port 0 takes a free one.

    Raises:
        OSError: the address is taken or not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":
        # There it would let two processes share the port.
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError:
        bound.close()
        raise
    return bound


def serve(
    app: Litestar,
    settings: Settings,
    bound: socket.socket,
    *,
    announce: Callable[[], None] | None = None,
    end_with_input: bool = False,
) -> int:
    """Serve until told to stop; return the process's exit code.

    `announce` is called once requests are answered. With `end_with_input` the end of standard input stops the
    server, so that a killed parent leaves none behind.
    """
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="on",
        server_header=False,
        ws="none",
        proxy_headers=False,  # `forwarding` knows whom to believe
        timeout_graceful_shutdown=STOP_SECONDS,
    )

    def listening() -> None:
        _log.info("listening", address=settings.address)
        if announce:
            announce()

    server = _Server(config, listening)
    if end_with_input:
        threading.Thread(target=_stop_at_end_of_input, args=(server,), name="stdin", daemon=True).start()
    server.run(sockets=[bound])
    return 0 if server.started else 1


def _stop_at_end_of_input(server: uvicorn.Server) -> None:
    # Not through `sys.stdin`: a thread that waits in there keeps a lock which the interpreter wants at its end.
    while os.read(_STANDARD_INPUT, 1024):
        pass
    server.should_exit = True
    # Should the end itself get stuck, nobody is left who could mend it.
    last_resort = threading.Timer(STOP_SECONDS * 3, os._exit, (1,))
    last_resort.daemon = True
    last_resort.start()
