"""Account settings: a frame with the tabs Plans, Billing and Security."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qtclient import links
from qtclient.links import Place
from qtclient.resources.tokens import CONTENT_WIDTH, SPACE
from qtclient.views.parts.card import Line
from qtclient.views.parts.tab_strip import TabStrip
from qtclient.views.parts.text import strong


class AccountSettingsView(QWidget):
    """Shows one of its tabs; which one is the shell's business.

    Signals:
        go(Place): a tab was chosen.
    """

    go = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip = TabStrip(
            (
                (links.PLANS, self.tr("Plans")),
                (links.BILLING, self.tr("Billing")),
                (links.SECURITY, self.tr("Security")),
            )
        )
        self._strip.setAccessibleName(self.tr("Account settings"))
        self._strip.chosen.connect(lambda name: self.go.emit(Place(name)))
        inside = QWidget()
        inside.setMaximumWidth(CONTENT_WIDTH)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, SPACE.small, 0, 0)
        row.setSpacing(SPACE.large)
        row.addWidget(strong(self.tr("Account settings")).set_wrapped(False))
        row.addWidget(self._strip, 1)
        around = QHBoxLayout()
        around.setContentsMargins(SPACE.large, 0, SPACE.large, 0)
        around.addStretch(1)
        around.addWidget(inside, 1000)
        around.addStretch(1)
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(around)
        layout.addWidget(Line())
        layout.addWidget(self._stack, 1)

    def show_tab(self, name: str, view: QWidget) -> None:
        """Show `view` as the tab `name`."""
        if self._stack.indexOf(view) < 0:
            self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        self._strip.show_chosen(name)
