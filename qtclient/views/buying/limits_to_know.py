"""What a self-service licence does not have, said before the card is asked for (A6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from licensewire.shape import in_language
from qtclient.resources.tokens import SPACE
from qtclient.views.buying.readable import Readable
from qtclient.views.parts.button import link_button
from qtclient.views.parts.glyph import Glyph
from qtclient.views.parts.text import body, strong

if TYPE_CHECKING:
    from licensewire.plans import PurchaseNotice


class LimitsToKnow(QWidget):
    """The notices, one below the other.

    Signals:
        custom_plan(): the way to a custom plan was chosen.
    """

    custom_plan = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[PurchaseNotice, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE.regular)

    def show_notices(self, notices: tuple[PurchaseNotice, ...]) -> None:
        """Show `notices`."""
        if notices == self._shown:
            return
        self._shown = notices
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for notice in notices:
            self._layout.addWidget(self._made(notice))

    def _made(self, notice: PurchaseNotice) -> QWidget:
        language = QLocale().name()
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.medium)
        row.addWidget(Glyph("info", 18, "muted"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(SPACE.hair)
        title = in_language(notice.title, language)
        words.addWidget(strong(title))
        words.addWidget(body(in_language(notice.text, language)).set_tone("muted"))
        if notice.details:
            points = "\n".join(f"•  {in_language(point, language)}" for point in notice.details)
            words.addWidget(Readable(self.tr("What counts"), self.tr("Fold"), points, title))
        if notice.custom_plan:
            link = link_button(self.tr("Ask for a custom plan"))
            link.setAccessibleName(f"{link.text()}: {title}")
            link.clicked.connect(self.custom_plan)
            words.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        return holder
