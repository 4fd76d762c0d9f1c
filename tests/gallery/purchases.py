"""Quotes and purchases in every stage, for the gallery."""

from datetime import timedelta
from typing import Any

import msgspec

from licenseserver.catalogue import load_catalogue
from licensewire import purchases as wire
from licensewire.bank import BankConfirmation
from licensewire.billing import ACTIVE
from licensewire.money import Money
from licensewire.purchases import Purchase, Quote, Receipt
from qtclient.forms import address
from qtclient.forms.postal_rules import address_rules
from qtclient.presenters import purchase_state as stages
from qtclient.presenters.purchase_draft import CVC, Draft, wish_of
from qtclient.presenters.purchase_state import State
from tests.gallery.samples import NOW, PRICE, comparison, subscription


def quote(language: str = "en", total: int = 547_470, *, credit: int = 0) -> Quote:
    tax = total - PRICE.minor + credit
    return Quote(
        id="quo_1",
        plan_id="strategic-research",
        period_starts_at=NOW,
        period_ends_at=NOW.replace(year=2027),
        price=PRICE,
        credit=Money(minor=credit, currency="USD"),
        subtotal=Money(minor=PRICE.minor - credit, currency="USD"),
        tax=Money(minor=tax, currency="USD"),
        tax_percent="8.625",
        tax_name={"en": "Sales tax", "fr": "Taxe de vente"},
        tax_note="",
        total=Money(minor=total, currency="USD"),
        first_renewal_at=NOW.replace(year=2027),
        first_renewal_total=Money(minor=547_470, currency="USD"),
        cancel_until=NOW.replace(year=2027) - timedelta(seconds=1),
        expires_at=NOW + timedelta(minutes=30),
        consents=load_catalogue().consents,
    )


def purchase(status: str, **more: Any) -> Purchase:
    made = Purchase(id="pur_1", idempotency_key="k", status=status, attempt=1, created_at=NOW, quote=quote())
    return msgspec.structs.replace(made, **more)


def draft() -> Draft:
    return Draft(
        name="Maya Collins",
        company="Collins Consumer Insights",
        country="US",
        address={
            address.LINE_1: "350 Fifth Avenue",
            address.CITY: "New York",
            address.REGION: "NY",
            address.POSTAL_CODE: "10118",
        },
    )


def form(language: str, **more: Any) -> State:
    typed = draft()
    return State(
        **{
            "stage": stages.FORM,
            "plan_id": "strategic-research",
            "comparison": comparison(),
            "quote": quote(),
            "quoted_for": wish_of(typed),
            "draft": typed,
            "rules": address_rules("US", language),
            "language": language,
            **more,
        }
    )


def with_problems(language: str) -> State:
    problems = {
        "number": "incorrect_number",
        "expiry": "expired_card",
        CVC: "required",
        address.POSTAL_CODE: "invalid",
    }
    return form(language, problems=problems, first_wrong="number", tries=1)


def at_bank(language: str) -> State:
    page = BankConfirmation(page="https://bank.example/confirm", expires_at=NOW + timedelta(hours=1))
    return form(language, stage=stages.BANK, purchase=purchase(wire.NEEDS_CONFIRMATION, confirmation=page))


def confirmed(language: str) -> State:
    done = purchase(
        wire.SUCCEEDED,
        subscription=subscription(ACTIVE, 365),
        receipt=Receipt(number="R-2026-0004", issued_at=NOW, total=quote().total),
        brand_id="brand_k3v9xw2pt",
    )
    return form(language, stage=stages.CONFIRMED, purchase=done, entitled=True)
