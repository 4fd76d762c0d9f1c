"""Which presenter serves which place: the one table, and the one place where a presenter's module is loaded.

Most of them need the contract's decoders, which are too slow for the time before the first paint.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject

from qtclient import links

if TYPE_CHECKING:
    from qtclient.declared_drafts import DeclarationDrafts
    from qtclient.journal import PurchaseJournal
    from qtclient.session import Session
    from qtclient.visit_drafts import VisitDrafts

PRESENTERS: Final = {
    links.SIGN_IN: "qtclient.presenters.sign_in:SignInPresenter",
    links.BUY: "qtclient.presenters.visit:VisitPresenter",
    links.VERIFY: "qtclient.presenters.visit:VisitPresenter",
    links.CANCEL: "qtclient.presenters.declaration_kinds:CancellationPresenter",
    links.WITHDRAW: "qtclient.presenters.declaration_kinds:WithdrawalPresenter",
    links.CLOCK: "qtclient.presenters.practice_clock:PracticeClockPresenter",
    links.OUTBOX: "qtclient.presenters.outbox:OutboxPresenter",
    links.OVERVIEW: "qtclient.presenters.overview:OverviewPresenter",
    links.PLANS: "qtclient.presenters.plans:PlansPresenter",
    links.PURCHASE: "qtclient.presenters.purchase:PurchasePresenter",
    links.BILLING: "qtclient.presenters.billing:BillingPresenter",
    links.SECURITY: "qtclient.presenters.security:SecurityPresenter",
}
# Of each declaration, by its presenter: the kind of its draft, a constant of `licensewire.declarations`.
_DECLARATIONS: Final = {PRESENTERS[links.CANCEL]: "cancellation", PRESENTERS[links.WITHDRAW]: "withdrawal"}
_DECLARATION_MEMORY: Final = "qtclient.presenters.declaration_memory:DeclarationMemory"
_MEMORY: Final = "qtclient.presenters.visit_memory:VisitMemory"
OPEN_PURCHASES: Final = "qtclient.presenters.open_purchases:OpenPurchasesPresenter"


class Presenters(QObject):
    """Makes each presenter when it is first asked for, and keeps it: what was typed outlives the views."""

    def __init__(
        self,
        session: Session,
        *,
        journal: Callable[[], PurchaseJournal],
        drafts: Callable[[], VisitDrafts],
        declarations: Callable[[], DeclarationDrafts],
        server: str,
        open_page: Callable[[str], bool],
        parent: QObject | None = None,
    ) -> None:
        """Take what presenters are made of.

        Args:
            session: the one door to the server.
            journal: builds the journal of purchases; not called before a presenter needs it.
            drafts: builds what keeps a visitor's typing; likewise.
            declarations: builds what keeps a declaration; likewise.
            server: what the journal calls the backend; the same at every start.
            open_page: shows a web page in the system browser; says whether one could be started.
            parent: holds this and with it every presenter.
        """
        super().__init__(parent)
        self._session = session
        self._build_journal = journal
        self._journal: PurchaseJournal | None = None
        self._build_drafts = drafts
        self._build_declarations = declarations
        self._server = server
        self._open_page = open_page
        self._made: dict[str, QObject] = {}

    def of(self, name: str) -> QObject:
        """Return the presenter of the place `name`; always the same one."""
        return self._once(PRESENTERS[name])

    def open_purchases(self) -> QObject:
        """Return the presenter of purchases that were under way at an earlier start; no place is its own."""
        return self._once(OPEN_PURCHASES)

    def _once(self, named: str) -> QObject:
        if named not in self._made:
            self._made[named] = self._make(named)
        return self._made[named]

    def _make(self, named: str) -> QObject:
        kind = _named(named)
        made: QObject
        if named == PRESENTERS[links.PURCHASE]:
            made = kind(
                self._session,
                self._the_journal(),
                self._open_page,
                memory=self._once(_MEMORY),
                server=self._server,
                parent=self,
            )
        elif named == PRESENTERS[links.BILLING]:
            made = kind(self._session, self._the_journal(), self._open_page, server=self._server, parent=self)
        elif named == OPEN_PURCHASES:
            made = kind(self._session, self._the_journal(), server=self._server, parent=self)
        elif named == _MEMORY:
            made = kind(self._build_drafts(), self._server, self)
        elif named == PRESENTERS[links.BUY]:
            made = kind(self._session, self._once(_MEMORY), self)
        elif named in _DECLARATIONS:
            drafts = self._build_declarations()
            memory = _named(_DECLARATION_MEMORY)(drafts, self._server, _DECLARATIONS[named], self)
            made = kind(self._session, memory, self)
        else:
            made = kind(self._session, self)
        return made

    def _the_journal(self) -> PurchaseJournal:
        if self._journal is None:
            self._journal = self._build_journal()
        return self._journal


def _named(text: str) -> Any:  # noqa: ANN401 - what the table names is known by its text only
    module, _, name = text.partition(":")
    return getattr(import_module(module), name)
