"""The scenes: every screen, in every state that a person can meet."""

from dataclasses import replace

from licensewire.billing import ACTIVE, CANCELLED, TRIALING
from qtclient import links
from qtclient.links import Place
from qtclient.presenters import overview
from qtclient.presenters.matters import matters
from qtclient.presenters.security import SecurityState
from qtclient.presenters.sign_in import SignInState
from qtclient.sentences import kept_in_memory, problem
from qtclient.session import SIGNED_OUT, STARTING, SessionState
from tests.gallery import (
    samples,
    scenes_billing,
    scenes_buying,
    scenes_clock,
    scenes_data_centers,
    scenes_declaring,
    scenes_invoices,
    scenes_visiting,
)
from tests.gallery.sessions import signed_in, unreachable
from tests.gallery.stage import Scene


def overview_state(plan_id: str, status: str, days_left: int, used: dict[str, int]) -> overview.State:
    subscription = None if status == "free" else samples.subscription(status, days_left, plan_id)
    billing = samples.billing(subscription)
    usage = samples.usage(used, plan_id)
    comparison = samples.comparison()
    return overview.State(
        phase=overview.READY,
        account=samples.account(plan_id),
        comparison=comparison,
        plan=next((plan for plan in comparison.plans if plan.id == plan_id), None),
        billing=billing,
        usage=usage,
        matters=matters(billing, usage, samples.NOW),
    )


FREE = {"responses": 487, "active_surveys": 3, "emails": 96, "user_seats": 1}
PAID = {"responses": 512, "active_surveys": 5, "emails": 1840, "user_seats": 2}
FULL = {"responses": 1000, "active_surveys": 9, "emails": 5210, "user_seats": 5}


def scenes() -> list[Scene]:
    return [
        *_outside(),
        *_overview(),
        *scenes_buying.scenes(),
        *scenes_billing.scenes(),
        *scenes_invoices.scenes(),
        *scenes_data_centers.scenes(),
        *scenes_visiting.scenes(),
        *scenes_declaring.scenes(),
        *scenes_clock.scenes(),
        *_security(),
        *_window(),
    ]


def _outside() -> list[Scene]:
    sign_in = Place(links.SIGN_IN)
    out = SessionState(phase=SIGNED_OUT, service=samples.service())
    practice = SessionState(phase=SIGNED_OUT, service=samples.service(practice=True))
    wrong = problem("wrong_credentials")
    return [
        Scene("starting", SessionState(phase=STARTING)),
        Scene("starting-unreachable", SessionState(phase=STARTING, problem=unreachable())),
        Scene("sign-in", out, sign_in),
        Scene("sign-in-wrong", replace(out, problem=wrong), sign_in),
        Scene("sign-in-fields-empty", out, sign_in, act="submit_sign_in"),
        Scene("sign-in-busy", replace(out, busy=True), sign_in, {links.SIGN_IN: SignInState(False, False, True)}),
        Scene("sign-in-practice", practice, sign_in),
        Scene("settings-before-sign-in", out, sign_in, act="open_settings"),
    ]


def _overview() -> list[Scene]:
    def scene(name: str, plan_id: str, state: overview.State, *, practice: bool = False) -> Scene:
        return Scene(name, signed_in(plan_id, practice=practice), states={links.OVERVIEW: state})

    paid = "strategic-research"
    licensed = overview_state(paid, ACTIVE, 100, PAID)
    return [
        Scene("overview-loading", signed_in()),
        scene("overview-free", "free", overview_state("free", "free", 0, FREE), practice=True),
        scene("overview-trial", "trial", overview_state("trial", TRIALING, 4, PAID)),
        scene("overview-licensed", paid, licensed),
        scene("overview-cancelled", paid, overview_state(paid, CANCELLED, 41, PAID)),
        scene("overview-at-limit", paid, overview_state(paid, ACTIVE, 100, FULL)),
        scene("overview-empty", "free", overview_state("free", "free", 0, {"responses": 0, "user_seats": 1})),
        scene("overview-failed", "free", overview.State(phase=overview.FAILED, problem=unreachable())),
        scene("overview-stale", paid, replace(licensed, problem=unreachable())),
    ]


def _security() -> list[Scene]:
    place = Place(links.SECURITY)
    note = kept_in_memory("locked")
    listed = SecurityState(sessions=samples.sessions())

    def scene(name: str, state: SecurityState, act: str = "") -> Scene:
        return Scene(name, signed_in(), place, {links.SECURITY: state}, act)

    return [
        scene("security-loading", SecurityState(loading=True)),
        scene("security", listed),
        scene("security-ending", replace(listed, ending=frozenset({"ses_2"}), keyring_note=note)),
        scene("security-failed", SecurityState(problem=unreachable())),
        scene("security-not-ended", replace(listed, problem=unreachable())),
        scene("security-sign-out-everywhere", listed, "open_sign_out_everywhere"),
    ]


def _window() -> list[Scene]:
    state = overview_state("strategic-research", ACTIVE, 100, PAID)
    session = signed_in("strategic-research", practice=True, kept="memory")
    return [
        Scene("window-banners", session, states={links.OVERVIEW: state}, act="show_banners"),
        Scene("window-menu", session, states={links.OVERVIEW: state}, act="open_menu"),
        Scene("window-focus", session, states={links.OVERVIEW: state}, act="press_tab"),
    ]
