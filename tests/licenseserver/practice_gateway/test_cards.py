"""Each row of practice_cards.csv, through Stripe's own library, ends as the row says."""

from datetime import UTC, datetime

import pytest
import stripe

AMOUNT = 504000
RETURN = "http://127.0.0.1:9/back"


def pay(client, method, **more):
    customer = client.v1.customers.create({"email": "ada@example.org"})
    intent = client.v1.payment_intents.create(
        {
            "amount": AMOUNT,
            "currency": "usd",
            "customer": customer.id,
            "payment_method": method.id,
            "setup_future_usage": "off_session",
            "metadata": {"purchase_id": method.id},
        }
    )
    return customer, intent.id, lambda: client.v1.payment_intents.confirm(intent.id, {"return_url": RETURN, **more})


def expect_decline(row, attempt):
    with pytest.raises(stripe.CardError) as caught:
        attempt()
    assert caught.value.code == row["error_code"]
    if row["decline_code"]:
        assert caught.value.error.decline_code == row["decline_code"]


def test_row_ends_as_the_table_says(gateway, client, row):
    if "Luhn" in row["scenario"]:
        expect_decline(row, lambda: gateway.pay_by(row["number"]))
        return
    method = gateway.pay_by(row["number"])
    assert method.card.last4 == row["number"][-4:]
    customer, intent, confirm = pay(client, method)
    outcome = row["expected_outcome"]
    at_the_bank = row["three_ds"].startswith("required") and row["three_ds_result"] not in {
        "error",
        "frictionless ok",
    }
    if outcome.startswith("succeeds") and not at_the_bank:
        assert confirm().status == "succeeded"
        assert gateway.charges(intent=intent, status="succeeded")[0]["customer"] == customer.id
    elif at_the_bank:
        waiting = confirm()
        assert waiting.status == "requires_action"
        assert gateway.charges(intent=intent) == []
        answer = gateway.answer_bank(waiting.next_action.redirect_to_url.url)
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith(RETURN)
        finished = client.v1.payment_intents.retrieve(intent)
        if "declined" in outcome:
            assert finished.status == "requires_payment_method"
            assert finished.last_payment_error.code == row["error_code"]
            if row["decline_code"]:
                assert finished.last_payment_error.decline_code == row["decline_code"]
        else:
            assert finished.status == "succeeded"
            assert len(gateway.charges(intent=intent, status="succeeded")) == 1
    else:
        if outcome == "attach succeeds; later charge declined":
            client.v1.payment_methods.attach(method.id, {"customer": customer.id})
        expect_decline(row, confirm)
        assert client.v1.payment_intents.retrieve(intent).status == "requires_payment_method"
        assert gateway.charges(intent=intent, status="succeeded") == []


@pytest.mark.parametrize(
    ("number", "set_up", "outcome"),
    [
        ("4000002500003155", False, "authentication_required"),
        ("4000002500003155", True, "succeeded"),
        ("4000002760003184", True, "authentication_required"),
        ("4000003800000446", False, "succeeded"),
    ],
)
def test_a_charge_without_the_owner_depends_on_the_set_up(gateway, client, number, set_up, outcome):
    method = gateway.pay_by(number)
    customer = client.v1.customers.create({})
    if set_up:
        setup = client.v1.setup_intents.create(
            {"customer": customer.id, "payment_method": method.id, "confirm": True, "return_url": RETURN}
        )
        assert setup.status == "requires_action"
        gateway.answer_bank(setup.next_action.redirect_to_url.url)
        assert client.v1.setup_intents.retrieve(setup.id).status == "succeeded"
    else:
        client.v1.payment_methods.attach(method.id, {"customer": customer.id})
    order = {
        "amount": AMOUNT,
        "currency": "usd",
        "customer": customer.id,
        "payment_method": method.id,
        "off_session": True,
        "confirm": True,
    }
    if outcome == "succeeded":
        assert client.v1.payment_intents.create(order).status == "succeeded"
    else:
        with pytest.raises(stripe.CardError) as caught:
            client.v1.payment_intents.create(order)
        assert caught.value.code == outcome


