"""Setup intents: a card is made ready for later charges without one now."""

from licenseserver.practice.gateway.call import Call, Reply, expanded, shown
from licenseserver.practice.gateway.cards import AUTHENTICATION_FAILED, Decline
from licenseserver.practice.gateway.events import record_event
from licenseserver.practice.gateway.payment_methods import (
    attach,
    check_owner,
    decline_error,
    declined_when_verified,
    needs_bank,
    practice_card,
)
from licenseserver.practice.gateway.wire import Json, invalid, new_id, page_of

KIND = "setup_intent"
_CREATE = (
    "customer",
    "payment_method",
    "payment_method_types",
    "allowed_payment_method_types",
    "usage",
    "metadata",
    "confirm",
    "return_url",
)
_OPEN = {"requires_payment_method", "requires_confirmation", "requires_action"}


def create_setup(call: Call) -> Reply:
    """``POST /v1/setup_intents``."""
    call.only(*_CREATE)
    identity = new_id("seti")
    body: Json = {
        "id": identity,
        "object": KIND,
        "client_secret": new_id(f"{identity}_secret"),
        "created": call.created,
        "customer": call.params.text("customer") or None,
        "last_setup_error": None,
        "livemode": False,
        "metadata": call.params.nested("metadata"),
        "next_action": None,
        "payment_method": None,
        "payment_method_types": ["card"],
        "status": "requires_payment_method",
        "usage": call.params.text("usage", "off_session"),
        "practice": {"return_url": ""},
    }
    if body["customer"]:
        call.tx.get("customer", body["customer"], "customer")
    if call.params.text("payment_method"):
        _take_method(call, body, call.params.text("payment_method"))
        body["status"] = "requires_confirmation"
    call.tx.add(KIND, body)
    record_event(call.tx, "setup_intent.created", shown(body))
    return _confirm(call, body) if call.params.flag("confirm") else (200, expanded(call, body))


def confirm_setup(call: Call, identity: str) -> Reply:
    """``POST /v1/setup_intents/{id}/confirm``."""
    call.only("payment_method", "return_url")
    return _confirm(call, call.tx.get(KIND, identity))


def retrieve_setup(call: Call, identity: str) -> Reply:
    """``GET /v1/setup_intents/{id}``."""
    return 200, expanded(call, call.tx.get(KIND, identity))


def list_setups(call: Call) -> Reply:
    """``GET /v1/setup_intents?customer=``."""
    customer = call.params.text("customer")
    found = call.tx.all(KIND, customer=customer) if customer else call.tx.all(KIND)
    return 200, page_of([shown(item) for item in found], "/v1/setup_intents", call.params)


def cancel_setup(call: Call, identity: str) -> Reply:
    """``POST /v1/setup_intents/{id}/cancel``."""
    call.only("cancellation_reason")
    intent = call.tx.get(KIND, identity)
    if intent["status"] not in _OPEN:
        raise _unexpected(intent, "cancel")
    reason = call.params.text("cancellation_reason") or None
    intent |= {"status": "canceled", "cancellation_reason": reason, "next_action": None}
    call.tx.save(intent)
    record_event(call.tx, "setup_intent.canceled", shown(intent))
    return 200, expanded(call, intent)


def finish_at_bank(call: Call, intent: Json, *, confirmed: bool) -> None:
    """The card's owner has answered on the bank's page."""
    method = call.tx.get("payment_method", intent["payment_method"])
    decline = practice_card(method).after_setup if confirmed else AUTHENTICATION_FAILED
    if decline:
        _declined(call, intent, method, decline)
    else:
        _set_up(call, intent, method)


def _confirm(call: Call, intent: Json) -> Reply:
    if intent["status"] not in _OPEN:
        raise _unexpected(intent, "confirm")
    if call.params.text("payment_method"):
        _take_method(call, intent, call.params.text("payment_method"))
    if not intent["payment_method"]:
        raise _unexpected(intent, "confirm without a payment method")
    method = call.tx.get("payment_method", intent["payment_method"], "payment_method")
    decline = declined_when_verified(method, call.now)
    if decline:
        return _declined(call, intent, method, decline)
    intent["practice"] = {"return_url": call.params.text("return_url")}
    if needs_bank(method, off_session=False):
        return_url = intent["practice"]["return_url"] or None
        page = f"{call.address}/bank/{intent['id']}"
        intent |= {
            "status": "requires_action",
            "next_action": {
                "type": "redirect_to_url",
                "redirect_to_url": {"url": page, "return_url": return_url},
            },
        }
        call.tx.save(intent)
        record_event(call.tx, "setup_intent.requires_action", shown(intent))
    else:
        _set_up(call, intent, method)
    return 200, expanded(call, intent)


def _take_method(call: Call, intent: Json, identity: str) -> None:
    method = call.tx.get("payment_method", identity, "payment_method")
    check_owner(method, intent["customer"])
    intent["payment_method"] = method["id"]


def _set_up(call: Call, intent: Json, method: Json) -> None:
    method["practice"]["set_up"] = True
    call.tx.save(method)
    if intent["customer"]:
        attach(call, method, intent["customer"])
    intent |= {"status": "succeeded", "next_action": None, "last_setup_error": None}
    call.tx.save(intent)
    record_event(call.tx, "setup_intent.succeeded", shown(intent))


def _declined(call: Call, intent: Json, method: Json, decline: Decline) -> Reply:
    if decline is AUTHENTICATION_FAILED:
        decline = Decline("setup_intent_authentication_failure", "", decline.message)
    error = decline_error(decline, payment_method=shown(method))
    intent |= {
        "status": "requires_payment_method",
        "payment_method": None,
        "next_action": None,
        "last_setup_error": error,
    }
    call.tx.save(intent)
    record_event(call.tx, "setup_intent.setup_failed", shown(intent))
    return 402, {"error": {**error, "setup_intent": shown(intent)}}


def _unexpected(intent: Json, wish: str) -> Exception:
    return invalid(
        f"You cannot {wish} this SetupIntent because it has a status of {intent['status']}.",
        code="setup_intent_unexpected_state",
    )
