"""Account settings of somebody who buys without an account: name, username, password (A5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtclient.presenters.purchase_draft import ACCOUNT_NAME, PASSWORD, USERNAME
from qtclient.resources.tokens import SPACE
from qtclient.views.buying.field_texts import problem_text
from qtclient.views.parts.field import Field
from qtclient.views.parts.line_edit import LineEdit, PasswordEdit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qtclient.presenters.purchase_draft import Draft


class AccountFields(QWidget):
    """The three fields, one below the other; the password stays in its own.

    Signals:
        edited(): something was typed.
        left(str): the field with this name was left.
    """

    edited = Signal()
    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = LineEdit()
        self.name.setObjectName("account-name")
        self.username = LineEdit()
        self.username.setObjectName("account-username")
        self.password = PasswordEdit()
        self.password.setObjectName("account-password")
        self.fields = {
            ACCOUNT_NAME: Field(self.tr("Your name"), self.name),
            USERNAME: Field(
                self.tr("Username"),
                self.username,
                self.tr("You sign in with it. Capital and small letters are the same in it."),
            ),
            PASSWORD: Field(
                self.tr("Password"),
                self.password,
                self.tr(
                    "At least 8 characters, any you like, a whole sentence too. One that many use is not taken."
                ),
            ),
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.regular)
        for field in self.fields.values():
            layout.addWidget(field)
        for edit in self.in_order():
            edit.textEdited.connect(self.edited)
            edit.installEventFilter(self)

    def in_order(self) -> list[LineEdit]:
        """Return the fields in the order in which Tab should visit them."""
        return [self.name, self.username, self.password]

    def show_draft(self, draft: Draft) -> None:
        """Show what is known; what is being typed is never overwritten."""
        for edit, text in ((self.name, draft.account_name), (self.username, draft.username)):
            if edit.text() != text:
                edit.setText(text)

    def empty(self) -> None:
        """Forget the password: the purchase is done."""
        self.password.setText("")

    def show_problems(self, codes: Mapping[str, str]) -> None:
        """Show what is wrong at the fields; what is not in `codes` is fine."""
        for name, field in self.fields.items():
            field.set_problem(problem_text(name, codes.get(name, "")))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice which field is left; the eye of the password does not leave it."""
        if event.type() == QEvent.Type.FocusOut:
            for name, field in self.fields.items():
                if field.editor is watched and not field.editor.isAncestorOf(self.window().focusWidget()):
                    self.left.emit(name)
        return super().eventFilter(watched, event)
