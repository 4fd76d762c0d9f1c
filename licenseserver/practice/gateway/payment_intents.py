"""Payment intents: the one place where money moves."""

import json
import re

from licenseserver.practice.gateway.call import Call, Reply, expanded, shown
from licenseserver.practice.gateway.cards import AUTHENTICATION_FAILED, Decline
from licenseserver.practice.gateway.events import record_event
from licenseserver.practice.gateway.payment_methods import (
    attach,
    check_owner,
    decline_error,
    declined_at_once,
    declined_off_session,
    needs_bank,
    practice_card,
)
from licenseserver.practice.gateway.wire import Json, invalid, new_id, page_of

KIND = "payment_intent"
_CREATE = (
    "amount",
    "currency",
    "customer",
    "payment_method",
    "payment_method_types",
    "allowed_payment_method_types",
    "metadata",
    "description",
    "setup_future_usage",
    "confirm",
    "off_session",
    "return_url",
    "receipt_email",
)
_OPEN = {"requires_payment_method", "requires_confirmation", "requires_action"}
_SMALLEST_AMOUNT = 50
_CLAUSE = re.compile(
    r"""^(?:metadata\[['"](?P<name>[^'"]+)['"]\]|(?P<field>customer|status)):['"](?P<value>[^'"]*)['"]$"""
)


def create_intent(call: Call) -> Reply:
    """``POST /v1/payment_intents``: nothing is charged unless ``confirm=true`` is sent with it."""
    call.only(*_CREATE)
    amount = call.params.integer("amount")
    if amount < _SMALLEST_AMOUNT:
        raise invalid("Amount must be at least $0.50 usd", code="amount_too_small", param="amount")
    currency = call.params.required("currency").lower()
    identity = new_id("pi")
    body: Json = {
        "id": identity,
        "object": KIND,
        "amount": amount,
        "amount_received": 0,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic",
        "client_secret": new_id(f"{identity}_secret"),
        "confirmation_method": "automatic",
        "created": call.created,
        "currency": currency,
        "customer": call.params.text("customer") or None,
        "description": call.params.text("description") or None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": call.params.nested("metadata"),
        "next_action": None,
        "payment_method": None,
        "payment_method_types": ["card"],
        "receipt_email": call.params.text("receipt_email") or None,
        "setup_future_usage": call.params.text("setup_future_usage") or None,
        "status": "requires_payment_method",
        "practice": {"return_url": "", "off_session": False},
    }
    if body["customer"]:
        call.tx.get("customer", body["customer"], "customer")
    if call.params.text("payment_method"):
        _take_method(call, body, call.params.text("payment_method"))
        body["status"] = "requires_confirmation"
    call.tx.add(KIND, body)
    record_event(call.tx, "payment_intent.created", shown(body))
    if call.params.flag("confirm"):
        return _confirm(call, body)
    return 200, expanded(call, body)


def confirm_intent(call: Call, identity: str) -> Reply:
    """``POST /v1/payment_intents/{id}/confirm``: the bank is asked for the money."""
    call.only("payment_method", "return_url", "off_session", "setup_future_usage", "receipt_email")
    return _confirm(call, call.tx.get(KIND, identity))


def retrieve_intent(call: Call, identity: str) -> Reply:
    """``GET /v1/payment_intents/{id}``."""
    return 200, expanded(call, call.tx.get(KIND, identity))


def cancel_intent(call: Call, identity: str) -> Reply:
    """``POST /v1/payment_intents/{id}/cancel``: impossible once it has succeeded."""
    call.only("cancellation_reason")
    intent = call.tx.get(KIND, identity)
    if intent["status"] not in _OPEN:
        raise _unexpected(intent, "cancel")
    intent |= {
        "status": "canceled",
        "canceled_at": call.created,
        "cancellation_reason": call.params.text("cancellation_reason") or None,
        "next_action": None,
    }
    call.tx.save(intent)
    record_event(call.tx, "payment_intent.canceled", shown(intent))
    return 200, expanded(call, intent)


def list_intents(call: Call) -> Reply:
    """``GET /v1/payment_intents?customer=``."""
    customer = call.params.text("customer")
    found = call.tx.all(KIND, customer=customer) if customer else call.tx.all(KIND)
    return 200, page_of([shown(item) for item in found], "/v1/payment_intents", call.params)


def search_intents(call: Call) -> Reply:
    """``GET /v1/payment_intents/search?query=metadata['name']:'value' AND customer:'cus_...'``."""
    found = call.tx.all(KIND)
    for clause in call.params.required("query").split(" AND "):
        match = _CLAUSE.match(clause.strip())
        if match is None:
            raise invalid("We were unable to parse your search query.", param="query")
        name, field, value = match["name"], match["field"], match["value"]
        found = [item for item in found if (item["metadata"].get(name) if name else item[field]) == value]
    page = page_of([shown(item) for item in found], "/v1/payment_intents/search", call.params)
    return 200, {**page, "object": "search_result", "next_page": None}


