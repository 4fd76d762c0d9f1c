"""What the gateway tells by itself: a hint to ask it, never more."""

from typing import Annotated

from litestar import post
from litestar.di import NamedDependency
from litestar.params import HeaderParameter, RawBody

from licenseserver.buying import Buying
from licenseserver.changing_cards import ChangingCards
from licenseserver.renewing import Renewing

_Signature = Annotated[str | None, HeaderParameter(name="Stripe-Signature", required=False)]


@post("/v1/gateway/events", sync_to_thread=True, status_code=204)
def receive_event(
    body: RawBody,
    buying: NamedDependency[Buying],
    cards: NamedDependency[ChangingCards],
    renewing: NamedDependency[Renewing],
    signature: _Signature = None,
) -> None:
    """Take an event whose signature is the gateway's; whoever it concerns asks what is true."""
    event = buying.read_event(body, signature or "")
    buying.take_event(event)
    cards.take_event(event)
    renewing.take_event(event)
