"""Every row of practice_cards.csv bought with, over HTTP: purchase and ledger end as the row says."""

import pytest
import requests

from licenseserver.gateway.refusals import refusal_of

pytestmark = pytest.mark.slow


def test_purchase_ends_as_the_row_says(buyer, row):
    gateway = buyer.shop.gateway
    if "Luhn" in row["scenario"]:
        with pytest.raises(requests.HTTPError):  # refused by the gateway before the backend hears of it
            gateway.token(row["number"])
        return
    purchase = buyer.buy(row["number"])
    at_the_bank = row["three_ds"].startswith("required") and row["three_ds_result"] not in {
        "error",
        "frictionless ok",
    }
    if at_the_bank:
        assert purchase["status"] == "needs_confirmation"
        assert gateway.charges(purchase["id"]) == []
        gateway.answer_bank(purchase["confirmation"]["page"])
        purchase = buyer.post(f"/v1/purchases/{purchase['id']}/check").json()
    declined = "declined" in row["expected_outcome"]
    assert purchase["status"] == ("refused" if declined else "succeeded")
    assert len(gateway.charges(purchase["id"])) == (0 if declined else 1)
    plan = buyer.get("/v1/account").json()["entitlements"]["plan_id"]
    assert plan == ("free" if declined else "strategic-research")
    if declined:
        assert purchase["refusal"] == refusal_of(row["error_code"], row["decline_code"])
        assert purchase["subscription"] is None
    else:
        assert purchase["receipt"]["total"] == purchase["quote"]["total"]
        assert buyer.get("/v1/billing").json()["card"]["last_four"] == row["number"][-4:]
