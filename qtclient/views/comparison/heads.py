"""The head of the comparison: each plan with its price, its status and its button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from licensewire.billing import ACTIVE, CANCELLED, PAST_DUE, TRIALING
from licensewire.plans import BUYABLE, BY_REQUEST
from licensewire.shape import in_language
from qtclient import formats
from qtclient.resources.tokens import SPACE, TYPE
from qtclient.views.parts.button import Button, primary_button, secondary_button
from qtclient.views.parts.chip import Chip
from qtclient.views.parts.text import caption, figure, heading

if TYPE_CHECKING:
    from licensewire.billing import Subscription
    from licensewire.plans import Plan

_PAID = frozenset({ACTIVE, CANCELLED, PAST_DUE})
_CHIPS, _NAME, _PRICE, _MONTH, _STATUS, _BUTTON = range(6)
# Left and right of what stands in a column.
_BESIDE = SPACE.medium + SPACE.hair


def can_buy(plan: Plan, current: Plan | None, subscription: Subscription | None) -> bool:
    """Say whether `plan` can be bought from where the account stands: a running licence only grows."""
    if plan.availability != BUYABLE or plan.price is None:
        return False
    if subscription is None or subscription.status not in _PAID or current is None or current.price is None:
        return True
    return plan.price.amount.minor > current.price.amount.minor


def price_text(plan: Plan) -> str:
    """Return a plan's price with its period, a free plan's without; "" where it is negotiated."""
    if plan.price is None:
        return ""
    return formats.price_per_period(plan.price) if plan.price.amount.minor else formats.money(plan.price.amount)


class PlanHeads(QWidget):
    """One column a plan; rows of equal height, so that prices and buttons stand in line.

    Signals:
        buy(str): *Buy now* of the plan with this id.
        request(): *Start a request* of the custom plan.
    """

    buy = Signal(str)
    request = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, SPACE.regular, 0, SPACE.regular)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(SPACE.hair)
        self._grid.setRowStretch(_STATUS, 1)
        self.buttons: dict[int, Button] = {}

    def fill(
        self,
        plans: tuple[Plan, ...],
        current_plan: str,
        subscription: Subscription | None,
        *,
        with_primary: bool = True,
    ) -> None:
        """Show `plans`; a fresh object is used for each filling.

        Args:
            plans: one column each.
            current_plan: marked; "" for none.
            subscription: of the account, decides what can be bought.
            with_primary: the recommended plan's button is the screen's primary one.
        """
        current = next((plan for plan in plans if plan.id == current_plan), None)
        buyable = [plan for plan in plans if can_buy(plan, current, subscription)]
        first = next((plan for plan in buyable if plan.recommended), buyable[0] if buyable else None)
        for column, plan in enumerate(plans):
            self._put(self._chips(plan, is_current=plan is current), _CHIPS, column)
            self._put(heading(in_language(plan.name, QLocale().name())), _NAME, column)
            self._fill_price(plan, column)
            if plan is current and subscription is not None:
                self._put(caption(self._standing(subscription)), _STATUS, column)
            button = self._button(plan, is_first=with_primary and plan is first, can_be_bought=plan in buyable)
            if button is not None:
                self.buttons[column] = button
                self._put(button, _BUTTON, column)

    def narrowest(self) -> int:
        """Return the width below which a column would cut its button off."""
        return max((button.sizeHint().width() for button in self.buttons.values()), default=0) + _BESIDE

    def set_column_width(self, width: int) -> None:
        """Make every column `width` logical pixels wide."""
        for column in range(self._grid.columnCount()):
            self._grid.setColumnMinimumWidth(column, width)
            for row in range(self._grid.rowCount()):
                item = self._grid.itemAtPosition(row, column)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.setFixedWidth(width)
        self.setFixedWidth(width * self._grid.columnCount())

    def _put(self, widget: QWidget, row: int, column: int) -> None:
        holder = QWidget()
        layout = QHBoxLayout(holder)
        layout.setContentsMargins(SPACE.medium, 0, _BESIDE - SPACE.medium, 0)
        layout.addWidget(widget)
        top = Qt.AlignmentFlag.AlignTop if row in {_MONTH, _STATUS} else Qt.AlignmentFlag.AlignBottom
        self._grid.addWidget(holder, row, column, top)

    def _chips(self, plan: Plan, *, is_current: bool) -> QWidget:
        holder = QWidget()
        layout = QHBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, SPACE.hair)
        if is_current:
            layout.addWidget(Chip(self.tr("Current plan"), "neutral"))
        elif plan.recommended:
            layout.addWidget(Chip(self.tr("Recommended"), "accent"))
        layout.addStretch(1)
        return holder

    def _fill_price(self, plan: Plan, column: int) -> None:
        if plan.price is None:
            self._put(caption(self.tr("by request")), _PRICE, column)
            return
        self._put(figure(formats.money(plan.price.amount), TYPE.heading), _PRICE, column)
        if plan.price.amount.minor:
            words = self.tr("per year")
            if plan.price.per_month is not None:
                month = formats.money(plan.price.per_month)
                words = self.tr("per year\n{amount} a month").format(amount=month)
            self._put(caption(words), _MONTH, column)

    def _standing(self, subscription: Subscription) -> str:
        end = formats.day(subscription.access_ends_at or subscription.period_ends_at)
        match subscription.status:
            case s if s == TRIALING:
                return self.tr("Trial until {day}").format(day=end)
            case s if s == CANCELLED:
                return self.tr("Cancelled, usable until {day}").format(day=end)
            case s if s == PAST_DUE:
                return self.tr("Payment is due, usable until {day}").format(day=end)
            case s if s == ACTIVE:
                return self.tr("Active, renews on {day}").format(day=end)
        return self.tr("Ended on {day}").format(day=end)

    def _button(self, plan: Plan, *, is_first: bool, can_be_bought: bool) -> Button | None:
        name = in_language(plan.name, QLocale().name())
        if can_be_bought:
            text = self.tr("Buy now")
            button = primary_button(text) if is_first else secondary_button(text)
            button.setObjectName(f"buy-{plan.id}")
            button.clicked.connect(lambda: self.buy.emit(plan.id))
        elif plan.availability == BY_REQUEST:
            button = secondary_button(self.tr("Start a request"))
            button.setObjectName("start-request")
            button.clicked.connect(self.request)
        else:
            return None
        # Columns are narrow, and these words are long in some languages.
        button.setProperty("compact", True)
        # A screen reader hears which plan it is; the words on the button come first, so that speaking them works.
        button.setAccessibleName(f"{button.text()}, {name}")
        return button
