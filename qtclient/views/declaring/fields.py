"""The fields of a declaration: exactly those that the law has (DE-2, FR-2, EU-2), and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from licensewire.declarations import EXTRAORDINARY, ORDINARY
from qtclient import formats
from qtclient.declared_drafts import Declared
from qtclient.forms.day_text import read_day
from qtclient.presenters.declaration_state import CONTRACT, EMAIL, ENDS_ON, FIELDS, NAME, REASON
from qtclient.resources.tokens import SPACE
from qtclient.views.declaring.words import problem_text
from qtclient.views.parts.field import Field
from qtclient.views.parts.line_edit import LineEdit
from qtclient.views.parts.radio_button import RadioButton
from qtclient.views.parts.text import label
from qtclient.views.parts.text_area import TextArea

if TYPE_CHECKING:
    from datetime import date

    from qtclient.presenters.declaration_state import State

# As the backend takes them.
_LONGEST = {NAME: 200, CONTRACT: 200, EMAIL: 254, ENDS_ON: 40}
_LONGEST_REASON = 2000


class DeclarationFields(QWidget):
    """Name, contract, e-mail; for a cancellation its kind and the wished day too.

    Signals:
        edited(Declared): something was typed or chosen.
        left(str): the field with this name was left.
        submitted: Enter was pressed in a field.
    """

    edited = Signal(object)
    left = Signal(str)
    submitted = Signal()

    def __init__(self, contract_help: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._declared = Declared()
        self._tries = 0
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE.regular)
        self._edits = {name: self._line(name) for name in (NAME, CONTRACT, EMAIL)}
        self._edits[EMAIL].setInputMethodHints(Qt.InputMethodHint.ImhEmailCharactersOnly)
        self._fields = {
            NAME: Field(self.tr("Your name"), self._edits[NAME]),
            CONTRACT: Field(self.tr("Contract"), self._edits[CONTRACT], contract_help),
            EMAIL: Field(
                self.tr("E-mail address"), self._edits[EMAIL], self.tr("The confirmation is sent there at once.")
            ),
        }
        for field in self._fields.values():
            self.column.addWidget(field)

    @property
    def first(self) -> QWidget:
        """Where somebody begins to type."""
        return self._edits[NAME]

    def show_state(self, state: State) -> None:
        """Show what was typed and what is wrong with it; the first wrong field gets the focus after a try."""
        self._show_declared(state.declared)
        for name, field in self._fields.items():
            field.set_problem(problem_text(name, state.problems.get(name, "")))
        self.setEnabled(not state.sending)
        if state.tries != self._tries:
            self._tries = state.tries
            wrong = next((name for name in FIELDS if name in state.problems and name in self._fields), "")
            if wrong:
                self._fields[wrong].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> Declared:
        """Return what stands in the fields."""
        return Declared(
            name=self._edits[NAME].text(), contract=self._edits[CONTRACT].text(), email=self._edits[EMAIL].text()
        )

    def _show_declared(self, declared: Declared) -> None:
        if declared != self._declared:
            self._declared = declared
            for name, edit in self._edits.items():
                _put(edit, getattr(declared, name))

    def _line(self, name: str) -> LineEdit:
        edit = LineEdit()
        edit.setObjectName(f"declare-{name.replace('_', '-')}")
        edit.setMaxLength(_LONGEST[name])
        edit.textEdited.connect(self._on_edited)
        edit.editingFinished.connect(lambda: self.left.emit(name))
        edit.returnPressed.connect(self.submitted)
        return edit

    def _on_edited(self) -> None:
        self._declared = self.read()
        self.edited.emit(self._declared)


class CancellationFields(DeclarationFields):
    """With the kind of the cancellation, its reason where the law wants one, and the wished day."""

    def __init__(self, example: date, parent: QWidget | None = None) -> None:
        """Args:
        example: a day that shows how one is written.
        """
        super().__init__("", parent)
        self._fields[CONTRACT].label.setText(self.tr("Contract (optional)"))
        self._fields[CONTRACT].editor.setAccessibleName(self.tr("Contract (optional)"))
        self._fields[CONTRACT].set_help(
            self.tr(
                "Contract number, invoice number, brand ID or username. Not needed where your e-mail address is "
                "the one of the account."
            )
        )
        self.ordinary = RadioButton(self.tr("Ordinary cancellation: the contract ends when its period is over"))
        self.extraordinary = RadioButton(self.tr("Extraordinary cancellation: for an important reason"))
        self.ordinary.setObjectName("declare-ordinary")
        self.extraordinary.setObjectName("declare-extraordinary")
        self.reason = TextArea(longest=_LONGEST_REASON)
        self.reason.setObjectName("declare-reason")
        self.reason.edited.connect(self._on_edited)
        self.reason.left.connect(lambda: self.left.emit(REASON))
        self._fields[REASON] = Field(self.tr("Important reason"), self.reason)
        self._edits[ENDS_ON] = self._line(ENDS_ON)
        self._edits[ENDS_ON].editingFinished.connect(self._show_day)
        help_text = self.tr("For example {day}. Leave it empty for as early as possible.")
        self._fields[ENDS_ON] = Field(
            self.tr("Wished end (optional)"),
            self._edits[ENDS_ON],
            help_text.format(day=formats.day_in_figures(example)),
        )
        self.column.addWidget(self._make_kind())
        self.column.addWidget(self._fields[REASON])
        self.column.addWidget(self._fields[ENDS_ON])
        self._show_kind()

    def read(self) -> Declared:
        """Return what stands in the fields; a day that was understood already stays as it was understood."""
        typed, understood = self._edits[ENDS_ON].text(), self._declared.ends_on
        return Declared(
            name=self._edits[NAME].text(),
            contract=self._edits[CONTRACT].text(),
            email=self._edits[EMAIL].text(),
            kind=EXTRAORDINARY if self.extraordinary.isChecked() else ORDINARY,
            reason=self.reason.toPlainText(),
            ends_on=understood if typed == _shown_day(understood) else typed,
        )

    def _make_kind(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        words = label(self.tr("Kind of cancellation"))
        holder.setAccessibleName(words.text())
        column.addWidget(words)
        for button in (self.ordinary, self.extraordinary):
            button.clicked.connect(self._on_kind)
            column.addWidget(button)
        return holder

    def _show_declared(self, declared: Declared) -> None:
        if declared == self._declared:
            return
        self._declared = declared
        for name in (NAME, CONTRACT, EMAIL):
            _put(self._edits[name], getattr(declared, name))
        self._show_day()
        if declared.reason != self.reason.toPlainText():
            self.reason.blockSignals(True)
            self.reason.setPlainText(declared.reason)
            self.reason.blockSignals(False)
        self._show_kind()

    def _show_day(self) -> None:
        _put(self._edits[ENDS_ON], _shown_day(self._declared.ends_on))

    def _show_kind(self) -> None:
        extraordinary = self._declared.kind == EXTRAORDINARY
        chosen, other = self.ordinary, self.extraordinary
        if extraordinary:
            chosen, other = other, chosen
        chosen.setChecked(True)
        # Tab stops once, at the one that is chosen; the arrow keys choose.
        chosen.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        other.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._fields[REASON].setVisible(extraordinary)

    def _on_kind(self) -> None:
        self._on_edited()
        self._show_kind()


def _put(edit: QLineEdit, text: str) -> None:
    if edit.text() != text:
        edit.setText(text)


def _shown_day(text: str) -> str:
    """Return a day that was understood as the person writes it, anything else as it was typed."""
    understood = read_day(text, "ymd") if text[:4].isdigit() else None
    return formats.day_in_figures(understood) if understood is not None else text
