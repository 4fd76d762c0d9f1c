"""The scenes of cancelling and withdrawing without signing in."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QLocale

from licensewire import declarations as wire
from licensewire import problem as codes
from qtclient import links
from qtclient.declared_drafts import Declared
from qtclient.links import Place
from qtclient.presenters import declaration_state as steps
from qtclient.presenters.declaration_state import State
from qtclient.presenters.documents import SavingState
from qtclient.sentences import problem
from qtclient.session import SIGNED_OUT, STARTING, SessionState
from tests.gallery import samples
from tests.gallery.sessions import signed_in, unreachable
from tests.gallery.stage import Scene

DECLARED = Declared(
    name="Maya Collins", contract="LD-2026-7QX4M2", email="maya@collins-insights.example", ends_on="2027-03-31"
)
REASON = (
    "The organization has closed its market research department at the end of the year, and nobody is left who "
    "could use the license."
)
TEXT = {
    "en": "Cancellation of a contract\n\nTo: Meridian Surveys\n\nI cancel the contract named below.\n\n"
    "Name: Maya Collins\nContract: LD-2026-7QX4M2\nE-mail for the confirmation: maya@collins-insights.example\n"
    "Kind: ordinary cancellation\nWished end: March 31, 2027\n\nReceived: November 23, 2026, 2:05:09 PM (UTC)\n"
    "Reference: K-2026-7QX4M2",
    "fr": "Résiliation d’un contrat\n\nÀ : Meridian Surveys\n\nJe résilie le contrat désigné ci-dessous.\n\n"
    "Nom : Maya Collins\nContrat : LD-2026-7QX4M2\nE-mail pour la confirmation : maya@collins-insights.example\n"
    "Type : résiliation ordinaire\nFin souhaitée : 31 mars 2027\n\nReçue : 23 novembre 2026, 14:05:09 (UTC)\n"
    "Référence : K-2026-7QX4M2",
}

WITHDRAWN = {
    "en": "Withdrawal from a contract\n\nTo: Meridian Surveys\n\nI withdraw from the contract named below.\n\n"
    "Name: Maya Collins\nContract: LD-2026-7QX4M2\nE-mail for the confirmation: maya@collins-insights.example\n\n"
    "Received: November 23, 2026, 2:05:09 PM (UTC)\nReference: W-2026-7QX4M2",
    "fr": "Rétractation d’un contrat\n\nÀ : Meridian Surveys\n\nJe me rétracte du contrat désigné ci-dessous.\n\n"
    "Nom : Maya Collins\nContrat : LD-2026-7QX4M2\nE-mail pour la confirmation : maya@collins-insights.example\n\n"
    "Reçue : 23 novembre 2026, 14:05:09 (UTC)\nRéférence : W-2026-7QX4M2",
}


def scenes() -> list[Scene]:
    return [*_cancelling(), *_withdrawing()]


def receipt(kind: str = wire.CANCELLATION) -> wire.DeclarationReceipt:
    language = QLocale().name()[:2]
    text = TEXT.get(language, TEXT["en"])
    if kind == wire.WITHDRAWAL:
        text = WITHDRAWN.get(language, WITHDRAWN["en"])
    return wire.DeclarationReceipt(
        reference="K-2026-7QX4M2" if kind == wire.CANCELLATION else "W-2026-7QX4M2",
        kind=kind,
        received_at=samples.NOW + timedelta(seconds=9),
        mailed_to=DECLARED.email,
        language=language,
        text=text,
    )


def _cancelling() -> list[Scene]:
    out = SessionState(phase=SIGNED_OUT, service=samples.service())
    practice = SessionState(phase=SIGNED_OUT, service=samples.service(practice=True))
    offline = SessionState(phase=STARTING, problem=unreachable())

    def scene(name: str, state: State, session: SessionState = out, act: str = "") -> Scene:
        return Scene(f"cancel{name}", session, Place(links.CANCEL), {links.CANCEL: state}, act)

    written = State(declared=DECLARED)
    inside = replace(written, signed_in=True)
    wrong = {steps.NAME: steps.REQUIRED, steps.EMAIL: steps.INVALID, steps.ENDS_ON: steps.PAST}
    received = State(step=steps.RECEIVED, declared=DECLARED, receipt=receipt())
    summary = State(step=steps.SUMMARY, declared=DECLARED)
    return [
        scene("", State()),
        scene("-signed-in", inside, signed_in("strategic-research")),
        scene("-extraordinary", State(declared=for_cause(REASON))),
        scene("-problems", State(declared=Declared(email="maya@", ends_on="2020-01-01"), problems=wrong, tries=1)),
        scene("-reason-missing", State(declared=for_cause(""), problems={steps.REASON: steps.REQUIRED}, tries=1)),
        scene("-offline", replace(summary, unanswered=True, refused=unreachable()), offline),
        scene("-summary", summary),
        scene("-summary-extraordinary", State(step=steps.SUMMARY, declared=for_cause(REASON))),
        scene("-sending", replace(summary, sending=True)),
        scene("-unanswered", replace(summary, unanswered=True)),
        scene("-refused", replace(summary, refused=problem(codes.TOO_MANY_ATTEMPTS, 540))),
        scene("-received", received),
        scene("-received-practice", replace(received, practice=True), practice),
        scene("-saved", received, act="save_declaration"),
    ]


def _withdrawing() -> list[Scene]:
    out = SessionState(phase=SIGNED_OUT, service=samples.service())

    def scene(name: str, state: State, session: SessionState = out) -> Scene:
        return Scene(f"withdraw{name}", session, Place(links.WITHDRAW), {links.WITHDRAW: state})

    declared = Declared(name=DECLARED.name, contract=DECLARED.contract, email=DECLARED.email)
    written = State(declared=declared)
    missing = {steps.CONTRACT: steps.REQUIRED}
    return [
        scene("", State()),
        scene("-signed-in", replace(written, signed_in=True), signed_in("strategic-research")),
        scene("-problems", State(declared=Declared(name="Maya", email=DECLARED.email), problems=missing, tries=1)),
        scene("-sending", replace(written, sending=True)),
        scene("-unreachable", replace(written, unanswered=True, refused=unreachable())),
        scene("-received", State(step=steps.RECEIVED, receipt=receipt(wire.WITHDRAWAL))),
    ]


def for_cause(reason: str) -> Declared:
    """Return an extraordinary cancellation with this reason."""
    return Declared(name=DECLARED.name, email=DECLARED.email, kind=wire.EXTRAORDINARY, reason=reason)


SAVED = SavingState("K-2026-7QX4M2", saved=Path("/Documents/Cancellation K-2026-7QX4M2.txt"))
