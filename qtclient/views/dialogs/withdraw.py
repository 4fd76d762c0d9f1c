"""Withdraw from contract here, signed in: who, which contract, which address; then the receipt (EU-2, EU-3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser, QWidget

from qtclient import formats
from qtclient.presenters.declared_once import DONE, SENDING
from qtclient.views.billing.facts import Facts
from qtclient.views.parts.announce import announce
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.button import primary_button, quiet_button, secondary_button
from qtclient.views.parts.sheet import Sheet
from qtclient.views.parts.text import body, caption
from qtclient.views.saving import ask_where, saving_text

if TYPE_CHECKING:
    from qtclient.presenters.withdrawal import State, WithdrawalPresenter

_WIDTH = 560
_RECEIPT_HEIGHT = 220


class WithdrawSheet(Sheet):
    """Shows what is declared; its second button declares it; then the receipt stands in its place."""

    def __init__(self, presenter: WithdrawalPresenter, parent_window: QWidget) -> None:
        super().__init__("", parent_window, _WIDTH)
        self._presenter = presenter
        self._stage = ""
        self._words = body("")
        self._facts = Facts()
        self._problem = Notice("danger", "-", "-")
        self._receipt = QTextBrowser()
        self._receipt.setObjectName("withdrawal-receipt")
        self._receipt.setTabChangesFocus(True)
        self._receipt.setFixedHeight(_RECEIPT_HEIGHT)
        self._saved = caption("")
        self._saved.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for part in (self._words, self._facts, self._problem, self._receipt, self._saved):
            self.body.addWidget(part)
        self._back = quiet_button(self.tr("Keep the contract"))
        self._back.setObjectName("keep-contract")
        self._back.clicked.connect(self.close)
        self._save = secondary_button(self.tr("Save the receipt"))
        self._save.set_icon("download")
        self._save.setObjectName("save-withdrawal")
        self._save.clicked.connect(self._ask_where)
        self.confirm = primary_button(self.tr("Confirm withdrawal"))
        self.confirm.setObjectName("confirm-withdrawal")
        self.confirm.clicked.connect(presenter.confirm)
        self._close = primary_button(self.tr("Close"))
        self._close.setObjectName("close-withdrawal")
        self._close.clicked.connect(self.close)
        for button in (self._back, self._save, self.confirm, self._close):
            self.actions.addWidget(button)
        presenter.changed.connect(self._render)
        self._render(presenter.state)

    def _render(self, state: State) -> None:
        done = state.stage == DONE and state.receipt is not None
        self.set_title(self.tr("Withdrawal received") if done else self.tr("Withdraw from contract"))
        self._words.setText(self._told(state))
        self._facts.show_facts(self._rows(state))
        self._problem.setVisible(state.problem is not None and not done)
        if state.problem is not None:
            self._problem.tell(state.problem.title, state.problem.advice)
        self._receipt.setVisible(done)
        self._saved.set_text_or_hide(saving_text(state.saving))
        for button in (self._save, self._close):
            button.setVisible(done)
        for button in (self._back, self.confirm):
            button.setVisible(not done)
        self.confirm.set_busy(state.stage == SENDING, self.tr("Being declared…"))
        self._save.setEnabled(not state.saving.saving)
        if done and self._stage != DONE and state.receipt is not None:
            self._receipt.setPlainText(state.receipt.text)
            self._receipt.setAccessibleName(self.tr("The declaration as it was received"))
            self._close.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self.panel, f"{self.title.text()}. {self._words.text()}")
        self._stage = state.stage

    def _told(self, state: State) -> str:
        if state.stage == DONE and state.receipt is not None:
            text = self.tr("A confirmation with this text was mailed to {email}.")
            return text.format(email=state.receipt.mailed_to)
        return self.tr(
            "You withdraw from the contract as a whole. What you paid is paid back to the card, and the account "
            "becomes a Free account at once: surveys and collected responses are kept."
        )

    def _rows(self, state: State) -> list[tuple[str, str]]:
        if state.stage == DONE and state.receipt is not None:
            received = formats.moment(state.receipt.received_at)
            return [(self.tr("Reference"), state.receipt.reference), (self.tr("Received"), received)]
        if state.right is None:
            return []
        return [
            (self.tr("Name"), state.name),
            (self.tr("Contract"), state.right.contract),
            (self.tr("Invoice"), state.right.invoice_number),
            (self.tr("Confirmation to"), state.email),
        ]

    def _ask_where(self) -> None:
        receipt = self._presenter.state.receipt
        if receipt is not None:
            name = self.tr("Withdrawal {reference}.txt").format(reference=receipt.reference)
            ask_where(self, self.tr("Save the receipt"), name, self._presenter.save)
