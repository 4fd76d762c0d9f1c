"""What is done to the servers and to the gateway of a run; drawn from a seed."""

import random
from dataclasses import dataclass

from licenseserver.practice.gateway import faults

_HANG_SECONDS = 20.0  # longer than the server waits
_KINDS = {
    faults.DROP_BEFORE: 3,
    faults.DROP_AFTER: 5,
    faults.ERROR_BEFORE: 2,
    faults.ERROR_AFTER: 4,
    faults.TRUNCATE_AFTER: 3,
    faults.ANSWER: 2,
}
_HANGS = {faults.HANG_BEFORE: 1, faults.HANG_AFTER: 1}
_UNAVAILABLE = (409, 429, 503)

CONFIRM = ("POST", "/v1/payment_intents/[^/]+/confirm$")
_MESSAGES = {
    ("POST", "/v1/payment_intents$"): 4,
    CONFIRM: 6,
    ("POST", "/v1/payment_intents/[^/]+/cancel$"): 1,
    ("GET", "/v1/payment_intents"): 2,
}


@dataclass(frozen=True)
class Plan:
    """What happens to a run, all of it spread evenly over the work.

    Attributes:
        seed: the same gives the same faults.
        workers: how many servers there are at any time.
        kills: how many of them are killed.
        faults: how many requests the gateway answers wrongly or not at all.
        has_time: some requests hang until the server's patience is over, and what a dead server left is taken over
            only when its lease is. Otherwise nothing hangs, and leases are over once nothing else is left to do.
    """

    seed: int
    workers: int
    kills: int = 0
    faults: int = 0
    has_time: bool = True


@dataclass(frozen=True)
class GatewayFault:
    """One request that goes wrong: the next one of this kind.

    Attributes:
        path: regular expression.
        status: of an answer that says to come back later.
    """

    kind: str
    method: str
    path: str
    status: int

    @property
    def order(self) -> dict[str, str]:
        """The request to the practice gateway that arms it."""
        seconds = _HANG_SECONDS if self.kind in _HANGS else 0
        return {
            "fault": self.kind,
            "method": self.method,
            "path": self.path,
            "status": str(self.status),
            "seconds": str(seconds),
        }


def faults_of(plan: Plan) -> list[GatewayFault]:
    """Return the gateway's faults in their order."""
    dice = random.Random(plan.seed)
    kinds = _KINDS | _HANGS if plan.has_time else _KINDS
    found = []
    for _ in range(plan.faults):
        kind = dice.choices(list(kinds), list(kinds.values()))[0]
        method, path = dice.choices(list(_MESSAGES), list(_MESSAGES.values()))[0]
        found.append(GatewayFault(kind, method, path, dice.choice(_UNAVAILABLE)))
    return found
