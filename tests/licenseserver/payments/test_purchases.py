"""Recording a purchase once, and telling the truth about it."""

import hashlib
import hmac
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.exc import DatabaseError

from licenseserver.practice.gateway.server import WEBHOOK_SECRET
from tests.licenseserver.payments.shop import DETAILS, wait_until

pytestmark = pytest.mark.slow

LONG_AGO = "2020-01-01 00:00:00+00:00"


def code(answer):
    return answer.status_code, answer.json()["code"]


def test_the_same_key_is_the_same_purchase(buyer):
    order, key = buyer.order(), str(uuid.uuid4())
    first = buyer.post("/v1/purchases", order, key).json()
    again = buyer.post("/v1/purchases", order, key)
    assert again.status_code == 201
    assert again.json() == first
    assert len(buyer.shop.gateway.charges(first["id"])) == 1
    assert [entry["id"] for entry in buyer.get("/v1/purchases").json()["purchases"]] == [first["id"]]


def test_a_key_cannot_be_used_for_something_else(buyer):
    order, key = buyer.order("4000000000000002"), str(uuid.uuid4())
    buyer.post("/v1/purchases", order, key)
    other = {**order, "payment_method": "pm_other"}
    assert code(buyer.post("/v1/purchases", other, key)) == (422, "idempotency_key_reused")


def test_keys_of_two_accounts_are_independent(shop):
    key = str(uuid.uuid4())
    buyers = [shop.buyer(), shop.buyer()]
    made = [buyer.post("/v1/purchases", buyer.order(), key).json() for buyer in buyers]
    assert [purchase["status"] for purchase in made] == ["succeeded", "succeeded"]
    assert code(buyers[0].get(f"/v1/purchases/{made[1]['id']}")) == (404, "not_found")


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_is_needed(buyer, key):
    assert code(buyer.post("/v1/purchases", buyer.order(), key)) == (400, "idempotency_key_missing")


def test_many_clicks_at_once_are_one_purchase(buyer):
    order, key = buyer.order(), str(uuid.uuid4())
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: buyer.post("/v1/purchases", order, key), range(8)))
    assert {answer.status_code for answer in answers} == {201}
    (purchase_id,) = {answer.json()["id"] for answer in answers}
    assert buyer.settled(purchase_id)["status"] == "succeeded"
    assert len(buyer.shop.gateway.charges(purchase_id)) == 1


def test_two_purchases_at_once_are_one_licence(buyer):
    orders = [buyer.order() for _ in range(6)]
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda order: buyer.post("/v1/purchases", order, str(uuid.uuid4())), orders))
    made = [answer.json() for answer in answers if answer.status_code == 201]
    refused = {answer.json()["code"] for answer in answers if answer.status_code != 201}
    assert len(made) == 1
    assert refused <= {"purchase_under_way", "already_licensed"}
    assert len(buyer.shop.gateway.charges(made[0]["id"])) == 1


def test_a_licence_is_not_sold_twice(buyer):
    quote = buyer.quote()
    buyer.buy(quote=quote)
    assert code(buyer.post("/v1/purchases", buyer.order(quote=quote), "again")) == (409, "already_licensed")
    assert code(buyer.post("/v1/quotes", {"plan_id": "strategic-research"})) == (409, "already_licensed")


def test_a_refused_purchase_can_be_followed_by_another(buyer):
    refused = buyer.buy("4000000000009995")
    assert (refused["status"], refused["refusal"]) == ("refused", "insufficient_funds")
    assert buyer.buy()["status"] == "succeeded"


