"""What is about to be declared, to be checked and changed (FR-3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from licensewire.declarations import EXTRAORDINARY
from qtclient.presenters.declaration_kinds import wished_day
from qtclient.resources.tokens import SPACE
from qtclient.views.declaring.words import day_in_words
from qtclient.views.parts.text import body, strong

if TYPE_CHECKING:
    from qtclient.declared_drafts import Declared


class Rows(QWidget):
    """Names at the start, what goes with them beside. It takes the focus, and so is read before what follows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(SPACE.small, SPACE.small, SPACE.small, SPACE.small)
        self._grid.setHorizontalSpacing(SPACE.large)
        self._grid.setVerticalSpacing(SPACE.medium)
        self._grid.setColumnStretch(1, 1)

    def show_rows(self, rows: list[tuple[str, str]]) -> None:
        """Show these rows instead of those before."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, (name, text) in enumerate(rows):
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(body(name).set_tone("muted").set_wrapped(False), number, 0, top)
            self._grid.addWidget(strong(text), number, 1, top)
        self.setAccessibleName(". ".join(f"{name}: {text}" for name, text in rows))


class Summary(Rows):
    """A cancellation as it will be sent."""

    def show_declared(self, declared: Declared) -> None:
        """Show every field, the empty ones too: what they mean is said."""
        extraordinary = declared.kind == EXTRAORDINARY
        wished = wished_day(declared)
        found_by_email = self.tr("The one that goes with the e-mail address")
        kind = self.tr("Extraordinary cancellation") if extraordinary else self.tr("Ordinary cancellation")
        rows = [
            (self.tr("Name"), declared.name.strip()),
            (self.tr("Contract"), declared.contract.strip() or found_by_email),
            (self.tr("E-mail for the confirmation"), declared.email.strip()),
            (self.tr("Kind"), kind),
        ]
        if extraordinary:
            rows.append((self.tr("Reason"), declared.reason.strip()))
        rows.append(
            (self.tr("Wished end"), day_in_words(wished) if wished is not None else self.tr("As early as possible"))
        )
        self.show_rows(rows)
