"""The judge: the gateway's ledger and the server's licences, held against what the buyers were shown."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from licenseserver.database import Database
from licenseserver.invoice_tables import InvoiceRow
from licenseserver.practice.gateway.server import LEDGER_FILE
from licenseserver.purchase_tables import PurchaseRow
from licenseserver.tables import AccountRow, SubscriptionRow
from licenseserver.visitor_tables import VisitorRow
from licensewire.purchases import FINAL_STATUSES, SUCCEEDED
from tests.faults.buyer import CHARGED

_INTENT_IS_OVER = {"succeeded", "canceled"}


@dataclass(frozen=True)
class Facts:
    """All that is true of one account."""

    charges: tuple[str, ...]  # intents with a successful charge
    licences: int
    receipts: int
    accounts: int
    purchases: tuple[str, ...]  # their statuses
    open_purchases: int
    surplus_intents: tuple[str, ...]  # a second payment for one attempt, or one that could still be charged


def facts_of(database_address: str, gateway_folder: Path) -> Mapping[str, Facts]:
    """Return account's id, or visitor's address -> what is true of it."""
    charges, surplus = _at_the_gateway(gateway_folder / LEDGER_FILE)
    database = Database(database_address)
    try:
        with database.transaction(reading=True) as session:
            licences = defaultdict(int)
            for account in session.scalars(select(SubscriptionRow.account_id)):
                licences[account] += 1
            receipts = defaultdict(int)
            for account in session.scalars(select(InvoiceRow.account_id)):
                receipts[account] += 1
            accounts = set(session.scalars(select(AccountRow.id)))
            visitors = {row.email_folded: row.id for row in session.scalars(select(VisitorRow))}
            purchases = defaultdict(list)
            for row in session.scalars(select(PurchaseRow)):
                purchases[row.buyer_id].append(row.status)
    finally:
        database.close()
    buyers = set(licences) | set(receipts) | set(purchases) | set(charges) | set(surplus) | accounts
    facts = {
        account: Facts(
            tuple(charges.get(account, ())),
            licences[account],
            receipts[account],
            int(account in accounts),
            tuple(purchases[account]),
            sum(status not in FINAL_STATUSES for status in purchases[account]),
            tuple(surplus.get(account, ())),
        )
        for account in buyers
    }
    return facts | {email: facts[buyer] for email, buyer in visitors.items() if buyer in facts}


NOTHING_HAPPENED = Facts((), 0, 0, 0, (), 0, ())


def complaints(facts: Facts, shown: str, *, without_account: bool) -> list[str]:
    """Return what is wrong with an account's run, one sentence each; nothing when all is well.

    Args:
        facts: what is true.
        shown: what the buyer's screen said last.
        without_account: the buyer had none before; then an account comes with the charge or not at all (A5).
    """
    found = []
    if without_account and facts.accounts != len(facts.charges):
        found.append(f"{facts.accounts} accounts with {len(facts.charges)} charges")
    if len(facts.charges) > 1:
        found.append(f"charged {len(facts.charges)} times: {facts.charges}")
    if len(facts.charges) != facts.licences or facts.licences != facts.receipts:
        found.append(f"{len(facts.charges)} charges, {facts.licences} licences, {facts.receipts} receipts")
    if facts.purchases.count(SUCCEEDED) != len(facts.charges):
        found.append(f"{len(facts.charges)} charges, but purchases {facts.purchases}")
    if facts.open_purchases:
        found.append(f"a purchase is still open: {facts.purchases}")
    if facts.surplus_intents:
        found.append(f"payments at the gateway that nobody keeps: {facts.surplus_intents}")
    if (shown == CHARGED) != bool(facts.charges):
        found.append(f"shown as {shown!r} with {len(facts.charges)} charges")
    return found


def _at_the_gateway(ledger: Path) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    connection = sqlite3.connect(ledger)
    try:
        charged = connection.execute("SELECT intent, metadata FROM charges WHERE status = 'succeeded'").fetchall()
        bodies = connection.execute("SELECT body FROM objects WHERE kind = 'payment_intent'").fetchall()
    finally:
        connection.close()
    charges: dict[str, list[str]] = defaultdict(list)
    for intent, metadata in charged:
        charges[json.loads(metadata)["account_id"]].append(intent)
    surplus: dict[str, list[str]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for (body,) in bodies:
        intent = json.loads(body)
        attempt = (intent["metadata"]["purchase_id"], intent["metadata"]["attempt"])
        if attempt in seen:
            surplus[intent["metadata"]["account_id"]].append(intent["id"])
        seen.add(attempt)
    return charges, surplus
