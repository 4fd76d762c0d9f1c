"""To whom the future invoices are made out: read, typed anew, checked and saved (B8)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal

from qtclient.api.errors import Refused
from qtclient.forms import tax_id
from qtclient.forms.postal_rules import address_rules, written_lines
from qtclient.presenters.presenter import Presenter
from qtclient.presenters.purchase_draft import COUNTRY, TAX_ID, Draft, details_problems, field_order
from qtclient.presenters.purchase_request import billing_details, form_field, typed_before
from qtclient.sentences import Sentence, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QObject

    from licensewire.billing import Billing, BillingDetails
    from qtclient.api.client import Api
    from qtclient.background import Work
    from qtclient.forms.address import AddressRules
    from qtclient.forms.tax_id import TaxId
    from qtclient.session import Session

# A country has to be shown before one is chosen.
_COUNTRY_OTHERWISE = "US"
# As a purchase names these fields on the wire.
_PREFIX = "billing_details."
_LINE = re.compile(r"lines\.\d+")


@dataclass(frozen=True)
class State:
    """What the sheet of billing details shows.

    Attributes:
        kept: as the backend knows them; None where there never were any.
        envelope: their address as its country writes it.
        draft: what is typed.
        rules: how the draft's country writes addresses; None until the country was looked up.
        tax_id: the tax ID as it was checked last; `checked_text` is what was typed then.
        problems: field -> what is wrong with it.
        saving: being checked, or on its way to the backend.
        saves: how often it was saved; the sheet closes when it has grown.
        tries: how often it was tried in vain; `first_wrong` gets the focus when it has grown.
        problem: why it was not saved.
    """

    kept: BillingDetails | None = None
    envelope: tuple[str, ...] = ()
    draft: Draft = field(default_factory=Draft)
    rules: AddressRules | None = None
    tax_id: TaxId | None = None
    checked_text: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)
    saving: bool = False
    saves: int = 0
    tries: int = 0
    problem: Sentence | None = None

    @property
    def changed(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.draft != draft_of(self.kept, self.draft.country)

    @property
    def first_wrong(self) -> str:
        """The first field with a problem, from top to bottom; "" for none."""
        return next((name for name in field_order(self.rules, ()) if name in self.problems), "")


@dataclass(frozen=True)
class _Checked:
    rules: AddressRules
    typed: str
    tax_id: TaxId


def draft_of(details: BillingDetails | None, country: str) -> Draft:
    """Return `details` as they stand on a form; an empty form of `country` where there are none."""
    if details is None:
        return Draft(country=country)
    return Draft(
        name=details.name,
        company=details.company,
        country=details.address.country,
        address={name: value for name, value in typed_before(details).items() if value},
        tax_id=details.tax_id,
    )


class BillingDetailsPresenter(Presenter[State]):
    """Keeps what is typed until it is saved or given up, also where saving it failed.

    Signals:
        saved(Billing): the backend took it, and this is how Billing stands now.
    """

    saved = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(State(), parent)
        self._session = session
        self._looking: Work | None = None

    def note(self, billing: Billing) -> None:
        """Take what was loaded; what is typed and not saved stays."""
        state = self.state
        if billing.billing_details == state.kept and state.draft.country:
            return
        kept = billing.billing_details
        draft = state.draft if state.changed and state.draft.country else draft_of(kept, self._country())
        self.become(replace(state, kept=kept, draft=draft, envelope=()))
        self._write_envelope()

    def begin(self) -> None:
        """The sheet is opened: look up what its country asks for."""
        if not self.state.draft.country:
            self.become(replace(self.state, draft=replace(self.state.draft, country=self._country())))
        self._look_up()

    def write(self, draft: Draft) -> None:
        """Something was typed: keep it, and take away problems that are mended."""
        moved = draft.country != self.state.draft.country
        draft = replace(draft, address={name: value for name, value in draft.address.items() if value})
        self.become(replace(self.state, draft=draft))
        still = self._found()
        shown = {name: still[name] for name in self.state.problems if name in still}
        if shown != self.state.problems:
            self.become(replace(self.state, problems=shown))
        if moved:
            self._look_up()

    def leave(self, name: str) -> None:
        """The field `name` was left: say now what is wrong with it."""
        if name in {TAX_ID, COUNTRY}:
            self._look_up(lambda: self._judge(TAX_ID))
        self._judge(name)

    def give_up(self) -> None:
        """Forget what is not saved."""
        state = self.state
        self.become(
            replace(state, draft=draft_of(state.kept, self._country()), problems={}, problem=None, saving=False)
        )
        self._look_up()

    def save(self) -> None:
        """Check everything, and send it; a second press while it is on its way does nothing."""
        if not self.state.saving:
            self.become(replace(self.state, saving=True, problem=None))
            self._look_up(self._send)

    def forget(self) -> None:
        """Another person comes."""
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        if self.state != State():
            self.become(State())

    # Looking up

    def _look_up(self, then: Callable[[], None] | None = None) -> None:
        """Read the country's rules and check the tax ID on a worker thread; the libraries read files for it."""
        if self._looking is not None:
            self._looking.cancel()
        draft, language = self.state.draft, QLocale().name()
        self._looking = self._session.aside(
            lambda: _checked(draft, language),
            owner=self,
            done=lambda checked: self._on_checked(checked, then),
            failed=self._on_failure,
        )

    def _write_envelope(self) -> None:
        kept = self.state.kept
        if kept is not None:
            place, values = kept.address, typed_before(kept)
            self._session.aside(
                lambda: written_lines(place.country, values),
                owner=self,
                done=lambda lines: self._on_envelope(kept, lines),
                failed=self._on_failure,
            )

    def _on_envelope(self, details: BillingDetails, lines: tuple[str, ...]) -> None:
        if details == self.state.kept:
            self.become(replace(self.state, envelope=lines))

    def _on_checked(self, checked: _Checked, then: Callable[[], None] | None) -> None:
        self._looking = None
        self.become(replace(self.state, rules=checked.rules, tax_id=checked.tax_id, checked_text=checked.typed))
        if then is not None:
            then()

    def _send(self) -> None:
        problems = self._found()
        rules = self.state.rules
        if problems or rules is None:
            self.become(replace(self.state, saving=False, problems=problems, tries=self.state.tries + 1))
            return
        number = self.state.tax_id.number if self.state.tax_id is not None else ""
        details = billing_details(self.state.draft, rules, number)

        def sent(api: Api) -> Billing:
            return api.set_billing_details(details)

        self._session.ask(sent, owner=self, done=self._on_saved, failed=self._on_failure)

    def _on_saved(self, billing: Billing) -> None:
        state = self.state
        kept = billing.billing_details
        draft = draft_of(kept, state.draft.country)
        self.become(State(kept, (), draft, state.rules, saves=state.saves + 1, tries=state.tries))
        self._write_envelope()
        self.saved.emit(billing)

    def _on_failure(self, error: Exception) -> None:
        state = replace(self.state, saving=False, problem=sentence(error), tries=self.state.tries + 1)
        if isinstance(error, Refused) and (named := _named(error)):
            state = replace(state, problems=named, problem=None)
        self.become(state)

    # What is wrong

    def _judge(self, name: str) -> None:
        wrong = self._found().get(name, "")
        problems = {other: code for other, code in self.state.problems.items() if other != name}
        if wrong:
            problems[name] = wrong
        if problems != self.state.problems:
            self.become(replace(self.state, problems=problems))

    def _found(self) -> dict[str, str]:
        state = self.state
        known = state.rules is not None and state.rules.country == state.draft.country
        current = known and state.checked_text == state.draft.tax_id
        return details_problems(state.draft, state.rules if known else None, state.tax_id if current else None)

    def _country(self) -> str:
        account = self._session.state.account
        return account.country if account is not None and account.country else _COUNTRY_OTHERWISE


def _checked(draft: Draft, language: str) -> _Checked:
    # On a worker thread.
    checked = tax_id.checked(draft.country, draft.tax_id)
    return _Checked(address_rules(draft.country, language), draft.tax_id, checked)


def _named(error: Refused) -> dict[str, str]:
    """Return the form's fields that the backend named."""
    found: dict[str, str] = {}
    for entry in error.problem.fields:
        # The form has one field for the first line and one for the rest.
        field = _LINE.sub("lines", entry.field.removeprefix(_PREFIX))
        if name := form_field(_PREFIX + field):
            found[name] = entry.code
    return found
