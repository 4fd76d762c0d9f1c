"""Plans: the comparison, and what a bigger plan would change (A2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from licensewire.billing import CANCELLED, ENDED, PAST_DUE, TRIALING
from licensewire.shape import in_language
from qtclient import formats, links
from qtclient.links import Place
from qtclient.presenters.plans import FAILED, LOADING
from qtclient.resources.tokens import SPACE
from qtclient.views.comparison.content import shown_plans
from qtclient.views.comparison.gains import GainsCard
from qtclient.views.comparison.heads import can_buy
from qtclient.views.comparison.table import ComparisonTable
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.card import Card
from qtclient.views.parts.page import Page
from qtclient.views.parts.skeleton import Skeleton
from qtclient.views.parts.state_panel import ProblemPanel
from qtclient.views.parts.text import caption

if TYPE_CHECKING:
    from licensewire.plans import Plan
    from qtclient.presenters.plans import PlansPresenter, State


class PlansView(Page):
    """Shows the plans side by side.

    Signals:
        go(Place): *Buy now* leads to the purchase of that plan.
    """

    go = Signal(object)

    def __init__(self, presenter: PlansPresenter, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.title.setText(self.tr("Plans"))
        self._presenter = presenter
        self._skeleton = plans_skeleton()
        self._problem = ProblemPanel()
        self._problem.retry.connect(presenter.load)
        self._stale = QVBoxLayout()
        self.table = ComparisonTable(self.area)
        self.table.buy.connect(lambda plan_id: self.go.emit(Place(links.PURCHASE, plan_id)))
        self.table.request.connect(self._start_request)
        self._legend = caption(self.tr("A coloured mark shows where a plan gives more or less than you have now."))
        self._gains_holder = QVBoxLayout()
        for widget in (self._skeleton, self._problem):
            self.body.addWidget(widget)
        self.body.addLayout(self._stale)
        self.body.addWidget(self.table)
        self.body.addWidget(self._legend)
        self.body.addLayout(self._gains_holder)
        self._shown: State | None = None
        presenter.changed.connect(self._render)
        self._render(presenter.state)

    def arrive(self, _argument: str) -> None:
        """Load what is not there yet, and look whether what is there still holds."""
        self._presenter.load()

    def _render(self, state: State) -> None:
        comparison, usage = state.comparison, state.usage
        ready = comparison is not None
        self._skeleton.setVisible(state.phase == LOADING)
        self._problem.setVisible(state.phase == FAILED)
        self.table.setVisible(ready)
        self._legend.setVisible(ready)
        if state.phase == FAILED and state.problem is not None:
            self._problem.show_problem(state.problem)
        _empty(self._stale)
        if comparison is None:
            _empty(self._gains_holder)
            self.set_subtitle("")
            return
        if state.problem is not None:
            self._stale.addWidget(Notice("attention", state.problem.title, state.problem.advice))
        self.set_subtitle(self._standing(state))
        self.table.show_comparison(comparison, state.current_plan, state.subscription)
        _empty(self._gains_holder)
        plan = self._next_plan(state)
        if plan is not None and usage is not None:
            self._gains_holder.addWidget(GainsCard(comparison, usage, state.current_plan, plan))

    def _standing(self, state: State) -> str:
        """Return in one line what the person has, until when."""
        plan = self._plan(state, state.current_plan)
        if plan is None:
            return ""
        name = in_language(plan.name, QLocale().name())
        subscription = state.subscription
        if subscription is None or subscription.plan_id != plan.id:
            if subscription is not None and subscription.status == ENDED:
                ended = self.tr("You have the {plan}. Your license ended on {day} and can be bought again.")
                day = formats.day(subscription.access_ends_at or subscription.period_ends_at)
                return ended.format(plan=name, day=day)
            return self.tr("You have the {plan}.").format(plan=name)
        day = formats.day(subscription.access_ends_at or subscription.period_ends_at)
        if subscription.status == PAST_DUE:
            unpaid = self.tr("You have {plan}; its renewal is not paid. Unless it is, access ends on {day}.")
            return unpaid.format(plan=name, day=day)
        if subscription.status == TRIALING:
            return self.tr("You have the {plan} until {day}.").format(plan=name, day=day)
        if subscription.status == CANCELLED:
            return self.tr("You have {plan} until {day}; it does not renew.").format(plan=name, day=day)
        return self.tr("You have {plan}; it runs until {day}.").format(plan=name, day=day)

    def _next_plan(self, state: State) -> Plan | None:
        """Return the plan whose gains are worth showing: the recommended one, else the first that can be bought."""
        if state.comparison is None:
            return None
        plans = shown_plans(state.comparison, state.current_plan)
        current = self._plan(state, state.current_plan)
        buyable = [plan for plan in plans if can_buy(plan, current, state.subscription)]
        return next((plan for plan in buyable if plan.recommended), buyable[0] if buyable else None)

    @staticmethod
    def _plan(state: State, plan_id: str) -> Plan | None:
        plans = state.comparison.plans if state.comparison is not None else ()
        return next((plan for plan in plans if plan.id == plan_id), None)

    def _start_request(self) -> None:
        """Open the contact for custom plans; only an address that a browser or a mail program takes."""
        comparison = self._presenter.state.comparison
        if comparison is not None:
            open_contact(comparison.custom_plan_contact)


def open_contact(address: str) -> bool:
    """Open a contact address of the backend, if it is a mail or web address and nothing else."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    return url.isValid() and url.scheme() in {"mailto", "https"} and QDesktopServices.openUrl(url)


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def plans_skeleton() -> QWidget:
    """Return the final shape of the comparison, without words."""
    card = Card()
    for widths in ((0, 120, 120, 120), (0, 90, 90, 90), *(((140, 60, 60, 60),) * 8)):
        row = QHBoxLayout()
        row.setSpacing(SPACE.large)
        for width in widths:
            row.addWidget(Skeleton(width or 140, 14), 1)
        card.body.addLayout(row)
    return card
