"""The line under every screen from which a contract is cancelled or withdrawn from, signed in or not.

Always in sight and one click away from everywhere, as the law wants it: DE-1, DE-6, EU-1, FR-1, CA-1.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qtclient import links
from qtclient.links import Place
from qtclient.resources.tokens import FOOTER, SPACE
from qtclient.views.parts.button import Button, link_button
from qtclient.views.parts.card import Line


class ContractLinks(QFrame):
    """Two links in plain words.

    Signals:
        go(Place): one of them was chosen.
    """

    go = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Contracts"))
        self.setFixedHeight(FOOTER)
        row = QHBoxLayout()
        row.setContentsMargins(SPACE.large, 0, SPACE.large, 0)
        row.setSpacing(SPACE.large)
        row.addStretch(1)
        self._cancel = self._link(links.CANCEL, self.tr("Cancel contracts here"))
        self._withdraw = self._link(links.WITHDRAW, self.tr("Withdraw from contract here"))
        row.addWidget(self._cancel)
        row.addWidget(self._withdraw)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Line())
        layout.addLayout(row, 1)

    def come_last(self) -> None:
        """Take the end of the way that Tab goes; screens and what they load are added to it as they come."""
        last = self.window().previousInFocusChain()
        if last is not None and last is not self._withdraw:
            QWidget.setTabOrder(last, self._cancel)
            QWidget.setTabOrder(self._cancel, self._withdraw)

    def _link(self, name: str, text: str) -> Button:
        link = link_button(text)
        link.setObjectName(f"go-{name}")
        link.clicked.connect(lambda: self.go.emit(Place(name)))
        return link
