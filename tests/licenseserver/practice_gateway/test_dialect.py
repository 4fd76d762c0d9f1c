"""What renewals, withdrawals and card updates ask of a gateway, by our dialect, of the practice gateway."""

import uuid

import pytest

from licenseserver.gateway import protocol
from licenseserver.gateway.protocol import Order, RequestRefusedError
from licenseserver.gateway.stripe_dialect import StripeGateway
from licensewire import purchases
from tests.licenseserver.practice_gateway.conftest import GatewayProcess

RETURN = "http://127.0.0.1:9/back"
VISA, MASTERCARD = "4242424242424242", "5555555555554444"
LOST, ASKS_ALWAYS, DECLINES_LATER = "4000000000009987", "4000002760003184", "4000000000000341"


def key() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def dialect(gateway):
    return StripeGateway("sk_test_practice", "whsec_practice", gateway.address)


@pytest.fixture
def customer(dialect):
    return dialect.create_customer("acc_1", "Ada", "ada@example.org", key())


@pytest.fixture
def keep(gateway, dialect, customer):
    """Make a card ready for charges without its owner; returns its token."""

    def call(number):
        token = gateway.pay_by(number).id
        setup = dialect.confirm_setup(dialect.create_setup(customer, token, {}, key()).id, RETURN, key())
        if setup.status == protocol.NEEDS_BANK:
            gateway.answer_bank(setup.confirmation_page)
            setup = dialect.retrieve_setup(setup.id)
        assert setup.status == protocol.SUCCEEDED
        return token

    return call


@pytest.fixture
def charge(dialect, customer):
    """Charge a kept card without its owner."""

    def call(token, amount=5000, **metadata):
        order = Order(amount, "USD", customer, token, "a renewal", metadata, keeps_card=False)
        return dialect.confirm_intent(dialect.create_intent(order, key()).id, "", key(), off_session=True)

    return call


def test_a_charge_without_the_owner_tells_the_card_and_its_network(gateway, keep, charge):
    token = keep(MASTERCARD)
    paid = charge(token)
    assert (paid.status, paid.network, paid.card.payment_method) == (protocol.SUCCEEDED, "mastercard", token)
    assert len(gateway.charges(intent=paid.id, status="succeeded")) == 1


def test_a_refusal_without_the_owner_tells_the_card_too(keep, charge):
    token = keep(DECLINES_LATER)
    refused = charge(token)
    assert (refused.status, refused.refusal, refused.network) == (protocol.REFUSED, purchases.DECLINED, "visa")
    assert refused.card.payment_method == token
    assert not refused.hard_decline
    assert not refused.owner_needed


def test_a_lost_card_is_declined_for_good(dialect, gateway, customer):
    order = Order(5000, "USD", customer, gateway.pay_by(LOST).id, "a purchase", {})
    refused = dialect.confirm_intent(dialect.create_intent(order, key()).id, RETURN, key())
    assert (refused.refusal, refused.hard_decline) == (purchases.LOST_OR_STOLEN, True)


def test_a_card_that_expires_meanwhile_is_refused(tmp_path):
    own = GatewayProcess(tmp_path)
    try:
        dialect = StripeGateway("sk_test_practice", "whsec_practice", own.address)
        customer = dialect.create_customer("acc_1", "", "", key())
        setup = dialect.create_setup(customer, own.pay_by(VISA, exp_year=2030).id, {}, key())
        token = dialect.confirm_setup(setup.id, RETURN, key()).card.payment_method
        own.http.post(f"{own.address}/control/clock", data={"seconds": 10 * 366 * 86400}, timeout=60)
        order = Order(5000, "USD", customer, token, "a renewal", {}, keeps_card=False)
        refused = dialect.confirm_intent(dialect.create_intent(order, key()).id, "", key(), off_session=True)
        assert (refused.refusal, refused.hard_decline) == (purchases.EXPIRED_CARD, False)
    finally:
        own.stop()


