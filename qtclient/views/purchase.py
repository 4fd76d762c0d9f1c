"""Buying a plan: form and order summary, then progress, bank and confirmation (A3, A4, A6, A7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from licensewire.shape import in_language
from qtclient import links
from qtclient.links import Place
from qtclient.presenters import purchase_state as stages
from qtclient.resources.tokens import SPACE
from qtclient.views.buying.bank_confirmation import BankConfirmation
from qtclient.views.buying.confirmation import Confirmation
from qtclient.views.buying.data_center_line import place_name
from qtclient.views.buying.order_summary import OrderSummary
from qtclient.views.buying.purchase_form import PurchaseForm
from qtclient.views.buying.under_way import UnderWay
from qtclient.views.dialogs.data_center_picker import DataCenterPicker
from qtclient.views.dialogs.start_over import StartOverSheet
from qtclient.views.parts.button import link_button
from qtclient.views.parts.card import Card
from qtclient.views.parts.page import Page
from qtclient.views.parts.skeleton import Skeleton
from qtclient.views.parts.state_panel import EmptyPanel, ProblemPanel
from qtclient.views.plans import open_contact
from qtclient.views.saving import ask_where, document_language

if TYPE_CHECKING:
    from licensewire.plans import Plan
    from qtclient.presenters.purchase import PurchasePresenter
    from qtclient.presenters.purchase_state import State

_SIDE_BY_SIDE = 660
_SUMMARY_WIDTH = 300
_NARROW_SUMMARY = 264
_ROOMY = 760
_AROUND = 96


class PurchaseView(Page):
    """Shows the stage in which the purchase is.

    Signals:
        go(Place): to Plans, or to Billing after the purchase.
    """

    go = Signal(object)

    def __init__(self, presenter: PurchasePresenter, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._presenter = presenter
        self.form = PurchaseForm()
        self.summary = OrderSummary()
        self.under_way = UnderWay()
        self.bank = BankConfirmation()
        self.confirmation = Confirmation()
        self._skeleton = _skeleton()
        self._problem = ProblemPanel()
        self._empty = EmptyPanel(
            self.tr("Nothing chosen yet"),
            self.tr("Compare the plans and choose one to buy."),
            self.tr("See the plans"),
            "plans",
        )
        self._plans = link_button(self.tr("Compare the plans"))
        self._plans.setObjectName("compare-plans")
        self._anew = link_button(self.tr("Start over"))
        self._anew.setObjectName("start-over")
        for link in (self._plans, self._anew):
            self.head.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        self._stage = ""
        self._lay_out()
        self._connect()
        presenter.changed.connect(self._render)
        self._render(presenter.state)

    def arrive(self, plan_id: str) -> None:
        """Open the form for the plan that was chosen; what is under way is shown instead."""
        self._presenter.open(plan_id)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.large)
        parts = (
            self._skeleton,
            self._problem,
            self._empty,
            self.form,
            self.under_way,
            self.bank,
            self.confirmation,
        )
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        # The summary moves along inside its holder while the page scrolls, so that it is always in sight.
        self._holder = _Rail()
        self.summary.setParent(self._holder)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(SPACE.large)
        self._beside.addWidget(left, 1)
        self._beside.addWidget(self._holder)
        self.body.addLayout(self._beside)
        self.summary.installEventFilter(self)
        self._holder.installEventFilter(self)
        self.area.verticalScrollBar().valueChanged.connect(self._place_summary)

    def _connect(self) -> None:
        presenter, form = self._presenter, self.form
        form.edited.connect(lambda: presenter.note(form.draft(), form.secrets()))
        form.left.connect(lambda name: presenter.leave(name, form.secrets()))
        form.complete.connect(lambda: presenter.complete(form.secrets()))
        form.custom_plan.connect(self._open_contact)
        form.change_data_center.connect(self._choose_data_center)
        form.sought.connect(self._bring_into_sight)
        self._plans.clicked.connect(lambda: self.go.emit(Place(links.BUY)))
        self._anew.clicked.connect(self._start_over)
        self.summary.retry.connect(presenter.reprice)
        self._problem.retry.connect(lambda: presenter.open(presenter.state.plan_id))
        self._empty.acted.connect(lambda: self.go.emit(Place(links.PLANS)))
        self.bank.open_page.connect(presenter.open_bank_page)
        self.bank.finished.connect(presenter.finished_at_bank)
        self.bank.cancelled.connect(presenter.cancel)
        self.confirmation.save_receipt.connect(self._save_receipt)
        self.confirmation.done.connect(self._on_done)

    def _render(self, state: State) -> None:
        plan = _plan(state)
        self.title.setText(self._title(state, plan))
        visitor = state.visitor_email
        filling = bool(visitor) and state.stage in {stages.LOADING, stages.FORM, stages.FAILED}
        self.set_subtitle(self.tr("For {email}").format(email=visitor) if visitor else "")
        self._plans.setVisible(filling)
        self._anew.setVisible(filling)
        shown = {
            stages.LOADING: self._skeleton,
            stages.FAILED: self._problem,
            stages.FORM: self.form,
            stages.SENDING: self.under_way,
            stages.WORKING: self.under_way,
            stages.FINDING_OUT: self.under_way,
            stages.BANK: self.bank,
            stages.CONFIRMED: self.confirmation,
        }.get(state.stage, self._empty)
        parts = (
            self._skeleton,
            self._problem,
            self._empty,
            self.form,
            self.under_way,
            self.bank,
            self.confirmation,
        )
        for part in parts:
            part.setVisible(part is shown)
        if state.stage == stages.FAILED and state.problem is not None:
            self._problem.show_problem(state.problem)
        elif state.stage == stages.FORM:
            self.form.show_state(state)
            self.form.order_tabs()
        elif state.stage == stages.BANK:
            self.bank.show_state(state)
        elif state.stage == stages.CONFIRMED:
            self.confirmation.show_state(state)
        elif state.stage in stages.UNDER_WAY:
            self.under_way.show_state(state)
        self.summary.show_quote(plan, state.quote, state.total_before if state.stage == stages.FORM else None)
        place = state.data_center
        self.summary.show_data_center(place_name(place) if place is not None else "")
        asking = state.quoting and state.stage == stages.FORM
        self.summary.show_asking(asking=asking, problem=state.quote_problem if state.stage == stages.FORM else None)
        with_summary = state.stage not in {stages.EMPTY, stages.FAILED, stages.CONFIRMED}
        self._holder.setVisible(with_summary)
        if state.stage != self._stage:
            self._enter(state.stage)

    def _enter(self, stage: str) -> None:
        """Begin a stage at the top, with the focus where its first step is."""
        self._stage = stage
        if stage == stages.CONFIRMED:
            self.form.card.empty()
            self.form.account.empty()
        if stage in {stages.LOADING, stages.CONFIRMED} or stage in stages.UNDER_WAY:
            self.area.verticalScrollBar().setValue(0)
        if not self.isVisible():
            return
        if stage == stages.BANK:
            self.bank.finish.setFocus(Qt.FocusReason.OtherFocusReason)
        elif stage == stages.CONFIRMED:
            self.confirmation.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _title(self, state: State, plan: Plan | None) -> str:
        if state.stage == stages.CONFIRMED:
            return self.tr("Thank you")
        if plan is None:
            return self.tr("Purchase")
        return self.tr("Buy {plan}").format(plan=in_language(plan.name, QLocale().name()))

    def _on_done(self) -> None:
        fresh = bool(self._presenter.state.visitor_email)
        self._presenter.leave_confirmation()
        self.go.emit(Place(links.OVERVIEW if fresh else links.BILLING))

    def _save_receipt(self) -> None:
        purchase = self._presenter.state.purchase
        if purchase is not None and purchase.receipt is not None:
            name = self.tr("Receipt {number}.pdf").format(number=purchase.receipt.number)
            language, presenter = document_language(), self._presenter
            ask_where(self, self.tr("Save receipt"), name, lambda path: presenter.save_receipt(path, language))

    def _open_contact(self) -> None:
        comparison = self._presenter.state.comparison
        if comparison is not None:
            open_contact(comparison.custom_plan_contact)

    def _choose_data_center(self) -> None:
        self._presenter.begin_choosing()
        picker = DataCenterPicker(self._presenter.picker, self)
        picker.chosen.connect(self._presenter.choose_data_center)
        picker.custom_plan.connect(self._open_contact)
        picker.closed.connect(picker.deleteLater)
        picker.open()

    def _start_over(self) -> None:
        sheet = StartOverSheet(self)
        sheet.confirmed.connect(self._on_start_over)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _on_start_over(self) -> None:
        self.form.card.empty()
        self.form.account.empty()
        self._presenter.start_over()
        self.go.emit(Place(links.BUY))

    def _bring_into_sight(self, widget: QWidget) -> None:
        # Later, when everything that was just shown has found its place.
        QTimer.singleShot(0, widget, lambda: self.area.ensureWidgetVisible(widget, 0, _AROUND))

    # Where the summary stands

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Forget card and password when the screen is left for another; the presenter keeps the rest."""
        if not event.spontaneous():
            self.form.card.empty()
            self.form.account.empty()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the sizes that the summary depends on."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self._place_summary()
        return super().eventFilter(watched, event)

    def _place_summary(self) -> None:
        wide = self.area.column.width() >= _SIDE_BY_SIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.BottomToTop
        if self._beside.direction() != direction:
            self._beside.setDirection(direction)
        whole = self.area.column.width()
        beside = _SUMMARY_WIDTH if whole >= _ROOMY else _NARROW_SUMMARY
        width = beside if wide else whole
        height = self.summary.heightForWidth(width) if self.summary.hasHeightForWidth() else -1
        height = max(height, self.summary.sizeHint().height()) if height < 0 else height
        self._holder.take(QSize(width, height), beside=wide)
        above = self._holder.mapTo(self.area.column, self._holder.rect().topLeft()).y() + SPACE.huge
        wanted = self.area.verticalScrollBar().value() - above + SPACE.large
        top = min(max(0, wanted), max(0, self._holder.height() - height)) if wide else 0
        self.summary.setGeometry(0, top, width, height)


