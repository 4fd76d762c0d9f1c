"""The renewal's payment, as far as its owner has a hand in it (B7)."""

from litestar import post
from litestar.di import NamedDependency

from licenseserver.callers import Caller
from licenseserver.gateway_threads import GatewayThreads
from licenseserver.renewing import Renewing
from licensewire.billing import Billing


@post("/v1/billing/renewal/pay", status_code=200)
async def pay_renewal(
    caller: NamedDependency[Caller],
    renewing: NamedDependency[Renewing],
    gateway_threads: NamedDependency[GatewayThreads],
) -> Billing:
    """Charge the card on file now for the renewal that is past due; while one try runs, no other begins."""
    return await gateway_threads.run(renewing.pay, caller.account_id)


@post("/v1/billing/renewal/check", status_code=200)
async def check_renewal(
    caller: NamedDependency[Caller],
    renewing: NamedDependency[Renewing],
    gateway_threads: NamedDependency[GatewayThreads],
) -> Billing:
    """Ask the gateway now what became of the renewal's payment."""
    return await gateway_threads.run(renewing.check, caller.account_id)
