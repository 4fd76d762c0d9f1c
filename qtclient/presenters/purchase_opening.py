"""What the purchase form asks for when it opens and whenever the grounds of the price change.

It brings the libraries of addresses and tax IDs: `qtclient.loading` imports it ahead, on a worker thread.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from licensewire.purchases import QuoteRequest
from qtclient.forms import tax_id
from qtclient.forms.postal_rules import address_rules
from qtclient.presenters.purchase_draft import Wish, wish_of
from qtclient.presenters.purchase_request import typed_before

if TYPE_CHECKING:
    from licensewire.data_centers import DataCenterChoice
    from licensewire.plans import PlanComparison
    from licensewire.purchases import Quote
    from qtclient.api.client import Api
    from qtclient.forms.address import AddressRules
    from qtclient.forms.tax_id import TaxId
    from qtclient.presenters.purchase_draft import Draft

# The platform's own; a country has to be shown before one is chosen.
_COUNTRY_OTHERWISE = "US"


@dataclass(frozen=True)
class Priced:
    """The price, and the rules that came with what it was asked for."""

    wish: Wish
    rules: AddressRules
    tax_id: TaxId
    quote: Quote


@dataclass(frozen=True)
class Opened:
    """All that the form needs to be shown."""

    plan_id: str
    comparison: PlanComparison
    draft: Draft
    priced: Priced
    data_centers: DataCenterChoice | None = None


def opened(api: Api, plan_id: str, kept: Draft, language: str) -> Opened:
    """Ask for everything; an untouched draft is filled with what is known of the buyer."""
    draft = kept if kept.country else _filled(api, kept)
    return Opened(plan_id, api.plans(), draft, priced(api, plan_id, wish_of(draft), language))


def opened_for_visitor(api: Api, plan_id: str, kept: Draft, language: str, *, email: str, time_zone: str) -> Opened:
    """Ask for everything that somebody without an account needs.

    Args:
        api: asked.
        plan_id: what is wanted.
        kept: what was typed before.
        language: locale's name ("fr_FR"); its territory is the country where nothing better is known.
        email: the proved address, which makes a good username.
        time_zone: IANA name.
    """
    choice = api.data_centers()
    territory = language.partition("_")[2][:2]
    draft = replace(
        kept,
        country=kept.country or choice.country or territory or _COUNTRY_OTHERWISE,
        username=kept.username or email.lower(),
    )
    price = priced(api, plan_id, wish_of(draft), language, time_zone=time_zone)
    return Opened(plan_id, api.plans(), draft, price, choice)


def priced(api: Api, plan_id: str, wish: Wish, language: str, *, time_zone: str = "") -> Priced:
    """Ask for the price by `wish`; a tax ID that cannot be right is not sent along."""
    checked = tax_id.checked(wish.country, wish.tax_id)
    number = "" if checked.problem else checked.number
    quote = api.quote(
        QuoteRequest(plan_id=plan_id, country=wish.country, region=wish.region, tax_id=number, time_zone=time_zone)
    )
    return Priced(wish, address_rules(wish.country, language), checked, quote)


def _filled(api: Api, draft: Draft) -> Draft:
    details = api.billing().billing_details
    if details is not None:
        return replace(
            draft,
            name=details.name,
            company=details.company,
            country=details.address.country,
            address=typed_before(details),
            tax_id=details.tax_id,
        )
    account = api.account()
    return replace(draft, name=account.name, country=account.country)
