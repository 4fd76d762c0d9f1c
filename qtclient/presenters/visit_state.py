"""The states that a visit passes through on its two screens, before there is a form to fill in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from licensewire.plans import PlanComparison
    from licensewire.visitors import VisitorState
    from qtclient.sentences import Sentence
    from qtclient.visit_drafts import CodeSent

LOADING = "loading"
FAILED = "failed"
READY = "ready"

EMAIL_REQUIRED = "required"
EMAIL_INVALID = "invalid"


@dataclass(frozen=True)
class State:
    """What the buy page and the verification show.

    Attributes:
        phase: of the plans: `LOADING`, `FAILED` (see `problem`) or `READY`.
        problem: with `READY`, why the plans shown may be old.
        email: as typed.
        plan_id: the plan that is wanted; "" before one was chosen.
        email_problem: what is wrong with the address: `EMAIL_REQUIRED`, `EMAIL_INVALID` or "".
        email_tries: counts the tries that came back because of the address; the focus goes there when it changes.
        asking: a code is being asked for.
        visit_over: an address had been proved, and the proof has run out.
        visitor: whose address is proved already.
        sent: the code that is on its way; None for a link that was opened without having been asked for here.
        checking: a code is being checked.
        refused: why it did not work, on either screen.
        code_tries: counts the codes that were refused.
        over: the code can never be right any more; another one has to be asked for.
        resending: another code is being asked for.
        resent: another one is on its way.
        mail: how the mail with the code is doing: a constant of `licensewire.visitors`, "" as long as nobody asked.
        practice: mails can be read in the outbox.
    """

    phase: str = LOADING
    comparison: PlanComparison | None = None
    problem: Sentence | None = None
    email: str = ""
    plan_id: str = ""
    email_problem: str = ""
    email_tries: int = 0
    asking: bool = False
    visit_over: bool = False
    visitor: VisitorState | None = None
    sent: CodeSent | None = None
    checking: bool = False
    refused: Sentence | None = None
    code_tries: int = 0
    over: bool = False
    resending: bool = False
    resent: bool = False
    mail: str = ""
    practice: bool = False
