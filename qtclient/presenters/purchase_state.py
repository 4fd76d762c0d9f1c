"""The states that a purchase passes through on the screen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qtclient.presenters.documents import SavingState
from qtclient.presenters.purchase_draft import CVC, TAX_ID, Draft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from licensewire.data_centers import DataCenter, DataCenterChoice
    from licensewire.money import Money
    from licensewire.plans import PlanComparison
    from licensewire.purchases import Purchase, Quote
    from qtclient.forms.address import AddressRules
    from qtclient.forms.tax_id import TaxId
    from qtclient.presenters.purchase_draft import Wish
    from qtclient.presenters.purchase_opening import Priced
    from qtclient.sentences import Sentence

EMPTY = "empty"
LOADING = "loading"
FAILED = "failed"
FORM = "form"
SENDING = "sending"
WORKING = "working"
BANK = "bank"
FINDING_OUT = "finding_out"
CONFIRMED = "confirmed"

ASKING = "asking"
NOT_YET = "not_yet"

UNDER_WAY = frozenset({SENDING, WORKING, BANK, FINDING_OUT})
"""Stages in which money may move: nothing new is begun in them."""


@dataclass(frozen=True)
class State:
    """What the purchase screen shows.

    Attributes:
        visitor_email: the proved address of somebody whose account this purchase makes; "" for an account's owner.
        time_zone: of that visitor, IANA name; "" for an account's owner, whose account has one.
        data_centers: for a visitor, where the account's data can live.
        checking_account: the account settings are being checked before anything is sent.
        stage: `EMPTY` (nothing was opened), `LOADING`, `FAILED` (see `problem`), `FORM`, `SENDING` (the card goes
            to the gateway, the purchase to the server), `WORKING` (the server has it), `BANK` (the buyer has to
            confirm at the bank), `FINDING_OUT` (an answer got lost; it is asked for until it is known) or
            `CONFIRMED`.
        quote: what is shown as the price; None while the first one is on its way.
        quoted_for: what `quote` was asked with.
        quoting: a newer quote is on its way.
        quote_problem: why there is no newer quote.
        total_before: with a quote that differs from the one shown before: what that one's total was.
        rules: the address rules of the draft's country, in `language`.
        tax_id: the tax ID as it was checked last.
        problems: field's name -> what is wrong with it, for the fields that are to show it.
        first_wrong: the field that should have the focus after try number `tries`.
        tries: counts how often the form came back with something wrong; the focus moves when it changes.
        completing: the button was pressed and the price is being confirmed before anything is sent.
        refusals: counts refused payments; the security code is emptied when it changes.
        notice: calm news above the form (a purchase was cancelled).
        offline: with a purchase under way: the server does not answer just now.
        cancelling: the purchase is being given up.
        bank_asked: after "I have finished": `ASKING` whether the bank has confirmed, or `NOT_YET`.
        entitled: with `CONFIRMED`: the session has the new licence.
    """

    stage: str = EMPTY
    plan_id: str = ""
    visitor_email: str = ""
    time_zone: str = ""
    data_centers: DataCenterChoice | None = None
    comparison: PlanComparison | None = None
    quote: Quote | None = None
    quoted_for: Wish | None = None
    quoting: bool = False
    quote_problem: Sentence | None = None
    total_before: Money | None = None
    draft: Draft = field(default_factory=Draft)
    rules: AddressRules | None = None
    language: str = ""
    tax_id: TaxId | None = None
    problems: Mapping[str, str] = field(default_factory=dict)
    first_wrong: str = ""
    tries: int = 0
    completing: bool = False
    checking_account: bool = False
    refusals: int = 0
    problem: Sentence | None = None
    notice: Sentence | None = None
    purchase: Purchase | None = None
    offline: bool = False
    cancelling: bool = False
    bank_asked: str = ""
    entitled: bool = False
    receipt: SavingState = field(default_factory=SavingState)

    @property
    def data_center(self) -> DataCenter | None:
        """Where the new account's data live or would live: as bought, else what was chosen, else the default."""
        if self.data_centers is None:
            return None
        bought = self.purchase.data_center_id if self.purchase is not None else None
        wanted = bought or self.draft.data_center_id or self.data_centers.default_id
        return next((each for each in self.data_centers.data_centers if each.id == wanted), None)


def with_price(state: State, answer: Priced) -> State:
    """Return the form with a new price, and the old total beside it where the new one differs."""
    before = state.quote
    changed = before is not None and before.total != answer.quote.total
    # Under other rules what was wrong may be right.
    kept = state.problems if answer.rules == state.rules else {}
    problems = {name: code for name, code in kept.items() if name != TAX_ID}
    if answer.tax_id.problem:
        problems[TAX_ID] = answer.tax_id.problem
    return replace(
        state,
        rules=answer.rules,
        tax_id=answer.tax_id,
        quote=answer.quote,
        quoted_for=answer.wish,
        quoting=False,
        completing=False,
        total_before=before.total if before is not None and changed else state.total_before,
        problems=problems,
    )


def back_to_form(
    state: State, told: Sentence, problems: Mapping[str, str] | None = None, *, refused: bool = False
) -> State:
    """Return the form after a try that came to nothing, with all that was typed.

    Args:
        state: what was shown while it was tried.
        told: what happened.
        problems: field's name -> what is wrong with it; the first one gets the focus.
        refused: the card or the payment was refused, so the security code has to be typed again.
    """
    found = problems or {}
    return replace(
        state,
        # A purchase that was taken up after a restart has no form behind it yet.
        stage=FORM if state.rules is not None else FAILED,
        problem=told,
        problems=found,
        first_wrong=next(iter(found), CVC if refused else ""),
        tries=state.tries + 1,
        refusals=state.refusals + refused,
        purchase=None,
        bank_asked="",
        offline=False,
        cancelling=False,
    )


def same_deal(one: Quote, other: Quote) -> bool:
    """Say whether a buyer who agreed to `one` has agreed to `other`: the same amounts, the same terms."""
    return _deal(one) == _deal(other)


def _deal(quote: Quote) -> tuple[object, ...]:
    return (
        quote.plan_id,
        quote.price,
        quote.credit,
        quote.tax,
        quote.total,
        quote.first_renewal_total,
        tuple((consent.id, consent.version) for consent in quote.consents),
    )
