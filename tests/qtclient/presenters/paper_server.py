"""A backend whose invoices can be held back, refused or cut off; everything else is the real one's."""

from __future__ import annotations

import contextlib
import http.client
import threading
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qs, urlsplit

import msgspec

from licensewire.invoices import InvoiceEntry, InvoicePage
from tests.gallery.invoices import entries

# No PDF, but with a PDF's first and last bytes.
PAPER = b"%PDF-1.7\n" + b"paper " * 400 + b"\n%%EOF\n"
_HELD_SECONDS = 30.0


class PaperServer:
    """Answers ``/v1/invoices`` from a list of its own, and passes everything else on to `backend`.

    Attributes:
        papers: the invoices, newest first; may grow.
        asked: (offset, limit, search, kind) of each page, in order.
        fetched: ids of the documents that were asked for, in order.
        pages_open, papers_open: while not set, pages or documents are held back.
        broken: pages and documents are answered as a server in trouble does.
        break_after: documents are answered so when this many were fetched; -1 for never.
    """

    def __init__(self, backend: str, count: int) -> None:
        self._backend = urlsplit(backend)
        self.papers: list[InvoiceEntry] = list(entries(count, total=count))
        self.asked: list[tuple[int, int, str, str]] = []
        self.fetched: list[str] = []
        self.most_at_once = 0
        self._now = 0
        self.broken = False
        self.break_after = -1
        self.pages_open, self.papers_open = threading.Event(), threading.Event()
        self.pages_open.set()
        self.papers_open.set()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer._get(self)

            def do_POST(self) -> None:
                outer._pass_on(self)

            def do_PUT(self) -> None:
                outer._pass_on(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Answer nobody any more."""
        self.pages_open.set()
        self.papers_open.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def issue(self, count: int) -> None:
        """Issue `count` more."""
        more = len(self.papers) + count
        fresh = entries(count, total=more)
        moved = datetime.now(UTC) + timedelta(days=1)
        self.papers[:0] = [msgspec.structs.replace(one, issued_at=moved) for one in fresh]

    def _get(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        if parts.path == "/v1/invoices":
            self._answer_page(handler, {name: found[0] for name, found in parse_qs(parts.query).items()})
        elif parts.path.startswith("/v1/invoices/"):
            self._answer_paper(handler, parts.path.split("/")[3])
        else:
            self._pass_on(handler)

    def _answer_page(self, handler: BaseHTTPRequestHandler, query: dict[str, str]) -> None:
        offset, limit = int(query.get("offset", "0")), int(query.get("limit", "50"))
        search, kind = query.get("search", ""), query.get("kind", "")
        self.asked.append((offset, limit, search, kind))
        self.pages_open.wait(_HELD_SECONDS)
        if self.broken:
            _refuse(handler)
            return
        first, last = query.get("issued_from", ""), query.get("issued_until", "")
        found = [
            one
            for one in self.papers
            if search in one.number
            and kind in {"", one.kind}
            and (not first or one.issued_at.date() >= date.fromisoformat(first))
            and (not last or one.issued_at.date() <= date.fromisoformat(last))
        ]
        days = [one.issued_at.date() for one in self.papers]
        page = InvoicePage(
            entries=tuple(found[offset : offset + limit]),
            total=len(found),
            offset=offset,
            first_issued_on=min(days, default=None),
            last_issued_on=max(days, default=None),
        )
        _send(handler, 200, "application/json", msgspec.json.encode(page))

    def _answer_paper(self, handler: BaseHTTPRequestHandler, paper: str) -> None:
        self.fetched.append(paper)
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        self.papers_open.wait(_HELD_SECONDS)
        self._now -= 1
        if self.broken or 0 <= self.break_after < len(self.fetched):
            _refuse(handler)
        else:
            _send(handler, 200, "application/pdf", PAPER)

    def _pass_on(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("Content-Length", "0"))
        body = handler.rfile.read(length) if length else None
        headers = {name: value for name, value in handler.headers.items() if name.lower() != "host"}
        connection = http.client.HTTPConnection(str(self._backend.hostname), self._backend.port or 80, timeout=30)
        try:
            connection.request(handler.command, handler.path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        _send(handler, answer.status, answer.headers.get("Content-Type", "application/json"), content)


def _refuse(handler: BaseHTTPRequestHandler) -> None:
    _send(handler, 500, "application/problem+json", b'{"status": 500, "code": "internal"}')


def _send(handler: BaseHTTPRequestHandler, status: int, kind: str, content: bytes) -> None:
    # Closed after each answer, so that a server that has stopped is not spoken to any more.
    handler.close_connection = True
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Connection", "close")
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    with contextlib.suppress(OSError):
        # Who asked may have gone: that is what some tests are about.
        handler.wfile.write(content)
