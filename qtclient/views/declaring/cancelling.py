"""Cancelling a contract (DE-1 to DE-4, FR-1 to FR-4, CA-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qtclient.presenters.declaration_state import FORM, RECEIVED, SUMMARY
from qtclient.views.declaring.fields import CancellationFields
from qtclient.views.declaring.screen import DeclaringScreen

if TYPE_CHECKING:
    from qtclient.presenters.declaration_kinds import CancellationPresenter


class CancelView(DeclaringScreen):
    """Form, summary, receipt: three steps, and the last one only tells."""

    def __init__(self, presenter: CancellationPresenter, parent: QWidget | None = None) -> None:
        steps = ((FORM, self.tr("your details")), (SUMMARY, self.tr("check")), (RECEIVED, self.tr("confirmation")))
        super().__init__(presenter, CancellationFields(presenter.example_day()), steps, parent)
        self.title.setText(self.tr("Cancel contracts here"))
        self.lead.setText(
            self.tr("You see everything once more before it is sent. A confirmation is mailed to you at once.")
        )
        self.on_button.setText(self.tr("Continue"))
        self.send_button.setText(self.tr("Cancel now"))
        self.show_now()
