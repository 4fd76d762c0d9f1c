"""Servers on real sockets that hang, lie, drip and cut: one behaviour each."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from typing import Self


class HostileServer:
    """Answers every connection with `behaviour`, as long as the block runs.

    Attributes:
        requests: what arrived, raw, one entry a request.
        stopping: set at the end, so that a behaviour that hangs can stop.
    """

    def __init__(self, behaviour: Callable[[socket.socket, HostileServer], None]) -> None:
        self._behaviour = behaviour
        self.requests: list[bytes] = []
        self.stopping = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._connections: list[socket.socket] = []
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        for thread in self._threads:
            thread.join(5)

    def _start(self, target: Callable[[], None]) -> None:
        thread = threading.Thread(target=target)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self.stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._connections.append(connection)
            self._start(lambda connection=connection: self._serve(connection))

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            self._behaviour(connection, self)
            connection.shutdown(socket.SHUT_RDWR)
        connection.close()

    def take_request(self, connection: socket.socket) -> bytes:
        """Read one request to its end."""
        data = b""
        while b"\r\n\r\n" not in data:
            part = connection.recv(65536)
            if not part:
                return data
            data += part
        head, _, body = data.partition(b"\r\n\r\n")
        length = 0
        for line in head.split(b"\r\n"):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        while len(body) < length:
            body += connection.recv(65536)
        self.requests.append(head + b"\r\n\r\n" + body)
        return self.requests[-1]


def answering(raw: bytes) -> Callable[[socket.socket, HostileServer], None]:
    """Take a request, answer these bytes, close."""

    def behave(connection: socket.socket, server: HostileServer) -> None:
        server.take_request(connection)
        connection.sendall(raw)

    return behave


def response(
    body: bytes = b"{}", *, status: str = "200 OK", media_type: str = "application/json", extra: str = ""
) -> bytes:
    """A well-formed answer."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n"
    return f"{head}{extra}Connection: close".encode() + b"\r\n\r\n" + body


def dripping(raw: bytes, pause: float = 0.05) -> Callable[[socket.socket, HostileServer], None]:
    """Take a request and answer these bytes one by one, for ever."""

    def behave(connection: socket.socket, server: HostileServer) -> None:
        server.take_request(connection)
        for index in range(len(raw)):
            if server.stopping.wait(pause):
                return
            connection.sendall(raw[index : index + 1])
        server.stopping.wait()

    return behave


def hang_before_answering(connection: socket.socket, server: HostileServer) -> None:
    """Take a request and say nothing."""
    server.take_request(connection)
    server.stopping.wait()


def hang_up_before_reading(connection: socket.socket, server: HostileServer) -> None:
    """Close at once."""
    server.requests.append(b"")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")


def hang_up_after_reading(connection: socket.socket, server: HostileServer) -> None:
    """Take the request and close without a word."""
    server.take_request(connection)
