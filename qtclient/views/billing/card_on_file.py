"""Current payment information: the card that the renewal is charged to (B2, B3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtclient import formats
from qtclient.presenters import standing as ways
from qtclient.presenters.billing_state import REMOVING
from qtclient.presenters.standing import expires_before, renews_at, standing
from qtclient.resources.tokens import SPACE
from qtclient.views.buying.brand_names import brand_name
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.button import secondary_button
from qtclient.views.parts.card import Card
from qtclient.views.parts.glyph import Glyph
from qtclient.views.parts.text import body, strong

if TYPE_CHECKING:
    from datetime import datetime

    from licensewire.billing import Billing, CardOnFile
    from qtclient.presenters.billing_state import State


class CardOnFileCard(Card):
    """Brand, last four, expiry; or that there is none.

    Signals:
        remove(): the sheet that asks whether to remove it is wanted.
    """

    remove = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self.title.setText(self.tr("Current payment information"))
        self.setAccessibleName(self.title.text())
        self._name = strong("")
        self._name.setObjectName("card-on-file")
        self._expiry = body("").set_tone("muted")
        self._holder = QWidget()
        row = QHBoxLayout(self._holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.medium)
        row.addWidget(Glyph("card", 28, "muted"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(SPACE.hair)
        words.addWidget(self._name)
        words.addWidget(self._expiry)
        row.addLayout(words, 1)
        self._none = body("").set_tone("muted")
        self._warning = Notice("attention", "-", "-")
        self.button = secondary_button(self.tr("Remove payment information"))
        self.button.setObjectName("remove-card")
        self.button.clicked.connect(self.remove)
        for part in (self._holder, self._none, self._warning):
            self.body.addWidget(part)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def show_state(self, state: State) -> None:
        """Show the card on file."""
        billing = state.billing
        if billing is None:
            return
        card = billing.card
        self._holder.setVisible(card is not None)
        self.button.setVisible(card is not None)
        self._none.set_text_or_hide(self._without(billing, state.now) if card is None else "")
        self._warn(*self._worry(billing, state.now))
        if card is not None:
            ending = self.tr("{brand} ending in {digits}")
            self._name.setText(ending.format(brand=brand_name(card.brand), digits=card.last_four))
            self._expiry.setText(self.tr("Good until {expiry}").format(expiry=_written(card)))
        self.button.set_busy(state.doing == REMOVING, self.tr("Removing…"))
        self.button.setEnabled(not state.offline and not state.doing)
        self.button.setToolTip(self.tr("The server cannot be reached just now.") if state.offline else "")

    def _warn(self, title: str, text: str) -> None:
        self._warning.setVisible(bool(title))
        if title:
            self._warning.tell(title, text)

    def _without(self, billing: Billing, now: datetime) -> str:
        if standing(billing, now) in {ways.FREE, ways.TRIAL, ways.ENDED}:
            return self.tr("No card is on file. It is asked for when you buy.")
        return self.tr("No card is on file.")

    def _worry(self, billing: Billing, now: datetime) -> tuple[str, str]:
        card, due = billing.card, renews_at(billing)
        if card is None:
            return "", ""
        if expires_before(card, now):
            return self.tr("This card has expired"), self.tr("Enter a new one below.")
        if due is None or standing(billing, now) != ways.RENEWING or not expires_before(card, due):
            return "", ""
        text = self.tr("The renewal is due on {day}. Enter a new card below.")
        return self.tr("It expires before the renewal"), text.format(day=formats.day(due))


def _written(card: CardOnFile) -> str:
    return f"{card.expiry_month:02} / {card.expiry_year}"
