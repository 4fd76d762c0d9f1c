"""Replacing and removing the card over HTTP, as the client does it; and a server that is killed (B3, B4)."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.licenseserver.payments.shop import TIMEOUT, wait_until

pytestmark = pytest.mark.slow

MASTERCARD, ASKS, SAYS_NO = "5555555555554444", "4000000000003220", "4000000000009995"
CREATE, CONFIRM = "/v1/setup_intents$", "/setup_intents/.*/confirm$"
UPDATES = "/v1/billing/card-updates"


def update(buyer, card=MASTERCARD, key="", token=""):
    content = {"payment_method": token or buyer.shop.gateway.token(card)}
    answer = buyer.post(UPDATES, content, key or str(uuid.uuid4()))
    assert answer.status_code == 201, answer.text
    return answer.json()


def billing(buyer):
    answer = buyer.get("/v1/billing")
    assert answer.ok, answer.text
    return answer.json()


def last_four(buyer):
    card = billing(buyer)["card"]
    return card and card["last_four"]


def remove(buyer):
    return buyer.http.delete(f"{buyer.shop.backend.address}/v1/billing/card", timeout=TIMEOUT)


def test_the_card_of_a_purchase_is_replaced(buyer):
    buyer.buy()
    done = update(buyer)
    assert (done["status"], done["renewal_retried"]) == ("succeeded", False)
    assert billing(buyer)["card"] == {
        "brand": "mastercard",
        "last_four": "4444",
        "expiry_month": 12,
        "expiry_year": 2040,
    }
    account = buyer.account_id
    wait_until(lambda: not buyer.shop.rows("SELECT 1 FROM cards_to_let_go WHERE account_id = :a", a=account))
    kept = "SELECT occasion FROM mails WHERE account_id = :a AND occasion = :o"
    assert buyer.shop.rows(kept, a=account, o=f"new_card_kept:{done['id']}")


def test_a_refused_card_leaves_the_old_one(buyer):
    buyer.buy()
    done = update(buyer, SAYS_NO)
    assert (done["status"], done["refusal"]) == ("refused", "insufficient_funds")
    assert last_four(buyer) == "4242"


def test_the_bank_s_page_leads_back_and_its_event_finishes_it(buyer):
    shop = buyer.shop
    shop.gateway.send_events_to(f"{shop.backend.address}/v1/gateway/events")
    try:
        waiting = update(buyer, ASKS)
        assert waiting["status"] == "needs_confirmation"
        assert billing(buyer)["card_update"] == waiting
        # So that nobody looks by himself before the event comes.
        later = "UPDATE card_updates SET look_at = '2099-01-01 00:00:00+00:00' WHERE id = :id"
        shop.change(later, id=waiting["id"])
        back = shop.gateway.answer_bank(waiting["confirmation"]["page"])
        assert back.headers["Location"].startswith(f"{shop.backend.address}/v1/purchase-return")
        wait_until(lambda: last_four(buyer) == "3220")
        assert billing(buyer)["card_update"] is None
    finally:
        shop.gateway.send_events_to("")


def test_checking_asks_the_gateway_now(buyer):
    waiting = update(buyer, ASKS)
    path = f"{UPDATES}/{waiting['id']}"
    assert buyer.post(f"{path}/check").json()["status"] == "needs_confirmation"
    buyer.shop.gateway.answer_bank(waiting["confirmation"]["page"])
    assert buyer.post(f"{path}/check").json()["status"] == "succeeded"
    assert buyer.post(f"{path}/cancel").json()["status"] == "succeeded"


def test_cancelling_keeps_the_old_card(buyer):
    buyer.buy()
    waiting = update(buyer, ASKS)
    assert buyer.post(f"{UPDATES}/{waiting['id']}/cancel").json()["status"] == "cancelled"
    assert last_four(buyer) == "4242"


def test_the_same_key_is_the_same_update(buyer):
    token, key = buyer.shop.gateway.token(), str(uuid.uuid4())
    assert update(buyer, key=key, token=token) == update(buyer, key=key, token=token)
    other = buyer.post(UPDATES, {"payment_method": buyer.shop.gateway.token()}, key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert update(buyer.shop.buyer(), key=key)["status"] == "succeeded"  # a key is the account's own
    missing = buyer.post(UPDATES, {"payment_method": token})
    assert (missing.status_code, missing.json()["code"]) == (400, "idempotency_key_missing")


def test_the_same_request_at_once_is_one_update(buyer):
    token, key = buyer.shop.gateway.token(), str(uuid.uuid4())
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda _: update(buyer, key=key, token=token), range(6)))
    assert len({answer["id"] for answer in answers}) == 1
    assert len(buyer.shop.rows("SELECT 1 FROM card_updates WHERE account_id = :a", a=buyer.account_id)) == 1


def test_of_many_cards_at_once_one_is_on_file(buyer):
    tokens = {buyer.shop.gateway.token(): card for card in range(5)}
    with ThreadPoolExecutor(5) as threads:
        answers = list(threads.map(lambda token: update(buyer, token=token), tokens))
    account = buyer.account_id
    wait_until(lambda: not buyer.shop.rows("SELECT 1 FROM cards_to_let_go WHERE account_id = :a", a=account))
    ended = [buyer.post(f"{UPDATES}/{answer['id']}/check").json()["status"] for answer in answers]
    assert set(ended) <= {"succeeded", "cancelled"}
    assert "succeeded" in ended
    ((kept,),) = buyer.shop.rows("SELECT payment_method FROM cards_on_file WHERE account_id = :a", a=account)
    assert kept in tokens


def test_others_updates_are_not_there(buyer):
    waiting, stranger = update(buyer, ASKS), buyer.shop.buyer()
    for verb in ("check", "cancel"):
        assert stranger.post(f"{UPDATES}/{waiting['id']}/{verb}").status_code == 404


def test_removing_the_card_twice_changes_nothing_more(buyer):
    buyer.buy()
    assert remove(buyer).json()["card"] is None
    again = remove(buyer)
    assert again.ok
    assert last_four(buyer) is None
    assert update(buyer)["status"] == "succeeded"
    assert last_four(buyer) == "4444"


@pytest.mark.parametrize("path", [CREATE, CONFIRM], ids=["create", "confirm"])
def test_the_successor_of_a_killed_server_finishes_it(open_shop, path):
    shop = open_shop()
    buyer, key = shop.buyer(), str(uuid.uuid4())
    update(buyer, "4242424242424242")
    token = shop.gateway.token(MASTERCARD)
    shop.gateway.fault("delay_after", path, seconds=60)
    with ThreadPoolExecutor(1) as thread:
        sent = thread.submit(buyer.post, UPDATES, {"payment_method": token}, key)
        wait_until(lambda: not shop.gateway.http.get(f"{shop.gateway.address}/control/faults").json()["faults"])
        shop.backend.kill()
        with pytest.raises(requests.RequestException):
            sent.result(timeout=TIMEOUT)
    shop.gateway.clear_faults()
    old_or_new = {last for (last,) in shop.rows("SELECT last_four FROM cards_on_file")}
    assert old_or_new <= {"4242", "4444"}
    assert len(old_or_new) == 1
    shop.backend.start()
    wait_until(lambda: last_four(buyer) == "4444")
    assert update(buyer, key=key, token=token)["status"] == "succeeded"
    wait_until(lambda: not shop.rows("SELECT 1 FROM cards_to_let_go"))


@pytest.mark.parametrize("own_address", ["sqlite"], indirect=True)
def test_an_update_at_the_bank_survives_the_server(open_shop):
    shop = open_shop()
    buyer = shop.buyer()
    waiting = update(buyer, ASKS)
    shop.backend.kill()
    shop.gateway.answer_bank(waiting["confirmation"]["page"])
    shop.backend.start()
    wait_until(lambda: last_four(buyer) == "3220")


@pytest.mark.parametrize("own_address", ["postgresql"], indirect=True)
def test_a_neighbour_goes_on_with_what_a_dead_process_left(open_shop):
    first, second = open_shop(), open_shop()
    buyer = first.buyer()
    waiting = update(buyer, ASKS)
    first.backend.kill()
    first.gateway.answer_bank(waiting["confirmation"]["page"])
    buyer.shop = second
    wait_until(lambda: last_four(buyer) == "3220")
