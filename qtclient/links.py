"""Deep links: ``license-desk://plans`` and the like, to a place in the client (G1)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QUrl

SCHEME = "license-desk"

SIGN_IN = "sign-in"
OVERVIEW = "overview"
PLANS = "plans"
PURCHASE = "purchase"
BILLING = "billing"
SECURITY = "security"

_PLACES = frozenset({SIGN_IN, OVERVIEW, PLANS, PURCHASE, BILLING, SECURITY})
_WITH_ARGUMENT = frozenset({PURCHASE})
_ARGUMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


@dataclass(frozen=True)
class Place:
    """Somewhere in the client.

    Attributes:
        name: one of this module's constants.
        argument: the plan's id, for `PURCHASE` only.
    """

    name: str
    argument: str = ""


def parse(text: str) -> Place | None:
    """Return the place that a link names, or None for anything else.

    A link may come from any web page or mail: only known places, and arguments of harmless characters.
    """
    url = QUrl(text, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme() != SCHEME or url.hasQuery() or url.hasFragment():
        return None
    if url.port() != -1 or url.userInfo():
        return None
    name, argument = url.host(), url.path().strip("/")
    if name not in _PLACES or bool(argument) != (name in _WITH_ARGUMENT):
        return None
    if argument and not _ARGUMENT.fullmatch(argument):
        return None
    return Place(name, argument)


def write(place: Place) -> str:
    """Return the link that leads to `place`."""
    return f"{SCHEME}://{place.name}/{place.argument}" if place.argument else f"{SCHEME}://{place.name}"