def test_a_card_that_would_be_declined_cannot_be_attached(gateway, client):
    customer = client.v1.customers.create({})
    with pytest.raises(stripe.CardError):
        client.v1.payment_methods.attach(gateway.pay_by("4000000000000002").id, {"customer": customer.id})


def test_the_wrong_cvc_card_pays_where_no_cvc_was_sent(gateway, client):
    _, _, confirm = pay(client, gateway.pay_by("4000000000000127", cvc=""))
    assert confirm().status == "succeeded"


def test_refusing_at_the_bank_charges_nothing(gateway, client):
    _, intent, confirm = pay(client, gateway.pay_by("4000000000003220"))
    gateway.answer_bank(confirm().next_action.redirect_to_url.url, "refuse")
    found = client.v1.payment_intents.retrieve(intent)
    assert found.status == "requires_payment_method"
    assert found.last_payment_error.code == "payment_intent_authentication_failure"
    assert gateway.charges(intent=intent) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": "4242424242424241"}, "incorrect_number"),
        ({"number": "4242"}, "invalid_number"),
        ({"exp_month": 13}, "invalid_expiry_month"),
        ({"exp_year": 2019}, "invalid_expiry_year"),
        ({"exp_year": 2100}, "invalid_expiry_year"),
        ({"cvc": "12"}, "invalid_cvc"),
        ({"cvc": "1234"}, "invalid_cvc"),
    ],
)
def test_the_card_itself_is_checked(gateway, changes, code):
    with pytest.raises(stripe.CardError) as caught:
        gateway.pay_by(**{"number": "4242424242424242", **changes})
    assert caught.value.code == code


def test_a_card_is_good_until_the_end_of_its_month(gateway):
    now = datetime.now(UTC)
    assert gateway.pay_by("4242424242424242", exp_month=now.month, exp_year=now.year).id.startswith("pm_")


def test_an_amex_may_have_four_digits_on_its_front(gateway):
    assert gateway.pay_by("378282246310005", cvc="1234").card.brand == "amex"


def test_a_card_that_is_not_a_practice_card_is_declined(gateway, client):
    _, _, confirm = pay(client, gateway.pay_by("4111111111111111"))
    with pytest.raises(stripe.CardError):
        confirm()


def test_a_publishable_key_only_makes_tokens(gateway):
    with pytest.raises(stripe.PermissionError):
        gateway.client("pk_test_practice").v1.customers.create({})
    with pytest.raises(stripe.AuthenticationError):
        gateway.client("nonsense").v1.customers.create({})


def test_intents_are_found_by_customer_and_by_metadata(gateway, client):
    method = gateway.pay_by("4242424242424242")
    customer, intent, confirm = pay(client, method)
    confirm()
    assert [found.id for found in client.v1.payment_intents.list({"customer": customer.id}).data] == [intent]
    query = f"metadata['purchase_id']:'{method.id}' AND customer:'{customer.id}'"
    assert [found.id for found in client.v1.payment_intents.search({"query": query}).data] == [intent]


def test_a_cancelled_intent_charges_nothing_and_a_paid_one_cannot_be_cancelled(gateway, client):
    _, intent, confirm = pay(client, gateway.pay_by("4242424242424242"))
    assert client.v1.payment_intents.cancel(intent).status == "canceled"
    with pytest.raises(stripe.InvalidRequestError) as caught:
        confirm()
    assert caught.value.code == "payment_intent_unexpected_state"
    assert gateway.charges(intent=intent) == []
    _, paid, confirm = pay(client, gateway.pay_by("4242424242424242"))
    confirm()
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.payment_intents.cancel(paid)
    with pytest.raises(stripe.InvalidRequestError):
        confirm()
    assert len(gateway.charges(intent=paid)) == 1


def test_a_token_belongs_to_one_customer_and_to_none_when_detached(gateway, client):
    method = gateway.pay_by("4242424242424242")
    _, _, confirm = pay(client, method)
    confirm()
    with pytest.raises(stripe.InvalidRequestError):
        pay(client, method)
    client.v1.payment_methods.detach(method.id)
    with pytest.raises(stripe.InvalidRequestError):
        pay(client, method)
