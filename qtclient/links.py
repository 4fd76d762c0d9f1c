"""Deep links: ``licensedesk://plans`` and the like, to a place in the client (G1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from PySide6.QtCore import QUrl

SCHEME = "licensedesk"

SIGN_IN = "sign-in"
BUY = "buy"
VERIFY = "verify"
OVERVIEW = "overview"
PLANS = "plans"
PURCHASE = "purchase"
BILLING = "billing"
SECURITY = "security"
# Open to everybody, signed in or not (BGB 312k, Code de la consommation L215-1-1, CRD 11a).
CANCEL = "cancel"
WITHDRAW = "withdraw"
# What of Billing is wanted at once.
CARD_FIELDS = "card"
CANCEL_SHEET = "cancel"
# A sheet over any place, in practice mode; no link leads there.
OUTBOX = "outbox"
# A bar over every place, in practice mode; no link leads there.
CLOCK = "clock"

_PLACES = frozenset({SIGN_IN, BUY, VERIFY, OVERVIEW, PLANS, PURCHASE, BILLING, SECURITY, CANCEL, WITHDRAW})
_PLAN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
# A verification's id and its code, as the mail's link has them.
_PROOF = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}/[A-Za-z0-9]{8}")
_ARGUMENTS = {PURCHASE: _PLAN, VERIFY: _PROOF}
_CHOICES = {BILLING: frozenset({CARD_FIELDS, CANCEL_SHEET})}


@dataclass(frozen=True)
class Place:
    """Somewhere in the client.

    Attributes:
        name: one of this module's constants.
        argument: the plan's id for `PURCHASE`; for `VERIFY` the verification's id and the code, as "ID/CODE". The
            code is good once and for minutes; it is kept and logged nowhere. For `BILLING` "", `CARD_FIELDS` (to
            the card's fields) or `CANCEL_SHEET` (the sheet that cancels the renewal).
    """

    name: str
    argument: str = field(default="", repr=False)


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
    if argument in _CHOICES.get(name, frozenset()):
        return Place(name, argument)
    rule = _ARGUMENTS.get(name)
    if name not in _PLACES or bool(argument) != (rule is not None):
        return None
    if rule is not None and not rule.fullmatch(argument):
        return None
    return Place(name, argument)


def write(place: Place) -> str:
    """Return the link that leads to `place`."""
    return f"{SCHEME}://{place.name}/{place.argument}" if place.argument else f"{SCHEME}://{place.name}"
