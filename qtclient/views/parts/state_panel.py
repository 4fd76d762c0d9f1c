"""Designed states of a list or card without contents: nothing there yet, or it could not be had."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtclient.resources.tokens import SPACE
from qtclient.views.parts.announce import announce
from qtclient.views.parts.button import secondary_button
from qtclient.views.parts.glyph import Glyph
from qtclient.views.parts.text import body, caption, heading

if TYPE_CHECKING:
    from qtclient.sentences import Sentence


class _Panel(QWidget):
    def __init__(self, icon_name: str, tone: str, title: str, text: str, action_text: str) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.large, SPACE.large, SPACE.large, SPACE.large)
        layout.setSpacing(SPACE.small)
        layout.addStretch(1)
        layout.addWidget(Glyph(icon_name, 32, tone), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(SPACE.hair)
        self.title = heading(title)
        self.words = body(text).set_tone("muted")
        self.small = caption("")
        for label in (self.title, self.words, self.small):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.set_text_or_hide(label.text())
            layout.addWidget(label)
        self.action = secondary_button(action_text)
        layout.addSpacing(SPACE.small)
        layout.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        # Only now: what stands nowhere yet would be shown as a window of its own.
        self.action.setVisible(bool(action_text))
        layout.addStretch(1)


class EmptyPanel(_Panel):
    """Says what will stand here and how to begin.

    Signals:
        acted: the first step was chosen.
    """

    acted = Signal()

    def __init__(self, title: str, text: str, action_text: str = "", icon_name: str = "info") -> None:
        super().__init__(icon_name, "muted", title, text, action_text)
        self.action.clicked.connect(self.acted)


class ProblemPanel(_Panel):
    """Says what went wrong, what to do, and offers to try again.

    Signals:
        retry: the person wants another try.
    """

    retry = Signal()

    def __init__(self, sentence: "Sentence | None" = None) -> None:
        again = QCoreApplication.translate("ProblemPanel", "Try again")
        super().__init__("danger", "danger", "", "", again)
        self.action.set_icon("retry")
        self.action.clicked.connect(self.retry)
        if sentence is not None:
            self.show_problem(sentence)

    def show_problem(self, sentence: "Sentence") -> None:
        """Show `sentence`, its reference included, and have it spoken."""
        self.title.set_text_or_hide(sentence.title)
        self.words.set_text_or_hide(sentence.advice)
        template = QCoreApplication.translate("ProblemPanel", "Reference: {reference}")
        self.small.set_text_or_hide(template.format(reference=sentence.reference) if sentence.reference else "")
        self.small.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        announce(self, f"{sentence.title} {sentence.advice}")
