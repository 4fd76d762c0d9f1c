"""The scenes of buying without an account."""

from dataclasses import replace

from PySide6.QtCore import QLocale

from licensewire import problem as codes
from qtclient import links
from qtclient.links import Place
from qtclient.presenters import purchase_state, visit_state
from qtclient.presenters.outbox import FAILED, READY
from qtclient.presenters.outbox import State as Outbox
from qtclient.presenters.purchase_state import State as Buying
from qtclient.presenters.visit_state import State
from qtclient.sentences import problem, refusal
from qtclient.session import SIGNED_OUT, SessionState
from tests.gallery import samples, visits
from tests.gallery.sessions import signed_in, unreachable
from tests.gallery.stage import Scene


def scenes() -> list[Scene]:
    return [*_buying(), *_proving(), *_forms(), *_outbox()]


def _buying() -> list[Scene]:
    out = SessionState(phase=SIGNED_OUT, service=samples.service())

    def scene(name: str, state: State, session: SessionState = out) -> Scene:
        return Scene(f"visit-plans{name}", session, Place(links.BUY), {links.BUY: state})

    full = visits.comparing(email="", plan_id="")
    return [
        scene("-loading", State()),
        scene("", full),
        scene("-email-wrong", visits.comparing(email="maya@", email_problem=visit_state.EMAIL_INVALID)),
        scene("-email-missing", replace(full, email_problem=visit_state.EMAIL_REQUIRED)),
        scene("-sending", visits.comparing(asking=True)),
        scene("-not-sent", visits.comparing(refused=problem("too_many_attempts", 540))),
        scene("-visit-over", visits.comparing(visit_over=True)),
        scene("-proved", visits.comparing(visitor=visits.visitor()), visits.session(practice=True)),
        scene("-failed", State(phase=visit_state.FAILED, problem=unreachable())),
    ]


def _proving() -> list[Scene]:
    out = SessionState(phase=SIGNED_OUT, service=samples.service())

    def scene(name: str, state: State) -> Scene:
        return Scene(f"visit-code{name}", out, Place(links.VERIFY), {links.BUY: state})

    def refused(name: str, code: str, *, over: bool) -> Scene:
        return scene(name, visits.proving(wait=0, refused=problem(code), code_tries=1, over=over))

    return [
        scene("", visits.proving()),
        scene("-practice", visits.proving(wait=0, practice=True)),
        scene("-checking", visits.proving(checking=True)),
        refused("-wrong", codes.CODE_WRONG, over=False),
        refused("-tries-spent", codes.CODE_TRIES_SPENT, over=True),
        refused("-used", codes.CODE_USED, over=True),
        refused("-superseded", codes.CODE_SUPERSEDED, over=True),
        scene("-expired", visits.proving(wait=-60, life=-1, refused=problem(codes.CODE_EXPIRED), over=True)),
        scene("-resending", visits.proving(wait=0, resending=True)),
        scene("-resent", visits.proving(wait=59, resent=True)),
        scene("-unreachable", visits.proving(refused=unreachable())),
        scene("-by-link", visits.comparing(checking=True)),
        scene("-by-link-expired", visits.comparing(refused=problem(codes.CODE_EXPIRED), code_tries=1)),
    ]


def _forms() -> list[Scene]:
    language = QLocale().name()
    place = Place(links.PURCHASE, "strategic-research")

    def scene(name: str, state: Buying, session: SessionState | None = None, act: str = "") -> Scene:
        return Scene(f"visit-form{name}", session or visits.session(), place, {links.PURCHASE: state}, act)

    form = visits.form(language)
    wrong = {"account_name": "required", "username": "taken", "password": "common", "data_center": "unavailable"}
    weak = {"username": "foreign", "password": "like_account"}
    gone = {"data_center": "unavailable"}
    refused = replace(form, problem=refusal("insufficient_funds"), refusals=1, tries=1, first_wrong="cvc")
    finding_out = replace(form, stage=purchase_state.FINDING_OUT)
    loading = Buying(stage=purchase_state.LOADING, plan_id="strategic-research", visitor_email=visits.EMAIL)
    return [
        scene("-loading", loading),
        scene("", form, visits.session(practice=True)),
        scene("-problems", replace(form, problems=wrong, first_wrong="account_name", tries=1)),
        scene("-weak-password", replace(form, problems=weak, first_wrong="password", tries=1)),
        scene("-terms", replace(form, first_wrong="data_center", tries=1)),
        scene("-default-data-center", replace(form, data_centers=visits.choice("10.0.0.1")), act="show_terms"),
        scene("-data-center-gone", replace(form, problems=gone, first_wrong="data_center", tries=1)),
        scene("-checking", replace(form, checking_account=True), act="show_terms"),
        scene("-start-over", form, act="open_start_over"),
        scene("-refused", refused),
        scene("-without-keyring", form, visits.session(kept="memory")),
        scene("-working", visits.working(language)),
        scene("-bank", visits.at_bank(language)),
        scene("-finding-out", finding_out),
        scene("-bought", visits.confirmed(language, entitled=False)),
        scene("-confirmed", visits.confirmed(language), signed_in("strategic-research")),
        scene("-failed", replace(loading, stage=purchase_state.FAILED, problem=unreachable())),
    ]


def _outbox() -> list[Scene]:
    out = SessionState(phase=SIGNED_OUT, service=samples.service(practice=True))

    def scene(name: str, state: Outbox) -> Scene:
        return Scene(f"outbox{name}", out, Place(links.SIGN_IN), {links.OUTBOX: state}, "open_outbox")

    return [
        scene("-loading", Outbox()),
        scene("", Outbox(phase=READY, mails=visits.mails())),
        scene("-empty", Outbox(phase=READY)),
        scene("-failed", Outbox(phase=FAILED, problem=unreachable())),
    ]
