"""The server is killed (-9) in the middle of a purchase; its successor, or its neighbour, finishes it."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.licenseserver.payments.shop import TIMEOUT, wait_until

pytestmark = pytest.mark.slow

CREATE = "/v1/payment_intents$"
CONFIRM = "/confirm$"


def waiting_faults(gateway):
    return gateway.http.get(f"{gateway.address}/control/faults", timeout=TIMEOUT).json()["faults"]


def kill_in_the_middle(buyer, order, key, fault, path):
    """Send the purchase and kill the server while the gateway holds its request."""
    shop = buyer.shop
    shop.gateway.fault(fault, path, seconds=60)
    with ThreadPoolExecutor(1) as thread:
        sent = thread.submit(buyer.post, "/v1/purchases", order, key)
        wait_until(lambda: not waiting_faults(shop.gateway))
        if fault == "delay_after" and path == CONFIRM:
            wait_until(lambda: purchases_charged(shop, key))
        shop.backend.kill()
        with pytest.raises(requests.RequestException):
            sent.result(timeout=TIMEOUT)


def purchases_charged(shop, key):
    (purchase_id,) = shop.rows("SELECT id FROM purchases WHERE idempotency_key = :key", key=key)[0]
    return shop.gateway.charges(purchase_id)


@pytest.mark.parametrize("path", [CREATE, CONFIRM], ids=["create", "confirm"])
@pytest.mark.parametrize("fault", ["delay_before", "delay_after"])
def test_the_successor_finishes_it_once(open_shop, fault, path):
    shop = open_shop()
    buyer, key = shop.buyer(), str(uuid.uuid4())
    kill_in_the_middle(buyer, buyer.order(), key, fault, path)
    shop.gateway.clear_faults()
    shop.backend.start()
    purchase = buyer.post("/v1/purchases/settle", {"idempotency_key": key}).json()["purchase"]
    ended = buyer.settled(purchase["id"])
    assert ended["status"] == "succeeded"
    assert len(shop.gateway.charges(purchase["id"])) == 1
    assert len(shop.rows("SELECT 1 FROM invoices")) == 1
    assert len(shop.rows("SELECT 1 FROM subscriptions WHERE ended_at IS NULL")) == 1


def test_a_purchase_at_the_bank_survives_the_server(open_shop):
    shop = open_shop()
    buyer = shop.buyer()
    waiting = buyer.buy("4000000000003220")
    shop.backend.kill()
    shop.gateway.answer_bank(waiting["confirmation"]["page"])
    shop.backend.start()
    assert buyer.settled(waiting["id"])["status"] == "succeeded"
    assert len(shop.gateway.charges(waiting["id"])) == 1


def test_a_recorded_purchase_that_nobody_follows_is_found(open_shop):
    shop = open_shop()
    buyer = shop.buyer()
    ended = buyer.buy("4000000000009995")
    orphan = f"pur_{uuid.uuid4().hex}"
    copied = "id, buyer_id, idempotency_key, fingerprint, status, attempt, payment_method, created_at"
    taken = "buyer_id, 'other', fingerprint, 'processing', 1, :token, created_at"
    rest = "quote, billing_details, language, return_address, total_minor, currency, attempt_started_at"
    # As if the server had died between recording it and starting its workflow.
    shop.change(
        f"INSERT INTO purchases ({copied}, {rest}) SELECT :orphan, {taken}, {rest} FROM purchases WHERE id = :id",
        token=shop.gateway.token(),
        id=ended["id"],
        orphan=orphan,
    )
    assert buyer.settled(orphan)["status"] == "succeeded"
    assert len(shop.gateway.charges(orphan)) == 1


@pytest.mark.parametrize("own_address", ["postgresql"], indirect=True)
def test_a_neighbour_takes_over_what_a_dead_process_left(open_shop):
    first, second = open_shop(), open_shop()
    buyer, key = first.buyer(), str(uuid.uuid4())
    kill_in_the_middle(buyer, buyer.order(), key, "delay_after", CONFIRM)
    first.gateway.clear_faults()
    buyer.shop = second
    purchase = buyer.post("/v1/purchases/settle", {"idempotency_key": key}).json()["purchase"]
    ended = wait_until(lambda: (found := buyer.purchase(purchase["id"]))["status"] == "succeeded" and found, 60)
    assert ended["attempt"] == 1
    assert len(second.gateway.charges(purchase["id"])) == 1
