"""The places of the client, always in sight."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from qtclient import links
from qtclient.resources.tokens import SIDEBAR, SIDEBAR_NARROW, SPACE
from qtclient.views.parts.nav_button import NavButton
from qtclient.views.parts.text import caption

# A place without a row of its own belongs to another's.
_BELONGS = {links.PURCHASE: links.PLANS, links.CANCEL: links.BILLING, links.WITHDRAW: links.BILLING}


class Sidebar(QFrame):
    """Overview; Account with Plans, Billing and Security.

    Signals:
        chosen(str): name of the place that was chosen.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Sections"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.medium, SPACE.regular, SPACE.medium, SPACE.regular)
        layout.setSpacing(2)
        self._rows: dict[str, NavButton] = {}
        self._add(links.OVERVIEW, "overview", self.tr("Overview"))
        self._section = caption(self.tr("Account")).set_wrapped(False)
        self._section.setContentsMargins(SPACE.medium, SPACE.regular, SPACE.medium, SPACE.hair)
        layout.addWidget(self._section)
        self._add(links.PLANS, "plans", self.tr("Plans"))
        self._add(links.BILLING, "billing", self.tr("Billing"))
        self._add(links.SECURITY, "security", self.tr("Security"))
        layout.addStretch(1)
        self.set_narrow(narrow=False)

    @property
    def places(self) -> tuple[str, ...]:
        """Names of the places, from top to bottom; Ctrl+1 and so on lead there."""
        return tuple(self._rows)

    def show_place(self, name: str) -> None:
        """Mark the row of the place that is shown."""
        row = self._rows.get(_BELONGS.get(name, name))
        if row is not None:
            row.setChecked(True)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, where the window leaves no room for words."""
        self.setFixedWidth(SIDEBAR_NARROW if narrow else SIDEBAR)
        self._section.setVisible(not narrow)
        for row in self._rows.values():
            row.set_narrow(narrow)

    def focus_first(self) -> None:
        """Take the focus to the row of the place that is shown."""
        rows = list(self._rows.values())
        next((row for row in rows if row.isChecked()), rows[0]).setFocus()

    def _add(self, name: str, icon_name: str, text: str) -> None:
        row = NavButton(icon_name, text)
        row.setObjectName(f"go-{name}")
        row.clicked.connect(lambda: self.chosen.emit(name))
        self._rows[name] = row
        layout = self.layout()
        if layout is not None:
            layout.addWidget(row)
