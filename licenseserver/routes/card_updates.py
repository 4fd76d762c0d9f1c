"""The card on file: replacing it, and removing it (B3, B4)."""

from typing import Annotated

from litestar import delete, post
from litestar.di import NamedDependency
from litestar.params import FromPath, HeaderParameter, JSONBody
from sqlalchemy.orm import Session

from licenseserver.billing import describe_billing
from licenseserver.callers import Caller
from licenseserver.card_updates import remove_card
from licenseserver.changing_cards import ChangingCards
from licenseserver.clock import Clock
from licenseserver.gateway_threads import GatewayThreads
from licenseserver.purchases import checked_key
from licensewire.billing import Billing
from licensewire.card_updates import CardUpdate, CardUpdateRequest

_Key = Annotated[str | None, HeaderParameter(name="Idempotency-Key", required=False)]


@post("/v1/billing/card-updates")
async def update_card(
    data: JSONBody[CardUpdateRequest],
    idempotency_key: _Key,
    caller: NamedDependency[Caller],
    cards: NamedDependency[ChangingCards],
    gateway_threads: NamedDependency[GatewayThreads],
) -> CardUpdate:
    """Replace the card on file once the new one is verified. The same key again returns the same update."""
    return await gateway_threads.run(cards.update, caller.account_id, data, checked_key(idempotency_key))


@post("/v1/billing/card-updates/{update_id:str}/check", status_code=200)
async def check_card_update(
    update_id: FromPath[str],
    caller: NamedDependency[Caller],
    cards: NamedDependency[ChangingCards],
    gateway_threads: NamedDependency[GatewayThreads],
) -> CardUpdate:
    """Ask the gateway now what became of it."""
    return await gateway_threads.run(cards.check, caller.account_id, update_id)


@post("/v1/billing/card-updates/{update_id:str}/cancel", status_code=200)
async def cancel_card_update(
    update_id: FromPath[str],
    caller: NamedDependency[Caller],
    cards: NamedDependency[ChangingCards],
    gateway_threads: NamedDependency[GatewayThreads],
) -> CardUpdate:
    """Keep the old card; where the new one was verified already, the update has succeeded and is returned so."""
    return await gateway_threads.run(cards.cancel, caller.account_id, update_id)


@delete("/v1/billing/card", sync_to_thread=True, status_code=200)
def remove_card_on_file(
    caller: NamedDependency[Caller], transaction: NamedDependency[Session], clock: NamedDependency[Clock]
) -> Billing:
    """Take the card off the file; removing none changes nothing."""
    now = clock.now()
    remove_card(transaction, caller.account_id, now)
    return describe_billing(transaction, caller.account_id, now)