def test_an_upgrade_gives_credit_and_ends_the_old_licence(buyer):
    first = buyer.buy()
    quote = buyer.quote("strategic-research-plus")
    assert quote["credit"]["minor"] == 504000
    assert quote["subtotal"]["minor"] == 1260000 - 504000
    second = buyer.buy(quote=quote)
    assert second["status"] == "succeeded"
    assert second["brand_id"] == first["brand_id"]
    assert buyer.purchase(first["id"])["subscription"]["status"] == "ended"
    billing = buyer.get("/v1/billing").json()
    assert billing["subscription"]["plan_id"] == "strategic-research-plus"
    invoices = buyer.get("/v1/invoices").json()["entries"]
    assert [entry["purchase_id"] for entry in invoices] == [second["id"], first["id"]]
    assert code(buyer.post("/v1/quotes", {"plan_id": "strategic-research"})) == (409, "already_licensed")


@pytest.mark.parametrize("plan", ["free", "custom", "nonsense"])
def test_only_plans_for_sale_are_sold(buyer, plan):
    assert code(buyer.post("/v1/quotes", {"plan_id": plan})) == (422, "plan_not_buyable")


def test_a_quote_does_not_hold_for_ever(buyer):
    quote = buyer.quote()
    buyer.shop.change("UPDATE quotes SET expires_at = :then WHERE id = :id", then=LONG_AGO, id=quote["id"])
    assert code(buyer.post("/v1/purchases", buyer.order(quote=quote), "k")) == (409, "quote_expired")


def test_somebody_elses_quote_is_none(shop):
    quote = shop.buyer().quote()
    assert code(shop.buyer().post("/v1/purchases", {**shop.buyer().order(quote=quote)}, "k")) == (
        409,
        "quote_expired",
    )


def test_a_quote_for_another_place_is_shown_again(buyer):
    quote = buyer.quote(region="OR")
    assert quote["tax"]["minor"] == 0
    assert code(buyer.post("/v1/purchases", buyer.order(quote=quote), "k")) == (409, "quote_changed")
    assert buyer.get("/v1/purchases").json()["purchases"] == []


def test_both_consents_are_needed_in_their_present_version(buyer):
    order = buyer.order()
    without = {**order, "consents": order["consents"][:1]}
    assert code(buyer.post("/v1/purchases", without, "k")) == (422, "consent_missing")
    older = {**order, "consents": [{**consent, "version": "1999-01-01"} for consent in order["consents"]]}
    assert code(buyer.post("/v1/purchases", older, "k")) == (422, "consent_outdated")
    made = buyer.post("/v1/purchases", order, "k").json()
    kept = buyer.shop.rows(
        "SELECT consent_id, version, language, text_hash FROM consents WHERE purchase_id = :p", p=made["id"]
    )
    assert {(row[0], row[1], row[2]) for row in kept} == {
        (consent["id"], consent["version"], "en") for consent in order["consents"]
    }
    assert all(len(row[3]) == 64 for row in kept)


@pytest.mark.parametrize(
    ("changes", "field", "wrong"),
    [
        ({"name": " "}, "billing_details.name", "required"),
        ({"tax_id": "123"}, "billing_details.tax_id", "invalid"),
        ({"address": {**DETAILS["address"], "postal_code": "1"}}, "billing_details.address.postal_code", "invalid"),
        ({"address": {**DETAILS["address"], "city": ""}}, "billing_details.address.city", "required"),
        ({"address": {**DETAILS["address"], "lines": []}}, "billing_details.address.lines", "required"),
        ({"address": {**DETAILS["address"], "region": "XX"}}, "billing_details.address.region", "invalid"),
        ({"address": {**DETAILS["address"], "country": "ZZ"}}, "billing_details.address.country", "invalid"),
        ({"company": "x" * 500}, "billing_details.company", "too_long"),
    ],
)
def test_billing_details_are_checked_by_the_countrys_rules(buyer, changes, field, wrong):
    order = buyer.order(billing_details={**DETAILS, **changes})
    answer = buyer.post("/v1/purchases", order, "k")
    assert code(answer) == (400, "invalid_request")
    assert {"field": field, "code": wrong} in answer.json()["fields"]


