"""Who else gets the future invoices by mail (B8)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from licensewire.invoices import RECIPIENTS_LIMIT, InvoiceRecipients
from qtclient.api.errors import Refused
from qtclient.forms.email_address import INVALID, TWICE, email_problem, folded
from qtclient.presenters.presenter import Presenter
from qtclient.sentences import Sentence, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QObject

    from licensewire.billing import Billing
    from qtclient.session import Session

_FIELD = re.compile(r"emails\.(\d+)")


@dataclass(frozen=True)
class State:
    """What the sheet of recipients shows.

    Attributes:
        kept: who gets them now, as the backend knows it.
        typed: the fields, empty ones too.
        problems: number of a field -> a constant of `qtclient.forms.email_address`.
        saving: on its way to the backend.
        saves: how often it was saved; the sheet closes when it has grown.
        tries: how often it was tried in vain; `first_wrong` gets the focus when it has grown.
        problem: why it was not saved.
    """

    kept: tuple[str, ...] = ()
    typed: tuple[str, ...] = ("",)
    problems: Mapping[int, str] = field(default_factory=dict)
    saving: bool = False
    saves: int = 0
    tries: int = 0
    problem: Sentence | None = None

    @property
    def changed(self) -> bool:
        """Whether something is typed that is not saved."""
        return _filled(self.typed) != self.kept

    @property
    def can_add(self) -> bool:
        """Whether there is room for one more."""
        return len(self.typed) < RECIPIENTS_LIMIT

    @property
    def first_wrong(self) -> int:
        """The first field with a problem; -1 for none."""
        return min(self.problems, default=-1)


class RecipientsPresenter(Presenter[State]):
    """Keeps what is typed until it is saved or given up, also where saving it failed.

    Signals:
        saved(Billing): the backend took it, and this is how Billing stands now.
    """

    saved = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(State(), parent)
        self._session = session

    def note(self, billing: Billing) -> None:
        """Take what was loaded; what is typed and not saved stays."""
        state = self.state
        if billing.recipients != state.kept:
            typed = state.typed if state.changed else _rows(billing.recipients)
            self.become(replace(state, kept=billing.recipients, typed=typed))

    def write(self, number: int, text: str) -> None:
        """Something was typed into a field: keep it, and take away problems that are mended."""
        typed = tuple(text if at == number else before for at, before in enumerate(self.state.typed))
        still = _problems(typed)
        shown = {at: still[at] for at in self.state.problems if at in still}
        self.become(replace(self.state, typed=typed, problems=shown))

    def leave(self, number: int) -> None:
        """A field was left: say now what is wrong with it."""
        wrong = _problems(self.state.typed).get(number, "")
        problems = {at: code for at, code in self.state.problems.items() if at != number}
        if wrong:
            problems[number] = wrong
        if problems != self.state.problems:
            self.become(replace(self.state, problems=problems))

    def add(self) -> None:
        """Offer one more field."""
        if self.state.can_add:
            self.become(replace(self.state, typed=(*self.state.typed, "")))

    def remove(self, number: int) -> None:
        """Take a field away with what is in it."""
        typed = tuple(text for at, text in enumerate(self.state.typed) if at != number)
        still = _problems(typed)
        shown = {at - (at > number) for at in self.state.problems if at != number}
        problems = {at: code for at, code in still.items() if at in shown}
        self.become(replace(self.state, typed=typed or ("",), problems=problems))

    def give_up(self) -> None:
        """Forget what is not saved."""
        self.become(replace(self.state, typed=_rows(self.state.kept), problems={}, problem=None))

    def save(self) -> None:
        """Check everything, and send it; a second press while it is on its way does nothing."""
        state = self.state
        if state.saving:
            return
        if problems := _problems(state.typed):
            self.become(replace(state, problems=problems, tries=state.tries + 1))
            return
        self.become(replace(state, saving=True, problem=None))
        request = InvoiceRecipients(emails=_filled(state.typed))
        self._session.ask(
            lambda api: api.set_recipients(request), owner=self, done=self._on_saved, failed=self._on_failure
        )

    def forget(self) -> None:
        """Another person comes."""
        if self.state != State():
            self.become(State())

    def _on_saved(self, billing: Billing) -> None:
        kept = billing.recipients
        self.become(State(kept=kept, typed=_rows(kept), saves=self.state.saves + 1, tries=self.state.tries))
        self.saved.emit(billing)

    def _on_failure(self, error: Exception) -> None:
        state = replace(self.state, saving=False, problem=sentence(error), tries=self.state.tries + 1)
        if isinstance(error, Refused) and (named := _named(error, state.typed)):
            state = replace(state, problems=named, problem=None)
        self.become(state)


def _rows(kept: tuple[str, ...]) -> tuple[str, ...]:
    return kept or ("",)


def _filled(typed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text.strip() for text in typed if text.strip())


def _problems(typed: tuple[str, ...]) -> dict[int, str]:
    """Return number of a field -> what is wrong with it; an empty one is nobody."""
    found: dict[int, str] = {}
    seen: set[str] = set()
    for number, text in enumerate(typed):
        if not text.strip():
            continue
        code = email_problem(text) or (TWICE if folded(text) in seen else "")
        if code:
            found[number] = code
        seen.add(folded(text))
    return found


def _named(error: Refused, typed: tuple[str, ...]) -> dict[int, str]:
    """Return the fields that the backend named; it counts only those that are filled in."""
    filled = [number for number, text in enumerate(typed) if text.strip()]
    found: dict[int, str] = {}
    for entry in error.problem.fields:
        match = _FIELD.fullmatch(entry.field)
        if match is not None and int(match.group(1)) < len(filled):
            found[filled[int(match.group(1))]] = entry.code or INVALID
    return found
