"""The backend with the mistake that these runs are there to find: it charges before it keeps what it charges."""

import sys
from collections.abc import Sequence
from uuid import uuid4

from licenseserver import __main__ as command
from licenseserver.gateway.protocol import Intent, Order
from licenseserver.gateway.stripe_dialect import StripeGateway

_create, _confirm = StripeGateway.create_intent, StripeGateway.confirm_intent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the server with its mistake."""
    StripeGateway.create_intent = _charge_at_once  # type: ignore[method-assign]  # the mistake itself
    return command.main(arguments)


def _charge_at_once(gateway: StripeGateway, order: Order, _key: str) -> Intent:
    intent = _create(gateway, order, str(uuid4()))
    return _confirm(gateway, intent.id, "", str(uuid4()), off_session=True)


if __name__ == "__main__":
    sys.exit(main())
