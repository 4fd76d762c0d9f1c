"""The licence is bought: what it is, what was paid, the brand ID, the receipt (A4, D1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from licensewire.shape import in_language
from qtclient import formats
from qtclient.resources.tokens import SPACE
from qtclient.views.buying.data_center_line import place_name
from qtclient.views.parts.announce import announce
from qtclient.views.parts.button import link_button, primary_button, secondary_button
from qtclient.views.parts.card import Card, Line
from qtclient.views.parts.glyph import Glyph
from qtclient.views.parts.text import body, caption, heading, strong
from qtclient.views.saving import saving_text

if TYPE_CHECKING:
    from licensewire.purchases import Purchase
    from qtclient.presenters.purchase_state import State


class Confirmation(Card):
    """What the buyer has now.

    Signals:
        save_receipt(): the receipt should be saved.
        done(): the buyer has seen it.
    """

    save_receipt = Signal()
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._shown: object = None
        self.heading = heading("")
        top = QHBoxLayout()
        top.setSpacing(SPACE.medium)
        top.addWidget(Glyph("good", 32, "good"))
        top.addWidget(self.heading, 1)
        self.body.addLayout(top)
        self._ready = body("")
        self.body.addWidget(self._ready)
        self._facts = QVBoxLayout()
        self.body.addLayout(self._facts)
        self.body.addWidget(body(self.tr("A confirmation with the receipt is on its way to you by e-mail.")))
        self._receipt = caption("")
        self._receipt.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._receipt.hide()
        self.body.addWidget(self._receipt)
        self.save = secondary_button(self.tr("Save receipt"))
        self.save.setObjectName("save-receipt")
        self.save.set_icon("download")
        self.save.clicked.connect(self.save_receipt)
        self.finish = primary_button(self.tr("Go to Billing"))
        self.finish.setObjectName("purchase-done")
        self.finish.clicked.connect(self.done)
        actions = QHBoxLayout()
        actions.addWidget(self.save)
        actions.addStretch(1)
        actions.addWidget(self.finish)
        self.body.addSpacing(SPACE.small)
        self.body.addLayout(actions)

    def show_state(self, state: State) -> None:
        """Show the purchase that succeeded."""
        purchase = state.purchase
        if purchase is None:
            return
        plans = state.comparison.plans if state.comparison is not None else ()
        plan = next((plan for plan in plans if plan.id == purchase.quote.plan_id), None)
        name = in_language(plan.name, QLocale().name()) if plan is not None else ""
        self.finish.setText(self.tr("Go to overview") if state.visitor_email else self.tr("Go to Billing"))
        place = state.data_center
        where = place_name(place) if place is not None else purchase.data_center_id or ""
        shown = (purchase, name, where if state.visitor_email else "")
        if shown != self._shown:
            self._shown = shown
            told = self.tr("{plan} is yours").format(plan=name) if name else self.tr("Your license is bought")
            self.heading.setText(told)
            self._fill(purchase, where if state.visitor_email else "")
            announce(self, told)
        ready = self.tr("It is ready to use: everything is open to you now, without signing in again.")
        opening = self.tr("It is bought. This window is being told what is open to you now…")
        if state.visitor_email:
            ready = self.tr("Your account is made and you are signed in: everything is open to you now.")
            opening = self.tr("It is bought, and your account is made. You are being signed in…")
        self._ready.setText(ready if state.entitled else opening)
        text = saving_text(state.receipt)
        if text != self._receipt.text():
            self._receipt.set_text_or_hide(text)
            announce(self._receipt, text)
        self.save.setEnabled(not state.receipt.saving)

    def _fill(self, purchase: Purchase, where: str) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, SPACE.small, 0, SPACE.small)
        grid.setHorizontalSpacing(SPACE.large)
        grid.setVerticalSpacing(SPACE.small)
        grid.setColumnStretch(1, 1)
        facts = [(self.tr("Paid today"), formats.money(purchase.quote.total))]
        if purchase.receipt is not None:
            facts.append((self.tr("Receipt"), purchase.receipt.number))
        if purchase.subscription is not None:
            facts.append((self.tr("Runs until"), formats.day(purchase.subscription.period_ends_at)))
        renewal = self.tr("{day}, for {amount}").format(
            day=formats.day(purchase.quote.first_renewal_at),
            amount=formats.money(purchase.quote.first_renewal_total),
        )
        facts.append((self.tr("Renews on"), renewal))
        if where:
            facts += [(self.tr("Username"), purchase.username), (self.tr("Data center"), where)]
        for row, (name, value) in enumerate(facts):
            grid.addWidget(body(name).set_tone("muted").set_wrapped(False), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(body(value), row, 1)
        self._facts.addWidget(holder)
        if purchase.brand_id is not None:
            self._facts.addWidget(Line())
            self._facts.addWidget(self._brand(purchase.brand_id))

    def _brand(self, brand_id: str) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, SPACE.small, 0, SPACE.small)
        column.setSpacing(SPACE.hair)
        row = QHBoxLayout()
        row.setSpacing(SPACE.medium)
        shown = strong(brand_id).set_wrapped(False)
        shown.setObjectName("brand-id")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        copy = link_button(self.tr("Copy"))
        copy.setAccessibleName(self.tr("Copy the brand ID"))
        copy.clicked.connect(lambda: self._copy(brand_id))
        row.addWidget(body(self.tr("Brand ID")).set_tone("muted").set_wrapped(False))
        row.addWidget(shown)
        row.addWidget(copy)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(caption(self.tr("It was made for your organization and never changes.")))
        return holder

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        announce(self, self.tr("Copied"))
