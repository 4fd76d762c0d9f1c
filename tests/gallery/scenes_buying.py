"""The scenes of plans and buying."""

from dataclasses import replace

from PySide6.QtCore import QLocale

from licensewire.billing import ACTIVE, CANCELLED, ENDED, PAST_DUE, TRIALING, Subscription
from qtclient import links
from qtclient.links import Place
from qtclient.presenters import plans, purchase_state
from qtclient.presenters.purchase_state import State as Buying
from qtclient.sentences import refusal
from tests.gallery import purchases, samples
from tests.gallery.sessions import signed_in, unreachable
from tests.gallery.stage import Scene

FREE = {"responses": 487, "active_surveys": 3, "emails": 96, "user_seats": 1}
PAID = "strategic-research"


def scenes() -> list[Scene]:
    return [*_plans(), *_buying()]


def _plans() -> list[Scene]:
    def scene(name: str, plan_id: str, subscription: Subscription | None) -> Scene:
        state = plans.State(
            phase=plans.READY,
            comparison=samples.comparison(),
            usage=samples.usage(FREE, plan_id),
            subscription=subscription,
            current_plan=plan_id,
        )
        return Scene(name, signed_in(plan_id), Place(links.PLANS), {links.PLANS: state})

    failed = plans.State(phase=plans.FAILED, problem=unreachable())
    return [
        Scene("plans-loading", signed_in(), Place(links.PLANS)),
        scene("plans-free", "free", None),
        scene("plans-trial", "trial", samples.subscription(TRIALING, 4, "trial")),
        scene("plans-licensed", PAID, samples.subscription(ACTIVE, 100)),
        scene("plans-cancelled", PAID, samples.subscription(CANCELLED, 41)),
        scene("plans-past-due", PAID, samples.subscription(PAST_DUE, 12)),
        scene("plans-ended", "free", samples.subscription(ENDED, -6)),
        Scene("plans-failed", signed_in(), Place(links.PLANS), {links.PLANS: failed}),
    ]


def _buying() -> list[Scene]:
    language = QLocale().name()
    place = Place(links.PURCHASE, PAID)

    def scene(name: str, state: Buying) -> Scene:
        return Scene(name, signed_in(), place, {links.PURCHASE: state})

    form = purchases.form(language)
    refused = replace(form, problem=refusal("insufficient_funds"), refusals=1, tries=1, first_wrong="cvc")
    changed = replace(form, total_before=samples.PRICE)
    working = replace(form, stage=purchase_state.WORKING, purchase=purchases.purchase("processing"))
    return [
        Scene("purchase-loading", signed_in(), place),
        scene("purchase-form", form),
        scene("purchase-problems", purchases.with_problems(language)),
        scene("purchase-refused", refused),
        scene("purchase-price-changed", changed),
        scene("purchase-sending", replace(form, stage=purchase_state.SENDING)),
        scene("purchase-working", working),
        scene("purchase-working-offline", replace(working, offline=True)),
        scene("purchase-bank", purchases.at_bank(language)),
        scene("purchase-finding-out", replace(form, stage=purchase_state.FINDING_OUT)),
        scene("purchase-confirmed", purchases.confirmed(language)),
        scene("purchase-failed", Buying(stage=purchase_state.FAILED, plan_id=PAID, problem=unreachable())),
    ]
