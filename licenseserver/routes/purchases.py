"""Buying: purchases, their state, their end."""

from typing import Annotated

from anyio import CapacityLimiter, to_thread
from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody
from sqlalchemy.orm import Session

from licenseserver.buyers import Buyer
from licenseserver.buying import RETURN_PATH, Buying
from licenseserver.gateway_threads import GatewayThreads
from licenseserver.purchases import checked_key
from licenseserver.receipts import receipt_of
from licenseserver.return_page import return_page
from licenseserver.routes.documents import document_response
from licensewire.purchases import Purchase, PurchaseList, PurchaseRequest, Settlement, SettleRequest

_Key = Annotated[str | None, HeaderParameter(name="Idempotency-Key", required=False)]
_AcceptLanguage = Annotated[str | None, HeaderParameter(name="Accept-Language", required=False)]


@post("/v1/purchases")
async def buy(
    data: JSONBody[PurchaseRequest],
    idempotency_key: _Key,
    buyer: NamedDependency[Buyer],
    buying: NamedDependency[Buying],
    sign_ins: NamedDependency[CapacityLimiter],
    gateway_threads: NamedDependency[GatewayThreads],
) -> Purchase:
    """Buy what was quoted. The same key again returns the same purchase, as it stands then."""
    key, held = checked_key(idempotency_key), None
    if buyer.is_visitor:
        # Hashing the new account's password is slow on purpose: it waits with those who sign in.
        held = await to_thread.run_sync(buying.account_to_hold, buyer, data, key, limiter=sign_ins)
    return await gateway_threads.run(buying.buy, buyer, data, key, held)


@get("/v1/purchases", sync_to_thread=True)
def list_purchases(buyer: NamedDependency[Buyer], buying: NamedDependency[Buying]) -> PurchaseList:
    """List the purchases, newest first."""
    return buying.listed(buyer.id)


@get("/v1/purchases/{purchase_id:str}", sync_to_thread=True)
def read_purchase(
    purchase_id: FromPath[str], buyer: NamedDependency[Buyer], buying: NamedDependency[Buying]
) -> Purchase:
    """Return a purchase as it stands."""
    return buying.read(buyer.id, purchase_id)


@post("/v1/purchases/{purchase_id:str}/check", status_code=200)
async def check_purchase(
    purchase_id: FromPath[str],
    buyer: NamedDependency[Buyer],
    buying: NamedDependency[Buying],
    gateway_threads: NamedDependency[GatewayThreads],
) -> Purchase:
    """Ask the gateway now what became of it."""
    return await gateway_threads.run(buying.check, buyer.id, purchase_id)


@post("/v1/purchases/{purchase_id:str}/cancel", status_code=200)
async def cancel_purchase(
    purchase_id: FromPath[str],
    buyer: NamedDependency[Buyer],
    buying: NamedDependency[Buying],
    gateway_threads: NamedDependency[GatewayThreads],
) -> Purchase:
    """Cancel it; where it was paid already, it has succeeded and is returned so."""
    return await gateway_threads.run(buying.cancel, buyer.id, purchase_id)


@get("/v1/purchases/{purchase_id:str}/receipt", sync_to_thread=True, media_type="application/pdf")
def read_receipt(
    purchase_id: FromPath[str],
    buyer: NamedDependency[Buyer],
    transaction: NamedDependency[Session],
    language: FromQuery[str] = "en",
) -> Response[bytes]:
    """Return the receipt of a purchase that was paid, as a PDF."""
    return document_response(receipt_of(transaction, buyer.id, purchase_id, language))


@post("/v1/purchases/settle", sync_to_thread=True, status_code=200)
def settle_purchase(
    data: JSONBody[SettleRequest], buyer: NamedDependency[Buyer], buying: NamedDependency[Buying]
) -> Settlement:
    """Say what became of the purchase with a key; an unknown key is closed for ever."""
    return buying.settle(buyer.id, checked_key(data.idempotency_key))


@get(RETURN_PATH, sync_to_thread=False, media_type=MediaType.HTML, include_in_schema=False)
def return_from_bank(accept_language: _AcceptLanguage = None) -> Response[str]:
    """Tell the browser's user to go back to License Desk; it decides nothing."""
    return Response(return_page(accept_language or ""), media_type=MediaType.HTML)
