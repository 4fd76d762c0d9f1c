"""Why somebody cancels, for those who want to say: nothing chosen beforehand, nothing to be answered (B5)."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from licensewire import renewals as wire
from qtclient.resources.tokens import SPACE
from qtclient.views.parts.combo_box import ComboBox
from qtclient.views.parts.field import Field
from qtclient.views.parts.text_area import TextArea

_LONGEST = 1000


class CancellationReason(QWidget):
    """A list of reasons and a field; both may stay as they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = ComboBox()
        self.choice.setObjectName("cancellation-reason")
        self.choice.addItem(self.tr("I would rather not say"), "")
        for code, text in self._texts().items():
            self.choice.addItem(text, code)
        self.text = TextArea(lines=2, longest=_LONGEST)
        self.text.setObjectName("cancellation-comment")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE.small, 0, 0)
        column.setSpacing(SPACE.medium)
        column.addWidget(Field(self.tr("Reason (optional)"), self.choice))
        column.addWidget(Field(self.tr("In your own words (optional)"), self.text))

    def reason(self) -> str:
        """Return the chosen reason, a constant of `licensewire.renewals`; "" for none."""
        chosen = self.choice.currentData()
        return chosen if isinstance(chosen, str) else ""

    def comment(self) -> str:
        """Return what was written; mostly ""."""
        return self.text.toPlainText()

    def _texts(self) -> dict[str, str]:
        return {
            wire.TOO_EXPENSIVE: self.tr("It costs too much"),
            wire.NOT_NEEDED: self.tr("I do not need it any more"),
            wire.MISSING_FEATURE: self.tr("Something is missing"),
            wire.TOO_DIFFICULT: self.tr("It is too difficult to use"),
            wire.ANOTHER_PRODUCT: self.tr("I use another product"),
            wire.OTHER: self.tr("Something else"),
        }
