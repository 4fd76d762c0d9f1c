"""A visitor buys: everything comes into being together, or nothing does (A5)."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.licenseserver.payments.shop import wait_until
from tests.licenseserver.payments.test_kill import CONFIRM, CREATE, kill_in_the_middle
from tests.licenseserver.payments.visiting import PASSWORD, PLAN, Visitor, newest_mail

pytestmark = pytest.mark.slow

POOR_CARD = "4000000000009995"
BANK_CARD = "4000000000003220"


def everything_of(shop, visitor):
    """Count what only a licence may bring: accounts, licences, receipts; and what holds a name meanwhile."""
    counts = [
        shop.rows(f"SELECT count(*) FROM {table} WHERE {column} = :id", id=visitor.account_id)[0][0]
        for table, column in (
            ("accounts", "id"),
            ("subscriptions", "account_id"),
            ("invoices", "account_id"),
            ("cards_on_file", "account_id"),
            ("billing_details", "account_id"),
        )
    ]
    held = shop.rows(
        "SELECT count(*) FROM held_accounts JOIN purchases ON purchases.id = purchase_id WHERE buyer_id = :id",
        id=visitor.account_id,
    )
    return counts, held[0][0]


def nothing_was_made(shop, visitor):
    return everything_of(shop, visitor) == ([0, 0, 0, 0, 0], 0)


def send(visitor, order):
    return visitor.post("/v1/purchases", order, str(uuid.uuid4()))


def test_a_visitor_buys_and_is_signed_in(shop):
    visitor = Visitor(shop)
    state = visitor.get("/v1/visitor").json()
    assert (state["email"], state["plan_id"], state["purchase"]) == (visitor.email, PLAN, None)
    bought = visitor.buy()
    assert bought["status"] == "succeeded"
    assert bought["brand_id"].startswith("licensedesk")
    assert (bought["data_center_id"], bought["email"]) == ("fra1", visitor.email)
    assert everything_of(shop, visitor) == ([1, 1, 1, 1, 1], 0)
    assert visitor.get("/v1/visitor").json()["purchase"] == bought
    assert visitor.get(f"/v1/purchases/{bought['id']}/receipt").content.startswith(b"%PDF")
    assert visitor.post("/v1/quotes", {"plan_id": PLAN, "country": "US"}).json()["code"] == "already_licensed"
    signed_in = visitor.leave()
    assert signed_in.ok, signed_in.text
    account = signed_in.json()["account"]
    assert (account["id"], account["username"]) == (visitor.account_id, visitor.email)
    assert account["organization"]["brand_id"] == bought["brand_id"]
    assert account["organization"]["data_center_id"] == "fra1"
    assert (account["time_zone"], account["country"]) == ("Europe/Paris", "US")
    assert account["entitlements"]["plan_id"] == PLAN
    assert len(shop.gateway.charges(bought["id"])) == 1
    confirmation = newest_mail(shop, visitor.email)[1]
    assert f"Brand ID: {bought['brand_id']}\nUsername: {visitor.email}\nData center: Frankfurt\n\n" in confirmation
    assert visitor.password_sign_in(PASSWORD).ok
    assert visitor.password_sign_in("tall green umbrellas").status_code == 401
    # What was bought as a visitor is the account's: its list, its receipt, its keys.
    visitor.http.headers["Authorization"] = "Bearer " + signed_in.json()["tokens"]["access_token"]
    assert [each["id"] for each in visitor.get("/v1/purchases").json()["purchases"]] == [bought["id"]]
    assert visitor.get("/v1/billing").json()["card"]["last_four"] == "4242"
    settled = visitor.post("/v1/purchases/settle", {"idempotency_key": bought["idempotency_key"]}).json()
    assert settled["purchase"]["id"] == bought["id"]


def test_a_lost_answer_to_signing_in_is_given_again_until_the_session_is_used(shop):
    visitor, elsewhere = Visitor(shop), Visitor(shop)
    elsewhere.email = visitor.email
    elsewhere.prove()
    visitor.buy()
    first, second = visitor.leave().json(), visitor.leave().json()
    assert first["tokens"]["refresh_token"] == second["tokens"]["refresh_token"]
    assert first["tokens"]["session_id"] == second["tokens"]["session_id"]
    assert visitor.get("/v1/visitor").status_code == 401
    assert elsewhere.leave().status_code == 401
    renewed = visitor.post("/v1/session/refresh", {"refresh_token": first["tokens"]["refresh_token"]})
    assert renewed.ok
    assert visitor.leave().status_code == 401


def test_a_refusal_leaves_nothing_and_frees_the_name(shop):
    visitor = Visitor(shop)
    refused = visitor.buy(POOR_CARD)
    assert (refused["status"], refused["refusal"]) == ("refused", "insufficient_funds")
    assert nothing_was_made(shop, visitor)
    assert visitor.leave().json()["code"] == "not_bought"
    other = Visitor(shop)
    assert other.buy(new_account=other.new_account(username=f"name-{visitor.account_id}"))["status"] == "succeeded"
    assert visitor.buy(new_account=visitor.new_account(username="a" + visitor.account_id))["status"] == "succeeded"
    assert everything_of(shop, visitor) == ([1, 1, 1, 1, 1], 0)


def test_a_name_is_held_while_it_is_being_paid_for(shop):
    first, second = Visitor(shop), Visitor(shop)
    name = f"Held-{uuid.uuid4().hex[:8]}"
    waiting = first.buy(BANK_CARD, new_account=first.new_account(username=name))
    assert waiting["status"] == "needs_confirmation"
    assert (waiting["username"], waiting["data_center_id"]) == (name, "fra1")
    taken = second.post(
        "/v1/purchases", second.order(new_account=second.new_account(username=name.lower())), str(uuid.uuid4())
    )
    assert taken.json()["fields"] == [{"field": "new_account.username", "code": "taken"}]
    first.post(f"/v1/purchases/{waiting['id']}/cancel")
    assert first.purchase(waiting["id"])["status"] == "cancelled"
    assert nothing_was_made(shop, first)
    assert second.buy(new_account=second.new_account(username=name.lower()))["status"] == "succeeded"


def test_two_visitors_at_once_with_one_name(shop):
    visitors = [Visitor(shop) for _ in range(4)]
    name = f"race-{uuid.uuid4().hex[:8]}"
    orders = [each.order(new_account=each.new_account(username=name)) for each in visitors]
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(send, visitors, orders))
    assert sorted(answer.status_code for answer in answers) == [201, 400, 400, 400]
    assert shop.rows("SELECT count(*) FROM accounts WHERE username = :name", name=name) == [(1,)]
    paid = [len(shop.gateway.charges(answer.json()["id"])) for answer in answers if answer.status_code == 201]
    assert paid == [1]


def test_one_address_on_two_devices_pays_once(shop):
    here = Visitor(shop)
    there = Visitor(shop, here.email.upper().replace("VISITORS.EXAMPLE", "visitors.example"))
    assert there.account_id == here.account_id
    orders = [
        each.order(new_account=here.new_account(username=f"{n}-{here.account_id}"))
        for n, each in enumerate((here, there))
    ]
    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(send, (here, there), orders))
    assert sorted(answer.status_code for answer in answers) in ([201, 409], [201, 422])
    assert everything_of(shop, here) == ([1, 1, 1, 1, 1], 0)
    # Whoever proves the address now is told that there is an account.
    asked = here.asked()
    assert asked.status_code == 201
    assert "already have an account" in newest_mail(shop, here.email)[0]


def test_proved_again_on_another_day_the_purchase_is_found(shop):
    visitor = Visitor(shop)
    waiting = visitor.buy(BANK_CARD)
    again = Visitor(shop, visitor.email)
    assert again.get("/v1/visitor").json()["purchase"]["id"] == waiting["id"]
    shop.gateway.answer_bank(waiting["confirmation"]["page"])
    assert again.post(f"/v1/purchases/{waiting['id']}/check").json()["status"] == "succeeded"
    assert again.leave().ok


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"data_center_id": "gov1"}, "data_center_id", "unavailable"),
        ({"data_center_id": "nowhere"}, "data_center_id", "unavailable"),
        ({"time_zone": "Mars/Olympus"}, "time_zone", "invalid"),
        ({"password": "password"}, "password", "common"),
        ({"username": "somebody@else.example"}, "username", "foreign"),
        ({"name": ""}, "name", "required"),
    ],
)
def test_an_account_that_cannot_be_made_is_not_paid_for(shop, wrong, field, code):
    visitor = Visitor(shop)
    answer = visitor.post(
        "/v1/purchases", visitor.order(new_account=visitor.new_account(**wrong)), str(uuid.uuid4())
    )
    assert answer.status_code == 400
    assert answer.json()["fields"] == [{"field": f"new_account.{field}", "code": code}]
    assert visitor.get("/v1/purchases").json()["purchases"] == []


def test_a_visitor_needs_a_new_account_and_an_account_none(shop, buyer):
    visitor = Visitor(shop)
    order = visitor.order() | {"new_account": None}
    assert visitor.post("/v1/purchases", order, str(uuid.uuid4())).json()["fields"] == [
        {"field": "new_account", "code": "required"}
    ]
    order = buyer.order() | {"new_account": visitor.new_account()}
    assert buyer.post("/v1/purchases", order, str(uuid.uuid4())).json()["fields"] == [
        {"field": "new_account", "code": "unknown"}
    ]
    order = visitor.order()
    order["consents"].pop()
    assert visitor.post("/v1/purchases", order, str(uuid.uuid4())).json()["code"] == "consent_missing"


def test_sent_twice_bought_once_and_a_closed_key_stays_closed(shop):
    visitor, key = Visitor(shop), str(uuid.uuid4())
    order = visitor.order()
    first, second = (visitor.post("/v1/purchases", order, key).json() for _ in range(2))
    assert first == second
    late, key = Visitor(shop), str(uuid.uuid4())
    assert late.post("/v1/purchases/settle", {"idempotency_key": key}).json()["purchase"] is None
    assert late.post("/v1/purchases", late.order(), key).json()["code"] == "idempotency_key_closed"
    assert nothing_was_made(shop, late)


def test_the_password_is_nowhere(shop):
    visitor = Visitor(shop)
    password = f"canary {uuid.uuid4().hex}"
    assert visitor.buy(new_account=visitor.new_account(password=password))["status"] == "succeeded"
    assert password not in shop.backend._log.read_text()
    for table in ("purchases", "held_accounts", "accounts", "audit_log", "mails", "purchase_keys"):
        assert not any(
            password in str(row) or visitor.token in str(row) for row in shop.rows(f"SELECT * FROM {table}")
        )


@pytest.mark.parametrize("path", [CREATE, CONFIRM], ids=["create", "confirm"])
@pytest.mark.parametrize("fault", ["delay_before", "delay_after"])
def test_the_server_is_killed_while_a_visitor_pays(open_shop, fault, path):
    shop = open_shop()
    visitor, key = Visitor(shop), str(uuid.uuid4())
    kill_in_the_middle(visitor, visitor.order(), key, fault, path)
    counts, held = everything_of(shop, visitor)
    assert (counts, held) == ([0, 0, 0, 0, 0], 1)
    shop.gateway.clear_faults()
    shop.backend.start()
    purchase = visitor.post("/v1/purchases/settle", {"idempotency_key": key}).json()["purchase"]
    assert visitor.settled(purchase["id"])["status"] == "succeeded"
    assert len(shop.gateway.charges(purchase["id"])) == 1
    assert everything_of(shop, visitor) == ([1, 1, 1, 1, 1], 0)
    assert visitor.leave().ok


def test_the_server_is_killed_before_it_hears_of_the_purchase(open_shop):
    shop = open_shop()
    visitor, key = Visitor(shop), str(uuid.uuid4())
    order = visitor.order()
    shop.backend.kill()
    shop.backend.start()
    assert visitor.get("/v1/visitor").json()["purchase"] is None
    assert nothing_was_made(shop, visitor)
    bought = visitor.post("/v1/purchases", order, key).json()
    shop.backend.kill()
    shop.backend.start()
    assert visitor.post("/v1/purchases", order, key).json() == bought
    assert visitor.leave().ok


def test_killed_at_the_bank_and_refused_there_nothing_is_left(open_shop):
    shop = open_shop()
    visitor = Visitor(shop)
    waiting = visitor.buy(BANK_CARD)
    shop.backend.kill()
    shop.gateway.answer_bank(waiting["confirmation"]["page"], "refuse")
    shop.backend.start()
    ended = wait_until(lambda: (found := visitor.purchase(waiting["id"]))["status"] == "refused" and found, 60)
    assert ended["username"] == ""
    assert nothing_was_made(shop, visitor)
    assert shop.gateway.charges(waiting["id"]) == []