def test_the_owner_is_asked_after_the_bank_missed_them(gateway, keep, charge, dialect):
    token = keep(ASKS_ALWAYS)
    refused = charge(token)
    assert (refused.status, refused.owner_needed, refused.hard_decline) == (protocol.REFUSED, True, False)
    asked = dialect.confirm_intent(refused.id, RETURN, key(), payment_method=token)
    assert asked.status == protocol.NEEDS_BANK
    gateway.answer_bank(asked.confirmation_page)
    paid = dialect.retrieve_intent(refused.id)
    assert (paid.status, paid.owner_needed) == (protocol.SUCCEEDED, False)
    assert len(gateway.charges(intent=paid.id, status="succeeded")) == 1


def test_a_setup_is_found_by_what_it_is_for(gateway, dialect, customer):
    token = gateway.pay_by(VISA).id
    made = dialect.create_setup(customer, token, {"card_update_id": "cup_1", "attempt": "1"}, key())
    assert made.status == protocol.OPEN
    assert [found.id for found in dialect.setups_of(customer, {"card_update_id": "cup_1"})] == [made.id]
    assert dialect.setups_of(customer, {"card_update_id": "cup_2"}) == []


def test_a_setup_that_is_cancelled_verifies_nothing(gateway, dialect, customer):
    made = dialect.create_setup(customer, gateway.pay_by(VISA).id, {}, key())
    assert dialect.cancel_setup(made.id).status == protocol.CANCELED
    with pytest.raises(RequestRefusedError):
        dialect.confirm_setup(made.id, RETURN, key())


def test_a_setup_that_succeeded_cannot_be_cancelled(gateway, dialect, customer):
    made = dialect.create_setup(customer, gateway.pay_by(VISA).id, {}, key())
    dialect.confirm_setup(made.id, RETURN, key())
    assert dialect.cancel_setup(made.id).status == protocol.SUCCEEDED


def test_a_card_can_be_looked_at_and_let_go_of_twice(keep, dialect, charge):
    token = keep(VISA)
    assert dialect.card_behind(token).last_four == "4242"
    dialect.detach(token)
    dialect.detach(token)
    dialect.detach("pm_nobody")
    with pytest.raises(RequestRefusedError):
        charge(token)
    assert dialect.card_behind("pm_nobody") is None


def test_a_refund_is_made_once_and_found_again(gateway, keep, charge, dialect):
    paid, once = charge(keep(VISA)), key()
    first = dialect.refund(paid.id, 2000, {"refund_id": "ref_1"}, once)
    assert (first.status, first.amount, first.currency) == (protocol.SUCCEEDED, 2000, "USD")
    assert dialect.refund(paid.id, 2000, {"refund_id": "ref_1"}, once).id == first.id
    assert dialect.refunds_of(paid.id, {"refund_id": "ref_1"}) == [first]
    assert dialect.refunds_of(paid.id, {"refund_id": "ref_2"}) == []
    assert [(each["intent"], each["amount"]) for each in gateway.refunds(intent=paid.id)] == [(paid.id, 2000)]


def test_no_more_is_paid_back_than_was_paid(gateway, keep, charge, dialect):
    paid = charge(keep(VISA), 5000)
    dialect.refund(paid.id, 4000, {}, key())
    with pytest.raises(RequestRefusedError) as refused:
        dialect.refund(paid.id, 1001, {}, key())
    assert refused.value.param == "amount"
    dialect.refund(paid.id, 1000, {}, key())
    with pytest.raises(RequestRefusedError) as refused:
        dialect.refund(paid.id, 1, {}, key())
    assert refused.value.code == "charge_already_refunded"
    assert sum(each["amount"] for each in gateway.refunds(intent=paid.id)) == 5000


def test_what_was_never_paid_is_not_paid_back(keep, charge, dialect):
    refused = charge(keep(DECLINES_LATER))
    with pytest.raises(RequestRefusedError):
        dialect.refund(refused.id, 1, {}, key())
