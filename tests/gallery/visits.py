"""Visitors in every stage, for the gallery."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from licenseserver.catalogue import load_catalogue
from licenseserver.data_centers import build_data_centers
from licenseserver.settings import Settings
from licensewire import purchases as wire
from licensewire.data_centers import DataCenterChoice
from licensewire.practice import PracticeMail
from licensewire.visitors import VisitorState
from qtclient.presenters import purchase_state as stages
from qtclient.presenters import visit_state
from qtclient.presenters.purchase_state import State as Buying
from qtclient.presenters.visit_state import State
from qtclient.session import VISITING, SessionState
from qtclient.visit_drafts import CodeSent
from tests.gallery import purchases, samples

EMAIL = "maya.collins@example.com"


def visitor() -> VisitorState:
    return VisitorState(
        id="acc_1",
        email=EMAIL,
        plan_id="strategic-research",
        expires_at=samples.NOW + timedelta(days=7),
    )


def session(*, practice: bool = False, kept: str = "keyring") -> SessionState:
    return SessionState(phase=VISITING, visitor=visitor(), service=samples.service(practice=practice), kept=kept)


def comparing(**more: Any) -> State:
    return State(
        **{
            "phase": visit_state.READY,
            "comparison": samples.comparison(),
            "email": EMAIL,
            "plan_id": "strategic-research",
            **more,
        }
    )


def proving(*, wait: int = 42, life: int = 580, **more: Any) -> State:
    now = datetime.now(UTC)
    sent = CodeSent(
        id="ver_1",
        email=EMAIL,
        expires_at=now + timedelta(seconds=life),
        resend_at=now + timedelta(seconds=wait),
    )
    return comparing(sent=sent, **more)


def choice(address: str = "90.0.0.1") -> DataCenterChoice:
    return build_data_centers(Settings(), load_catalogue()).choice(address)


def form(language: str, **more: Any) -> Buying:
    catalogue = load_catalogue()
    quote = msgspec.structs.replace(purchases.quote(), consents=(*catalogue.consents, *catalogue.visitor_consents))
    made = purchases.form(language)
    draft = replace(made.draft, account_name="Maya Collins", username=EMAIL)
    return replace(
        made,
        **{
            "visitor_email": EMAIL,
            "time_zone": "America/New_York",
            "data_centers": choice(),
            "quote": quote,
            "draft": draft,
            **more,
        },
    )


def confirmed(language: str, *, entitled: bool = True) -> Buying:
    done = purchases.confirmed(language).purchase
    assert done is not None
    bought = msgspec.structs.replace(done, username=EMAIL, email=EMAIL, data_center_id="fra1")
    return form(language, stage=stages.CONFIRMED, purchase=bought, entitled=entitled)


def at_bank(language: str) -> Buying:
    return form(language, stage=stages.BANK, purchase=purchases.at_bank(language).purchase)


def working(language: str) -> Buying:
    return form(language, stage=stages.WORKING, purchase=purchases.purchase(wire.PROCESSING))


def mails() -> tuple[PracticeMail, ...]:
    code = (
        "Hello,\n\nyour code for License Desk: SS8G-Q3CN\n\nOr open License Desk by this link:\n"
        "http://127.0.0.1:36881/v1/verify/ver_29btdf262zf56z4kk2pp?code=SS8GQ3CN\n\n"
        "The code is good for 10 minutes and once."
    )
    return (
        PracticeMail(
            id="mai_2",
            recipient=EMAIL,
            subject="SS8G-Q3CN is your code for Meridian Surveys",
            text=code,
            created_at=samples.NOW,
        ),
        PracticeMail(
            id="mai_1",
            recipient="priya@example.com",
            subject="Your license is active",
            text="Hello Priya,\n\nyour license Strategic Research is active.",
            created_at=samples.NOW - timedelta(hours=1),
        ),
    )
