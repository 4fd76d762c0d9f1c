"""To whom the next invoices go: name, address, tax ID, and who else gets them by mail (B8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtclient.forms.country_names import country_names
from qtclient.resources.tokens import SPACE
from qtclient.views.invoices.details_sheet import BillingDetailsSheet
from qtclient.views.invoices.recipients_sheet import RecipientsSheet
from qtclient.views.parts.button import link_button
from qtclient.views.parts.card import Card
from qtclient.views.parts.columns import Columns
from qtclient.views.parts.text import Text, body, strong

if TYPE_CHECKING:
    from qtclient.presenters.billing_details import State
    from qtclient.presenters.invoices import InvoicesPresenter
    from qtclient.presenters.recipients import State as Recipients

_BESIDE = 520


class BillingDetailsCard(Card):
    """Says what will stand on the next invoice, with the way to change it."""

    def __init__(self, presenter: InvoicesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self.title.setText(self.tr("Billing details"))
        self.setAccessibleName(self.title.text())
        self._presenter = presenter
        self.details_sheet: BillingDetailsSheet | None = None
        self.recipients_sheet: RecipientsSheet | None = None
        self._details: Text = body("")
        self._details.setObjectName("billing-details")
        self._mailed: Text = body("")
        self._mailed.setObjectName("billing-recipients")
        self.change = link_button(self.tr("Change billing details"))
        self.change.setObjectName("change-billing-details")
        self.change.clicked.connect(self._change_details)
        self.change_mailed = link_button(self.tr("Change recipients"))
        self.change_mailed.setObjectName("change-recipients")
        self.change_mailed.clicked.connect(self._change_recipients)
        beside = Columns(below=_BESIDE)
        beside.add(_part(self.tr("Invoices are made out to"), self._details, self.change))
        beside.add(_part(self.tr("Also sent by e-mail to"), self._mailed, self.change_mailed))
        self.body.addWidget(beside)
        presenter.details.changed.connect(self._render_details)
        presenter.recipients.changed.connect(self._render_recipients)
        self._render_details(presenter.details.state)
        self._render_recipients(presenter.recipients.state)

    def _render_details(self, state: State) -> None:
        self._details.setText(_lines(state) or self.tr("Nothing is entered yet."))
        self._details.set_tone("text" if state.kept is not None else "muted")

    def _render_recipients(self, state: Recipients) -> None:
        self._mailed.setText("\n".join(state.kept) or self.tr("Nobody else"))
        self._mailed.set_tone("text" if state.kept else "muted")

    def _change_details(self) -> None:
        if self.details_sheet is None:
            self.details_sheet = BillingDetailsSheet(self._presenter.details, self)
        self.details_sheet.open()

    def _change_recipients(self) -> None:
        if self.recipients_sheet is None:
            self.recipients_sheet = RecipientsSheet(self._presenter.recipients, self)
        self.recipients_sheet.open()


def _part(title: str, words: Text, button: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.hair)
    column.addWidget(strong(title))
    column.addWidget(words)
    column.addSpacing(SPACE.hair)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    column.addStretch(1)
    return holder


def _lines(state: State) -> str:
    """Return the details as on an envelope."""
    details = state.kept
    if details is None:
        return ""
    country = country_names(QLocale().name()).get(details.address.country, details.address.country)
    # Until the country's own order is known, its lines take their room, so that nothing jumps.
    written = state.envelope or (*details.address.lines, details.address.city)
    lines = (details.company, details.name, *written, country, details.tax_id)
    return "\n".join(line for line in lines if line)
