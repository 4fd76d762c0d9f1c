"""The steps of a declaration, and what its screen shows at each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qtclient.declared_drafts import Declared

if TYPE_CHECKING:
    from licensewire.declarations import DeclarationReceipt
    from qtclient.sentences import Sentence

FORM = "form"
SUMMARY = "summary"
RECEIVED = "received"

# The form's fields, by the names that the contract has for them.
NAME = "name"
CONTRACT = "contract"
EMAIL = "email"
REASON = "reason"
ENDS_ON = "ends_on"
FIELDS = (NAME, CONTRACT, EMAIL, REASON, ENDS_ON)
"""From top to bottom, as they stand in the form: the first wrong one gets the focus."""

# What can be wrong with a field; the backend has further words.
REQUIRED = "required"
INVALID = "invalid"
PAST = "past"


@dataclass(frozen=True)
class State:
    """What a declaration's screen shows.

    Attributes:
        step: `FORM`, `SUMMARY` (cancellation only: FR-3) or `RECEIVED`.
        problems: field -> what is wrong with it.
        tries: counts the tries that came back because of a field; the focus goes to the first wrong one then.
        sending: it is on its way.
        unanswered: it was sent, no answer has come, and sending it again counts once.
        refused: why it did not go through.
        receipt: with `RECEIVED`.
        signed_in: somebody is.
        practice: mails can be read in the outbox.
    """

    step: str = FORM
    declared: Declared = field(default_factory=Declared)
    problems: Mapping[str, str] = field(default_factory=dict)
    tries: int = 0
    sending: bool = False
    unanswered: bool = False
    refused: Sentence | None = None
    receipt: DeclarationReceipt | None = None
    signed_in: bool = False
    practice: bool = False
