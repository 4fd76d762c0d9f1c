"""What is known of a subscription and its renewal, as rows of a name and a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from licensewire.shape import in_language
from qtclient import formats
from qtclient.presenters import standing as ways
from qtclient.presenters.standing import access_ends_at, days_between, renews_at
from qtclient.resources.tokens import SPACE
from qtclient.views.parts.text import body

if TYPE_CHECKING:
    from datetime import datetime

    from licensewire.billing import Billing, Subscription
    from licensewire.plans import PlanComparison
    from licensewire.renewals import Renewal

Fact = tuple[str, str]


class Facts(QWidget):
    """Names at the left, values beside them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[Fact] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE.large)
        self._grid.setVerticalSpacing(SPACE.small)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: list[Fact]) -> None:
        """Show `facts` in the place of those before."""
        if facts == self._shown:
            return
        self._shown = facts
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, value) in enumerate(facts):
            label = body(name).set_tone("muted").set_wrapped(False)
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(body(value), row, 1)
        self.setVisible(bool(facts))


def plan_name(plan_id: str, comparison: PlanComparison | None) -> str:
    """Return what the plan is called; its id where nobody knows."""
    plans = comparison.plans if comparison is not None else ()
    plan = next((plan for plan in plans if plan.id == plan_id), None)
    return in_language(plan.name, QLocale().name()) if plan is not None else plan_id


def facts_of(billing: Billing, how: str, now: datetime) -> list[Fact]:
    """Return what is worth knowing of a subscription that stands like `how` (`qtclient.presenters.standing`)."""
    subscription = billing.subscription
    if subscription is None or how not in ways.RUNNING:
        return []
    facts = [_period(subscription)]
    if how == ways.TRIAL:
        then = QCoreApplication.translate("BillingFacts", "Free account. Nothing is charged by itself.")
        facts.append((QCoreApplication.translate("BillingFacts", "Then"), then))
    elif how == ways.ENDING:
        facts += _of_end(billing, now)
    elif how == ways.RENEWING:
        facts += _of_renewal(billing, subscription)
    elif billing.renewal is not None:
        facts += _of_debt(billing.renewal)
    if subscription.contract:
        facts.append((QCoreApplication.translate("BillingFacts", "Contract"), subscription.contract))
    return facts


def days_left(now: datetime, end: datetime) -> str:
    """Return how long it is until `end`, in whole days."""
    days = days_between(now, end)
    return QCoreApplication.translate("BillingFacts", "%n day(s) left", "", days)


def _period(subscription: Subscription) -> Fact:
    translate = QCoreApplication.translate
    text = translate("BillingFacts", "{start} to {end}")
    start, end = formats.day(subscription.period_started_at), formats.day(subscription.period_ends_at)
    return translate("BillingFacts", "Period"), text.format(start=start, end=end)


def _of_renewal(billing: Billing, subscription: Subscription) -> list[Fact]:
    translate = QCoreApplication.translate
    facts: list[Fact] = []
    due, renewal = renews_at(billing), billing.renewal
    if due is not None:
        facts.append((translate("BillingFacts", "Renews on"), formats.day(due)))
    if renewal is not None:
        facts.append((translate("BillingFacts", "Price then"), _price(renewal)))
        if renewal.previous_price is not None:
            before = translate("BillingFacts", "New. The running year cost {amount} without tax.")
            before = before.format(amount=formats.money(renewal.previous_price))
            facts.append((translate("BillingFacts", "Price change"), before))
    elif subscription.renewal_price is not None:
        amount = translate("BillingFacts", "{amount} per year").format(
            amount=formats.money(subscription.renewal_price)
        )
        facts.append((translate("BillingFacts", "Price then"), amount))
    if subscription.cancel_until is not None:
        until = translate("BillingFacts", "{moment}, your local time")
        until = until.format(moment=formats.moment(subscription.cancel_until))
        facts.append((translate("BillingFacts", "Can be cancelled until"), until))
    return facts


def _of_end(billing: Billing, now: datetime) -> list[Fact]:
    translate = QCoreApplication.translate
    end, subscription = access_ends_at(billing), billing.subscription
    facts: list[Fact] = []
    if end is not None:
        text = translate("BillingFacts", "{moment} ({left})")
        facts.append(
            (
                translate("BillingFacts", "Ends on"),
                text.format(moment=formats.moment(end), left=days_left(now, end)),
            )
        )
    cancelled = subscription.cancelled_at if subscription is not None else None
    if cancelled is not None:
        text = translate("BillingFacts", "Cancelled on {day}. Nothing more is charged.")
        facts.append((translate("BillingFacts", "Renewal"), text.format(day=formats.day(cancelled))))
    return facts


def _of_debt(renewal: Renewal) -> list[Fact]:
    translate = QCoreApplication.translate
    facts = [
        (translate("BillingFacts", "Due since"), formats.day(renewal.due_at)),
        (translate("BillingFacts", "To pay"), _price(renewal)),
    ]
    if renewal.refused_at is not None and renewal.tries:
        number = renewal.tries
        tries = translate("BillingFacts", "%n time(s), last on {moment}", "", number)
        facts.append((translate("BillingFacts", "Tried"), tries.format(moment=formats.moment(renewal.refused_at))))
    return facts


def _price(renewal: Renewal) -> str:
    translate = QCoreApplication.translate
    total = formats.money(renewal.total)
    if not renewal.tax.minor:
        return translate("BillingFacts", "{amount} per year").format(amount=total)
    tax = in_language(renewal.tax_name, QLocale().name())
    text = translate("BillingFacts", "{total} per year ({price} plus {tax} {name})")
    return text.format(total=total, price=formats.money(renewal.price), tax=formats.money(renewal.tax), name=tax)