def finish_at_bank(call: Call, intent: Json, *, confirmed: bool) -> None:
    """The card's owner has answered on the bank's page."""
    method = call.tx.get("payment_method", intent["payment_method"])
    if not confirmed:
        _declined(call, intent, method, AUTHENTICATION_FAILED)
        return
    after = practice_card(method).after_bank
    if after:
        _declined(call, intent, method, after)
        return
    method["practice"]["set_up"] = bool(intent["setup_future_usage"]) or method["practice"]["set_up"]
    call.tx.save(method)
    _charged(call, intent, method)


def _confirm(call: Call, intent: Json) -> Reply:
    if intent["status"] not in _OPEN:
        raise _unexpected(intent, "confirm")
    if call.params.text("payment_method"):
        _take_method(call, intent, call.params.text("payment_method"))
    if not intent["payment_method"]:
        raise _unexpected(intent, "confirm without a payment method")
    if call.params.text("setup_future_usage"):
        intent["setup_future_usage"] = call.params.text("setup_future_usage")
    method = call.tx.get("payment_method", intent["payment_method"], "payment_method")
    off_session = call.params.flag("off_session")
    intent["practice"] = {"return_url": call.params.text("return_url"), "off_session": off_session}
    intent["next_action"] = None
    decline = declined_at_once(method, call.now) or (declined_off_session(method) if off_session else None)
    if decline:
        return _declined(call, intent, method, decline)
    if needs_bank(method, off_session=off_session):
        return _sent_to_bank(call, intent)
    _charged(call, intent, method)
    return 200, expanded(call, intent)


def _take_method(call: Call, intent: Json, identity: str) -> None:
    method = call.tx.get("payment_method", identity, "payment_method")
    check_owner(method, intent["customer"])
    intent["payment_method"] = method["id"]


def _sent_to_bank(call: Call, intent: Json) -> Reply:
    page = f"{call.address}/bank/{intent['id']}"
    intent |= {
        "status": "requires_action",
        "last_payment_error": None,
        "next_action": {
            "type": "redirect_to_url",
            "redirect_to_url": {"url": page, "return_url": intent["practice"]["return_url"] or None},
        },
    }
    call.tx.save(intent)
    record_event(call.tx, "payment_intent.requires_action", shown(intent))
    return 200, expanded(call, intent)


def _charged(call: Call, intent: Json, method: Json) -> None:
    charge = _record_charge(call, intent, method, None)
    intent |= {
        "status": "succeeded",
        "amount_received": intent["amount"],
        "latest_charge": charge["id"],
        "last_payment_error": None,
        "next_action": None,
    }
    call.tx.save(intent)
    if intent["customer"] and intent["setup_future_usage"]:
        attach(call, method, intent["customer"])
    record_event(call.tx, "payment_intent.succeeded", shown(intent))


def _declined(call: Call, intent: Json, method: Json, decline: Decline) -> Reply:
    error = decline_error(decline, payment_method=shown(method))
    if decline is not AUTHENTICATION_FAILED:  # then the card was never asked for money
        error["charge"] = intent["latest_charge"] = _record_charge(call, intent, method, decline)["id"]
    intent |= {
        "status": "requires_payment_method",
        "payment_method": None,
        "next_action": None,
        "last_payment_error": error,
    }
    call.tx.save(intent)
    record_event(call.tx, "payment_intent.payment_failed", shown(intent))
    return 402, {"error": {**error, "payment_intent": shown(intent)}}


def _record_charge(call: Call, intent: Json, method: Json, decline: Decline | None) -> Json:
    charge: Json = {
        "id": new_id("ch"),
        "object": "charge",
        "amount": intent["amount"],
        "created": call.created,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "failure_code": decline.code if decline else None,
        "failure_message": decline.message if decline else None,
        "livemode": False,
        "metadata": intent["metadata"],
        "paid": decline is None,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": {"type": "card", "card": method["card"]},
        "status": "failed" if decline else "succeeded",
    }
    call.tx.add("charge", charge)
    call.tx.run(
        "INSERT INTO charges VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        charge["id"],
        call.tx.account,
        intent["id"],
        intent["customer"],
        intent["amount"],
        intent["currency"],
        charge["status"],
        json.dumps(intent["metadata"]),
        call.tx.now,
    )
    return charge


def _unexpected(intent: Json, wish: str) -> Exception:
    return invalid(
        f"You cannot {wish} this PaymentIntent because it has a status of {intent['status']}.",
        code="payment_intent_unexpected_state",
    )
