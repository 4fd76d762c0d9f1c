"""Asks before every session of the account is ended."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qtclient.views.parts.button import danger_button, quiet_button
from qtclient.views.parts.sheet import Sheet
from qtclient.views.parts.text import body


class SignOutEverywhereSheet(Sheet):
    """Says what it means, and lets go on or not.

    Signals:
        confirmed: end all sessions.
    """

    confirmed = Signal()

    def __init__(self, parent_window: QWidget) -> None:
        super().__init__("", parent_window)
        self.set_title(self.tr("Sign out everywhere?"))
        self.body.addWidget(
            body(
                self.tr(
                    "Every device that is signed in to this account is signed out, this one included. "
                    "Your license, surveys and responses stay as they are."
                )
            )
        )
        stay = quiet_button(self.tr("Stay signed in"))
        stay.clicked.connect(self.close)
        out = danger_button(self.tr("Sign out everywhere"))
        out.setObjectName("confirm-sign-out-everywhere")
        out.clicked.connect(self._confirm)
        self.actions.addWidget(stay)
        self.actions.addWidget(out)

    def _confirm(self) -> None:
        self.close()
        self.confirmed.emit()