def test_an_unknown_key_is_closed_by_asking(buyer):
    order, key = buyer.order(), str(uuid.uuid4())
    assert buyer.post("/v1/purchases/settle", {"idempotency_key": key}).json() == {"purchase": None}
    assert code(buyer.post("/v1/purchases", order, key)) == (409, "idempotency_key_closed")
    assert buyer.post("/v1/purchases/settle", {"idempotency_key": key}).json() == {"purchase": None}
    made = buyer.post("/v1/purchases", order, str(uuid.uuid4())).json()
    settled = buyer.post("/v1/purchases/settle", {"idempotency_key": made["idempotency_key"]}).json()
    assert settled == {"purchase": made}


def test_asking_and_arriving_at_the_same_moment_agree(shop):
    for _ in range(5):
        buyer, key = shop.buyer(), str(uuid.uuid4())
        order = buyer.order()
        with ThreadPoolExecutor(2) as threads:
            bought = threads.submit(buyer.post, "/v1/purchases", order, key)
            asked = threads.submit(buyer.post, "/v1/purchases/settle", {"idempotency_key": key})
        if asked.result().json()["purchase"] is None:
            assert code(bought.result()) == (409, "idempotency_key_closed")
            assert buyer.get("/v1/purchases").json()["purchases"] == []
        else:
            assert bought.result().status_code == 201
            assert asked.result().json()["purchase"]["id"] == bought.result().json()["id"]


def test_refusing_at_the_bank(buyer):
    waiting = buyer.buy("4000000000003220")
    buyer.shop.gateway.answer_bank(waiting["confirmation"]["page"], "refuse")
    ended = buyer.post(f"/v1/purchases/{waiting['id']}/check").json()
    assert (ended["status"], ended["refusal"]) == ("refused", "confirmation_failed")
    assert buyer.shop.gateway.charges(waiting["id"]) == []


def test_while_it_waits_for_the_bank_nothing_else_is_bought(buyer):
    waiting = buyer.buy("4000000000003220")
    assert code(buyer.post("/v1/purchases", buyer.order(), "k")) == (409, "purchase_under_way")
    assert buyer.post(f"/v1/purchases/{waiting['id']}/check").json()["status"] == "needs_confirmation"


def test_cancelling_at_the_bank_charges_nothing_ever(buyer):
    waiting = buyer.buy("4000000000003220")
    cancelled = buyer.post(f"/v1/purchases/{waiting['id']}/cancel").json()
    assert cancelled["status"] == "cancelled"
    buyer.shop.gateway.answer_bank(waiting["confirmation"]["page"])
    assert buyer.post(f"/v1/purchases/{waiting['id']}/check").json()["status"] == "cancelled"
    assert buyer.shop.gateway.charges(waiting["id"]) == []
    assert buyer.buy()["status"] == "succeeded"


def test_cancelling_what_was_paid_at_the_bank_finds_it_paid(buyer):
    waiting = buyer.buy("4000000000003220")
    buyer.shop.gateway.answer_bank(waiting["confirmation"]["page"])
    assert buyer.post(f"/v1/purchases/{waiting['id']}/cancel").json()["status"] == "succeeded"
    assert len(buyer.shop.gateway.charges(waiting["id"])) == 1


def test_the_bank_is_not_waited_for_longer_than_an_hour(buyer):
    waiting = buyer.buy("4000000000003220")
    statement = "UPDATE purchases SET confirmation_expires_at = :then WHERE id = :id"
    buyer.shop.change(statement, then=LONG_AGO, id=waiting["id"])
    ended = buyer.post(f"/v1/purchases/{waiting['id']}/check").json()
    assert (ended["status"], ended["refusal"]) == ("refused", "confirmation_expired")
    buyer.shop.gateway.answer_bank(waiting["confirmation"]["page"])
    assert buyer.shop.gateway.charges(waiting["id"]) == []


