"""Billing: the active subscription, the card on file, and the invoices (B2, B8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from licensewire.billing import ACTIVE, CANCELLED, ENDED, PAST_DUE, TRIALING
from licensewire.shape import in_language
from qtclient import formats, links
from qtclient.links import Place
from qtclient.presenters.billing import FAILED, LOADING
from qtclient.resources.tokens import SPACE
from qtclient.views.buying.brand_names import brand_name
from qtclient.views.invoices.card import InvoicesCard
from qtclient.views.invoices.details_card import BillingDetailsCard
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.button import primary_button
from qtclient.views.parts.card import Card
from qtclient.views.parts.chip import Chip
from qtclient.views.parts.columns import Columns
from qtclient.views.parts.glyph import Glyph
from qtclient.views.parts.page import Page
from qtclient.views.parts.skeleton import Skeleton
from qtclient.views.parts.state_panel import ProblemPanel
from qtclient.views.parts.text import body, strong

if TYPE_CHECKING:
    from licensewire.billing import Billing, CardOnFile, Subscription
    from qtclient.presenters.billing import BillingPresenter, State

_BESIDE = 640


class BillingView(Page):
    """Shows what is paid, with which card, and until when.

    Signals:
        go(Place): to the plans, where there is nothing to pay yet.
    """

    go = Signal(object)

    def __init__(self, presenter: BillingPresenter, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.title.setText(self.tr("Billing"))
        self._presenter = presenter
        self._skeleton = _skeleton()
        self._problem = ProblemPanel()
        self._problem.retry.connect(presenter.load)
        self._sections = QVBoxLayout()
        self._sections.setSpacing(SPACE.large)
        self.body.addWidget(self._skeleton)
        self.body.addWidget(self._problem)
        self.body.addLayout(self._sections)
        self._details = BillingDetailsCard(presenter.invoices)
        self._invoices = InvoicesCard(presenter.invoices)
        self.body.addWidget(self._details)
        self.body.addWidget(self._invoices)
        self._shown: tuple[object, ...] = ()
        presenter.changed.connect(self._render)
        self._render(presenter.state)

    def arrive(self, _argument: str) -> None:
        """Load what is not there yet, and look whether what is there still holds."""
        self._presenter.load()
        self._invoices.arrive()

    def _render(self, state: State) -> None:
        self._skeleton.setVisible(state.phase == LOADING)
        self._problem.setVisible(state.phase == FAILED)
        if state.phase == FAILED and state.problem is not None:
            self._problem.show_problem(state.problem)
        self._details.setVisible(state.billing is not None)
        self._invoices.setVisible(state.billing is not None)
        showing = (state.billing, state.comparison, state.problem)
        if showing == self._shown:
            return
        self._shown = showing
        while (item := self._sections.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if state.billing is None:
            return
        if state.problem is not None:
            self._sections.addWidget(Notice("attention", state.problem.title, state.problem.advice))
        beside = Columns(below=_BESIDE)
        beside.add(self._subscription(state.billing, state), 3)
        beside.add(self._card(state.billing.card), 2)
        self._sections.addWidget(beside)

    # Active subscription

    def _subscription(self, billing: Billing, state: State) -> Card:
        card = Card(self.tr("Active subscription"))
        subscription = billing.subscription
        if subscription is None or subscription.status == ENDED:
            card.body.addWidget(body(self.tr("There is no paid license on this account, and nothing to pay.")))
            button = primary_button(self.tr("See the plans"))
            button.clicked.connect(lambda: self.go.emit(Place(links.PLANS)))
            card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            card.body.addStretch(1)
            return card
        text, meaning = self._status(subscription)
        top = QHBoxLayout()
        top.addWidget(strong(self._plan_name(subscription.plan_id, state)), 1)
        top.addWidget(Chip(text, meaning), 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(top)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.large)
        grid.setVerticalSpacing(SPACE.small)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(self._facts(subscription)):
            grid.addWidget(body(name).set_tone("muted").set_wrapped(False), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(body(value), row, 1)
        card.body.addLayout(grid)
        if subscription.status == TRIALING:
            button = primary_button(self.tr("See the plans"))
            button.clicked.connect(lambda: self.go.emit(Place(links.PLANS)))
            card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addStretch(1)
        return card

    def _facts(self, subscription: Subscription) -> list[tuple[str, str]]:
        end = formats.day(subscription.period_ends_at)
        period = self.tr("{start} to {end}").format(start=formats.day(subscription.period_started_at), end=end)
        facts = [(self.tr("Period"), period)]
        if subscription.status == TRIALING:
            facts.append((self.tr("Then"), self.tr("Free account. Nothing is charged by itself.")))
        elif subscription.renews_at is None:
            facts.append((self.tr("Renewal"), self.tr("None. Access ends on {day}.").format(day=end)))
        elif subscription.renewal_price is not None:
            renewal = self.tr("{day}, for {amount} per year").format(
                day=formats.day(subscription.renews_at), amount=formats.money(subscription.renewal_price)
            )
            facts.append((self.tr("Renews on"), renewal))
        if subscription.cancel_until is not None and subscription.renews_at is not None:
            until = self.tr("{moment}, your local time").format(moment=formats.moment(subscription.cancel_until))
            facts.append((self.tr("Can be cancelled until"), until))
        return facts

    def _status(self, subscription: Subscription) -> tuple[str, str]:
        return {
            TRIALING: (self.tr("Trial"), "accent"),
            ACTIVE: (self.tr("Active"), "good"),
            CANCELLED: (self.tr("Cancelled"), "attention"),
            PAST_DUE: (self.tr("Payment due"), "danger"),
        }.get(subscription.status, (self.tr("Running"), "neutral"))

    # Current payment information

    def _card(self, card_on_file: CardOnFile | None) -> Card:
        card = Card(self.tr("Current payment information"))
        if card_on_file is None:
            card.body.addWidget(
                body(self.tr("No card is on file. It is asked for when you buy.")).set_tone("muted")
            )
            card.body.addStretch(1)
            return card
        row = QHBoxLayout()
        row.setSpacing(SPACE.medium)
        row.addWidget(Glyph("card", 28, "muted"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(SPACE.hair)
        brand = brand_name(card_on_file.brand)
        ending = self.tr("{brand} ending in {digits}").format(brand=brand, digits=card_on_file.last_four)
        words.addWidget(strong(ending))
        expiry = f"{card_on_file.expiry_month:02} / {card_on_file.expiry_year}"
        words.addWidget(body(self.tr("Good until {expiry}").format(expiry=expiry)).set_tone("muted"))
        row.addLayout(words, 1)
        card.body.addLayout(row)
        card.body.addStretch(1)
        return card

    @staticmethod
    def _plan_name(plan_id: str, state: State) -> str:
        plans = state.comparison.plans if state.comparison is not None else ()
        plan = next((plan for plan in plans if plan.id == plan_id), None)
        return in_language(plan.name, QLocale().name()) if plan is not None else plan_id


def _skeleton() -> QWidget:
    """Return the sections' final shape, without words."""
    beside = Columns(below=_BESIDE)
    for stretch, widths in ((3, (180, 260, 240, 280)), (2, (180, 160))):
        card = Card()
        for width in widths:
            card.body.addWidget(Skeleton(width, 14))
        card.body.addStretch(1)
        beside.add(card, stretch)
    return beside
