"""What goes wrong in a run: drawn from a seed, so that a run can be told again by its number."""

import random
from dataclasses import dataclass

RESET = "reset"  # the connection is reset
HANG = "hang"  # nothing comes until the other side's time-out
TRUNCATE = "truncate"  # half of the answer, then the end
KILL_CLIENT = "kill client"
KILL_SERVER = "kill server"

BEFORE = "before"  # the request never arrives
AFTER = "after"  # the request was carried out, its answer is lost

CLIENT_TO_SERVER = "client>server"
CLIENT_TO_GATEWAY = "client>gateway"
SERVER_TO_GATEWAY = "server>gateway"

STAGES: dict[str, tuple[str, ...]] = {
    CLIENT_TO_SERVER: (
        "POST /v1/quotes",
        "POST /v1/purchases",
        "POST /v1/purchases/settle",
        "POST /v1/purchases/*/check",
        "POST /v1/purchases/*/cancel",
        "GET /v1/purchases/*",
        "POST /v1/session/refresh",
        "POST /v1/verifications",
        "POST /v1/verifications/*/confirm",
        "POST /v1/visitor/account-check",
        "POST /v1/visitor/session",
    ),
    CLIENT_TO_GATEWAY: ("POST /v1/payment_methods",),
    SERVER_TO_GATEWAY: (
        "POST /v1/customers",
        "POST /v1/payment_methods/*/attach",
        "POST /v1/payment_intents",
        "POST /v1/payment_intents/*/confirm",
        "POST /v1/payment_intents/*/cancel",
        "GET /v1/payment_intents/*",
    ),
}
"""Every kind of message that a purchase needs, by the link it travels on."""

# The stages between "the card is taken" and "the answer is known" are where money is lost: drawn more often.
WEIGHTS = {
    "POST /v1/purchases": 5,
    "POST /v1/payment_intents": 4,
    "POST /v1/payment_intents/*/confirm": 6,
    "POST /v1/purchases/settle": 3,
    "POST /v1/purchases/*/check": 2,
}


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong: `kind` at the first message of `stage` on `link`, `when` it passes."""

    link: str
    stage: str
    kind: str
    when: str

    def __str__(self) -> str:
        return f"{self.link} {self.stage}: {self.kind} {self.when}"


@dataclass(frozen=True)
class Plan:
    """A run: who pays with which card, what the buyer does at the bank, and what goes wrong meanwhile."""

    seed: int
    card: str
    at_the_bank: str  # "confirm", "refuse", "cancel" (in the client): used when the bank asks
    faults: tuple[Fault, ...]
    without_account: bool


_WITHOUT_ACCOUNT = 0.5

CARDS = (
    ("4242424242424242", 6),  # succeeds
    ("4000000000009995", 1),  # insufficient funds
    ("4000000000000119", 1),  # processing error
    ("4000000000003220", 3),  # 3-D Secure
    ("4000008260003178", 1),  # 3-D Secure, then insufficient funds
)


def draw(seed: int) -> Plan:
    """Return the plan of the run with this seed."""
    dice = random.Random(seed)
    card = dice.choices([c for c, _ in CARDS], [w for _, w in CARDS])[0]
    at_the_bank = dice.choices(["confirm", "refuse", "cancel"], [5, 1, 2])[0]
    count = dice.choices([0, 1, 2, 3], [1, 5, 3, 1])[0]
    faults = tuple(_fault(dice) for _ in range(count))
    return Plan(seed, card, at_the_bank, faults, without_account=dice.random() < _WITHOUT_ACCOUNT)


def _fault(dice: random.Random) -> Fault:
    every = [(link, stage) for link, stages in STAGES.items() for stage in stages]
    link, stage = dice.choices(every, [WEIGHTS.get(stage, 1) for _, stage in every])[0]
    kinds = [RESET, TRUNCATE, HANG, KILL_SERVER, KILL_CLIENT]
    kind = dice.choices(kinds, [5, 2, 1, 2, 2])[0]
    when = AFTER if kind == TRUNCATE else dice.choice([BEFORE, AFTER])
    return Fault(link, stage, kind, when)
