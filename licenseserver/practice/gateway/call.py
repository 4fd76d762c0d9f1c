"""What an endpoint of the practice gateway is given, and what it gives back."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from licenseserver.practice.gateway.ledger import Transaction
from licenseserver.practice.gateway.wire import Json, Params, invalid

Reply = tuple[int, Json]


@dataclass(frozen=True)
class Call:
    """One request on its way through an endpoint.

    Attributes:
        address: base address of this gateway as the caller reaches it, for the bank's page.
    """

    tx: Transaction
    params: Params
    address: str

    @property
    def created(self) -> int:
        """The moment of the request as Stripe writes it: seconds since 1970."""
        return int(self.tx.now)

    @property
    def now(self) -> datetime:
        """The moment of the request."""
        return datetime.fromtimestamp(self.tx.now, UTC)

    def only(self, *names: str) -> None:
        """Refuse a request that has a parameter which is not in `names` (Stripe refuses unknown ones)."""
        for name in self.params.values:
            if name not in {*names, "expand"}:
                raise invalid(f"Received unknown parameter: {name}", code="parameter_unknown", param=name)


def shown(body: Json) -> Json:
    """Return an object as it is seen outside: without what only this gateway knows of it."""
    return {
        name: shown(value) if isinstance(value, dict) else value
        for name, value in body.items()
        if name != "practice"
    }


def expanded(call: Call, body: Json) -> Json:
    """Put the objects in place whose ids were asked for with ``expand[]``."""
    kinds = {
        "payment_method": "payment_method",
        "customer": "customer",
        "latest_charge": "charge",
        "charge": "charge",
        "payment_intent": "payment_intent",
    }
    result: dict[str, Any] = dict(body)
    for name in call.params.nested("expand").values():
        if name in kinds and result.get(name):
            result[name] = call.tx.get(kinds[name], result[name])
    return shown(result)
