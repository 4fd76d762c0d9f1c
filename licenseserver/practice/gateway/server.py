"""The practice gateway as an HTTP server: sockets, faults and the endpoints that only tests use."""

import json
import logging
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from licenseserver.practice.gateway import faults
from licenseserver.practice.gateway.bank_page import answer_at_bank, bank_page, language_of
from licenseserver.practice.gateway.call import Call
from licenseserver.practice.gateway.endpoints import Answer, Api, Request, account_of
from licenseserver.practice.gateway.events import EventPost
from licenseserver.practice.gateway.ledger import Ledger
from licenseserver.practice.gateway.wire import ApiProblem, Json, Params, invalid, parse_form

SECRET_KEY = "sk_test_practice"  # noqa: S105  (known to everybody: it guards practice money)
PUBLISHABLE_KEY = "pk_test_practice"
WEBHOOK_SECRET = "whsec_practice"  # noqa: S105  (as above)
LEDGER_FILE = "gateway.sqlite"

_log = logging.getLogger(__name__)
_IDLE_SECONDS = 60
_LARGEST_BODY = 64 * 1024


class PracticeGateway:
    """The gateway on a loopback port, in threads of its own.

    Attributes:
        address: ``http://127.0.0.1:PORT``.
        secret_key, publishable_key, webhook_secret: what a backend is told of it.
    """

    secret_key = SECRET_KEY
    publishable_key = PUBLISHABLE_KEY
    webhook_secret = WEBHOOK_SECRET

    def __init__(self, data: Path, port: int = 0, webhook: str = "") -> None:
        data.mkdir(parents=True, exist_ok=True)
        self._forward_seconds = 0.0
        self.ledger = Ledger(data / LEDGER_FILE)
        self.faults = faults.Faults()
        self.api = Api(self.ledger, self.now)
        self.post = EventPost(self.ledger, WEBHOOK_SECRET, self.now, webhook)
        self._http = _Server(("127.0.0.1", port), _Handler)
        self._http.gateway = self
        self.address = f"http://127.0.0.1:{self._http.server_address[1]}"
        self._thread = threading.Thread(target=self._http.serve_forever, name="practice-gateway", daemon=True)

    def now(self) -> float:
        """The gateway's time in seconds since 1970; it can be moved forward."""
        return time.time() + self._forward_seconds

    def move_forward(self, seconds: float) -> None:
        """Move the gateway's clock: keys are forgotten, cards expire."""
        self._forward_seconds += seconds

    def send_events_to(self, webhook: str) -> None:
        """Deliver the events to this address, the waiting ones too."""
        self.post.address = webhook
        self.post.wake()

    def start(self) -> None:
        """Start serving."""
        self._thread.start()
        self.post.start()

    def stop(self) -> None:
        """Stop serving; hanging requests are let go."""
        self.faults.clear()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()
        self.post.stop()
        self.ledger.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    gateway: PracticeGateway

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that went away is nothing to report."""
        _log.debug("connection %s with %s ended", request, client_address, exc_info=True)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _IDLE_SECONDS
    wbufsize = -1
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base class's name)
        _log.debug(format, *args)

    def _serve(self) -> None:
        gateway = self.server.gateway
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        if length > _LARGEST_BODY:
            self.close_connection = True
            self._send(413, json.dumps(invalid("Too large.", status=413).body))
            return
        body = self.rfile.read(length)
        if len(body) < length:
            # The caller died in the middle of it: what has come may read as another wish than what was meant.
            self.close_connection = True
            return
        text = body.decode("utf-8", "replace")
        try:
            params = Params(parse_form(text if self.command == "POST" else parts.query))
            if parts.path.startswith("/control/") or parts.path == "/ledger":
                self._send(200, json.dumps(self._control(gateway, parts.path, params)))
            elif parts.path.startswith("/bank/"):
                self._bank(gateway, parts.path.removeprefix("/bank/"), params)
            else:
                self._api(gateway, parts.path, params)
        except ApiProblem as problem:
            self._send(problem.status, json.dumps(problem.body))

    def _key(self) -> str:
        return self.headers.get("Authorization", "").removeprefix("Bearer ").strip()

    def _api(self, gateway: PracticeGateway, path: str, params: Params) -> None:
        fault = gateway.faults.take(self.command, path, self.headers.get("Practice-Fault", ""))
        kind = fault.kind if fault else ""
        if fault and kind == faults.ANSWER:
            self._send(fault.status, json.dumps({"error": {"type": "api_error", "message": "Practised."}}))
            return
        if fault and kind in {faults.DROP_BEFORE, faults.HANG_BEFORE}:
            self._leave(gateway, fault)
            return
        request = Request(
            self.command, path, self._key(), self.headers.get("Idempotency-Key"), params, gateway.address
        )

        def pause() -> None:
            if fault and kind == faults.DELAY_BEFORE:
                gateway.faults.wait(fault.seconds)

        answer = gateway.api.answer(request, kind, pause)
        gateway.post.wake()
        if fault and kind in {faults.DROP_AFTER, faults.HANG_AFTER}:
            self._leave(gateway, fault)
            return
        if fault and kind == faults.DELAY_AFTER:
            gateway.faults.wait(fault.seconds)
        self._send_answer(answer, truncated=kind == faults.TRUNCATE_AFTER)

    def _send_answer(self, answer: Answer, *, truncated: bool) -> None:
        headers = {"Idempotent-Replayed": "true"} if answer.replayed else {}
        self._send(answer.status, answer.text, headers=headers, truncated=truncated)

    def _leave(self, gateway: PracticeGateway, fault: faults.Fault) -> None:
        if fault.kind in {faults.HANG_BEFORE, faults.HANG_AFTER}:
            gateway.faults.wait(fault.seconds)
        # Zero linger: the other side sees a reset, as from a machine that died.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def _bank(self, gateway: PracticeGateway, identity: str, params: Params) -> None:
        language = language_of(self.headers.get("Accept-Language", ""))
        with gateway.ledger.transaction("", gateway.now()) as tx:
            call = Call(tx, params, gateway.address)
            if self.command == "GET":
                onward, page = "", bank_page(call, identity, language)
            else:
                onward, page = answer_at_bank(call, identity, language)
        gateway.post.wake()
        if onward:
            self._send(303, "", "text/html; charset=utf-8", {"Location": onward})
        else:
            self._send(200, page, "text/html; charset=utf-8")

    def _control(self, gateway: PracticeGateway, path: str, params: Params) -> Json:
        account = account_of(self._key())
        if path == "/ledger":
            return _ledger_of(gateway, account)
        if path == "/control/faults":
            if self.command == "POST":
                gateway.faults.add(faults.read_fault(params))
            elif self.command == "DELETE":
                gateway.faults.clear()
            return gateway.faults.waiting()
        if path == "/control/clock" and self.command == "POST":
            gateway.move_forward(float(params.required("seconds")))
            return {"now": gateway.now()}
        if path == "/control/webhook" and self.command == "POST":
            gateway.send_events_to(params.text("url"))
            return {"url": gateway.post.address}
        raise invalid(f"Unrecognized request URL ({self.command}: {path}).", status=404)

    def _send(
        self,
        status: int,
        text: str,
        kind: str = "application/json",
        headers: dict[str, str] | None = None,
        *,
        truncated: bool = False,
    ) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if truncated else body)
        self.wfile.flush()
        if truncated:
            self.close_connection = True


def _ledger_of(gateway: PracticeGateway, account: str) -> Json:
    """Every charge of an account, the refused ones too, and every refund, oldest first."""
    with gateway.ledger.transaction(account, gateway.now()) as tx:
        charges = tx.run(
            "SELECT id, intent, customer, amount, currency, status, metadata, charged_at FROM charges"
            " WHERE account = ? ORDER BY charged_at, rowid",
            account,
        ).fetchall()
        refunds = tx.run(
            "SELECT id, charge, intent, amount, currency, status, metadata, refunded_at FROM refunds"
            " WHERE account = ? ORDER BY refunded_at, rowid",
            account,
        ).fetchall()
    of_charge = ("id", "intent", "customer", "amount", "currency", "status", "metadata", "charged_at")
    of_refund = ("id", "charge", "intent", "amount", "currency", "status", "metadata", "refunded_at")
    return {
        "charges": [_entry(of_charge, row) for row in charges],
        "refunds": [_entry(of_refund, row) for row in refunds],
    }


def _entry(names: tuple[str, ...], row: tuple[object, ...]) -> Json:
    entry: Json = dict(zip(names, row, strict=True))
    entry["metadata"] = json.loads(entry["metadata"])
    return entry
