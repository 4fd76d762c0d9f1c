"""A gateway that hangs keeps those waiting who want it, and nobody else."""

import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.licenseserver.payments.shop import session_of_requests, wait_until

pytestmark = pytest.mark.slow

MANY = 60
QUICK_SECONDS = 2.5
"""Plans come in milliseconds; the rest is for a busy machine. With one pool for all it was 8 seconds."""


@pytest.mark.parametrize("own_address", ["sqlite"], indirect=True)
def test_plans_are_read_while_more_buy_than_there_are_threads(open_shop):
    shop = open_shop()
    buyers = [shop.buyer() for _ in range(3)]
    token = shop.gateway.token()
    shop.gateway.fault("hang_before", "/v1/(customers|setup_intents)", times=1000, seconds=60)
    begun = threading.Barrier(MANY + 1)

    def change_card(buyer):
        http = session_of_requests()
        http.headers["Authorization"] = buyer.http.headers["Authorization"]
        begun.wait()
        address = f"{shop.backend.address}/v1/billing/card-updates"
        content, key = {"payment_method": token}, {"Idempotency-Key": str(uuid.uuid4())}
        return http.post(address, json=content, headers=key, timeout=120)

    with ThreadPoolExecutor(MANY) as threads:
        sent = [threads.submit(change_card, buyers[number % 3]) for number in range(MANY)]
        begun.wait()
        wait_until(lambda: shop.rows("SELECT 1 FROM card_updates"))
        http = session_of_requests()
        for _ in range(5):
            started = time.monotonic()
            assert http.get(f"{shop.backend.address}/v1/plans", timeout=60).ok
            assert http.get(f"{shop.backend.address}/health/ready", timeout=60).ok
            assert time.monotonic() - started < QUICK_SECONDS
        answers = [each.result() for each in sent]
    shop.gateway.clear_faults()
    refused = [answer for answer in answers if answer.status_code == 503]
    assert {answer.status_code for answer in answers} == {201, 503}
    assert all(answer.json()["code"] == "gateway_unavailable" for answer in refused)
    assert all(int(answer.headers["Retry-After"]) > 0 for answer in refused)
    assert all(
        answer.json()["status"] in {"processing", "cancelled"} for answer in answers if answer.status_code == 201
    )
