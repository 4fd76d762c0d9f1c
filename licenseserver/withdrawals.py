"""Withdrawing from a contract within 14 days: who may, until when, and what it does (CRD 9 and 11a, BGB 356a).

Only a consumer in the European Union or the EEA may, and only from a purchase: a renewal that was agreed upon and
announced is no new contract. The whole price goes back, the licence ends at once. See docs/decisions/0073.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from licenseserver import audit, renewal_letters
from licenseserver.buyers import alone_with
from licenseserver.cancellations import plan_name
from licenseserver.declaration_tables import DeclarationRow
from licenseserver.free_account import features_lost
from licenseserver.invoice_tables import InvoiceRow
from licenseserver.invoices import invoice_of_purchase
from licenseserver.letters.content import Reader
from licenseserver.letters.facts import LetterFacts
from licenseserver.problems import ProblemError
from licenseserver.purchase_tables import PurchaseRow
from licenseserver.purchases import OPEN_STATUSES
from licenseserver.refunds import decide_refund
from licenseserver.renewal_facts import Terms
from licenseserver.renewal_letters import queue_letter, queue_letter_to
from licenseserver.renewals import locked_subscription, supersede
from licenseserver.restoring import licence_before, restore
from licenseserver.subscriptions import end_subscription, holds, is_paid, last_subscription
from licenseserver.tables import AccountRow, SubscriptionRow
from licensewire import problem
from licensewire.billing import BillingDetails
from licensewire.declarations import WithdrawalRight
from licensewire.money import Money

DAYS = 14

# The European Union with its regions that have codes of their own, and the EEA.
# fmt: off
_COUNTRIES = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
    "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "AX", "GF", "GP", "MF", "MQ", "RE", "YT", "IS", "LI",
    "NO",
})
# fmt: on
_SATURDAY = 5


@dataclass(frozen=True)
class Right:
    """A contract that can be withdrawn from now."""

    subscription: SubscriptionRow
    purchase: PurchaseRow
    invoice: InvoiceRow
    until: datetime


def last_moment(concluded_at: datetime, time_zone: str) -> datetime:
    """Return the last moment at which a withdrawal can be declared: whole days, not counting the first.

    A period that would end on a Saturday or Sunday ends with the working day after (Regulation 1182/71, 3 (4)).

    Args:
        concluded_at: when the contract was made, aware.
        time_zone: IANA name; decides the days.
    """
    zone = ZoneInfo(time_zone)
    last = concluded_at.astimezone(zone).date() + timedelta(days=DAYS)
    while last.weekday() >= _SATURDAY:
        last += timedelta(days=1)
    midnight = datetime.combine(last + timedelta(days=1), time(), zone).astimezone(UTC)
    return midnight - timedelta(seconds=1)


def right_of(session: Session, account: AccountRow, now: datetime) -> Right | None:
    """Return the contract that the account can withdraw from; None where there is none."""
    subscription = last_subscription(session, account.id)
    if subscription is None or not holds(subscription, now) or not is_paid(subscription):
        return None
    # A renewed one has a purchase too, but that was more than a year ago.
    purchase = session.scalar(select(PurchaseRow).where(PurchaseRow.subscription_id == subscription.id))
    if purchase is None or not is_consumer(account, purchase):
        return None
    until = last_moment(purchase.finished_at or subscription.started_at, account.time_zone)
    invoice = invoice_of_purchase(session, purchase.id)
    if invoice is None or until < now:
        return None
    return Right(subscription, purchase, invoice, until)


def is_consumer(account: AccountRow, purchase: PurchaseRow) -> bool:
    """Tell whether somebody has bought as a consumer in the European Union or the EEA.

    Whoever gives a company or a tax ID buys for a business.
    """
    details = msgspec.json.decode(purchase.billing_details, type=BillingDetails)
    return account.country in _COUNTRIES and not details.company and not details.tax_id


def right_on_wire(session: Session, account_id: str, now: datetime) -> WithdrawalRight | None:
    """Return the contract's form of the right (`Billing.withdrawal`)."""
    right = right_of(session, session.get_one(AccountRow, account_id), now)
    if right is None:
        return None
    return WithdrawalRight(
        contract=right.subscription.contract or "", until=right.until, invoice_number=right.invoice.number
    )


def withdraw(session: Session, terms: Terms, row: DeclarationRow, account: AccountRow, now: datetime) -> None:
    """Undo the contract that the account has bought last: end the licence, decide the refund, acknowledge it.

    Raises:
        ProblemError: `problem.NO_RIGHT_TO_WITHDRAW`, or `problem.PURCHASE_UNDER_WAY`: the account is buying.
    """
    alone_with(session, account.id)
    subscription = locked_subscription(session, account.id)
    right = right_of(session, account, now)
    if subscription is None or right is None:
        raise ProblemError(problem.NO_RIGHT_TO_WITHDRAW)
    buying = select(PurchaseRow.id).where(PurchaseRow.buyer_id == account.id, PurchaseRow.status.in_(OPEN_STATUSES))
    if session.scalar(buying) is not None:
        raise ProblemError(problem.PURCHASE_UNDER_WAY)
    row.account_id, row.subscription_id = account.id, subscription.id
    before = licence_before(session, right.purchase, now)
    supersede(session, account.id, now)
    end_subscription(session, subscription, now, reason="withdrawn")
    decide_refund(session, right.purchase, right.invoice, row, now)
    if before is not None:
        restore(session, terms.catalogue, before, now)
    _acknowledge(session, terms, row, account, right, before, now)
    audit.record(
        session,
        now,
        "contract.withdrawn",
        subject=subscription.id,
        account_id=account.id,
        actor=row.id,
        details={"invoice": right.invoice.number, "total": right.purchase.total_minor},
    )


def _acknowledge(
    session: Session,
    terms: Terms,
    row: DeclarationRow,
    account: AccountRow,
    right: Right,
    before: SubscriptionRow | None,
    now: datetime,
) -> None:
    facts = LetterFacts(
        house=terms.house,
        occasion=row.id,
        plan=plan_name(terms.catalogue, right.subscription.plan_id),
        contract=right.subscription.contract or "",
        invoice=right.invoice.number,
        reference=row.reference,
        received_at=row.received_at,
        declaration=row.text,
        refund=Money(minor=right.purchase.total_minor, currency=right.purchase.currency),
        features_lost=features_lost(terms.catalogue, right.subscription.plan_id),
        plan_before=plan_name(terms.catalogue, before.plan_id) if before else None,
        access_ends_at=before.period_ends_at if before else None,
    )
    queue_letter(session, renewal_letters.WITHDRAWN, account, facts, now)
    if row.deliverable.casefold() != account.email.casefold():
        reader = Reader(row.name, row.language, account.time_zone)
        elsewhere = replace(facts, occasion=f"{row.id}:stated")
        queue_letter_to(session, renewal_letters.WITHDRAWN, row.deliverable, reader, elsewhere, now)
