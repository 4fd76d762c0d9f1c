"""Whatever the gateway does wrong, a purchase ends in exactly one charge with one licence, or in none."""

import pytest

pytestmark = pytest.mark.slow

CREATE = "/v1/payment_intents$"
CONFIRM = "/confirm$"
CUSTOMER = "/v1/customers$"


@pytest.mark.parametrize("path", [CUSTOMER, CREATE, CONFIRM], ids=["customer", "create", "confirm"])
@pytest.mark.parametrize(
    ("fault", "details", "attempts"),
    [
        ("drop_before", {}, {1}),
        ("drop_after", {}, {1}),
        ("drop_after", {"times": 3}, {1}),
        ("truncate_after", {}, {1}),
        ("hang_after", {"seconds": 1}, {1}),
        ("answer", {"status": 408}, {1}),
        ("answer", {"status": 429}, {1}),
        ("answer", {"status": 503, "times": 2}, {1}),
        # A 500 is saved under its key: where nothing was charged, the next attempt has new keys.
        ("error_before", {}, {2}),
        ("error_after", {}, {1, 2}),
    ],
)
def test_one_charge_after_all(buyer, path, fault, details, attempts):
    shop = buyer.shop
    order = buyer.order()
    shop.gateway.fault(fault, path, **details)
    answer = buyer.post("/v1/purchases", order, "k")
    assert answer.status_code == 201
    assert answer.json()["status"] in {"processing", "succeeded"}
    purchase = buyer.settled(answer.json()["id"])
    assert purchase["status"] == "succeeded"
    assert purchase["attempt"] in attempts
    assert len(shop.gateway.charges(purchase["id"])) == 1
    assert len(shop.rows("SELECT 1 FROM subscriptions WHERE account_id = :a", a=buyer.account_id)) == 1


def test_a_decline_whose_answer_was_lost_is_still_a_decline(buyer):
    order = buyer.order("4000000000009995")
    buyer.shop.gateway.fault("drop_after", CONFIRM)
    purchase = buyer.settled(buyer.post("/v1/purchases", order, "k").json()["id"])
    assert (purchase["status"], purchase["refusal"]) == ("refused", "insufficient_funds")


def test_an_unknown_outcome_stays_unknown_until_the_gateway_answers(buyer):
    shop = buyer.shop
    order = buyer.order()
    shop.gateway.fault("drop_after", CONFIRM)
    shop.gateway.fault("answer", "/v1/payment_intents/pi_", method="GET", status=503, times=1000)
    purchase = buyer.post("/v1/purchases", order, "k").json()
    assert purchase["status"] == "processing"
    cancelled = buyer.post(f"/v1/purchases/{purchase['id']}/cancel").json()
    assert cancelled["status"] == "processing"
    shop.gateway.clear_faults()
    assert buyer.post(f"/v1/purchases/{purchase['id']}/check").json()["status"] == "succeeded"
    assert len(shop.gateway.charges(purchase["id"])) == 1


def test_what_is_a_day_old_is_asked_for_and_never_sent_again(buyer):
    shop = buyer.shop
    order = buyer.order()
    shop.gateway.fault("drop_before", CONFIRM, times=1000)
    purchase = buyer.post("/v1/purchases", order, "k").json()
    assert purchase["status"] == "processing"
    shop.change(
        "UPDATE purchases SET attempt_started_at = '2020-01-01 00:00:00+00:00' WHERE id = :id", id=purchase["id"]
    )
    shop.gateway.clear_faults()
    ended = buyer.post(f"/v1/purchases/{purchase['id']}/check").json()
    assert (ended["status"], ended["refusal"]) == ("refused", "try_again_later")
    assert shop.gateway.charges(purchase["id"]) == []
