"""The form: limits to know, account settings, card, billing details, terms, and the button with the amount."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from qtclient import formats
from qtclient.presenters.purchase_draft import COMPANY, DATA_CENTER, NAME, TAX_ID, Draft, SecretsTyped
from qtclient.resources.tokens import SPACE
from qtclient.views.buying.account_fields import AccountFields
from qtclient.views.buying.address_fields import AddressFields
from qtclient.views.buying.card_fields import CardFields
from qtclient.views.buying.consents import Consents
from qtclient.views.buying.data_center_line import DataCenterLine
from qtclient.views.buying.field_texts import problem_text
from qtclient.views.buying.limits_to_know import LimitsToKnow
from qtclient.views.parts.announce import announce
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.button import primary_button
from qtclient.views.parts.card import Card
from qtclient.views.parts.field import Field
from qtclient.views.parts.text import caption

if TYPE_CHECKING:
    from qtclient.presenters.purchase_state import State

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PurchaseForm(QWidget):
    """Reads what is typed and shows what is wrong; decides nothing.

    Signals:
        edited(): something was typed, chosen or ticked.
        left(str): the field with this name was left.
        complete(): *Complete purchase*.
        custom_plan(): the way to a custom plan was chosen.
        change_data_center(): the list of data centers is wanted.
        sought(QWidget): this should be in sight now.
    """

    edited = Signal()
    left = Signal(str)
    complete = Signal()
    custom_plan = Signal()
    change_data_center = Signal()
    sought = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.limits = LimitsToKnow()
        self.account = AccountFields()
        self.card = CardFields()
        self.name = QLineEdit()
        self.company = QLineEdit()
        self.address = AddressFields()
        self.tax_id = QLineEdit()
        self.consents = Consents()
        self.data_center = DataCenterLine()
        self.button = primary_button(self.tr("Complete purchase"))
        self.button.setObjectName("complete-purchase")
        self._plain = {
            NAME: Field(self.tr("Name"), self.name),
            COMPANY: Field(self.tr("Company (optional)"), self.company),
            TAX_ID: Field(
                self.tr("Tax ID (optional)"),
                self.tax_id,
                self.tr("Your VAT number, for example. It is printed on the receipt and may change the tax."),
            ),
        }
        self._news = QVBoxLayout()
        # Chosen in a sheet, not typed here.
        self._data_center_id = ""
        self._tries = 0
        self._refusals = 0
        self._told: object = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.large)
        limits = Card(self.tr("Good to know first"))
        limits.body.addWidget(self.limits)
        self._account_card = Card(self.tr("Account settings"))
        self._account_card.body.addWidget(self.account)
        card = Card(self.tr("Card"))
        card.body.addWidget(self.card)
        billing = Card(self.tr("Billing details"))
        billing.body.setSpacing(SPACE.regular)
        for widget in (self._plain[NAME], self._plain[COMPANY], self.address, self._plain[TAX_ID]):
            billing.body.addWidget(widget)
        terms = Card(self.tr("Terms and agreements"))
        terms.body.setSpacing(SPACE.large)
        terms.body.addWidget(self.consents)
        terms.body.addWidget(self.data_center)
        layout.addWidget(limits)
        layout.addWidget(self._account_card)
        # News of the payment stands with the card: what to do about it is done there.
        layout.addLayout(self._news)
        for section in (card, billing, terms):
            layout.addWidget(section)
        layout.addWidget(self.button)
        layout.addWidget(caption(self.tr("You can close License Desk at any time; a payment is never made twice.")))

    def _connect(self) -> None:
        for edit, name in ((self.name, "billing-name"), (self.company, "billing-company"), (self.tax_id, "tax-id")):
            edit.setObjectName(name)
            edit.textEdited.connect(self.edited)
            edit.installEventFilter(self)
        for part in (self.account, self.card, self.address, self.consents):
            part.edited.connect(self.edited)
            part.left.connect(self.left)
        for edit in (*self.account.in_order(), self.card.number, self.card.expiry, self.card.cvc):
            edit.installEventFilter(self)
        self.data_center.change.connect(self.change_data_center)
        self.limits.custom_plan.connect(self.custom_plan)
        self.button.clicked.connect(self.complete)
        self.button.installEventFilter(self)

    # What was typed

    def secrets(self) -> SecretsTyped:
        """Return card and password as they stand."""
        return replace(self.card.card(), password=self.account.password.text())

    def draft(self) -> Draft:
        """Return everything else as it stands."""
        return Draft(
            account_name=self.account.name.text(),
            username=self.account.username.text(),
            data_center_id=self._data_center_id,
            name=self.name.text(),
            company=self.company.text(),
            country=self.address.chosen_country(),
            address=self.address.values(),
            tax_id=self.tax_id.text(),
            accepted=self.consents.accepted(),
        )

    # What is shown

    def show_state(self, state: State) -> None:
        """Show the form as `state` has it; what the person is typing is never overwritten."""
        draft = state.draft
        self._account_card.setVisible(bool(state.visitor_email))
        self.data_center.setVisible(bool(state.visitor_email))
        self._data_center_id = draft.data_center_id
        self.account.show_draft(draft)
        self.data_center.show_state(state)
        for edit, text in ((self.name, draft.name), (self.company, draft.company), (self.tax_id, draft.tax_id)):
            if edit.text() != text:
                edit.setText(text)
        self.address.show_address(draft.country, draft.address, state.rules)
        if state.comparison is not None:
            self.limits.show_notices(state.comparison.notices)
        if state.quote is not None:
            self.consents.show_consents(state.quote.consents, draft.accepted)
        self._show_button(state)
        self._show_news(state)
        if state.refusals != self._refusals:
            self._refusals = state.refusals
            self.card.empty_cvc()
        problems = dict(state.problems)
        self.account.show_problems(problems)
        self.card.show_problems(problems)
        self.address.show_problems(problems)
        self.consents.show_problems(problems)
        for name, field in self._plain.items():
            field.set_problem(problem_text(name, problems.get(name, "")))
        if state.tries != self._tries:
            self._tries = state.tries
            self._focus(state.first_wrong)

    def order_tabs(self) -> None:
        """Let Tab visit everything from top to bottom."""
        chain: list[QWidget] = [
            *self.account.in_order(),
            self.card.number,
            self.card.expiry,
            self.card.cvc,
            self.name,
            self.company,
            *(field.editor for field in self.address.fields.values()),
            self.tax_id,
            *self.consents.in_order(),
            self.data_center.link,
            self.button,
        ]
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)

    def _show_button(self, state: State) -> None:
        amount = formats.money(state.quote.total) if state.quote is not None else ""
        if state.visitor_email:
            text = self.tr("Submit – {amount}").format(amount=amount) if amount else self.tr("Submit")
        elif amount:
            text = self.tr("Complete purchase – {amount}").format(amount=amount)
        else:
            text = self.tr("Complete purchase")
        self.button.set_busy(False)
        if self.button.text() != text:
            self.button.setText(text)
        if state.completing:
            self.button.set_busy(True, self.tr("Checking the price…"))
        elif state.checking_account:
            self.button.set_busy(True, self.tr("Checking the account settings…"))
        elif state.quote is None:
            self.button.setEnabled(False)

    def _show_news(self, state: State) -> None:
        told = state.problem or state.notice
        if told is self._told:
            return
        self._told = told
        while (item := self._news.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if told is None:
            return
        notice = Notice("danger" if state.problem is not None else "neutral", told.title, told.advice)
        notice.setObjectName("purchase-problem")
        if told.reference:
            notice.body.addWidget(caption(self.tr("Reference: {reference}").format(reference=told.reference)))
        self._news.addWidget(notice)
        self.sought.emit(notice)
        announce(self, f"{told.title}. {told.advice}")

    def _focus(self, name: str) -> None:
        editor = self.editor(name)
        if editor is not None:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.sought.emit(editor)

    def editor(self, name: str) -> QWidget | None:
        """Return the control of the field `name`."""
        if name == DATA_CENTER:
            return self.data_center.link
        fields = {**self.account.fields, **self.card.fields, **self._plain, **self.address.fields}
        if name in fields:
            return fields[name].editor
        return self.consents.boxes.get(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice which field is left; let Enter go on to the next field; let a key held down press nothing."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            if event.isAutoRepeat():
                return True
            if isinstance(watched, QLineEdit):
                self.focusNextChild()
                return True
        elif event.type() == QEvent.Type.FocusOut:
            for name, field in self._plain.items():
                if field.editor is watched:
                    self.left.emit(name)
        return super().eventFilter(watched, event)
