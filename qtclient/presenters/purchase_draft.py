"""What a buyer has typed so far, and what is wrong with it. Card and password are apart: they are never kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qtclient.forms import address, card_number, expiry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from licensewire.purchases import ConsentText
    from qtclient.forms.address import AddressRules
    from qtclient.forms.tax_id import TaxId

NUMBER = "number"
EXPIRY = "expiry"
CVC = "cvc"
ACCOUNT_NAME = "account_name"
USERNAME = "username"
PASSWORD = "password"  # noqa: S105 - the name of a field
NAME = "name"
COMPANY = "company"
COUNTRY = "country"
TAX_ID = "tax_id"
DATA_CENTER = "data_center"

CONSENT_MISSING = "consent_missing"
UNAVAILABLE = "unavailable"

CARD_FIELDS = (NUMBER, EXPIRY, CVC)
ACCOUNT_FIELDS = (ACCOUNT_NAME, USERNAME, PASSWORD)


@dataclass(frozen=True, repr=False)
class SecretsTyped:
    """What is handed through and kept by nobody but its fields: the card, and the password of a new account.

    Without a readable form.
    """

    number: str = ""
    expiry: str = ""
    cvc: str = ""
    password: str = ""


@dataclass(frozen=True)
class Draft:
    """All but the secrets; survives leaving the screen and a refused payment, a visitor's a restart too.

    Attributes:
        account_name, username: of the account that a visitor's purchase makes.
        data_center_id: what the visitor chose; "" takes the default.
        address: field's name in `qtclient.forms.address` -> what was typed.
        accepted: the consents that are ticked, as (id, version): a new version is not ticked.
    """

    account_name: str = ""
    username: str = ""
    data_center_id: str = ""
    name: str = ""
    company: str = ""
    country: str = ""
    address: Mapping[str, str] = field(default_factory=dict)
    tax_id: str = ""
    accepted: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Wish:
    """What a quote depends on."""

    country: str
    region: str
    tax_id: str


def wish_of(draft: Draft) -> Wish:
    """Return what the quote for `draft` depends on."""
    return Wish(draft.country, draft.address.get(address.REGION, ""), draft.tax_id.strip())


def field_order(rules: AddressRules | None, consents: Iterable[ConsentText]) -> tuple[str, ...]:
    """Return the names of all fields, in the order in which they stand on the form."""
    typed = tuple(part.name for part in rules.fields) if rules is not None else ()
    agreed = tuple(consent.id for consent in consents)
    return (*ACCOUNT_FIELDS, *CARD_FIELDS, NAME, COMPANY, COUNTRY, *typed, TAX_ID, *agreed, DATA_CENTER)


def card_problems(card: SecretsTyped, today: date) -> dict[str, str]:
    """Return field -> what is wrong with the card, as far as can be known without asking anybody."""
    digits = card_number.number_in(card.number)
    found = {
        NUMBER: address.REQUIRED if not digits else card_number.number_problem(digits),
        EXPIRY: address.REQUIRED if not card.expiry.strip() else expiry.expiry_problem(card.expiry, today),
        CVC: address.REQUIRED if not card.cvc else card_number.cvc_problem(card.cvc, digits),
    }
    return {name: problem for name, problem in found.items() if problem}


def account_problems(draft: Draft, typed: SecretsTyped) -> dict[str, str]:
    """Return field -> what is wrong with a new account, as far as can be known without asking anybody."""
    values = {ACCOUNT_NAME: draft.account_name.strip(), USERNAME: draft.username.strip(), PASSWORD: typed.password}
    return {name: address.REQUIRED for name, value in values.items() if not value}


def details_problems(draft: Draft, rules: AddressRules | None, tax_id: TaxId | None) -> dict[str, str]:
    """Return field -> what is wrong with the billing details; `rules` and `tax_id` as for `form_problems`."""
    found: dict[str, str] = {}
    if not draft.name.strip():
        found[NAME] = address.REQUIRED
    if not draft.country:
        found[COUNTRY] = address.REQUIRED
    if rules is not None:
        found.update(address.address_problems(draft.address, rules))
    if tax_id is not None and tax_id.problem:
        found[TAX_ID] = tax_id.problem
    return found


def form_problems(
    draft: Draft,
    typed: SecretsTyped,
    *,
    rules: AddressRules | None,
    tax_id: TaxId | None,
    consents: Iterable[ConsentText],
    today: date,
) -> dict[str, str]:
    """Return field -> what is wrong, for the whole form.

    Args:
        draft: all but the secrets.
        typed: the secrets; only the card is looked at here.
        consents: what has to be agreed to.
        rules: the address rules of the draft's country; None while they are not known.
        tax_id: the tax ID as it was checked last; None while it was not.
        today: the day by which a card's expiry is judged.
    """
    found = card_problems(typed, today) | details_problems(draft, rules, tax_id)
    for consent in consents:
        if (consent.id, consent.version) not in draft.accepted:
            found[consent.id] = CONSENT_MISSING
    return found
