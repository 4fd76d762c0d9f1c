"""What the purchase form has more for somebody without an account: account settings and data center (A5, C1-C3)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimeZone

from licensewire import problem as codes
from licensewire.visitors import AccountWanted
from qtclient.api.errors import Refused
from qtclient.presenters import purchase_state as stages
from qtclient.presenters.data_centers import PickerPresenter
from qtclient.presenters.purchase_draft import (
    ACCOUNT_FIELDS,
    ACCOUNT_NAME,
    DATA_CENTER,
    PASSWORD,
    UNAVAILABLE,
    USERNAME,
    Draft,
    SecretsTyped,
    account_problems,
)
from qtclient.presenters.purchase_form import PurchaseForm
from qtclient.sentences import sentence
from qtclient.visit_drafts import Typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from licensewire.data_centers import DataCenterChoice
    from qtclient.background import Work
    from qtclient.presenters.visit_memory import VisitMemory
    from qtclient.session import Session

_FIELDS = {"name": ACCOUNT_NAME, "username": USERNAME, "password": PASSWORD}
_UTC = "UTC"


class VisitorForm(PurchaseForm):
    """Keeps what a visitor types, has the account settings checked when they are left, and the data center chosen.

    Attributes:
        picker: of the data center.
    """

    def __init__(self, session: Session, memory: VisitMemory, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self._memory = memory
        self.picker = PickerPresenter(session, self)
        self._checking: Work | None = None
        self._left: frozenset[str] = frozenset()
        # For which settings `_verdict` holds; a number from which nobody gets the password back.
        self._judged = 0
        self._verdict: dict[str, str] = {}

    @property
    def visiting(self) -> bool:
        """Whether who looks at it has no account yet."""
        return self._session.state.visitor is not None

    # Typing

    def note(self, draft: Draft, typed: SecretsTyped) -> None:
        """Something was typed: keep it, for the next start too."""
        before = self.state.draft
        if self.state.visitor_email and before.name == before.account_name:
            # Who buys is mostly whom the receipt is made out to; another name stays.
            draft = replace(draft, name=draft.account_name) if draft.name == before.name else draft
        super().note(draft, typed)
        self._remember()

    def leave(self, name: str, typed: SecretsTyped) -> None:
        """The field `name` was left; account settings are checked by the server."""
        super().leave(name, typed)
        if self.state.visitor_email and self.state.stage == stages.FORM and name in ACCOUNT_FIELDS:
            self._left |= {name}
            self._check(typed)

    def found(self, typed: SecretsTyped) -> dict[str, str]:
        """Return field -> what is wrong with it, for the whole form."""
        found = super().found(typed)
        state = self.state
        if state.visitor_email:
            found.update(self._verdict if self._judged == _judged(state.draft, typed) else {})
            found.update(account_problems(state.draft, typed))
            if state.data_center is None or state.data_center.obstacle:
                found[DATA_CENTER] = UNAVAILABLE
        return found

    def kept_draft(self) -> Draft:
        """Return what was typed before: in this form, or by the same visitor before a restart."""
        if self.state.draft != Draft() and self.state.stage != stages.CONFIRMED:
            return self.state.draft
        visitor, kept = self._session.state.visitor, self._memory.draft
        return _draft(kept.typed) if visitor is not None and kept.typed_by == visitor.id else Draft()

    def forget_typing(self) -> None:
        """Keep nothing of a visit that is over."""
        self._memory.forget()
        self.stop_checking()

    # The account

    def check_account(self, typed: SecretsTyped, then: Callable[[], None]) -> bool:
        """Have the account settings checked before they are sent; say whether `then` waits for that."""
        if not self.state.visitor_email or self._judged == _judged(self.state.draft, typed):
            return False
        self._check(typed, then)
        return True

    def stop_checking(self) -> None:
        """Check nothing any more, and forget what was found."""
        if self._checking is not None:
            self._checking.cancel()
            self._checking = None
        self._left, self._judged, self._verdict = frozenset(), 0, {}

    def _check(self, typed: SecretsTyped, then: Callable[[], None] | None = None) -> None:
        draft = self.state.draft
        judged = _judged(draft, typed)
        if self._checking is not None:
            self._checking.cancel()
        if judged == self._judged and then is None:
            return
        wanted = AccountWanted(name=draft.account_name, username=draft.username, password=typed.password)
        self.become(replace(self.state, checking_account=then is not None))
        self._checking = self._session.ask(
            lambda api: api.account_check(wanted),
            owner=self,
            done=lambda _: self._on_judged(judged, {}, then),
            failed=lambda error: self._on_not_judged(judged, error, then),
        )

    def _on_not_judged(self, judged: int, error: Exception, then: Callable[[], None] | None) -> None:
        if isinstance(error, Refused) and error.problem.code == codes.INVALID_REQUEST and error.problem.fields:
            named = ((_FIELDS.get(entry.field, ""), entry.code) for entry in error.problem.fields)
            self._on_judged(judged, {name: code for name, code in named if name}, then)
            return
        self._checking = None
        state = replace(self.state, checking_account=False)
        # Who only left a field did not ask for anything: it is checked again when it is sent.
        self.become(state if then is None else replace(state, problem=sentence(error)))

    def _on_judged(self, judged: int, verdict: dict[str, str], then: Callable[[], None] | None) -> None:
        self._checking = None
        if self.state.stage != stages.FORM:
            return
        self._judged, self._verdict = judged, verdict
        shown = {name: code for name, code in verdict.items() if name in self._left}
        # What was never typed is no reason to complain yet.
        shown = {name: code for name, code in shown.items() if code != "required"}
        problems = {name: code for name, code in self.state.problems.items() if name not in verdict} | shown
        self.become(replace(self.state, checking_account=False, problems=problems))
        if then is not None:
            then()

    # The data center

    def choose_data_center(self, data_center_id: str) -> None:
        """Take what was confirmed in the picker, and the list that it was chosen from."""
        state = self.state
        if state.stage != stages.FORM:
            return
        problems = {name: code for name, code in state.problems.items() if name != DATA_CENTER}
        self.become(
            replace(
                state,
                draft=replace(state.draft, data_center_id=data_center_id),
                data_centers=self.picker.state.choice or state.data_centers,
                problems=problems,
            )
        )
        self._remember()

    def begin_choosing(self) -> None:
        """Have the picker ask for the list."""
        place = self.state.data_center
        self.picker.begin(place.id if place is not None else "")

    def reload_data_centers(self) -> None:
        """Ask anew which data centers there are: one of them is not there any more."""
        self._session.ask(
            lambda api: api.data_centers(), owner=self, done=self._on_data_centers, failed=lambda _error: None
        )

    def _on_data_centers(self, choice: DataCenterChoice) -> None:
        self.become(replace(self.state, data_centers=choice))

    def _remember(self) -> None:
        visitor = self._session.state.visitor
        if self.state.visitor_email and visitor is not None:
            self._memory.typed(visitor.id, _typed(self.state.draft))


def time_zone() -> str:
    """Return this computer's time zone, IANA name."""
    return bytes(QTimeZone.systemTimeZoneId().data()).decode() or _UTC


def _judged(draft: Draft, typed: SecretsTyped) -> int:
    return hash((draft.account_name, draft.username, typed.password))


def _typed(draft: Draft) -> Typed:
    """Return what goes into the file; consents are not in it: they are given when it is bought."""
    return Typed(
        account_name=draft.account_name,
        username=draft.username,
        data_center_id=draft.data_center_id,
        name=draft.name,
        company=draft.company,
        country=draft.country,
        address=dict(draft.address),
        tax_id=draft.tax_id,
    )


def _draft(typed: Typed) -> Draft:
    return Draft(
        account_name=typed.account_name,
        username=typed.username,
        data_center_id=typed.data_center_id,
        name=typed.name,
        company=typed.company,
        country=typed.country,
        address=dict(typed.address),
        tax_id=typed.tax_id,
    )
