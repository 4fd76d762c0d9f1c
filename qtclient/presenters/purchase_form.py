"""The purchase form while it is filled in: the draft, what is wrong with it, and what it would cost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from licensewire import problem as codes
from qtclient.presenters import purchase_state as stages
from qtclient.presenters.presenter import Presenter
from qtclient.presenters.purchase_draft import form_problems, wish_of
from qtclient.presenters.purchase_opening import Priced, priced
from qtclient.presenters.purchase_state import State
from qtclient.sentences import problem, sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from qtclient.background import Work
    from qtclient.presenters.purchase_draft import Draft, SecretsTyped
    from qtclient.session import Session

# The price is asked for anew when its grounds have rested this long, not at every letter.
_RESTED_MS = 400


class PurchaseForm(Presenter[State]):
    """Holds the draft; secrets are looked at and not kept. Sends no purchase."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(State(), parent)
        self._session = session
        self._pricing: Work | None = None
        self._rested = QTimer(self)
        self._rested.setSingleShot(True)
        self._rested.setInterval(_RESTED_MS)
        self._rested.timeout.connect(self.reprice)

    # Typing

    def note(self, draft: Draft, typed: SecretsTyped) -> None:
        """Something was typed: keep it (the secrets are only looked at), and take away problems that are mended."""
        if self.state.stage != stages.FORM:
            return
        moved = wish_of(draft) != wish_of(self.state.draft)
        self.become(replace(self.state, draft=draft))
        still = self.found(typed)
        shown = {name: still[name] for name in self.state.problems if name in still}
        if shown != self.state.problems:
            self.become(replace(self.state, problems=shown))
        if moved:
            self._rested.start()

    def leave(self, name: str, typed: SecretsTyped) -> None:
        """The field `name` was left: say now what is wrong with it."""
        if self.state.stage != stages.FORM:
            return
        if self._rested.isActive():
            self.reprice()
        wrong = self.found(typed).get(name, "")
        problems = {other: text for other, text in self.state.problems.items() if other != name}
        if wrong:
            problems[name] = wrong
        if problems != self.state.problems:
            self.become(replace(self.state, problems=problems))

    def found(self, typed: SecretsTyped) -> dict[str, str]:
        """Return field -> what is wrong with it, for the whole form."""
        state = self.state
        known = state.rules is not None and state.rules.country == state.draft.country
        return form_problems(
            state.draft,
            typed,
            rules=state.rules if known else None,
            tax_id=state.tax_id if state.quoted_for == wish_of(state.draft) else None,
            consents=state.quote.consents if state.quote is not None else (),
            # A card is judged by the buyer's own calendar.
            today=self._session.now().astimezone().date(),
        )

    # The price

    def reprice(self, then: Callable[[], None] | None = None) -> None:
        """Ask for rules, tax ID check and price by what is typed now.

        Args:
            then: called when the deal is still the one that was shown; told as a problem when it is not.
        """
        self.stop_pricing()
        state = self.state
        wish = wish_of(state.draft)
        self.become(replace(state, quoting=True, quote_problem=None, completing=then is not None))
        self._pricing = self._session.ask(
            lambda api: priced(api, state.plan_id, wish, state.language, time_zone=state.time_zone),
            owner=self,
            done=lambda answer: self._on_priced(answer, then),
            failed=lambda error: self._on_not_priced(error, then),
        )

    def stop_pricing(self) -> None:
        """Ask for no price any more."""
        self._rested.stop()
        if self._pricing is not None:
            self._pricing.cancel()
            self._pricing = None

    def _on_priced(self, answer: Priced, then: Callable[[], None] | None) -> None:
        # What waited for the price holds the card: nothing keeps it longer than needed.
        self._pricing = None
        state = self.state
        if state.stage != stages.FORM:
            return
        self.become(stages.with_price(state, answer))
        if then is None:
            return
        if state.quote is not None and stages.same_deal(state.quote, answer.quote):
            then()
        else:
            self.become(replace(self.state, problem=problem(codes.QUOTE_CHANGED)))

    def _on_not_priced(self, error: Exception, then: Callable[[], None] | None) -> None:
        self._pricing = None
        told = sentence(error)
        state = replace(self.state, quoting=False, completing=False, quote_problem=told)
        # Who pressed the button looks there, not at the summary.
        self.become(state if then is None else replace(state, problem=told))