class _Rail(QWidget):
    """The strip in which the summary moves: beside the form, or a place above it where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self._size = QSize()
        self._beside = True
        self.take(QSize(_SUMMARY_WIDTH, 0), beside=False)

    def take(self, size: QSize, *, beside: bool) -> None:
        """Be a strip `beside` the form or a place above it, for a summary of `size`."""
        if (size, beside) == (self._size, self._beside):
            return
        self._size, self._beside = size, beside
        # Beside, it may be squeezed: that is how the page notices that there is no room any more.
        across = QSizePolicy.Policy.Maximum if beside else QSizePolicy.Policy.Ignored
        down = QSizePolicy.Policy.Minimum if beside else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, down)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the summary's size."""
        return self._size

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the summary's height, and no width."""
        return QSize(0, self._size.height())


def _plan(state: State) -> Plan | None:
    plans = state.comparison.plans if state.comparison is not None else ()
    return next((plan for plan in plans if plan.id == state.plan_id), None)


def _skeleton() -> QWidget:
    """Return the form's final shape, without words."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.large)
    for lines in (3, 2, 5):
        card = Card()
        for _ in range(lines):
            card.body.addWidget(Skeleton(120, 12))
            card.body.addWidget(Skeleton(360, 32))
        column.addWidget(card)
    return holder
