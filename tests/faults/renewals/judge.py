"""The judge of renewals: the gateway's ledger, invoices, letters and periods, held against what must come."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver import audit, renewal_letters
from licenseserver.database import Database
from licenseserver.invoice_tables import InvoiceCounterRow, InvoiceRow
from licenseserver.practice.gateway.server import LEDGER_FILE
from licenseserver.purchase_tables import MailRow
from licenseserver.renewal_charging import RENEWAL_ID
from licenseserver.renewal_tables import NEEDS_CONFIRMATION, PAST_DUE, SUCCEEDED, RenewalAttemptRow, RenewalRow
from licenseserver.tables import SubscriptionRow
from licensewire import billing
from tests.faults.renewals.subscribers import AT_THE_BANK, PAID, REFUSED, REFUSED_FOR_GOOD, Subscriber

_CHARGEABLE = {"requires_confirmation", "requires_action", "processing", "requires_capture"}
_LETTER = {
    PAID: renewal_letters.RENEWED,
    REFUSED: renewal_letters.PAYMENT_FAILED,
    REFUSED_FOR_GOOD: renewal_letters.PAYMENT_FAILED,
    AT_THE_BANK: renewal_letters.BANK_WANTS_CONFIRMATION,
}
_STATUS = {PAID: SUCCEEDED, REFUSED: PAST_DUE, REFUSED_FOR_GOOD: PAST_DUE, AT_THE_BANK: NEEDS_CONFIRMATION}
_INVOICE_MAIL = "invoice"
TAKEN_OVER_AFTER = timedelta(seconds=25)
"""Nobody takes so long for what is left to do after a charge: then the lease of a dead process was over."""


@dataclass
class Facts:
    """All that is true of one subscription.

    Attributes:
        paid, refused: charges at the gateway: renewal and amount.
        paid_at: when the latest of the paid ones was charged.
        chargeable: intents that could still become a charge.
        letters: how many of which kind.
    """

    paid: list[tuple[str, int]] = field(default_factory=list)
    refused: list[tuple[str, int]] = field(default_factory=list)
    paid_at: datetime | None = None
    chargeable: list[str] = field(default_factory=list)
    letters: Counter[str] = field(default_factory=Counter)
    renewals: list[RenewalRow] = field(default_factory=list)
    attempts: list[RenewalAttemptRow] = field(default_factory=list)
    invoices: list[InvoiceRow] = field(default_factory=list)
    subscription: SubscriptionRow | None = None

    @property
    def taken_over(self) -> bool:
        """Whether it was charged by a process that did not live to write it down."""
        written = next((row.finished_at for row in self.attempts if row.outcome == "succeeded"), None)
        return bool(written and self.paid_at and written - self.paid_at > TAKEN_OVER_AFTER)


@dataclass(frozen=True)
class Verdict:
    """What is true of a whole run.

    Attributes:
        complaints: one sentence each; none when all is well.
        charges: how many there are at the gateway that took money.
        invoices: how many numbers were given.
        taken_over: how many were charged by one process and written down by another.
    """

    complaints: list[str]
    charges: int
    invoices: int
    taken_over: int


def facts_of(database_address: str, gateway_folder: Path) -> dict[str, Facts]:
    """Return account's id -> what is true of its subscription."""
    facts: dict[str, Facts] = defaultdict(Facts)
    _read_ledger(gateway_folder / LEDGER_FILE, facts)
    database = Database(database_address)
    try:
        with database.transaction(reading=True) as session:
            _read_database(session, facts)
    finally:
        database.close()
    return facts


def judge(database_address: str, gateway_folder: Path, subscribers: Sequence[Subscriber]) -> Verdict:
    """Judge a run after its end."""
    facts = facts_of(database_address, gateway_folder)
    found = _complaints_about_the_books(database_address, facts)
    for one in subscribers:
        found += [f"{one.account_id} ({one.card.name}): {each}" for each in complaints(one, facts[one.account_id])]
    strangers = set(facts) - {one.account_id for one in subscribers}
    found += [f"{stranger} was never there: {facts[stranger]}" for stranger in strangers]
    everything = facts.values()
    charged = sum(amount for each in everything for _, amount in each.paid)
    invoiced = sum(row.total_minor for each in everything for row in each.invoices)
    if charged != invoiced:
        found.append(f"{charged} was charged and {invoiced} invoiced")
    return Verdict(
        found,
        sum(len(each.paid) for each in everything),
        sum(len(each.invoices) for each in everything),
        sum(each.taken_over for each in everything),
    )


