"""Quotes: what a purchase costs today, exactly, and whether that still holds."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import available_timezones

import msgspec
from sqlalchemy import delete
from sqlalchemy.orm import Session

from licenseserver.accounts import running_subscription
from licenseserver.buyers import Buyer, facts_of
from licenseserver.catalogue import Catalogue
from licenseserver.problems import ProblemError, invalid_field
from licenseserver.purchase_tables import QuoteRow
from licenseserver.security import new_id
from licenseserver.subscriptions import (
    anniversary,
    cancel_deadline,
    credit_for_rest,
    is_paid,
)
from licenseserver.tables import SubscriptionRow
from licenseserver.taxes import Tax, checked_tax_id, tax_due
from licensewire import problem
from licensewire.billing import BillingDetails
from licensewire.money import Money
from licensewire.purchases import Quote, QuoteRequest

VALID_FOR = timedelta(minutes=30)
_KEPT_FOR = timedelta(days=2)


@dataclass(frozen=True)
class _Billed:
    """Where the buyer is billed.

    Attributes:
        country: ISO 3166 alpha-2.
        tax_id: in its country's own form, or "".
        time_zone: IANA name; a year is counted there.
    """

    country: str
    region: str
    tax_id: str
    time_zone: str


def make_quote(session: Session, catalogue: Catalogue, buyer: Buyer, request: QuoteRequest, now: datetime) -> Quote:
    """Name a price and keep it.

    Raises:
        ProblemError: the plan cannot be bought, the buyer has it or a bigger one, or a field is wrong.
    """
    facts = facts_of(session, buyer)
    country = (request.country or facts.country).upper()
    if not country:
        raise invalid_field("country", "required")
    time_zone = facts.time_zone
    if buyer.is_visitor and request.time_zone:
        time_zone = checked_time_zone(request.time_zone, "time_zone")
    billed = _Billed(country, request.region, checked_tax_id(country, request.tax_id, "tax_id"), time_zone)
    quote = _priced(session, catalogue, buyer, request.plan_id, billed, now)
    session.execute(delete(QuoteRow).where(QuoteRow.expires_at < now - _KEPT_FOR))
    session.add(
        QuoteRow(
            id=quote.id,
            buyer_id=buyer.id,
            quote=msgspec.json.encode(quote).decode(),
            expires_at=quote.expires_at,
        )
    )
    return quote


def quote_that_holds(
    session: Session,
    catalogue: Catalogue,
    buyer: Buyer,
    quote_id: str,
    details: BillingDetails,
    now: datetime,
) -> Quote:
    """Return the quote that the buyer saw, if it is still what would be charged for these billing details.

    Raises:
        ProblemError: `problem.QUOTE_EXPIRED` or `problem.QUOTE_CHANGED`: a new one must be shown first.
    """
    row = session.get(QuoteRow, quote_id)
    if row is None or row.buyer_id != buyer.id:
        raise ProblemError(problem.QUOTE_EXPIRED)
    shown = msgspec.json.decode(row.quote, type=Quote)
    if row.expires_at <= now:
        raise ProblemError(problem.QUOTE_EXPIRED)
    address, time_zone = details.address, facts_of(session, buyer).time_zone
    billed = _Billed(address.country, address.region, details.tax_id, time_zone)
    if _what_matters(_priced(session, catalogue, buyer, shown.plan_id, billed, now)) != _what_matters(shown):
        raise ProblemError(problem.QUOTE_CHANGED)
    return shown


def checked_time_zone(name: str, field: str) -> str:
    """Return an IANA name that is known here.

    Raises:
        ProblemError: `field` is invalid.
    """
    if name not in _time_zones():
        raise invalid_field(field)
    return name


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _priced(
    session: Session, catalogue: Catalogue, buyer: Buyer, plan_id: str, billed: _Billed, now: datetime
) -> Quote:
    price = catalogue.price(plan_id)
    if price is None:
        raise ProblemError(problem.PLAN_NOT_BUYABLE)
    running = running_subscription(session, buyer.id, now)
    if running is not None and running.plan_id == plan_id:
        # Whatever it costs by now: what somebody has is renewed, not bought a second time.
        raise ProblemError(problem.ALREADY_LICENSED)
    credit = _credit(catalogue, running, price, billed.time_zone, now)
    tax = tax_due(billed.country, billed.region, billed.tax_id)
    starts_at = now.replace(microsecond=0)
    ends_at = anniversary(starts_at, 1, billed.time_zone)
    subtotal = price.minor - credit

    def money(minor: int) -> Money:
        return Money(minor=minor, currency=price.currency)

    return Quote(
        id=new_id("quo"),
        plan_id=plan_id,
        period_starts_at=starts_at,
        period_ends_at=ends_at,
        price=price,
        credit=money(credit),
        subtotal=money(subtotal),
        tax=money(tax.on(subtotal)),
        tax_percent=tax.percent,
        tax_name=tax.name,
        tax_note=tax.note,
        total=money(subtotal + tax.on(subtotal)),
        first_renewal_at=ends_at,
        first_renewal_total=_with_tax(price, tax),
        cancel_until=cancel_deadline(ends_at, catalogue.renewal.cancel_hours_before_end),
        expires_at=starts_at + VALID_FOR,
        consents=catalogue.consents_of(visitor=buyer.is_visitor),
    )


def _credit(
    catalogue: Catalogue, running: SubscriptionRow | None, price: Money, time_zone: str, now: datetime
) -> int:
    """What is left of a licence that is given up for a bigger one.

    Raises:
        ProblemError: the running licence is this plan or a bigger one.
    """
    if running is None or not is_paid(running):
        return 0
    current = running.price_minor
    if current is None:
        listed = catalogue.price(running.plan_id)
        current = listed.minor if listed else 0
    if current >= price.minor:
        raise ProblemError(problem.ALREADY_LICENSED)
    return credit_for_rest(current, running.period_started_at, running.period_ends_at, now, time_zone)


def _with_tax(price: Money, tax: Tax) -> Money:
    return Money(minor=price.minor + tax.on(price.minor), currency=price.currency)


def _what_matters(quote: Quote) -> tuple[object, ...]:
    """All that a buyer decides by. The period's exact moments may be some minutes apart; the quoted ones hold."""
    return (
        quote.price,
        quote.credit,
        quote.tax,
        quote.tax_percent,
        quote.tax_note,
        quote.total,
        quote.first_renewal_total,
    )
