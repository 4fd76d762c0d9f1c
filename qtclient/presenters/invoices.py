"""The list of invoices: as much of it as is looked at, searched and filtered by the backend (B8)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from licensewire.invoices import InvoiceFilter
from qtclient.presenters.billing_details import BillingDetailsPresenter
from qtclient.presenters.invoice_documents import InvoiceDocuments
from qtclient.presenters.invoice_model import PAGE, InvoiceModel
from qtclient.presenters.presenter import Presenter
from qtclient.presenters.recipients import RecipientsPresenter
from qtclient.presenters.save_all import SaveAll
from qtclient.sentences import Sentence, sentence
from qtclient.session import SIGNED_IN

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtCore import QObject

    from licensewire.billing import Billing
    from licensewire.invoices import InvoicePage
    from licensewire.plans import PlanComparison
    from qtclient.background import Work
    from qtclient.session import Session, SessionState

LOADING = "loading"
FAILED = "failed"
READY = "ready"

# Searched for when the typing has rested this long, not at every letter.
_RESTED_MS = 300
# How often it is looked whether rows are missing, and how far is too far in that time: nobody reads what flies by.
_PACE_MS = 60
_FLYING = PAGE


@dataclass(frozen=True)
class State:
    """How the list is doing; its rows are in `InvoicesPresenter.model`.

    Attributes:
        phase: `LOADING`, `FAILED` (see `problem`) or `READY`.
        wanted: the filter as the person set it.
        searching: the answer to `wanted` is not there yet; the rows are those of the filter before.
        total: how many there are with the filter of the rows.
        first_issued_on, last_issued_on: the span of all of them, whatever the filter.
        problem: with `READY`, why rows are missing or may be old.
    """

    phase: str = LOADING
    wanted: InvoiceFilter = field(default_factory=InvoiceFilter)
    searching: bool = False
    total: int = 0
    first_issued_on: date | None = None
    last_issued_on: date | None = None
    problem: Sentence | None = None

    @property
    def filtered(self) -> bool:
        """Whether something is left out."""
        return self.wanted != InvoiceFilter()


class InvoicesPresenter(Presenter[State]):
    """Asks for one page at a time: the first one that is missing of what is looked at.

    Attributes:
        model: the rows.
        documents: opening and saving one paper.
        saving: saving all papers of a filter.
        details: to whom the future ones are made out.
        recipients: who else gets them by mail.

    Signals:
        billing_saved(Billing): details or recipients were changed, and this is how Billing stands now.
    """

    billing_saved = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(State(), parent)
        self._session = session
        self.model = InvoiceModel(self)
        self.documents = InvoiceDocuments(session, self)
        self.saving = SaveAll(session, self)
        self.details = BillingDetailsPresenter(session, self)
        self.recipients = RecipientsPresenter(session, self)
        for part in (self.details, self.recipients):
            part.saved.connect(self.billing_saved)
        self._account = ""
        self._billing: Billing | None = None
        self._asking: Work | None = None
        self._seen = (0, 0)
        self._seen_before = (0, 0)
        self._rested = QTimer(self, singleShot=True, interval=_RESTED_MS)
        self._rested.timeout.connect(self._begin)
        self._pace = QTimer(self, singleShot=True, interval=_PACE_MS)
        self._pace.timeout.connect(self._on_pace)
        session.changed.connect(self._on_session)
        session.offline.connect(self._on_offline)

    # Loading

    def load(self) -> None:
        """Ask for the list, or whether there is something new in it; what is shown stays until then."""
        if self.state.phase == READY:
            self.refresh()
        elif self._asking is None:
            self.retry()

    def refresh(self) -> None:
        """Look whether invoices were issued since: something was charged or paid back."""
        if self.state.phase == READY and not self.state.searching:
            self._ask(0, self._on_news, self._on_no_page)

    def retry(self) -> None:
        """Try again after a problem."""
        if self.state.phase == READY and not self.state.searching:
            self.become(replace(self.state, problem=None))
            self._ask_for_missing()
            return
        if self.state.phase == FAILED:
            self.become(replace(self.state, phase=LOADING, problem=None))
        self._begin()

    def look_at(self, first: int, last: int) -> None:
        """The rows from `first` to `last` are what is seen now."""
        self._seen = (first, last)
        if not self._pace.isActive() and self.model.missing(first, last):
            self._seen_before = self._seen
            self._pace.start()

    # Filter

    def search(self, text: str) -> None:
        """Look for `text`, as soon as the typing rests."""
        text = " ".join(text.split())
        if text != self.state.wanted.search:
            self._want(search=text)
            self._rested.start()

    def search_now(self) -> None:
        """Enter was pressed: do not wait for more typing."""
        if self._rested.isActive():
            self._rested.stop()
            self._begin()

    def show_kind(self, kind: str) -> None:
        """Show invoices only, credit notes only, or all ("")."""
        if kind != self.state.wanted.kind:
            self._want(kind=kind)
            self._begin()

    def show_period(self, first: date | None, last: date | None) -> None:
        """Show what was issued from the day `first` to the day `last`, each of them included or None for open."""
        if (first, last) != (self.state.wanted.issued_from, self.state.wanted.issued_until):
            self._want(issued_from=first, issued_until=last)
            self._begin()

    def show_everything(self) -> None:
        """Take every filter away."""
        if self.state.filtered:
            self.become(replace(self.state, wanted=InvoiceFilter(), searching=True))
            self._begin()

    # What the rest of Billing knows

    def note_billing(self, billing: Billing, comparison: PlanComparison | None) -> None:
        """Take what was just loaded: names, details and recipients; a change of it may mean a new invoice."""
        self.model.name_plans(comparison)
        self.details.note(billing)
        self.recipients.note(billing)
        before, self._billing = self._billing, billing
        if before is not None and before != billing:
            self.refresh()

    # Inside

    def _want(self, **change: object) -> None:
        wanted = self.state.wanted
        values: dict[str, object] = {
            "search": wanted.search,
            "kind": wanted.kind,
            "issued_from": wanted.issued_from,
            "issued_until": wanted.issued_until,
            **change,
        }
        self.become(replace(self.state, wanted=InvoiceFilter(**values), searching=self.state.phase == READY))  # type: ignore[arg-type]

    def _begin(self) -> None:
        self._rested.stop()
        self._ask(0, self._on_first, self._on_no_list)

    def _ask(self, page: int, done: object, failed: object) -> None:
        if self._asking is not None:
            self._asking.cancel()
        wanted = self.state.wanted
        self._asking = self._session.ask(
            lambda api: api.invoices(wanted, page * PAGE, PAGE),
            owner=self,
            done=done,  # type: ignore[arg-type]
            failed=failed,  # type: ignore[arg-type]
        )

    def _on_first(self, page: InvoicePage) -> None:
        self._asking = None
        self.model.begin(page.total, page.entries)
        self._seen = self._seen_before = (0, 0)
        self._take(page)

    def _on_news(self, page: InvoicePage) -> None:
        self._asking = None
        more = page.total - self.model.total
        first = self.model.entry(0)
        if more == 0 and (first is None or (bool(page.entries) and page.entries[0].id == first.id)):
            if first is None and page.entries:
                self.model.put(0, page.entries)
        elif more > 0 and self.model.total:
            self.model.grow(more, page.entries)
        else:
            self.model.begin(page.total, page.entries)
        self._take(page)

    def _on_page(self, number: int, page: InvoicePage) -> None:
        self._asking = None
        if page.total != self.model.total:
            # Something was issued between two pages: positions have moved.
            self.refresh()
            return
        self.model.put(number, page.entries)
        if self.state.problem is not None:
            self.become(replace(self.state, problem=None))
        self._ask_for_missing()

    def _take(self, page: InvoicePage) -> None:
        self.become(
            replace(
                self.state,
                phase=READY,
                searching=False,
                total=page.total,
                first_issued_on=page.first_issued_on,
                last_issued_on=page.last_issued_on,
                problem=None,
            )
        )
        self._ask_for_missing()

    def _on_no_list(self, error: Exception) -> None:
        self._asking = None
        phase = READY if self.state.phase == READY else FAILED
        self.become(replace(self.state, phase=phase, problem=sentence(error)))

    def _on_no_page(self, error: Exception) -> None:
        self._asking = None
        self.become(replace(self.state, problem=sentence(error)))

    def _on_pace(self) -> None:
        moved = abs(self._seen[0] - self._seen_before[0])
        self._seen_before = self._seen
        if moved > _FLYING:
            self._pace.start()
        else:
            self._ask_for_missing()

    def _ask_for_missing(self) -> None:
        # After a problem nothing is asked by itself: the person, or the way to the server being back, begins again.
        if self._asking is not None or self.state.phase != READY or self.state.searching or self.state.problem:
            return
        if missing := self.model.missing(*self._seen):
            self._ask(missing[0], partial(self._on_page, missing[0]), self._on_no_page)

    def _on_offline(self, offline: bool) -> None:
        if not offline and self.state.problem is not None:
            self.retry()

    def _on_session(self, session: SessionState) -> None:
        account = session.account
        if session.phase != SIGNED_IN or account is None or account.id != self._account:
            # Nothing of one person is left on the screen, or in memory, for the next.
            self._account = account.id if account is not None else ""
            self._forget()

    def _forget(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        self._rested.stop()
        self._pace.stop()
        self._billing = None
        self.model.begin(0, ())
        self.documents.forget()
        self.saving.forget()
        self.details.forget()
        self.recipients.forget()
        if self.state != State():
            self.become(State())
