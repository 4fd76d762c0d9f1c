"""A link between two parties on which things go wrong: an HTTP exchange a connection, watched by its stage."""

import re
import socket
import socketserver
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.faults.plan import BEFORE, HANG, KILL_CLIENT, KILL_SERVER, TRUNCATE, Fault

_HANG_SECONDS = 8.0  # longer than the buyers wait; the server, who waits 15 s, sees a late reset
_PATIENCE_SECONDS = 40.0


_NO_IDS = frozenset(
    [
        "v1",
        "quotes",
        "purchases",
        "settle",
        "check",
        "cancel",
        "receipt",
        "session",
        "sessions",
        "refresh",
        "verifications",
        "confirm",
        "visitor",
        "account-check",
        "payment_methods",
        "payment_intents",
        "customers",
        "attach",
        "search",
        "declarations",
        "cancellation",
        "withdrawal",
        "practice",
        "clock",
        "billing",
        "card-updates",
        "renewal",
        "pay",
    ]
)


@dataclass(frozen=True)
class Armed:
    """A fault that waits for its message.

    Attributes:
        kill: called with `KILL_CLIENT` or `KILL_SERVER`; returns when the process is gone.
        fired: told when the fault really happens.
    """

    fault: Fault
    kill: Callable[[str], None]
    fired: Callable[[Fault], None]


class Link:
    """Forwards from a free loopback port to `target` and carries out the faults that are armed on it.

    Args:
        name: which link this is, as in `plan.STAGES`.
        target: base address of the far side.
        rewrite: changes answers on their way, without changing their length.

    Attributes:
        sender: the internet address that the far side is told; "" for none.
    """

    def __init__(self, name: str, target: str, rewrite: Callable[[bytes], bytes] = lambda answer: answer) -> None:
        self.name = name
        self._target = _host_and_port(target)
        self._rewrite = rewrite
        self.sender = ""
        self._armed: list[Armed] = []
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = _Listener(("127.0.0.1", 0), self._serve)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name=f"link {name}")
        self._thread.start()

    @property
    def address(self) -> str:
        """Base address for the near side."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def arm(self, armed: Armed) -> None:
        """Make a fault happen at the first message of its stage."""
        with self._lock:
            self._armed.append(armed)

    def disarm(self, armed: Armed) -> None:
        """Forget a fault, if it has not happened."""
        with self._lock:
            if armed in self._armed:
                self._armed.remove(armed)

    def close(self) -> None:
        """Stop listening and end the connections that hang."""
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _serve(self, near: socket.socket) -> None:
        near.settimeout(_PATIENCE_SECONDS)
        try:
            request = _read_message(near)
            if not request:
                return
            armed = self._take(_stage(request))
            if armed and armed.fault.when == BEFORE:
                self._carry_out(armed, near)
                return
            answer = self._exchange(_sent_by(self.sender, request) if self.sender else request)
            if armed:
                self._carry_out(armed, near, answer)
                return
            near.sendall(answer)
        except OSError:
            _reset(near)  # the near side is gone, or the far one is: for both it is a lost connection

    def _take(self, stage: str) -> Armed | None:
        with self._lock:
            for armed in self._armed:
                if armed.fault.stage == stage:
                    self._armed.remove(armed)
                    return armed
        return None

    def _carry_out(self, armed: Armed, near: socket.socket, answer: bytes = b"") -> None:
        fault = armed.fault
        armed.fired(fault)
        if fault.kind == TRUNCATE:
            near.sendall(answer[: max(1, len(answer) * 2 // 3)])
            return
        if fault.kind == HANG:
            self._closing.wait(_HANG_SECONDS)
        if fault.kind in {KILL_CLIENT, KILL_SERVER}:
            armed.kill(fault.kind)
        _reset(near)

    def _exchange(self, request: bytes) -> bytes:
        with socket.create_connection(self._target, timeout=_PATIENCE_SECONDS) as far:
            far.sendall(request)
            parts = []
            while part := far.recv(65536):
                parts.append(part)
            answer = b"".join(parts)
        if not answer:
            raise ConnectionResetError("the far side ended without an answer")
        return self._rewrite(answer)


class _Listener(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], serve: Callable[[socket.socket], None]) -> None:
        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                serve(self.request)

        super().__init__(address, Handler)


def _read_message(near: socket.socket) -> bytes:
    """Read one HTTP request; ask the far side to close after its answer, so that an exchange is a connection."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = near.recv(65536)
        if not part:
            return b""
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    match = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    length = int(match.group(1)) if match else 0
    while len(body) < length:
        part = near.recv(65536)
        if not part:
            return b""
        body += part
    head = re.sub(rb"(?i)\r\nconnection: [^\r]*", b"", head) + b"\r\nConnection: close"
    return head + b"\r\n\r\n" + body


def _sent_by(address: str, request: bytes) -> bytes:
    head, _, body = request.partition(b"\r\n\r\n")
    return head + f"\r\nX-Forwarded-For: {address}".encode() + b"\r\n\r\n" + body


def _stage(request: bytes) -> str:
    """Return "POST /v1/purchases/*/check" for a request: ids are joined to a star."""
    method, path, _ = request.split(b" ", 2)
    parts = path.decode().split("?")[0].split("/")
    return f"{method.decode()} " + "/".join(p if not p or p in _NO_IDS else "*" for p in parts)


def _reset(near: socket.socket) -> None:
    near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _host_and_port(address: str) -> tuple[str, int]:
    parts = urlsplit(address)
    assert parts.hostname is not None
    assert parts.port is not None
    return parts.hostname, parts.port
