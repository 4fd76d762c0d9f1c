"""Buying a plan by card: the form, the payment, the bank, the confirmation (A3, A4, A6, A7, A8)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer, QUrl

from licensewire import problem as codes
from licensewire import purchases as wire
from qtclient.api.errors import CardRefused, Refused, SessionEnded
from qtclient.presenters import purchase_state as stages
from qtclient.presenters.documents import DocumentSaver, SavingState
from qtclient.presenters.payment import Payment
from qtclient.presenters.purchase_draft import DATA_CENTER, Draft, SecretsTyped, field_order, wish_of
from qtclient.presenters.purchase_opening import Opened, opened, opened_for_visitor
from qtclient.presenters.purchase_request import (
    billing_details,
    card_details,
    new_account,
    purchase_request,
)
from qtclient.presenters.purchase_state import State
from qtclient.presenters.purchase_telling import told_of, told_of_end
from qtclient.presenters.visitor_form import VisitorForm, time_zone
from qtclient.sentences import problem, sentence
from qtclient.session import VISITING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QObject

    from licensewire.plans import PlanComparison
    from licensewire.purchases import NewAccount, Purchase, Quote
    from licensewire.service import CardEntry
    from licensewire.session import Account
    from qtclient.api.client import Api
    from qtclient.forms.address import AddressRules
    from qtclient.journal import PurchaseJournal
    from qtclient.presenters.visit_memory import VisitMemory
    from qtclient.session import Session, SessionState

_ENTITLEMENT_RETRY_MS = 5000
_THIS_COMPUTER = frozenset({"127.0.0.1", "localhost", "::1"})


class PurchasePresenter(VisitorForm):
    """The one place from which a purchase is sent.

    It is sent in `FORM` only and leaves that stage in the same breath, so that no second press, however it comes
    about, can send another. What was sent is in the journal before, and followed until its outcome is known.
    """

    def __init__(
        self,
        session: Session,
        journal: PurchaseJournal,
        open_page: Callable[[str], bool],
        *,
        memory: VisitMemory,
        server: str,
        parent: QObject | None = None,
    ) -> None:
        """Args:
        memory: keeps what a visitor types.
        server: what the journal calls the backend; the same at every start.
        open_page: shows a web page in the system browser; says whether one could be started.
        """
        super().__init__(session, memory, parent)
        self._open_page = open_page
        self._account = ""
        self._page_opened = ""
        self._payment = Payment(session, journal, server, self)
        self._payment.moved.connect(self._on_moved)
        self._payment.failed.connect(self._on_failed)
        self._payment.finding_out.connect(self._on_finding_out)
        self._payment.never_arrived.connect(self._on_never_arrived)
        self._payment.offline.connect(self._on_offline)
        self._saver = DocumentSaver(session, self)
        self._saver.changed.connect(self._on_receipt)
        session.changed.connect(self._on_session)
        self._on_session(session.state)

    # Opening

    def open(self, plan_id: str) -> None:
        """Show the form for `plan_id` with what was typed before; a purchase under way is shown instead."""
        self._on_session(self._session.state)
        state, visitor = self.state, self._session.state.visitor
        seen = state.stage == stages.CONFIRMED and (visitor is not None or state.plan_id == plan_id)
        if state.stage in stages.UNDER_WAY or seen:
            return
        language = QLocale().name()
        if state.stage == stages.FORM and state.plan_id == plan_id:
            if state.language != language:
                self.become(replace(state, language=language))
            self.reprice()
            return
        kept = self.kept_draft()
        if visitor is None:
            self.become(State(stage=stages.LOADING, plan_id=plan_id, draft=kept, language=language))
            self._ask_to_open(lambda api: opened(api, plan_id, kept, language))
            return
        email, zone = visitor.email, time_zone()
        state = State(stage=stages.LOADING, plan_id=plan_id, draft=kept, language=language)
        self.become(replace(state, visitor_email=email, time_zone=zone))
        self._ask_to_open(lambda api: opened_for_visitor(api, plan_id, kept, language, email=email, time_zone=zone))

    def _ask_to_open(self, call: Callable[[Api], Opened]) -> None:
        self._session.ask(call, owner=self, done=self._on_opened, failed=self._on_not_opened)

    def resume(self, purchase: Purchase) -> None:
        """Take up a purchase that was under way when the client was closed."""
        shown = self.state.purchase
        if self.state.stage in stages.UNDER_WAY or (shown is not None and shown.id == purchase.id):
            return
        visitor = self._session.state.visitor
        self.become(
            State(
                plan_id=purchase.quote.plan_id,
                quote=purchase.quote,
                language=QLocale().name(),
                visitor_email=visitor.email if visitor is not None else "",
                draft=self.kept_draft(),
            )
        )
        if purchase.confirmation is not None:
            # Nobody pressed anything yet: the browser is not opened out of the blue.
            self._page_opened = purchase.confirmation.page
        self._session.ask(lambda api: api.plans(), owner=self, done=self._on_plans, failed=lambda _error: None)
        if visitor is not None:
            self.reload_data_centers()
        self._payment.resume(purchase)

    def start_over(self) -> None:
        """Forget everything that a visitor has typed, and the visitor."""
        if self.state.stage not in stages.UNDER_WAY:
            self.forget_typing()
            self._session.leave()

    def leave_confirmation(self) -> None:
        """The buyer has seen it; the next purchase begins empty."""
        if self.state.stage == stages.CONFIRMED:
            self.become(State())

    def _on_opened(self, answer: Opened) -> None:
        if self.state.stage != stages.LOADING or answer.plan_id != self.state.plan_id:
            return
        self.become(
            replace(
                self.state,
                stage=stages.FORM,
                comparison=answer.comparison,
                draft=answer.draft,
                rules=answer.priced.rules,
                tax_id=answer.priced.tax_id,
                quote=answer.priced.quote,
                quoted_for=answer.priced.wish,
                data_centers=answer.data_centers,
            )
        )

    def _on_not_opened(self, error: Exception) -> None:
        if self.state.stage == stages.LOADING:
            self.become(replace(self.state, stage=stages.FAILED, problem=sentence(error)))

    def _on_plans(self, comparison: PlanComparison) -> None:
        self.become(replace(self.state, comparison=comparison))

    # Paying

    def complete(self, typed: SecretsTyped) -> None:
        """Buy for exactly the amount that is shown, or say what is wrong."""
        state = self.state
        if state.stage != stages.FORM or state.completing or state.checking_account:
            return
        if state.quote is None or state.rules is None or state.quoted_for != wish_of(state.draft):
            self.reprice(then=lambda: self.complete(typed))
            return
        found = self.found(typed)
        if found:
            order = field_order(state.rules, state.quote.consents)
            first = min(found, key=order.index)
            self.become(replace(state, problems=found, first_wrong=first, tries=state.tries + 1))
            return
        if self.check_account(typed, then=lambda: self.complete(typed)):
            return
        service = self._session.state.service
        if service is not None:
            self._pay(service.card_entry, typed, state.quote, state.rules)

    def _pay(self, entry: CardEntry, typed: SecretsTyped, quote: Quote, rules: AddressRules) -> None:
        state = self.state
        details = billing_details(state.draft, rules, state.tax_id.number if state.tax_id is not None else "")
        language = state.language.split("_", maxsplit=1)[0]
        account: NewAccount | None = None
        if state.visitor_email and state.data_center is not None:
            account = new_account(
                state.draft, typed.password, state.data_center.id, language=language, time_zone=state.time_zone
            )
        self.become(replace(state, stage=stages.SENDING, problems={}, problem=None, notice=None, total_before=None))
        self._payment.pay(
            entry,
            card_details(typed, state.draft),
            quote,
            lambda token: purchase_request(quote, token, details, language, account),
        )

    def _on_failed(self, error: Exception) -> None:
        """Nothing was charged: back to the form, with what to do."""
        self.become(stages.back_to_form(self.state, *told_of(error), refused=isinstance(error, CardRefused)))
        code = error.problem.code if isinstance(error, Refused) else ""
        if code in {codes.QUOTE_EXPIRED, codes.QUOTE_CHANGED, codes.CONSENT_OUTDATED}:
            self.reprice()
        elif code == codes.ALREADY_LICENSED:
            self._refresh_entitlements()
        if DATA_CENTER in self.state.problems:
            self.reload_data_centers()

    def _on_finding_out(self) -> None:
        self.become(replace(self.state, stage=stages.FINDING_OUT))

    def _on_never_arrived(self) -> None:
        self.become(stages.back_to_form(self.state, problem(codes.IDEMPOTENCY_KEY_CLOSED)))

    # The outcome

    def open_bank_page(self) -> None:
        """Show the bank's page in the system browser (again)."""
        purchase = self.state.purchase
        if purchase is not None and purchase.confirmation is not None:
            self._page_opened = purchase.confirmation.page
            if is_web_page(purchase.confirmation.page):
                self._open_page(purchase.confirmation.page)

    def finished_at_bank(self) -> None:
        """The buyer says that the bank is done: find out now."""
        if self.state.stage == stages.BANK:
            self.become(replace(self.state, bank_asked=stages.ASKING))
            self._payment.check()

    def cancel(self) -> None:
        """Give the purchase up while the bank waits."""
        if self.state.stage == stages.BANK and not self.state.cancelling:
            self.become(replace(self.state, cancelling=True))
            self._payment.cancel()

    def save_receipt(self, path: Path, language: str) -> None:
        """Write the receipt of the purchase just made to `path` as PDF."""
        purchase = self.state.purchase
        if purchase is not None:
            self._saver.save(purchase.id, path, lambda api: api.receipt(purchase.id, language))

    def _on_moved(self, purchase: Purchase) -> None:
        state = replace(self.state, purchase=purchase, quote=purchase.quote, offline=False)
        if purchase.status == wire.SUCCEEDED:
            self.become(replace(state, stage=stages.CONFIRMED, draft=Draft(), problem=None, cancelling=False))
            self.forget_typing()
            self._refresh_entitlements()
        elif purchase.status in wire.FINAL_STATUSES:
            refused = purchase.status == wire.REFUSED
            self.become(stages.back_to_form(state, *told_of_end(purchase), refused=refused))
        elif purchase.status == wire.NEEDS_CONFIRMATION and purchase.confirmation is not None:
            asked = stages.NOT_YET if state.bank_asked == stages.ASKING else state.bank_asked
            self.become(replace(state, stage=stages.BANK, cancelling=False, bank_asked=asked))
            if purchase.confirmation.page != self._page_opened:
                self.open_bank_page()
        else:
            self.become(replace(state, stage=stages.WORKING))

    def _on_offline(self, offline: bool) -> None:
        if self.state.stage in stages.UNDER_WAY:
            state = replace(self.state, offline=offline)
            self.become(replace(state, cancelling=False, bank_asked="") if offline else state)

    def _on_receipt(self, receipt: SavingState) -> None:
        self.become(replace(self.state, receipt=receipt))

    def _refresh_entitlements(self) -> None:
        if self._session.state.phase == VISITING:
            self._session.move_in(owner=self, done=self._on_entitled, failed=self._on_not_entitled)
        else:
            self._session.refresh_entitlements(owner=self, done=self._on_entitled, failed=self._on_not_entitled)

    def _on_entitled(self, _account: Account) -> None:
        if self.state.stage == stages.CONFIRMED:
            self.become(replace(self.state, entitled=True))

    def _on_not_entitled(self, error: Exception) -> None:
        # The licence is there; only this client does not know it yet.
        if not isinstance(error, SessionEnded):
            QTimer.singleShot(_ENTITLEMENT_RETRY_MS, self, self._refresh_entitlements)

    def _on_session(self, session: SessionState) -> None:
        person = session.person
        if person == self._account:
            return
        # Nothing of one person is left on the screen for the next; the journal keeps what was under way.
        self._account = person
        self._payment.stop()
        self.stop_pricing()
        self.stop_checking()
        if self.state != State():
            self.become(State())
        purchase = session.visitor.purchase if session.visitor is not None else None
        if purchase is not None and purchase.status not in {wire.REFUSED, wire.CANCELLED}:
            # Begun earlier, perhaps on another day: it goes on where it stands.
            self.resume(purchase)


def is_web_page(address: str) -> bool:
    """Say whether a browser may be sent to `address`: by HTTPS, or in the clear to this very computer."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or not url.host():
        return False
    return url.scheme() == "https" or (url.scheme() == "http" and url.host() in _THIS_COMPUTER)
