"""The card's fields: number, expiry, security code. What is typed in them stays in them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from qtclient.forms import card_number, expiry
from qtclient.presenters.purchase_draft import CVC, EXPIRY, NUMBER, SecretsTyped
from qtclient.resources.tokens import SPACE
from qtclient.views.buying.field_texts import problem_text
from qtclient.views.parts.field import Field
from qtclient.views.parts.text import caption, tabular

_SENSITIVE = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhPreferNumbers
)


class CardNumberEdit(QLineEdit):
    """Groups the number while it is typed or pasted, and keeps the cursor behind its digit.

    Signals:
        number_changed(): the digits are others now.
    """

    number_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setInputMethodHints(_SENSITIVE)
        self.setFont(tabular(self.font()))
        self.setPlaceholderText("1234 1234 1234 1234")
        self.textEdited.connect(self._on_edited)
        self._brand = QLabel(self)
        self._brand.setTextFormat(Qt.TextFormat.PlainText)
        self._brand.setProperty("tone", "muted")
        self._brand.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Backspace take the digit before a blank, and Delete the one behind it."""
        if not self.hasSelectedText():
            cursor = self.cursorPosition()
            if event.key() == Qt.Key.Key_Backspace:
                self.setCursorPosition(card_number.cursor_before_erasing(self.text(), cursor))
            elif event.key() == Qt.Key.Key_Delete and self.text()[cursor : cursor + 1] == " ":
                self.setCursorPosition(cursor + 1)
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the brand's name at the end of the field."""
        super().resizeEvent(event)
        self._place_brand()

    def _on_edited(self, text: str) -> None:
        typed = card_number.after_edit(text, self.cursorPosition())
        if typed.text != text:
            self.setText(typed.text)
        self.setCursorPosition(typed.cursor)
        self._brand.setText(card_number.brand_of(card_number.plain_digits(typed.text)).name)
        self._place_brand()
        self.number_changed.emit()

    def empty(self) -> None:
        """Forget the number; it cannot be undone back."""
        self.setText("")
        self._brand.setText("")

    def _place_brand(self) -> None:
        wide = self._brand.sizeHint().width()
        self._brand.setGeometry(self.width() - wide - SPACE.medium, 0, wide, self.height())
        self.setTextMargins(0, 0, wide + SPACE.small if self._brand.text() else 0, 0)


class CardFields(QWidget):
    """Number above, expiry and security code beside each other.

    Signals:
        edited(): something was typed.
        left(str): the field with this name was left.
    """

    edited = Signal()
    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = CardNumberEdit()
        self.number.setObjectName("card-number")
        self.expiry = QLineEdit()
        self.expiry.setObjectName("card-expiry")
        self.expiry.setInputMethodHints(_SENSITIVE)
        self.expiry.setPlaceholderText(self.tr("MM / YY"))
        self.expiry.setFont(tabular(self.expiry.font()))
        self.cvc = QLineEdit()
        self.cvc.setObjectName("card-cvc")
        self.cvc.setEchoMode(QLineEdit.EchoMode.Password)
        self.cvc.setInputMethodHints(_SENSITIVE | Qt.InputMethodHint.ImhHiddenText)
        self.fields = {
            NUMBER: Field(self.tr("Card number"), self.number),
            EXPIRY: Field(self.tr("Expiry date"), self.expiry),
            CVC: Field(self.tr("Security code (CVC)"), self.cvc),
        }
        self._typed_expiry = ""
        self.number.number_changed.connect(self._on_number)
        self.expiry.textEdited.connect(self._on_expiry)
        self.cvc.textEdited.connect(self._on_cvc)
        for field in self.fields.values():
            field.editor.installEventFilter(self)
        beside = QHBoxLayout()
        beside.setSpacing(SPACE.regular)
        beside.addWidget(self.fields[EXPIRY], 1, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(self.fields[CVC], 1, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.regular)
        layout.addWidget(self.fields[NUMBER])
        layout.addLayout(beside)
        layout.addWidget(caption(self.tr("The card goes from this computer straight to the payment service.")))
        self._tell_cvc_place()

    def card(self) -> SecretsTyped:
        """Return what the fields hold."""
        return SecretsTyped(self.number.text(), self.expiry.text(), self.cvc.text())

    def empty_cvc(self) -> None:
        """Forget the security code, as after a refusal."""
        self.cvc.setText("")

    def empty(self) -> None:
        """Forget the card: the screen is left, or the purchase is done."""
        self.number.empty()
        self.expiry.setText("")
        self.empty_cvc()
        self._tell_cvc_place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice which field is left."""
        if event.type() == QEvent.Type.FocusOut:
            if watched is self.expiry:
                self.expiry.setText(expiry.when_left(self.expiry.text()))
            for name, field in self.fields.items():
                if field.editor is watched:
                    self.left.emit(name)
        return super().eventFilter(watched, event)

    def show_problems(self, codes: dict[str, str]) -> None:
        """Show what is wrong at the fields; what is not in `codes` is fine."""
        for name, field in self.fields.items():
            field.set_problem(problem_text(name, codes.get(name, "")))

    def _on_number(self) -> None:
        self._tell_cvc_place()
        self.edited.emit()

    def _on_expiry(self, text: str) -> None:
        growing = len(text) > len(self._typed_expiry) and self.expiry.cursorPosition() == len(text)
        shown = expiry.while_typing(text) if growing else text
        if shown != text:
            self.expiry.setText(shown)
        self._typed_expiry = shown
        self.edited.emit()

    def _on_cvc(self, text: str) -> None:
        digits = card_number.plain_digits(text)
        if digits != text:
            self.cvc.setText(digits)
        self.edited.emit()

    def _tell_cvc_place(self) -> None:
        brand = card_number.brand_of(card_number.plain_digits(self.number.text()))
        four = brand.cvc_lengths == (4,)
        back, front = self.tr("3 digits on the back of the card."), self.tr("4 digits on the front of the card.")
        self.fields[CVC].set_help(front if four else back)
