"""Every kind of letter in its variants, to be tested and to be looked at."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from licenseserver import renewal_letters as kinds
from licenseserver.catalogue import load_catalogue
from licenseserver.declaration_text import Declared, declaration_text
from licenseserver.free_account import features_lost
from licenseserver.letters.facts import House, LetterFacts
from licensewire import declarations, purchases
from licensewire.money import Money
from licensewire.shape import LocalizedText

_DAY = timedelta(days=1)
_DUE = datetime(2027, 3, 1, 14, 30, tzinfo=UTC)
_CATALOGUE = load_catalogue()


def _plan(plan_id: str) -> LocalizedText:
    plan = _CATALOGUE.plan(plan_id)
    assert plan is not None
    return plan.name


def _money(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


def _declared(language: str, kind: str = declarations.CANCELLATION, cause: str | None = None) -> str:
    declared = Declared(
        kind=kind,
        reference="K-2027-7QX4M2",
        received_at=_DUE - 90 * _DAY,
        name="Ada Lovelace",
        contract="LD-7K2M-9QXP",
        email="ada@elsewhere.example",
        language=language,
        cause=cause,
        ends_on=date(2027, 2, 1),
    )
    return declaration_text(declared, "Meridian Surveys")


def every_letter(language: str) -> list[tuple[str, str, LetterFacts]]:
    """Return a title, the kind and the facts of each letter, in the order of a licence's life."""
    renewal = LetterFacts(
        house=House("Meridian Surveys", "https://desk.example"),
        occasion="sample",
        plan=_plan("strategic-research"),
        contract="LD-7K2M-9QXP",
        price=_money(420000),
        tax=_money(84000),
        total=_money(504000),
        due_at=_DUE,
        cancel_until=_DUE - _DAY,
        period_starts_at=_DUE,
        period_ends_at=_DUE.replace(year=2028),
        access_ends_at=_DUE + 21 * _DAY,
        card_brand="visa",
        card_last_four="4242",
        card_expires="02/2027",
        features_lost=features_lost(_CATALOGUE, "strategic-research"),
    )
    failed = replace(
        renewal, refusal=purchases.INSUFFICIENT_FUNDS, tries=1, next_try_at=_DUE + 2 * _DAY, days_left=21
    )
    declared = replace(
        renewal,
        reference="K-2027-7QX4M2",
        received_at=_DUE - 90 * _DAY,
        access_ends_at=_DUE,
        declaration=_declared(language),
        stated_email="ada@elsewhere.example",
    )
    withdrawal = replace(
        declared,
        declaration=_declared(language, declarations.WITHDRAWAL),
        invoice="2027-000017",
        credit_note="2027-000021",
        refund=_money(504000),
    )
    cause = replace(declared, declaration=_declared(language, cause="The service was away for a week."))
    return [
        ("renewal announced", kinds.ANNOUNCED, renewal),
        ("renewal announced at a new price", kinds.ANNOUNCED, replace(renewal, previous_price=_money(400000))),
        ("card expires", kinds.CARD_EXPIRES, renewal),
        ("card missing", kinds.CARD_MISSING, replace(renewal, period_ends_at=_DUE, card_last_four="")),
        ("renewed", kinds.RENEWED, replace(renewal, invoice="2027-000017")),
        ("payment failed", kinds.PAYMENT_FAILED, failed),
        (
            "payment failed for good",
            kinds.PAYMENT_FAILED,
            replace(failed, refusal=purchases.LOST_OR_STOLEN, needs_new_card=True, next_try_at=None, days_left=1),
        ),
        (
            "payment failed without a card",
            kinds.PAYMENT_FAILED,
            replace(failed, card_last_four="", next_try_at=None),
        ),
        ("payment failed the last time", kinds.PAYMENT_FAILED, replace(failed, next_try_at=None, days_left=0)),
        ("bank wants confirmation", kinds.BANK_WANTS_CONFIRMATION, replace(failed, refusal="")),
        ("new card", kinds.NEW_CARD_KEPT, renewal),
        ("cancelled", kinds.CANCELLED, declared),
        ("cancelled while past due", kinds.CANCELLED, replace(declared, access_ends_at=declared.received_at)),
        ("resumed", kinds.RESUMED, renewal),
        ("resumed after the deadline", kinds.RESUMED, replace(renewal, cancel_until=None)),
        ("renewal announced after the deadline", kinds.ANNOUNCED, replace(renewal, cancel_until=None)),
        ("ended, cancelled", kinds.ENDED_CANCELLED, renewal),
        ("ended, unpaid", kinds.ENDED_UNPAID, renewal),
        ("ended, no card", kinds.ENDED_NO_CARD, replace(renewal, features_lost=())),
        ("trial ending", kinds.TRIAL_ENDING, renewal),
        ("trial ended", kinds.TRIAL_ENDED, renewal),
        ("declared", kinds.DECLARED, declared),
        ("declared while a charge is under way", kinds.DECLARED_WAITING, declared),
        ("declared for cause", kinds.DECLARED_TO_PERSON, cause),
        ("declared, not found", kinds.NOT_FOUND, declared),
        ("declared, nothing to cancel", kinds.NOTHING_TO_CANCEL, declared),
        ("owner told", kinds.OWNER_TOLD, declared),
        ("declared while past due", kinds.DECLARED, replace(declared, has_ended=True)),
        ("owner told while past due", kinds.OWNER_TOLD, replace(declared, has_ended=True)),
        ("operator told", kinds.OPERATOR_TOLD, cause),
        ("withdrawn", kinds.WITHDRAWN, withdrawal),
        (
            "withdrawn from a larger plan",
            kinds.WITHDRAWN,
            replace(withdrawal, plan=_plan("strategic-research-plus"), plan_before=_plan("strategic-research")),
        ),
        ("withdrawal refused", kinds.WITHDRAWAL_REFUSED, withdrawal),
        ("refunded", kinds.REFUNDED, withdrawal),
        ("refund failed", kinds.REFUND_FAILED, withdrawal),
    ]
