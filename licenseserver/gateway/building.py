"""The gateway that the settings name."""

from licenseserver.gateway.protocol import PaymentGateway
from licenseserver.gateway.stripe_dialect import StripeGateway
from licenseserver.settings import Settings


def build_gateway(settings: Settings) -> PaymentGateway | None:
    """Return the gateway; without its secret key there is none, and nothing can be paid."""
    if not settings.gateway_secret_key:
        return None
    return StripeGateway(settings.gateway_secret_key, settings.gateway_events_secret, settings.gateway_address)
