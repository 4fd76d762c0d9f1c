"""The scenes of Billing: every state of subscription and card, and its sheets."""

from typing import Any

from licensewire.billing import TRIALING, Billing
from qtclient import links
from qtclient.links import Place
from qtclient.presenters import billing_state, overview
from qtclient.presenters.matters import matters
from tests.gallery import billings, samples
from tests.gallery.sessions import signed_in, unreachable
from tests.gallery.stage import Scene

PAID = "strategic-research"
BILLING = Place(links.BILLING)


def scenes() -> list[Scene]:
    return [*_subscription(), *_card(), *_sheets(), *_elsewhere()]


def _scene(name: str, billing: Billing, *, act: str = "", plan_id: str = PAID, **more: Any) -> Scene:
    shown = billings.state(billing, **more)
    return Scene(f"billing-{name}", signed_in(plan_id), BILLING, {links.BILLING: shown}, act)


def _subscription() -> list[Scene]:
    failed = billing_state.State(phase=billing_state.FAILED, problem=unreachable())
    renewing = billings.renewing()
    return [
        Scene("billing-loading", signed_in(), BILLING),
        _scene("free", samples.billing(), plan_id="free"),
        _scene("trial", samples.billing(samples.subscription(TRIALING, 4, "trial")), plan_id="trial"),
        _scene("renewing", renewing),
        _scene("price-changes", billings.renewing(20, previous_price=billings.dollars(480_000))),
        _scene("new-contract", billings.new_contract()),
        _scene("cancelled", billings.cancelled()),
        _scene("past-due", billings.past_due()),
        _scene("past-due-new-card-needed", billings.new_card_needed()),
        _scene("past-due-no-card", billings.no_card_left(), done=billing_state.REMOVED),
        _scene("paying", billings.paying(), doing=""),
        _scene("at-the-bank", billings.at_the_bank(), done=billing_state.NOT_YET),
        _scene("paid", renewing, done=billing_state.PAID),
        _scene("not-paid", billings.past_due(), done=billing_state.NOT_PAID),
        _scene("resumed", renewing, done=billing_state.RESUMED),
        _scene("ended", billings.ended(), plan_id="free"),
        _scene("offline", billings.past_due(), offline=True, problem=unreachable(), as_of=samples.NOW),
        Scene("billing-failed", signed_in(), BILLING, {links.BILLING: failed}),
    ]


def _card() -> list[Scene]:
    renewing = billings.renewing()
    return [
        _scene("card-expires", billings.renewing(300, card_year=2027)),
        _scene("card-expired", billings.renewing(30, card_year=2026)),
        _scene("card-missing", billings.renewing(5, with_card=False)),
        _scene("card-problems", renewing, act="card_problems"),
        _scene("card-refused", renewing, act="card_refused"),
        _scene("card-checking", renewing, act="card_checking"),
        _scene("card-finding-out", renewing, act="card_finding_out"),
        _scene("card-at-the-bank", renewing, act="card_at_the_bank"),
        _scene("card-changed", renewing, act="card_changed"),
        _scene("card-found", renewing, act="card_found"),
    ]


def _sheets() -> list[Scene]:
    renewing = billings.renewing()
    return [
        _scene("sheet-cancel", renewing, act="sheet_cancel"),
        _scene("sheet-cancel-loading", renewing, act="sheet_cancel_loading"),
        _scene("sheet-cancel-past-due", billings.past_due(), act="sheet_cancel"),
        _scene("sheet-cancel-refused", renewing, act="sheet_cancel_refused"),
        _scene("sheet-cancelled", renewing, act="sheet_cancelled"),
        _scene("sheet-remove-card", renewing, act="sheet_remove_card"),
        _scene("sheet-withdraw", billings.new_contract(), act="sheet_withdraw"),
        _scene("sheet-withdrawn", billings.new_contract(), act="sheet_withdrawn"),
    ]


def _elsewhere() -> list[Scene]:
    def scene(name: str, billing: Billing) -> Scene:
        usage = samples.usage({"responses": 512, "active_surveys": 5, "emails": 1840, "user_seats": 2}, PAID)
        comparison = samples.comparison()
        shown = overview.State(
            phase=overview.READY,
            account=samples.account(PAID),
            comparison=comparison,
            plan=next(plan for plan in comparison.plans if plan.id == PAID),
            billing=billing,
            usage=usage,
            matters=matters(billing, usage, samples.NOW),
        )
        return Scene(f"overview-{name}", signed_in(PAID), states={links.OVERVIEW: shown}, act="billing_banner")

    return [
        scene("past-due", billings.past_due()),
        scene("new-card-needed", billings.new_card_needed()),
        scene("at-the-bank", billings.at_the_bank()),
        scene("paying", billings.paying()),
        scene("ends-soon", billings.cancelled(6)),
        scene("card-missing", billings.renewing(20, with_card=False)),
        scene("card-expires", billings.renewing(30, card_year=2026)),
    ]
