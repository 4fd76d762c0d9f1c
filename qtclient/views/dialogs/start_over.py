"""Asks before what a visitor has typed is thrown away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qtclient.views.parts.button import danger_button, quiet_button
from qtclient.views.parts.sheet import Sheet
from qtclient.views.parts.text import body


class StartOverSheet(Sheet):
    """Says what it means, and lets go on or not.

    Signals:
        confirmed: begin anew.
    """

    confirmed = Signal()

    def __init__(self, parent_window: QWidget) -> None:
        super().__init__("", parent_window)
        self.set_title(self.tr("Start over?"))
        self.body.addWidget(
            body(
                self.tr(
                    "What you have typed is thrown away, and an e-mail address has to be confirmed again. "
                    "Nothing has been charged."
                )
            )
        )
        stay = quiet_button(self.tr("Go on with the purchase"))
        stay.clicked.connect(self.close)
        anew = danger_button(self.tr("Start over"))
        anew.setObjectName("confirm-start-over")
        anew.clicked.connect(self._confirm)
        self.actions.addWidget(stay)
        self.actions.addWidget(anew)

    def _confirm(self) -> None:
        self.close()
        self.confirmed.emit()
