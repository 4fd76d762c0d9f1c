"""Stands between the client and the server, forwards every exchange, and keeps the tokens that pass."""

import http.client
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

TOKEN_FIELDS = ("access_token", "refresh_token", "device_token")
HOP_BY_HOP = {"connection", "transfer-encoding", "keep-alive", "content-length"}


class Recorder:
    """Runs as long as the block.

    Attributes:
        tokens: "kind number" -> token, in the order in which they passed.
        bodies: every request's body, as the server received it.
    """

    def __init__(self, target: str) -> None:
        self.tokens: dict[str, str] = {}
        self.bodies: list[bytes] = []
        self._lock = threading.Lock()
        recorder = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def forward(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                connection = http.client.HTTPConnection(urlsplit(target).netloc, timeout=60)
                headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
                connection.request(self.command, self.path, body or None, headers)
                answer = connection.getresponse()
                data = answer.read()
                recorder.keep(body, data)
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in HOP_BY_HOP:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
                connection.close()

            do_GET = do_POST = do_DELETE = do_PUT = forward  # noqa: N815 - the base class looks these names up

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="recorder")

    @property
    def address(self) -> str:
        """Base address for the client."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def keep(self, request: bytes, answer: bytes) -> None:
        """Note what passed."""
        with self._lock:
            self.bodies.append(request)
            try:
                decoded: Any = json.loads(answer)
            except ValueError:
                return
            tokens = decoded.get("tokens", {}) if isinstance(decoded, dict) else {}
            for field in TOKEN_FIELDS:
                if field in tokens:
                    self.tokens[f"{field} {len(self.tokens)}"] = tokens[field]
