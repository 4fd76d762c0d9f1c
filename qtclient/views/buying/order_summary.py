"""The order: plan, period, every amount, and the renewal, always in sight (A3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from licensewire.shape import in_language
from qtclient import formats
from qtclient.resources.tokens import SPACE, TYPE
from qtclient.views.parts.announce import announce
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.button import link_button
from qtclient.views.parts.card import Card, Line
from qtclient.views.parts.skeleton import Skeleton
from qtclient.views.parts.text import Text, body, caption, figure, strong, tabular

if TYPE_CHECKING:
    from licensewire.money import Money
    from licensewire.plans import Plan
    from licensewire.purchases import Quote
    from qtclient.sentences import Sentence


class OrderSummary(Card):
    """Shows exactly the quote that would be bought.

    Signals:
        retry: the price could not be had, and should be asked for again.
    """

    retry = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = strong(self.tr("Order summary"))
        self.body.addWidget(self.title)
        self._news = QVBoxLayout()
        self.body.addLayout(self._news)
        self._holder = QVBoxLayout()
        self.body.addLayout(self._holder)
        self._data_center = caption("")
        self._data_center.setObjectName("summary-data-center")
        self._data_center.hide()
        self.body.addWidget(self._data_center)
        self._state = caption("")
        self._state.hide()
        self._again = link_button(self.tr("Try again"))
        self._again.clicked.connect(self.retry)
        self._again.hide()
        self.body.addWidget(self._state)
        self.body.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        self._shown: tuple[object, ...] = ()
        self._changed = ""

    def show_quote(self, plan: Plan | None, quote: Quote | None, total_before: Money | None) -> None:
        """Show `quote` for `plan`, and what the total was before it changed, if it did."""
        if (plan, quote, total_before) == self._shown:
            return
        self._shown = (plan, quote, total_before)
        _empty(self._holder)
        if quote is None:
            for width in (160, 220, 200, 120):
                self._holder.addWidget(Skeleton(width, 14))
            return
        self._show_change(quote, total_before)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.medium)
        name = in_language(plan.name, QLocale().name()) if plan is not None else ""
        column.addWidget(body(name))
        period = self.tr("{start} to {end}").format(
            start=formats.day(quote.period_starts_at), end=formats.day(quote.period_ends_at)
        )
        column.addWidget(caption(period))
        column.addLayout(self._amounts(quote))
        column.addWidget(Line())
        column.addLayout(self._total(quote))
        column.addWidget(Line())
        column.addWidget(body(self._renewal(quote)))
        until = self.tr("Can be cancelled until {moment} (your local time).").format(
            moment=formats.moment(quote.cancel_until)
        )
        column.addWidget(caption(until))
        self._holder.addWidget(holder)

    def show_data_center(self, text: str) -> None:
        """Say where a new account's data will live; "" where there is no new account."""
        self._data_center.set_text_or_hide(self.tr("Data center: {place}").format(place=text) if text else "")

    def show_asking(self, *, asking: bool, problem: Sentence | None) -> None:
        """Say that the price is being asked for anew, or why it could not be had."""
        if asking:
            text = self.tr("Checking the price…")
        elif problem is not None:
            text = f"{problem.title}. {problem.advice}"
        else:
            text = ""
        self._state.set_text_or_hide(text)
        self._again.setVisible(problem is not None and not asking)

    def _show_change(self, quote: Quote, total_before: Money | None) -> None:
        _empty(self._news)
        if total_before is None or total_before == quote.total:
            self._changed = ""
            return
        text = self.tr("It was {before}, and is now {now}.").format(
            before=formats.money(total_before), now=formats.money(quote.total)
        )
        self._news.addWidget(Notice("attention", self.tr("The total has changed"), text))
        if text != self._changed:
            self._changed = text
            announce(self, f"{self.tr('The total has changed')}. {text}")

    def _amounts(self, quote: Quote) -> QGridLayout:
        grid = _grid()
        lines = [(self.tr("Price per year"), formats.money(quote.price))]
        if quote.credit.minor:
            lines.append((self.tr("Credit for the rest of your license"), f"−{formats.money(quote.credit)}"))
        lines.append((self._tax_name(quote), formats.money(quote.tax)))
        for row, (name, amount) in enumerate(lines):
            grid.addWidget(body(name).set_tone("muted"), row, 0)
            grid.addWidget(_amount(body(amount)), row, 1)
        return grid

    def _tax_name(self, quote: Quote) -> str:
        match quote.tax_note:
            case "reverse_charge":
                return self.tr("Tax (reverse charge: you account for it)")
            case "not_registered":
                return self.tr("Tax (none is charged where you are)")
        name = in_language(quote.tax_name, QLocale().name())
        if not quote.tax.minor:
            return name or self.tr("Tax")
        return self.tr("{tax}, {percent}").format(tax=name, percent=formats.percent(quote.tax_percent))

    def _total(self, quote: Quote) -> QGridLayout:
        grid = _grid()
        grid.addWidget(strong(self.tr("Total today")), 0, 0)
        total = figure(formats.money(quote.total), TYPE.figure)
        total.setObjectName("total-today")
        grid.addWidget(_amount(total), 0, 1)
        return grid

    def _renewal(self, quote: Quote) -> str:
        template = self.tr("Renews on {day} for {amount}, charged to this card, then every year.")
        return template.format(
            day=formats.day(quote.first_renewal_at), amount=formats.money(quote.first_renewal_total)
        )


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE.medium)
    grid.setVerticalSpacing(SPACE.small)
    grid.setColumnStretch(0, 1)
    return grid


def _amount(label: Text) -> Text:
    label.setFont(tabular(label.font()))
    label.set_wrapped(False)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return label


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
