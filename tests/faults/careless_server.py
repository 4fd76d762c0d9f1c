"""The backend with the one mistake that the fault runs are there to find: a new idempotency key at every try."""

import sys
from uuid import uuid4

from licenseserver.__main__ import main
from licenseserver.gateway.protocol import Intent, Order
from licenseserver.gateway.stripe_dialect import StripeGateway

_create, _confirm = StripeGateway.create_intent, StripeGateway.confirm_intent


def _create_carelessly(gateway: StripeGateway, order: Order, _key: str) -> Intent:
    return _create(gateway, order, str(uuid4()))


def _confirm_carelessly(
    gateway: StripeGateway, intent_id: str, return_address: str, _key: str, *, off_session: bool = False
) -> Intent:
    return _confirm(gateway, intent_id, return_address, str(uuid4()), off_session=off_session)


if __name__ == "__main__":
    StripeGateway.create_intent = _create_carelessly  # type: ignore[method-assign]  # the mistake itself
    StripeGateway.confirm_intent = _confirm_carelessly  # type: ignore[method-assign]  # the mistake itself
    sys.exit(main())
