"""Events are signed and delivered until they are taken; the bank's page speaks two languages; no card is kept."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
import stripe

from tests.licenseserver.practice_gateway.conftest import GatewayProcess


class Receiver(ThreadingHTTPServer):
    """Takes events; refuses the first few."""

    daemon_threads = True

    def __init__(self, refuse):
        self.refuse = refuse
        self.taken = []
        self.enough = threading.Event()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                payload = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.refuse -= 1
                self.send_response(500 if receiver.refuse >= 0 else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()
                if receiver.refuse < 0:
                    receiver.taken.append((payload, self.headers["Stripe-Signature"]))
                    if b'"payment_intent.succeeded"' in payload:
                        receiver.enough.set()

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()


def pay(running, number="4242424242424242", **more):
    order = {
        "amount": 5000,
        "currency": "usd",
        "payment_method": running.pay_by(number).id,
        "confirm": True,
        **more,
    }
    return running.client().v1.payment_intents.create(order)


@pytest.fixture
def own_gateway(tmp_path):
    running = GatewayProcess(tmp_path)
    yield running
    running.stop()


def test_events_are_signed_and_delivered_again_until_they_are_taken(own_gateway):
    receiver = Receiver(refuse=3)
    try:
        address = f"http://127.0.0.1:{receiver.server_port}/events"
        intent = pay(own_gateway)
        own_gateway.http.post(own_gateway.address + "/control/webhook", data={"url": address}, timeout=60)
        assert receiver.enough.wait(60)
        events = [stripe.Webhook.construct_event(*taken, "whsec_practice") for taken in receiver.taken]
        about = {event.type: event.data.object.id for event in events}
        assert about["payment_intent.succeeded"] == intent.id
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.Webhook.construct_event(*receiver.taken[0], "whsec_other")
    finally:
        receiver.shutdown()
        receiver.server_close()


def test_no_card_number_and_no_cvc_is_written_down(tmp_path):
    running = GatewayProcess(tmp_path)
    try:
        running.pay_by("5555555555554444", cvc="737")
        pay(running, "4000000000003220", return_url="http://127.0.0.1:9/")
        with pytest.raises(stripe.CardError):
            running.pay_by("4242424242424241")
    finally:
        running.stop()
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for secret in (b"5555555555554444", b"4000000000003220", b"4242424242424241", b'"737"'):
        assert secret not in written


def test_a_killed_gateway_keeps_what_it_answered(tmp_path):
    running = GatewayProcess(tmp_path)
    intent = pay(running)
    running.process.kill()
    running.process.wait(60)
    running.process.stdout.close()
    running.http.close()
    again = GatewayProcess(tmp_path)
    try:
        assert again.client().v1.payment_intents.retrieve(intent.id).status == "succeeded"
        assert len(again.charges(intent=intent.id)) == 1
    finally:
        again.stop()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en-US,en;q=0.9", ("Confirm payment", "Refuse", "$50.00")),
        ("fr-CA,fr;q=0.8", ("Confirmer le paiement", "Refuser", "50,00")),
    ],
)
def test_the_banks_page(gateway, language, words):
    intent = pay(gateway, "4000000000003220", return_url="http://127.0.0.1:9/back?x=1")
    page = intent.next_action.redirect_to_url.url
    shown = requests.get(page, headers={"Accept-Language": language}, timeout=60)
    assert shown.headers["Content-Type"].startswith("text/html")
    for word in words:
        assert word in shown.text
    answer = gateway.answer_bank(page)
    assert answer.headers["Location"] == (
        f"http://127.0.0.1:9/back?x=1&payment_intent={intent.id}&redirect_status=succeeded"
    )
    assert gateway.answer_bank(page).headers["Location"] == answer.headers["Location"]
    assert len(gateway.charges(intent=intent.id)) == 1
    assert words[0] not in requests.get(page, headers={"Accept-Language": language}, timeout=60).text


@pytest.mark.parametrize(
    ("fault", "charged"),
    [("drop_before", 0), ("drop_after", 1), ("truncate_after", 1), ("error_before", 0), ("error_after", 1)],
)
def test_faults_happen_where_they_are_asked_for(gateway, fault, charged):
    method = gateway.pay_by("4242424242424242")
    order = {"amount": 5000, "currency": "usd", "payment_method": method.id, "confirm": True}
    gateway.fault(fault, path="/v1/payment_intents$")
    with pytest.raises((stripe.APIConnectionError, stripe.APIError)):
        gateway.client().v1.payment_intents.create({**order, "metadata": {"fault": method.id}})
    assert len(gateway.charges(metadata={"fault": method.id})) == charged
