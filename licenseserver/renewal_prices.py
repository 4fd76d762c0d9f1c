"""What a renewal costs: the catalogue's price, its rise capped, and the tax where the owner is billed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
from sqlalchemy.orm import Session

from licenseserver.catalogue import Catalogue
from licenseserver.purchase_tables import BillingDetailsRow
from licenseserver.renewal_tables import RenewalRow
from licenseserver.tables import AccountRow, SubscriptionRow
from licenseserver.taxes import Tax, tax_due
from licensewire.billing import Address, BillingDetails
from licensewire.money import Money

RISE_NOTICE = timedelta(days=7)
"""A higher price is told at least so long before it is charged (California AB 2863), or waits for another year."""


@dataclass(frozen=True)
class Due:
    """What would be charged.

    Attributes:
        previous: what the running period cost without tax.
        details: to whom it is billed.
    """

    price: Money
    previous: Money
    tax: Tax
    details: BillingDetails

    @property
    def tax_money(self) -> Money:
        """The tax on the price."""
        return Money(minor=self.tax.on(self.price.minor), currency=self.price.currency)

    @property
    def total(self) -> Money:
        """What leaves the card."""
        return Money(minor=self.price.minor + self.tax_money.minor, currency=self.price.currency)


def price_of_next_period(catalogue: Catalogue, subscription: SubscriptionRow, now: datetime) -> tuple[Money, Money]:
    """Return what the next period costs, and what the running one did, both without tax.

    A rise is capped at `price_rise_cap_percent`, and none where it would be told for the first time less than
    `RISE_NOTICE` before (somebody resumed late, our servers were away); a fall is passed on. A plan that cannot be
    bought any more goes on at its price.
    """
    listed = catalogue.price(subscription.plan_id)
    paid = subscription.price_minor if subscription.price_minor is not None else subscription.renewal_price_minor
    currency = subscription.renewal_currency or (listed.currency if listed else catalogue.currency)
    running = Money(minor=paid if paid is not None else listed.minor if listed else 0, currency=currency)
    if listed is None or listed.currency != currency:
        return running, running
    rise = catalogue.renewal.price_rise_cap_percent if subscription.period_ends_at - now >= RISE_NOTICE else 0
    cap = running.minor * (100 + rise) // 100
    return Money(minor=min(listed.minor, cap), currency=currency), running


def due_now(session: Session, catalogue: Catalogue, subscription: SubscriptionRow, now: datetime) -> Due:
    """Return what a renewal would charge as everything stands now."""
    price, previous = price_of_next_period(catalogue, subscription, now)
    details = billed_to(session, subscription.account_id)
    return Due(price, previous, tax_for(details), details)


def billed_to(session: Session, account_id: str) -> BillingDetails:
    """Return to whom the account's invoices are made out; the account itself where nothing was said."""
    row = session.get(BillingDetailsRow, account_id)
    if row is not None:
        return msgspec.json.decode(row.details, type=BillingDetails)
    account = session.get_one(AccountRow, account_id)
    return BillingDetails(name=account.name, address=Address(country=account.country, lines=()))


def tax_for(details: BillingDetails) -> Tax:
    """Return the tax for somebody who is billed so."""
    return tax_due(details.address.country, details.address.region, details.tax_id)


def fix_price(
    session: Session, catalogue: Catalogue, subscription: SubscriptionRow, row: RenewalRow, now: datetime
) -> None:
    """Write the price into a renewal; only before its first notice."""
    price, previous = price_of_next_period(catalogue, subscription, now)
    row.price_minor, row.previous_price_minor, row.currency = price.minor, previous.minor, price.currency
    refresh_tax(session, row)


def refresh_tax(session: Session, row: RenewalRow) -> None:
    """Write the tax of today's billing details into a renewal; only before its first charge begins."""
    details = billed_to(session, row.account_id)
    tax = tax_for(details)
    row.tax_minor = tax.on(row.price_minor)
    row.total_minor = row.price_minor + row.tax_minor
    row.tax_percent, row.tax_note = tax.percent, tax.note
    row.tax_name = msgspec.json.encode(tax.name).decode()
    row.billing_details = msgspec.json.encode(details).decode()
