"""Payments at the gateway, made so that a lost answer or a spent key never makes a second charge (A8).

What purchases and renewals share: the intent that is created or found again, and its confirmation. The caller keeps
an intent's id before it is confirmed, and a mark that it may be.
"""

from licenseserver.gateway import protocol
from licenseserver.gateway.protocol import Intent, KeySpentError, Order, PaymentGateway, RequestRefusedError


def created_intent(gateway: PaymentGateway, order: Order, key: str) -> Intent:
    """Create an intent, or find the one that was made with a key that only repeats a failure by now.

    Raises:
        KeySpentError: there is none: what it was for needs a new key.
    """
    try:
        return gateway.create_intent(order, key)
    except KeySpentError:
        made = gateway.intents_of(order.customer, order.metadata)
        if not made:
            raise
        return made[0]


def confirmed_intent(
    gateway: PaymentGateway, intent_id: str, return_address: str, key: str, *, off_session: bool = False
) -> Intent:
    """Ask for the money and return what the gateway says of it, whatever that is.

    An intent whose key only repeats a failure, or that the gateway will not have, is put out of the world: then it
    is returned as cancelled, and can be replaced by a new one.
    """
    try:
        return gateway.confirm_intent(intent_id, return_address, key, off_session=off_session)
    except (KeySpentError, RequestRefusedError):
        intent = gateway.retrieve_intent(intent_id)
        return gateway.cancel_intent(intent_id) if intent.status == protocol.OPEN else intent
