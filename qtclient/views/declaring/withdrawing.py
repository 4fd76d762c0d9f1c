"""Withdrawing from a contract of the last 14 days (EU-1 to EU-4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qtclient.presenters.declaration_state import FORM, RECEIVED
from qtclient.views.declaring.fields import DeclarationFields
from qtclient.views.declaring.screen import DeclaringScreen

if TYPE_CHECKING:
    from qtclient.presenters.declaration_kinds import WithdrawalPresenter


class WithdrawView(DeclaringScreen):
    """Form and receipt; no reason is asked."""

    def __init__(self, presenter: WithdrawalPresenter, parent: QWidget | None = None) -> None:
        steps = ((FORM, self.tr("your details")), (RECEIVED, self.tr("confirmation")))
        help_text = self.tr("Contract number, invoice number, brand ID or username.")
        super().__init__(presenter, DeclarationFields(help_text), steps, parent)
        self.title.setText(self.tr("Withdraw from contract here"))
        self.lead.setText(
            self.tr(
                "As a consumer in the European Union you can withdraw within 14 days of the purchase, without "
                "giving a reason. A confirmation is mailed to you at once."
            )
        )
        self.on_button.setText(self.tr("Confirm withdrawal"))
        self.show_now()
