"""Payment methods and customers: a card becomes a token, a token belongs to a customer."""

import hashlib
from datetime import datetime

from licenseserver.practice.gateway.call import Call, Reply, shown
from licenseserver.practice.gateway.cards import (
    AFTER_SETUP,
    AUTHENTICATION_NEEDED,
    EXPIRED,
    NEVER,
    REQUIRED_3DS,
    Decline,
    PracticeCard,
    card_named,
    checked_card,
    expiry_year,
)
from licenseserver.practice.gateway.events import record_event
from licenseserver.practice.gateway.wire import Json, invalid, missing, new_id, page_of


def create_payment_method(call: Call) -> Reply:
    """``POST /v1/payment_methods``: exchange a card for a token. The number and the CVC are forgotten here."""
    call.only("type", "card", "billing_details", "metadata", "allow_redisplay")
    if call.params.required("type") != "card":
        raise invalid("Only cards are practised here.", code="parameter_invalid_enum", param="type")
    given = call.params.nested("card")
    for name in ("number", "exp_month", "exp_year"):
        if not given.get(name):
            raise missing(f"card[{name}]")
    number, cvc = str(given["number"]), str(given.get("cvc", ""))
    card = checked_card(number, str(given["exp_month"]), str(given["exp_year"]), cvc, call.now)
    body: Json = {
        "id": new_id("pm"),
        "object": "payment_method",
        "type": "card",
        "billing_details": {"address": None, "email": None, "name": None, "phone": None}
        | call.params.nested("billing_details"),
        "card": {
            "brand": card.brand,
            "checks": {"cvc_check": "unchecked" if cvc else None},
            "country": "US",
            "exp_month": int(given["exp_month"]),
            "exp_year": expiry_year(str(given["exp_year"])),
            "fingerprint": hashlib.sha256(card.name.encode()).hexdigest()[:16],
            "funding": card.funding,
            "last4": number.strip()[-4:],
            "three_d_secure_usage": {"supported": True},
        },
        "created": call.created,
        "customer": None,
        "livemode": False,
        "metadata": call.params.nested("metadata"),
        "practice": {"card": card.name, "cvc_given": bool(cvc), "set_up": False},
    }
    return 200, shown(call.tx.add("payment_method", body))


def retrieve_payment_method(call: Call, identity: str) -> Reply:
    """``GET /v1/payment_methods/{id}``."""
    return 200, shown(call.tx.get("payment_method", identity))


def list_payment_methods(call: Call) -> Reply:
    """``GET /v1/payment_methods?customer=``."""
    found = call.tx.all("payment_method", customer=call.params.required("customer"))
    return 200, page_of([shown(item) for item in found], "/v1/payment_methods", call.params)


def attach_payment_method(call: Call, identity: str) -> Reply:
    """``POST /v1/payment_methods/{id}/attach``: the bank is asked whether the card is good."""
    call.only("customer")
    method = call.tx.get("payment_method", identity)
    customer = call.tx.get("customer", call.params.required("customer"), "customer")
    check_owner(method, customer["id"])
    decline = declined_when_verified(method, call.now)
    if decline:
        return 402, {"error": decline_error(decline)}
    return 200, shown(attach(call, method, customer["id"]))


def detach_payment_method(call: Call, identity: str) -> Reply:
    """``POST /v1/payment_methods/{id}/detach``: the token cannot be used again."""
    call.only()
    method = call.tx.get("payment_method", identity)
    if not method["customer"]:
        raise invalid("The payment method you provided is not attached to a customer so detachment is impossible.")
    method["customer"] = None
    method["practice"]["detached"] = True
    call.tx.save(method)
    record_event(call.tx, "payment_method.detached", shown(method))
    return 200, shown(method)


def create_customer(call: Call) -> Reply:
    """``POST /v1/customers``."""
    call.only("name", "email", "description", "metadata", "address", "preferred_locales")
    body: Json = {
        "id": new_id("cus"),
        "object": "customer",
        "created": call.created,
        "livemode": False,
        "invoice_settings": {"default_payment_method": None},
        **{name: call.params.text(name) or None for name in ("name", "email", "description")},
        "address": call.params.nested("address") or None,
        "metadata": call.params.nested("metadata"),
    }
    call.tx.add("customer", body)
    record_event(call.tx, "customer.created", shown(body))
    return 200, shown(body)


def update_customer(call: Call, identity: str) -> Reply:
    """``POST /v1/customers/{id}``."""
    call.only("name", "email", "description", "metadata", "address", "invoice_settings", "preferred_locales")
    customer = call.tx.get("customer", identity)
    for name in ("name", "email", "description"):
        if name in call.params.values:
            customer[name] = call.params.text(name) or None
    for name in ("metadata", "address", "invoice_settings"):
        if name in call.params.values:
            customer[name] = {**(customer[name] or {}), **call.params.nested(name)}
    call.tx.save(customer)
    return 200, shown(customer)


def retrieve_customer(call: Call, identity: str) -> Reply:
    """``GET /v1/customers/{id}``."""
    return 200, shown(call.tx.get("customer", identity))


def practice_card(method: Json) -> PracticeCard:
    """Return what the card behind a token does."""
    return card_named(method["practice"]["card"])


def check_owner(method: Json, customer: str | None) -> None:
    """Refuse a token that was detached or belongs to another customer."""
    if method["practice"].get("detached"):
        raise invalid(
            "This PaymentMethod was previously detached from a Customer and may not be used again.",
            code="payment_method_unexpected_state",
            param="payment_method",
        )
    if method["customer"] and method["customer"] != customer:
        raise invalid(
            "The payment method you provided has already been attached to a customer.",
            code="payment_method_unexpected_state",
            param="payment_method",
        )


def attach(call: Call, method: Json, customer: str) -> Json:
    """Make a token the customer's, once."""
    if not method["customer"]:
        method["customer"] = customer
        call.tx.save(method)
        record_event(call.tx, "payment_method.attached", shown(method))
    return method


def declined_at_once(method: Json, now: datetime) -> Decline | None:
    """Return why the bank refuses the card whoever is present, or None; years may have gone by since its setup."""
    card = practice_card(method)
    if (method["card"]["exp_year"], method["card"]["exp_month"]) < (now.year, now.month):
        return EXPIRED
    if card.cvc_decline and not method["practice"]["cvc_given"]:
        return None
    return card.decline


def declined_when_verified(method: Json, now: datetime) -> Decline | None:
    """Return why the bank refuses to have the card kept for later, or None; one card says no only when charged."""
    decline = declined_at_once(method, now)
    card = practice_card(method)
    return None if card.attachable and decline is card.decline else decline


def needs_bank(method: Json, *, off_session: bool) -> bool:
    """Tell whether the card's owner must confirm at the bank first."""
    return not off_session and practice_card(method).three_ds == REQUIRED_3DS


def declined_off_session(method: Json) -> Decline | None:
    """Return why a charge without the card's owner is refused, or None."""
    card = practice_card(method)
    if card.off_session == NEVER or (card.off_session == AFTER_SETUP and not method["practice"]["set_up"]):
        return AUTHENTICATION_NEEDED
    return card.after_bank


def decline_error(decline: Decline, **more: object) -> Json:
    """Write a decline as Stripe's error object."""
    error: Json = {"type": "card_error", "code": decline.code, "message": decline.message, **more}
    for name in ("decline_code", "advice_code", "network_decline_code"):
        if word := getattr(decline, name):
            error[name] = word
    return error
