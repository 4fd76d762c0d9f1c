"""Subscriptions that are due, by the thousand: put straight into the server's database and the gateway's ledger."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import insert

from licenseserver.catalogue import load_catalogue
from licenseserver.database import Database
from licenseserver.invoice_tables import InvoiceRecipientRow
from licenseserver.migrations import migrate
from licenseserver.practice.gateway.call import Call
from licenseserver.practice.gateway.cards import CARDS, PracticeCard
from licenseserver.practice.gateway.ledger import Ledger, Transaction
from licenseserver.practice.gateway.payment_methods import attach, create_customer, create_payment_method
from licenseserver.practice.gateway.server import LEDGER_FILE, SECRET_KEY
from licenseserver.practice.gateway.wire import Params
from licenseserver.purchase_tables import BillingDetailsRow, CardOnFileRow, GatewayCustomerRow
from licenseserver.subscriptions import anniversary, cancel_deadline
from licenseserver.tables import AccountRow, BuyerRow, OrganizationRow, SubscriptionRow, Table
from licensewire import billing
from licensewire.billing import Address, BillingDetails

# How a renewal has to end.
PAID = "paid"
REFUSED = "refused"  # tried again on another day
REFUSED_FOR_GOOD = "refused for good"
AT_THE_BANK = "at the bank"

_CARDS = {
    PAID: ("visa", "mastercard", "amex", "discover", "3ds_unless_set_up", "3ds_already_set_up"),
    REFUSED: ("declined_funds", "declined_after_attaching", "declined_processing"),
    REFUSED_FOR_GOOD: ("declined_lost", "declined_stolen"),
    AT_THE_BANK: ("3ds_always",),
}
_CARD_NAMED = {card.name: card for card in CARDS}
_PLACES = (
    ("Europe/Paris", "fr", Address(country="FR", lines=("1 rue Verte",), city="Paris", postal_code="75001")),
    ("Europe/Berlin", "en", Address(country="DE", lines=("Weg 2",), city="Berlin", postal_code="10115")),
    (
        "America/New_York",
        "en",
        Address(country="US", lines=("3 Main Street",), city="New York", region="NY", postal_code="10001"),
    ),
    ("Asia/Tokyo", "en", Address(country="JP", lines=("1-2-3",), city="Tokyo", region="Tokyo")),
)
_PLANS = ("strategic-research", "strategic-research-plus")
_ACCOUNT = SECRET_KEY.partition("_test_")[2]
_ALL_DUE_WITHIN = timedelta(hours=20)
_EXPIRES = {"exp_month": "12", "exp_year": "2034"}
_AT_ONCE = 500


@dataclass(frozen=True)
class Subscriber:
    """Somebody whose year is over.

    Attributes:
        account_id: also tells which subscription it is: "sub-" and this.
        must_end: `PAID`, `REFUSED`, `REFUSED_FOR_GOOD` or `AT_THE_BANK`.
        recipients: how many others get the invoice by mail.
    """

    account_id: str
    must_end: str
    card: PracticeCard
    plan_id: str
    price_minor: int
    time_zone: str
    language: str
    address: Address
    started_at: datetime
    recipients: int

    @property
    def subscription_id(self) -> str:
        """The subscription's id."""
        return f"sub-{self.account_id}"

    @property
    def period_ends_at(self) -> datetime:
        """When the year that was paid is over."""
        return anniversary(self.started_at, 1, self.time_zone)

    @property
    def next_period_ends_at(self) -> datetime:
        """When the year is over that is to be paid."""
        return anniversary(self.started_at, 2, self.time_zone)


def draw(seed: int, paid: int, unpaid: int, now: datetime) -> list[Subscriber]:
    """Return subscribers in the order in which they come due.

    Args:
        seed: the same gives the same.
        paid: how many of them have a card that pays.
        unpaid: how many more have one that is refused, or whose bank wants to ask its owner.
        now: all are due by then.
    """
    dice = random.Random(seed)
    outcomes = [PAID] * paid + dice.choices([REFUSED, REFUSED_FOR_GOOD, AT_THE_BANK], k=unpaid)
    dice.shuffle(outcomes)
    return [_one(dice, number, outcome, now) for number, outcome in enumerate(outcomes, start=1)]


