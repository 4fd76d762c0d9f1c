"""Refunds: the one place where money goes back."""

import json

from licenseserver.practice.gateway.call import Call, Reply, expanded, shown
from licenseserver.practice.gateway.events import record_event
from licenseserver.practice.gateway.wire import Json, invalid, missing, new_id, page_of

KIND = "refund"
_REASONS = {"", "duplicate", "fraudulent", "requested_by_customer"}


def create_refund(call: Call) -> Reply:
    """``POST /v1/refunds``: all of a charge or a part of it, until nothing is left."""
    call.only("payment_intent", "charge", "amount", "reason", "metadata")
    if call.params.text("reason") not in _REASONS:
        raise invalid("Invalid reason.", code="parameter_invalid_enum", param="reason")
    charge = _charge_meant(call)
    left = charge["amount"] - charge.get("amount_refunded", 0)
    amount = call.params.integer("amount") if "amount" in call.params.values else left
    if left == 0:
        raise invalid(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    if amount <= 0:
        raise invalid("Invalid positive integer", code="parameter_invalid_integer", param="amount")
    if amount > left:
        message = f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})"
        raise invalid(message, code="amount_too_large", param="amount")
    body: Json = {
        "id": new_id("re"),
        "object": KIND,
        "amount": amount,
        "charge": charge["id"],
        "created": call.created,
        "currency": charge["currency"],
        "metadata": call.params.nested("metadata"),
        "payment_intent": charge["payment_intent"],
        "reason": call.params.text("reason") or None,
        "status": "succeeded",
    }
    call.tx.add(KIND, body)
    charge |= {"amount_refunded": charge["amount"] - left + amount, "refunded": amount == left}
    call.tx.save(charge)
    call.tx.run(
        "INSERT INTO refunds VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        body["id"],
        call.tx.account,
        charge["id"],
        charge["payment_intent"],
        amount,
        charge["currency"],
        body["status"],
        json.dumps(body["metadata"]),
        call.tx.now,
    )
    record_event(call.tx, "refund.created", shown(body))
    return 200, expanded(call, body)


def retrieve_refund(call: Call, identity: str) -> Reply:
    """``GET /v1/refunds/{id}``."""
    return 200, expanded(call, call.tx.get(KIND, identity))


def list_refunds(call: Call) -> Reply:
    """``GET /v1/refunds?payment_intent=``."""
    wanted = {name: value for name in ("payment_intent", "charge") if (value := call.params.text(name))}
    found = call.tx.all(KIND, **wanted)
    return 200, page_of([shown(item) for item in found], "/v1/refunds", call.params)


def _charge_meant(call: Call) -> Json:
    if identity := call.params.text("charge"):
        charge = call.tx.get("charge", identity, "charge")
    elif identity := call.params.text("payment_intent"):
        intent = call.tx.get("payment_intent", identity, "payment_intent")
        if not intent["latest_charge"]:
            raise invalid(f"This PaymentIntent ({identity}) does not have a successful charge to refund.")
        charge = call.tx.get("charge", intent["latest_charge"])
    else:
        raise missing("payment_intent")
    if not charge["paid"]:
        raise invalid(f"Charge {charge['id']} has no successful payment to refund.", param="charge")
    return charge
