"""Billing: the active subscription, the card on file and its successor, the invoices (B1-B8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtclient import links
from qtclient.links import Place
from qtclient.presenters import standing as ways
from qtclient.presenters.billing_state import FAILED, LOADING
from qtclient.presenters.standing import standing
from qtclient.resources.tokens import SPACE
from qtclient.views.billing.card_form import CardForm
from qtclient.views.billing.card_on_file import CardOnFileCard
from qtclient.views.billing.outcome import Outcome
from qtclient.views.billing.subscription_card import SubscriptionCard
from qtclient.views.dialogs.cancel_renewal import CancelRenewalSheet
from qtclient.views.dialogs.remove_card import RemoveCardSheet
from qtclient.views.dialogs.withdraw import WithdrawSheet
from qtclient.views.invoices.card import InvoicesCard
from qtclient.views.invoices.details_card import BillingDetailsCard
from qtclient.views.parts.card import Card
from qtclient.views.parts.columns import Columns
from qtclient.views.parts.page import Page
from qtclient.views.parts.skeleton import Skeleton
from qtclient.views.parts.state_panel import ProblemPanel

if TYPE_CHECKING:
    from licensewire.billing import Billing
    from qtclient.presenters.billing import BillingPresenter
    from qtclient.presenters.billing_state import State
    from qtclient.views.parts.sheet import Sheet

_BESIDE = 640
_AROUND = 24


class BillingView(Page):
    """A page of sections; what is typed into one of them stays while the others change.

    Signals:
        go(Place): to the plans, where there is nothing to pay yet.
    """

    go = Signal(object)

    def __init__(self, presenter: BillingPresenter, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.title.setText(self.tr("Billing"))
        self._presenter = presenter
        self._wanted = ""
        self._skeleton = _skeleton()
        self._problem = ProblemPanel()
        self.outcome = Outcome()
        self.subscription = SubscriptionCard()
        self.card = CardOnFileCard()
        self.form = CardForm(presenter.card)
        self.details = BillingDetailsCard(presenter.invoices)
        self.invoices = InvoicesCard(presenter.invoices)
        beside = Columns(below=_BESIDE)
        beside.add(self.subscription, 3)
        beside.add(self.card, 2)
        self._sections = QWidget()
        column = QVBoxLayout(self._sections)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.large)
        for section in (self.outcome, beside, self.form, self.details, self.invoices):
            column.addWidget(section)
        for part in (self._skeleton, self._problem, self._sections):
            self.body.addWidget(part)
        self._connect()
        presenter.changed.connect(self._render)
        self._render(presenter.state)

    def arrive(self, argument: str) -> None:
        """Load what is not there yet, look whether what is there still holds, and do what a link has brought."""
        self._wanted = argument
        self._presenter.seen()
        self._presenter.load()
        self.invoices.arrive()
        self._do_wanted()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Forget the card when the screen is left for another."""
        if not event.spontaneous():
            self.form.empty()
            self._presenter.card.seen()
        super().hideEvent(event)

    def _connect(self) -> None:
        presenter, subscription = self._presenter, self.subscription
        self._problem.retry.connect(presenter.load)
        self.outcome.retry.connect(presenter.load)
        subscription.plans.connect(lambda: self.go.emit(Place(links.PLANS)))
        subscription.pay.connect(presenter.pay)
        subscription.open_bank_page.connect(presenter.open_bank_page)
        subscription.finished_at_bank.connect(presenter.finished_at_bank)
        subscription.resume_renewal.connect(presenter.resume_renewal)
        subscription.cancel_renewal.connect(self._cancel_renewal)
        subscription.confirmation.connect(self._show_confirmation)
        subscription.calendar.connect(presenter.calendar.open)
        subscription.withdraw.connect(self._withdraw)
        presenter.calendar.changed.connect(self.outcome.show_calendar)
        self.outcome.save_calendar.connect(presenter.calendar.save)
        self.card.remove.connect(self._remove_card)

    def _render(self, state: State) -> None:
        self._skeleton.setVisible(state.phase == LOADING)
        self._problem.setVisible(state.phase == FAILED)
        self._sections.setVisible(state.billing is not None and state.phase not in {LOADING, FAILED})
        if state.phase == FAILED and state.problem is not None:
            self._problem.show_problem(state.problem)
        if state.billing is None:
            return
        self.outcome.show_state(state)
        self.subscription.show_state(state)
        self.card.show_state(state)
        self.form.set_offline(offline=state.offline)
        self._do_wanted()

    def _do_wanted(self) -> None:
        """Go to the card's fields or open the sheet that cancels, as soon as it is known how things stand."""
        billing = self._presenter.state.billing
        if billing is None or not self._wanted:
            return
        wanted, self._wanted = self._wanted, ""
        if wanted == links.CARD_FIELDS:
            # Later, when everything that was just shown has found its place.
            QTimer.singleShot(0, self, self._show_form)
        elif wanted == links.CANCEL_SHEET:
            if billing.cancellation is not None:
                self._show_confirmation()
            elif standing(billing, self._presenter.state.now) in ways.RUNNING - {ways.TRIAL, ways.ENDING}:
                self._cancel_renewal()

    def _show_form(self) -> None:
        self.form.focus_first()
        self.area.ensureWidgetVisible(self.form.button, 0, _AROUND)

    # Sheets

    def _cancel_renewal(self) -> None:
        self._presenter.cancelling.open()
        self._open_cancellation()

    def _show_confirmation(self) -> None:
        billing = self._presenter.state.billing
        if billing is not None and billing.cancellation is not None:
            self._presenter.cancelling.show(billing.cancellation)
            self._open_cancellation()

    def _open_cancellation(self) -> None:
        sheet = CancelRenewalSheet(self._presenter.cancelling, self._presenter.state, self)
        sheet.resume_renewal.connect(self._presenter.resume_renewal)
        _open(sheet)

    def _remove_card(self) -> None:
        sheet = RemoveCardSheet(self._presenter.state, self)
        sheet.confirmed.connect(self._presenter.remove_card)
        _open(sheet)

    def _withdraw(self) -> None:
        billing: Billing | None = self._presenter.state.billing
        if billing is not None and billing.withdrawal is not None:
            self._presenter.withdrawing.open(billing.withdrawal)
            _open(WithdrawSheet(self._presenter.withdrawing, self))


def _open(sheet: Sheet) -> None:
    sheet.closed.connect(sheet.deleteLater)
    sheet.open()


def _skeleton() -> QWidget:
    """Return the sections' final shape, without words."""
    beside = Columns(below=_BESIDE)
    for stretch, widths in ((3, (180, 260, 240, 280)), (2, (180, 160))):
        card = Card()
        for width in widths:
            card.body.addWidget(Skeleton(width, 14))
        card.body.addStretch(1)
        beside.add(card, stretch)
    form = Card()
    for width in (160, 320, 320, 100):
        form.body.addWidget(Skeleton(width, 14 if width == 160 else 32))
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.large)
    column.addWidget(beside)
    column.addWidget(form)
    return holder