def add_subscribers(
    database_address: str, gateway_folder: Path, subscribers: Sequence[Subscriber], look_at: datetime | None = None
) -> None:
    """Put them into a database, and their cards into the ledger of a gateway that does not run yet.

    Args:
        look_at: when the engine looks at them first; None is at the end of their year.
    """
    gateway_folder.mkdir(parents=True, exist_ok=True)
    database, ledger = Database(database_address), Ledger(gateway_folder / LEDGER_FILE)
    try:
        migrate(database)
        for some in _batches(subscribers):
            with ledger.transaction(_ACCOUNT, some[0].started_at.timestamp()) as at_gateway:
                known = [_known_to_gateway(at_gateway, one) for one in some]
            rows = [row for one, ids in zip(some, known, strict=True) for row in _rows(one, *ids, look_at)]
            with database.transaction() as session:
                for table in (
                    OrganizationRow,
                    BuyerRow,
                    AccountRow,
                    GatewayCustomerRow,
                    CardOnFileRow,
                    BillingDetailsRow,
                    InvoiceRecipientRow,
                    SubscriptionRow,
                ):
                    if values := [of_row for kind, of_row in rows if kind is table]:
                        session.execute(insert(table), values)
    finally:
        database.close()
        ledger.close()


def _one(dice: random.Random, number: int, must_end: str, now: datetime) -> Subscriber:
    time_zone, language, address = dice.choice(_PLACES)
    ended_at = now - dice.random() * _ALL_DUE_WITHIN
    return Subscriber(
        account_id=f"renewer-{number:05d}",
        must_end=must_end,
        card=_CARD_NAMED[dice.choice(_CARDS[must_end])],
        plan_id=dice.choice(_PLANS),
        price_minor=dice.choice([300_000, 480_000, 504_000, 600_000, 1_260_000]),
        time_zone=time_zone,
        language=language,
        address=address,
        started_at=anniversary(ended_at, -1, time_zone),
        recipients=dice.choice([0, 0, 0, 1, 2]),
    )


def _batches(subscribers: Sequence[Subscriber]) -> Iterable[Sequence[Subscriber]]:
    for first in range(0, len(subscribers), _AT_ONCE):
        yield subscribers[first : first + _AT_ONCE]


def _known_to_gateway(ledger: Transaction, one: Subscriber) -> tuple[str, str]:
    """Let the gateway know somebody and the card; return how it calls them.

    The card is attached without asking its bank: a year ago that had nothing against it.
    """

    def call(**params: object) -> Call:
        return Call(ledger, Params(params), "")

    _, customer = create_customer(call(name="Ada Renewer", metadata={"account_id": one.account_id}))
    _, token = create_payment_method(call(type="card", card={"number": one.card.number, **_EXPIRES}))
    method = ledger.get("payment_method", token["id"])
    method["practice"]["set_up"] = True
    attach(call(), method, customer["id"])
    return customer["id"], method["id"]


def _rows(
    one: Subscriber, customer: str, payment_method: str, look_at: datetime | None
) -> Iterator[tuple[type[Table], dict[str, Any]]]:
    organization, account = f"org-{one.account_id}", {"account_id": one.account_id}
    email = f"{one.account_id}@fault-runs.example"
    yield OrganizationRow, {"id": organization, "name": "Fault runs"}
    yield BuyerRow, {"id": one.account_id}
    yield (
        AccountRow,
        {
            "id": one.account_id,
            "organization_id": organization,
            "username": one.account_id,
            "username_folded": one.account_id,
            "password_hash": "nobody signs in",
            "name": "Ada Renewer",
            "email": email,
            "email_folded": email,
            "role": "owner",
            "time_zone": one.time_zone,
            "country": one.address.country,
            "language": one.language,
            "created_at": one.started_at,
        },
    )
    yield GatewayCustomerRow, {"buyer_id": one.account_id, "customer": customer}
    yield (
        CardOnFileRow,
        account
        | {
            "payment_method": payment_method,
            "brand": one.card.brand,
            "last_four": one.card.number[-4:],
            "expiry_month": int(_EXPIRES["exp_month"]),
            "expiry_year": int(_EXPIRES["exp_year"]),
        },
    )
    details = BillingDetails(name="Ada Renewer", address=one.address)
    yield BillingDetailsRow, account | {"details": msgspec.json.encode(details).decode()}
    for position in range(one.recipients):
        other = f"books-{position}@{one.account_id}.example"
        yield InvoiceRecipientRow, account | {"position": position, "email": other, "deliverable": other}
    hours_before = load_catalogue().renewal.cancel_hours_before_end
    yield (
        SubscriptionRow,
        account
        | {
            "id": one.subscription_id,
            "contract": f"LD-{one.account_id}",
            "plan_id": one.plan_id,
            "status": billing.ACTIVE,
            "started_at": one.started_at,
            "period_started_at": one.started_at,
            "period_ends_at": one.period_ends_at,
            "period_number": 1,
            "price_minor": one.price_minor,
            "renews_at": one.period_ends_at,
            "renewal_price_minor": one.price_minor,
            "renewal_currency": "USD",
            "cancel_until": cancel_deadline(one.period_ends_at, hours_before),
            "look_at": look_at or one.period_ends_at,
        },
    )
