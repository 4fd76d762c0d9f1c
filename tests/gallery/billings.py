"""Billing in every situation that a subscription, its renewal and its card can be in, for the gallery."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import msgspec

from licensewire import card_updates, purchases
from licensewire import renewals as wire
from licensewire.bank import BankConfirmation
from licensewire.billing import ACTIVE, CANCELLED, PAST_DUE, Billing
from licensewire.card_updates import CardUpdate
from licensewire.declarations import WITHDRAWAL, DeclarationReceipt, WithdrawalRight
from licensewire.money import Money
from licensewire.renewals import Cancellation, CancellationPreview, Loss, Renewal
from qtclient.presenters import card_update
from qtclient.presenters.billing_state import READY, State
from qtclient.sentences import refusal as told_refusal
from tests.gallery import samples
from tests.gallery.samples import NOW, PRICE

TOTAL = Money(minor=547_470, currency="USD")


def dollars(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


def renewal(status: str = wire.UPCOMING, due_at: datetime = NOW + timedelta(days=100), **more: Any) -> Renewal:
    made = Renewal(
        status=status,
        due_at=due_at,
        price=PRICE,
        tax=dollars(TOTAL.minor - PRICE.minor),
        total=TOTAL,
        tax_name={"en": "Sales tax", "fr": "Taxe de vente"},
        tax_percent="8.625",
    )
    return msgspec.structs.replace(made, **more)


def with_billing(billing: Billing, **more: Any) -> Billing:
    return msgspec.structs.replace(billing, **more)


def state(billing: Billing, **more: Any) -> State:
    return State(**{"phase": READY, "billing": billing, "comparison": samples.comparison(), "now": NOW, **more})


def renewing(days: int = 100, *, card_year: int = 2029, with_card: bool = True, **more: Any) -> Billing:
    coming = renewal(due_at=NOW + timedelta(days=days), **more)
    billing = samples.billing(samples.subscription(ACTIVE, days), card_year=card_year, with_card=with_card)
    return with_billing(billing, renewal=coming)


def new_contract() -> Billing:
    """Bought three days ago by somebody in the EU."""
    return with_billing(
        renewing(362),
        withdrawal=WithdrawalRight(
            contract="LD-2026-7QX4M2", until=NOW + timedelta(days=11), invoice_number="2026-000017"
        ),
    )


def cancelled(days: int = 41) -> Billing:
    return with_billing(samples.billing(samples.subscription(CANCELLED, days)), cancellation=cancellation(days))


def past_due(*, refusal: str = purchases.INSUFFICIENT_FUNDS, with_card: bool = True, **more: Any) -> Billing:
    """Due nine days ago, tried twice; access ends in twelve days."""
    due = NOW - timedelta(days=9)
    again = {
        "tries": 2,
        "refusal": refusal,
        "refused_at": due + timedelta(days=7),
        "next_try_at": due + timedelta(days=14),
        "access_ends_at": due + timedelta(days=21),
        **more,
    }
    billing = samples.billing(samples.subscription(PAST_DUE, 12), with_card=with_card)
    return with_billing(billing, renewal=renewal(wire.PAST_DUE, due, **again))


def new_card_needed() -> Billing:
    return past_due(refusal=purchases.LOST_OR_STOLEN, needs_new_card=True, next_try_at=None)


def no_card_left() -> Billing:
    return past_due(with_card=False, next_try_at=None)


def at_the_bank() -> Billing:
    return with_billing(
        past_due(),
        renewal=renewal(
            wire.NEEDS_CONFIRMATION,
            NOW - timedelta(days=9),
            access_ends_at=NOW + timedelta(days=12),
            confirmation=BankConfirmation(page="https://bank.example/confirm", expires_at=NOW + timedelta(hours=1)),
        ),
    )


def paying() -> Billing:
    return with_billing(past_due(), renewal=renewal(wire.PROCESSING, NOW - timedelta(days=9)))


def ended() -> Billing:
    return samples.billing(samples.subscription("ended", -6))


def card_update_at_the_bank() -> CardUpdate:
    return CardUpdate(
        id="cup_1",
        status=card_updates.NEEDS_CONFIRMATION,
        created_at=NOW,
        confirmation=BankConfirmation(page="https://bank.example/card", expires_at=NOW + timedelta(hours=1)),
    )


def cancellation(days: int = 100) -> Cancellation:
    return Cancellation(
        reference="K-2026-7QX4M2",
        subscription_id="sub_1",
        received_at=NOW,
        access_ends_at=NOW + timedelta(days=days),
        mailed_to="maya@collins-insights.example",
    )


def preview(days: int = 100) -> CancellationPreview:
    return CancellationPreview(
        subscription_id="sub_1",
        plan_id="strategic-research",
        access_ends_at=NOW + timedelta(days=days),
        cancel_until=NOW + timedelta(days=days),
        not_charged=TOTAL,
        stays=(
            {"en": "All surveys, with their questions and their look", "fr": "Toutes les enquêtes, avec leurs "
             "questions et leur apparence"},
            {"en": "All 812 collected responses", "fr": "Les 812 réponses collectées"},
        ),
        losses=(
            Loss(limit_id="active_surveys", name={"en": "Active surveys", "fr": "Enquêtes actives"}, used=5,
                 free_limit=3, over=2),
            Loss(limit_id="user_seats", name={"en": "User seats", "fr": "Postes utilisateur"}, used=2, free_limit=1,
                 over=1),
            Loss(limit_id="emails", name={"en": "E-mails", "fr": "E-mails"}, used=40, free_limit=100),
        ),
        features_lost=(
            {"en": "Advanced logic", "fr": "Logique avancée"},
            {"en": "Own look and feel", "fr": "Apparence personnalisée"},
        ),
    )  # fmt: skip


def withdrawal_receipt() -> DeclarationReceipt:
    return DeclarationReceipt(
        reference="W-2026-9RB3K7",
        kind=WITHDRAWAL,
        received_at=NOW,
        mailed_to="maya@collins-insights.example",
        language="en",
        text="I withdraw from the contract LD-2026-7QX4M2.\n\nName: Maya Collins\nContract: LD-2026-7QX4M2\n"
        "E-mail: maya@collins-insights.example\nReceived: November 23, 2026, 14:05 UTC\nReference: W-2026-9RB3K7",
    )


def card_states() -> dict[str, card_update.State]:
    """Return act's name -> how replacing the card stands."""
    form = card_update.State(card=samples.card())
    wrong = {"number": "incomplete", "expiry": "expired", "cvc": "required"}
    return {
        "card_problems": replace(form, problems=wrong),
        "card_refused": replace(form, problem=told_refusal("insufficient_funds"), tries=1, refusals=1),
        "card_checking": replace(form, stage=card_update.WORKING),
        "card_finding_out": replace(form, stage=card_update.FINDING_OUT),
        "card_at_the_bank": replace(form, stage=card_update.BANK, update=card_update_at_the_bank()),
        "card_changed": replace(form, done=card_update.CHANGED, emptied=1),
        "card_found": replace(form, done=card_update.FOUND),
    }
