"""Each row of idempotency_semantics.csv that speaks of Stripe's API v1, against the real process."""

import csv
import socket
import threading
import uuid
from urllib.parse import urlencode, urlsplit

import pytest
import requests

from tests.licenseserver.practice_gateway.conftest import FACTS

CHARGE = {"amount": 5000, "currency": "usd", "confirm": "true"}


@pytest.fixture
def post(gateway):
    def call(path, data, key=None, account="practice"):
        headers = {"Authorization": f"Bearer sk_test_{account}"} | ({} if key is None else {"Idempotency-Key": key})
        return requests.post(gateway.address + path, data=data, headers=headers, timeout=60)

    return call


@pytest.fixture
def key():
    return uuid.uuid4().hex


@pytest.fixture
def order(gateway):
    return {**CHARGE, "payment_method": gateway.pay_by("4242424242424242").id, "metadata[test]": uuid.uuid4().hex}


def charged(gateway, order, status="succeeded"):
    return len(gateway.charges(metadata={"test": order["metadata[test]"]}, status=status))


def is_replay(answer):
    return answer.headers.get("Idempotent-Replayed") == "true"


def test_the_table_is_known_here():
    with (FACTS / "idempotency_semantics.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 11


def test_the_same_again_is_answered_the_same_without_a_second_effect(gateway, post, key, order):
    first, again = (post("/v1/payment_intents", order, key) for _ in range(2))
    assert (first.status_code, first.text) == (again.status_code, again.text)
    assert (is_replay(first), is_replay(again)) == (False, True)
    assert charged(gateway, order) == 1


@pytest.mark.parametrize(("fault", "charges"), [("error_after", 1), ("error_before", 0)])
def test_a_500_is_saved_and_returned_again(gateway, post, key, order, fault, charges):
    gateway.fault(fault, path="/v1/payment_intents$")
    first, again = (post("/v1/payment_intents", order, key) for _ in range(2))
    assert (first.status_code, again.status_code) == (500, 500)
    assert is_replay(again)
    assert charged(gateway, order) == charges


def test_a_refused_request_is_not_saved(gateway, post, key, order):
    assert post("/v1/payment_intents", {**order, "amount": "x"}, key).status_code == 400
    assert post("/v1/payment_intents", order, key).status_code == 200
    assert charged(gateway, order) == 1


def test_a_key_in_use_is_a_conflict(gateway, post, key, order):
    gateway.fault("delay_before", path="/v1/payment_intents$", seconds=20)
    first = threading.Thread(target=post, args=("/v1/payment_intents", order, key))
    first.start()
    while gateway.http.get(gateway.address + "/control/faults", timeout=60).json()["faults"]:
        pass
    conflict = post("/v1/payment_intents", order, key)
    gateway.http.delete(gateway.address + "/control/faults", timeout=60)
    first.join()
    assert conflict.status_code == 409
    assert is_replay(post("/v1/payment_intents", order, key))
    assert charged(gateway, order) == 1


def test_a_key_with_another_body_or_path_is_an_error(gateway, post, key, order):
    post("/v1/payment_intents", order, key)
    for path, data in (("/v1/payment_intents", {**order, "amount": 9900}), ("/v1/customers", {})):
        answer = post(path, data, key)
        assert answer.status_code == 400
        assert answer.json()["error"]["type"] == "idempotency_error"
    assert charged(gateway, order) == 1


def test_a_key_is_at_most_255_characters(post, order):
    assert post("/v1/payment_intents", order, "k" * 255).status_code == 200
    assert post("/v1/payment_intents", order, "k" * 256).status_code == 400


def test_keys_of_two_accounts_are_independent(gateway, post, key, order):
    assert post("/v1/customers", {}, key).status_code == 200
    other = post("/v1/customers", {}, key, account=uuid.uuid4().hex)
    assert other.status_code == 200
    assert not is_replay(other)


def test_a_decline_is_saved(gateway, post, key, order):
    order["payment_method"] = gateway.pay_by("4000000000009995").id
    first, again = (post("/v1/payment_intents", order, key) for _ in range(2))
    assert (first.status_code, again.status_code) == (402, 402)
    assert first.text == again.text
    assert charged(gateway, order, "failed") == 1
    order["payment_method"] = gateway.pay_by("4242424242424242").id
    intent = first.json()["error"]["payment_intent"]["id"]
    confirmed = post(
        f"/v1/payment_intents/{intent}/confirm", {"payment_method": order["payment_method"]}, key + "2"
    )
    assert confirmed.json()["status"] == "succeeded"


def test_a_key_is_ignored_where_nothing_is_written(gateway, key):
    headers = {"Authorization": "Bearer sk_test_practice", "Idempotency-Key": key}
    for _ in range(2):
        answer = requests.get(gateway.address + "/v1/payment_intents", headers=headers, timeout=60)
        assert answer.status_code == 200
        assert not is_replay(answer)


def test_after_a_day_a_key_is_forgotten(gateway, post, key, order):
    post("/v1/payment_intents", order, key)
    gateway.http.post(gateway.address + "/control/clock", data={"seconds": 24 * 3600 + 1}, timeout=60)
    again = post("/v1/payment_intents", order, key)
    assert not is_replay(again)
    assert charged(gateway, order) == 2
    gateway.http.post(gateway.address + "/control/clock", data={"seconds": -24 * 3600 - 1}, timeout=60)


def test_half_a_request_of_a_caller_that_died_has_no_effect(gateway, post, key, order):
    before = len(gateway.charges())
    whole = urlencode(order).encode()
    half, _, _ = whole.partition(b"&metadata")
    head = (
        f"POST /v1/payment_intents HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer sk_test_practice\r\n"
        f"Idempotency-Key: {key}\r\nContent-Length: {len(whole)}\r\n\r\n"
    )
    parts = urlsplit(gateway.address)
    with socket.create_connection((parts.hostname, parts.port), timeout=60) as dying:
        dying.sendall(head.encode() + half)
        dying.shutdown(socket.SHUT_WR)
        assert dying.recv(1024) == b""
    assert len(gateway.charges()) == before
    assert post("/v1/payment_intents", order, key).status_code == 200
    assert charged(gateway, order) == 1
