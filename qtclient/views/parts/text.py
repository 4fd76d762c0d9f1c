"""Words on the screen: five sizes, a tone, always plain text."""

from collections.abc import Mapping

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from qtclient.resources.tokens import TYPE


def sized(font: QFont, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return a copy of `font` at `pixels` logical pixels and `weight`."""
    result = QFont(font)
    result.setPixelSize(pixels)
    result.setWeight(weight)
    return result


def localized(text: Mapping[str, str]) -> str:
    """Return a text of the backend in the language of the default locale, else in English.

    The contract has the same rule, but its module must not be loaded before the first paint.
    """
    language = QLocale().name()
    for candidate in (language, language.partition("_")[0], "en"):
        if candidate in text:
            return text[candidate]
    return next(iter(text.values()), "")


class Text(QLabel):
    """A label that never guesses rich text, wraps, and takes its colour by `set_tone`."""

    def __init__(
        self,
        text: str = "",
        pixels: int = TYPE.body,
        weight: QFont.Weight = QFont.Weight.Normal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(sized(self.font(), pixels, weight))
        self.setText(text)
        self.set_wrapped(True)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            # Qt aligns by the language of the words; a foreign name would stand at the wrong side.
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
            self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def set_wrapped(self, wrapped: bool) -> "Text":
        """Break lines where the width asks for it (the default), or never. Returns the label itself."""
        self.setWordWrap(wrapped)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wrapped)
        self.setSizePolicy(policy)
        return self

    def set_tone(self, tone: str) -> "Text":
        """Colour the words by a meaning, "muted" or "text". Returns the label itself."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
                # The style sheet has been put on already, by the tone before.
                self.style().unpolish(self)
                self.style().polish(self)
        return self

    def set_text_or_hide(self, text: str) -> None:
        """Show `text`, or nothing at all (no empty line) where it is empty."""
        self.setText(text)
        if self.parentWidget() is not None:
            self.setVisible(bool(text))
        elif not text:
            # What stands nowhere yet would be shown as a window of its own, and take the focus from the real one.
            self.hide()


def title(text: str = "") -> Text:
    """Return the title of a page."""
    return Text(text, TYPE.title, QFont.Weight.DemiBold)


def heading(text: str = "") -> Text:
    """Return the heading of a card or a section."""
    return Text(text, TYPE.heading, QFont.Weight.DemiBold)


def strong(text: str = "") -> Text:
    """Return running text that carries weight (a name in a row, the title of a notice)."""
    return Text(text, TYPE.body, QFont.Weight.DemiBold)


def label(text: str = "") -> Text:
    """Return the label of a field."""
    return Text(text, TYPE.body, QFont.Weight.Medium).set_wrapped(False)


def body(text: str = "") -> Text:
    """Return running text."""
    return Text(text)


def caption(text: str = "") -> Text:
    """Return small, quiet text."""
    return Text(text, TYPE.caption).set_tone("muted")


def figure(text: str = "", pixels: int = TYPE.figure) -> Text:
    """Return a number or amount: figures of equal width, never broken."""
    label = Text(text, pixels, QFont.Weight.DemiBold)
    label.setFont(tabular(label.font()))
    return label.set_wrapped(False)


def tabular(font: QFont) -> QFont:
    """Return a copy of `font` whose figures are all equally wide, where the family has such figures."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result
