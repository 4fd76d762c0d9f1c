"""Who may go where, and what the places are called."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from qtclient import links
from qtclient.links import Place
from qtclient.session import SIGNED_IN, SIGNED_OUT, VISITING

OUTSIDE: Final = frozenset({links.SIGN_IN, links.BUY, links.VERIFY})
"""Places for people who are not signed in; each takes the focus to where it begins."""

DECLARING: Final = frozenset({links.CANCEL, links.WITHDRAW})
"""Places that are open to everybody at every time, and take the focus to where they begin."""

# Where those places lead who is signed in already.
_INSIDE: Final = {
    links.SIGN_IN: Place(links.OVERVIEW),
    links.BUY: Place(links.PLANS),
    links.VERIFY: Place(links.PLANS),
}


def open_to(place: Place, phase: str) -> Place | None:
    """Return where somebody who wants `place` is led in this phase of the session; None where it has to wait."""
    if place.name in DECLARING:
        return place
    if phase == SIGNED_IN:
        return _INSIDE.get(place.name, place)
    if phase == SIGNED_OUT and place.name in OUTSIDE:
        return place
    if phase == VISITING and place.name in {links.PURCHASE, *OUTSIDE}:
        return place
    return None


def name_of(place: Place) -> str:
    """Return what `place` is called in the window's title."""
    translate = QCoreApplication.translate
    return {
        links.SIGN_IN: translate("Places", "Sign in"),
        links.BUY: translate("Places", "Buy without an account"),
        links.VERIFY: translate("Places", "Confirm your e-mail address"),
        links.OVERVIEW: translate("Places", "Overview"),
        links.PLANS: translate("Places", "Plans"),
        links.PURCHASE: translate("Places", "Purchase"),
        links.BILLING: translate("Places", "Billing"),
        links.SECURITY: translate("Places", "Security"),
        links.CANCEL: translate("Places", "Cancel contract"),
        links.WITHDRAW: translate("Places", "Withdraw from contract"),
    }.get(place.name, "")
