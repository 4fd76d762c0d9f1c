"""What Stripe's dialect does with answers that no gateway should give."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from licenseserver.gateway.protocol import Order, OutcomeUnknownError, RequestRefusedError
from licenseserver.gateway.stripe_dialect import StripeGateway

ORDER = Order(504000, "USD", "cus_1", "pm_1", "a purchase", {"purchase_id": "pur_1"})
DECLINE = b'{"error": {"type": "card_error", "code": "card_declined", "message": "no"}}'


class _Odd(HTTPServer):
    """Answers everything in one way, and remembers what it was asked."""

    def __init__(self, status: int, body: bytes = b"{}") -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.status = status
        self.body = body
        self.onward = ""
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Answer(BaseHTTPRequestHandler):
    server: _Odd

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append(self.path)
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(self.server.body)))
        if self.server.onward:
            self.send_header("Location", self.server.onward + self.path)
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_: object) -> None:
        """Be quiet."""


@pytest.fixture
def serve() -> Iterator[object]:
    running: list[tuple[_Odd, Thread]] = []

    def call(status: int, body: bytes = b"{}") -> _Odd:
        server = _Odd(status, body)
        thread = Thread(target=server.serve_forever)
        thread.start()
        running.append((server, thread))
        return server

    yield call
    for server, thread in running:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nothing_is_sent_where_an_answer_points_to(serve, status):
    elsewhere, gateway = serve(200), serve(status)
    gateway.onward = elsewhere.address
    with pytest.raises(OutcomeUnknownError):
        StripeGateway("sk_test_x", "whsec_x", gateway.address).create_intent(ORDER, "k")
    assert len(gateway.asked) == 1
    assert elsewhere.asked == []


def test_a_card_that_is_refused_before_any_payment_is_an_answer(serve):
    gateway = serve(402, DECLINE)
    with pytest.raises(RequestRefusedError) as refusal:
        StripeGateway("sk_test_x", "whsec_x", gateway.address).create_intent(ORDER, "k")
    assert (refusal.value.code, refusal.value.param) == ("card_declined", "payment_method")