def complaints(one: Subscriber, facts: Facts) -> list[str]:
    """Return what is wrong with one subscription, a sentence each."""
    if facts.subscription is None or len(facts.renewals) != 1:
        return [f"{len(facts.renewals)} renewals, and its subscription is {facts.subscription}"]
    row = facts.renewals[0]
    charge = [(row.id, row.total_minor)]
    at_bank = one.must_end == AT_THE_BANK
    number = 2 if one.must_end == PAID else 1
    starts, ends = one.started_at, one.period_ends_at
    if one.must_end == PAID:
        starts, ends = one.period_ends_at, one.next_period_ends_at
    letters = {_LETTER[one.must_end]: 1}
    if one.must_end == PAID and one.recipients:
        letters[_INVOICE_MAIL] = one.recipients
    outcomes = Counter(attempt.outcome for attempt in facts.attempts if attempt.outcome != "given_up")
    subscription = facts.subscription
    expected: dict[str, tuple[Any, Any]] = {
        "renewal": (row.status, _STATUS[one.must_end]),
        "period of the renewal": (
            (row.number, row.period_starts_at, row.period_ends_at),
            (2, one.period_ends_at, one.next_period_ends_at),
        ),
        "charges that took money": (facts.paid, charge if one.must_end == PAID else []),
        "charges that were refused": (facts.refused, [] if one.must_end == PAID else charge),
        "payments that could still be charged": (facts.chargeable, [row.intent_id] if at_bank else []),
        "period": (
            (subscription.period_number, subscription.period_started_at, subscription.period_ends_at),
            (number, starts, ends),
        ),
        "subscription": (subscription.status, billing.ACTIVE if one.must_end == PAID else billing.PAST_DUE),
        "invoices": (
            [(invoice.renewal_id, invoice.total_minor) for invoice in facts.invoices],
            charge if one.must_end == PAID else [],
        ),
        "letters": (dict(facts.letters), letters),
        "outcomes of its attempts": (
            dict(outcomes),
            {"succeeded": 1} if one.must_end == PAID else {"refused": 1} | ({None: 1} if at_bank else {}),
        ),
        "tried again by itself": (row.next_attempt_at is not None, one.must_end == REFUSED),
        "needs a new card": (row.needs_new_card, one.must_end == REFUSED_FOR_GOOD),
    }
    return [f"{what}: {found} and not {due}" for what, (found, due) in expected.items() if found != due]


def complaints_about_numbers(invoices: Sequence[InvoiceRow], last_given: Mapping[int, int]) -> list[str]:
    """Return what is wrong with the numbers: each once, none left out.

    Args:
        invoices: all of them.
        last_given: year -> the number that its counter gave last.
    """
    numbers = Counter(row.number for row in invoices)
    due = {f"{year}-{position:06d}" for year, last in last_given.items() for position in range(1, last + 1)}
    twice = sorted(number for number, times in numbers.items() if times > 1)
    found = [f"given twice: {number}" for number in twice]
    found += [f"given and not there: {number}" for number in sorted(due - set(numbers))]
    return found + [f"never given and there: {number}" for number in sorted(set(numbers) - due)]


def _complaints_about_the_books(database_address: str, facts: Mapping[str, Facts]) -> list[str]:
    database = Database(database_address)
    try:
        with database.transaction(reading=True) as session:
            last_given = {row.year: row.last for row in session.scalars(select(InvoiceCounterRow))}
            found = complaints_about_numbers([row for its in facts.values() for row in its.invoices], last_given)
            try:
                audit.verify(session)
            except audit.BrokenChainError as error:
                found.append(f"the audit log is broken: {error}")
    finally:
        database.close()
    return found


def _read_database(session: Session, facts: dict[str, Facts]) -> None:
    for subscription in session.scalars(select(SubscriptionRow)):
        facts[subscription.account_id].subscription = subscription
    for renewal in session.scalars(select(RenewalRow)):
        facts[renewal.account_id].renewals.append(renewal)
    for attempt in session.scalars(select(RenewalAttemptRow)):
        facts[attempt.account_id].attempts.append(attempt)
    for invoice in session.scalars(select(InvoiceRow)):
        facts[invoice.account_id].invoices.append(invoice)
    for account_id, occasion in session.execute(select(MailRow.account_id, MailRow.occasion)):
        facts[account_id or ""].letters[occasion.partition(":")[0]] += 1


def _read_ledger(ledger: Path, facts: dict[str, Facts]) -> None:
    connection = sqlite3.connect(ledger)
    try:
        charges = connection.execute("SELECT amount, status, metadata, charged_at FROM charges").fetchall()
        intents = connection.execute("SELECT body FROM objects WHERE kind = 'payment_intent'").fetchall()
    finally:
        connection.close()
    for amount, status, written, charged_at in charges:
        metadata = json.loads(written)
        its = facts[metadata["account_id"]]
        (its.paid if status == "succeeded" else its.refused).append((metadata[RENEWAL_ID], amount))
        if status == "succeeded":
            its.paid_at = datetime.fromtimestamp(charged_at, UTC)
    for (body,) in intents:
        intent = json.loads(body)
        if intent["status"] in _CHARGEABLE:
            facts[intent["metadata"]["account_id"]].chargeable.append(intent["id"])