def test_an_event_of_the_gateway_wakes_the_purchase(buyer):
    shop = buyer.shop
    shop.gateway.send_events_to(shop.backend.address + "/v1/gateway/events")
    try:
        waiting = buyer.buy("4000000000003220")
        shop.gateway.answer_bank(waiting["confirmation"]["page"])
        wait_until(lambda: buyer.purchase(waiting["id"])["status"] == "succeeded", 10)
    finally:
        shop.gateway.send_events_to("")


def test_an_event_that_is_not_the_gateways_is_refused(buyer):
    answer = buyer.http.post(
        buyer.shop.backend.address + "/v1/gateway/events",
        data=b'{"type": "payment_intent.succeeded"}',
        headers={"Stripe-Signature": "t=1,v1=00", "Content-Type": "application/json"},
        timeout=60,
    )
    assert code(answer) == (403, "forbidden")


@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"data": {}}', b"nothing"])
def test_a_signed_event_without_form_is_refused_calmly(buyer, body):
    now = int(time.time())
    digest = hmac.new(WEBHOOK_SECRET.encode(), b"%d.%s" % (now, body), hashlib.sha256).hexdigest()
    answer = buyer.http.post(
        buyer.shop.backend.address + "/v1/gateway/events",
        data=body,
        headers={"Stripe-Signature": f"t={now},v1={digest}", "Content-Type": "application/json"},
        timeout=60,
    )
    assert answer.status_code in {400, 403}


def test_receipt_numbers_have_no_gap(shop):
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda _: shop.buyer().buy(), range(4)))
    assert {purchase["status"] for purchase in made} == {"succeeded"}
    numbers = sorted(row[0] for row in shop.rows("SELECT number FROM invoices"))
    assert numbers == [f"{numbers[0][:4]}-{count:06d}" for count in range(1, len(numbers) + 1)]


def test_a_brand_id_is_made_by_the_rule_and_stays(buyer):
    brand_id = buyer.buy()["brand_id"]
    assert brand_id.startswith("licensedesk")
    suffix = brand_id.removeprefix("licensedesk")
    assert len(suffix) == 9
    assert set(suffix) <= set("bcdfghjklmnpqrstvwxyz23456789")
    with pytest.raises(DatabaseError, match="permanent"):
        buyer.shop.change("UPDATE organizations SET brand_id = 'other' WHERE brand_id = :b", b=brand_id)
    with pytest.raises(DatabaseError, match="permanent"):
        buyer.shop.change("UPDATE organizations SET brand_id = NULL WHERE brand_id = :b", b=brand_id)


def test_a_token_that_the_gateway_does_not_know_is_a_refusal(buyer):
    answer = buyer.post("/v1/purchases", {**buyer.order(), "payment_method": "pm_unknown"}, "k").json()
    assert (answer["status"], answer["refusal"]) == ("refused", "declined")


def test_a_success_is_one_licence_one_receipt_one_mail_one_entry(buyer):
    purchase = buyer.buy()
    of_purchase = {"id": purchase["id"]}
    assert len(buyer.shop.rows("SELECT 1 FROM invoices WHERE purchase_id = :id", **of_purchase)) == 1
    mails = buyer.shop.rows("SELECT text FROM mails WHERE occasion = :o", o=f"purchase:{purchase['id']}")
    assert len(mails) == 1
    assert purchase["receipt"]["number"] in mails[0][0]
    entries = "SELECT 1 FROM audit_log WHERE subject = :id AND action = 'purchase.succeeded'"
    assert len(buyer.shop.rows(entries, **of_purchase)) == 1
    running = "SELECT 1 FROM subscriptions WHERE account_id = :a AND ended_at IS NULL"
    assert len(buyer.shop.rows(running, a=buyer.account_id)) == 1


def test_the_way_back_from_the_bank_is_a_calm_page(buyer):
    headers = {"Accept-Language": "fr-FR,fr;q=0.9"}
    page = buyer.http.get(buyer.shop.backend.address + "/v1/purchase-return", headers=headers, timeout=60)
    assert "Retournez à License Desk" in page.text
    assert page.headers["Content-Type"].startswith("text/html")
