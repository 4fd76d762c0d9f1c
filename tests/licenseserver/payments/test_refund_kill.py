"""The server is killed (-9) while it pays back; its successor finishes it, and the money goes back once."""

import pytest

from tests.licenseserver.payments.shop import TIMEOUT, Shop, wait_until
from tests.licenseserver.payments.test_kill import waiting_faults

pytestmark = pytest.mark.slow

REFUNDS = "/v1/refunds$"


def paid_back(shop: Shop, account_id: str) -> list[int]:
    """The gateway's own word: the amounts that it has paid back to an account."""
    found = shop.gateway.http.get(
        f"{shop.gateway.address}/v1/refunds", params={"limit": 100}, timeout=TIMEOUT
    ).json()
    return [refund["amount"] for refund in found["data"] if refund["metadata"].get("account_id") == account_id]


def test_what_was_paid_back_unheard_is_not_paid_back_again(open_shop):
    shop = open_shop()
    buyer = shop.buyer(country="DE")
    buyer.buy()
    shop.gateway.fault("delay_after", REFUNDS, seconds=60)
    assert buyer.post("/v1/billing/withdrawal").status_code == 200
    assert buyer.get("/v1/account").json()["entitlements"]["plan_id"] == "free"
    wait_until(lambda: not waiting_faults(shop.gateway))
    shop.backend.kill()
    shop.backend.start()
    status = "SELECT status FROM refunds WHERE account_id = :id"
    wait_until(lambda: shop.rows(status, id=buyer.account_id) == [("paid_back",)])
    invoiced = "SELECT total_minor FROM invoices WHERE account_id = :id AND kind = 'invoice'"
    ((total,),) = shop.rows(invoiced, id=buyer.account_id)
    assert paid_back(shop, buyer.account_id) == [total]
    credited = "SELECT total_minor FROM invoices WHERE account_id = :id AND kind = 'credit_note'"
    assert shop.rows(credited, id=buyer.account_id) == [(-total,)]
