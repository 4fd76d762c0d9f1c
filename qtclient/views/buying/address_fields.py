"""The billing address with the fields, names and order of its country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCollator, QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from qtclient.forms import address
from qtclient.forms.country_names import country_names
from qtclient.presenters.purchase_draft import COUNTRY
from qtclient.resources.tokens import SPACE
from qtclient.views.buying.field_texts import address_label, problem_text
from qtclient.views.parts.combo_box import ComboBox
from qtclient.views.parts.field import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qtclient.forms.address import AddressField, AddressRules


class AddressFields(QWidget):
    """The country, and below it whatever its rules ask for.

    Signals:
        edited(): something was typed or chosen.
        left(str): the field with this name was left.
    """

    edited = Signal()
    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules: AddressRules | None = None
        self.country = ComboBox()
        self.country.setObjectName("billing-country")
        for code, name in _sorted_countries():
            self.country.addItem(name, code)
        self.country.activated.connect(self.edited)
        self.country.installEventFilter(self)
        self.fields: dict[str, Field] = {COUNTRY: Field(self.tr("Country or region"), self.country)}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE.regular)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.regular)
        layout.addWidget(self.fields[COUNTRY])
        layout.addLayout(self._rows)

    def show_address(self, country: str, values: Mapping[str, str], rules: AddressRules | None) -> None:
        """Show the fields that `rules` ask for, filled with `values`.

        A field that the rules before had too stays the same one: rules come from the server while somebody types,
        and must take neither the focus nor a letter away.
        """
        if self.country.currentData() != country:
            self.country.setCurrentIndex(self.country.findData(country))
        if rules is not None and rules != self._rules:
            self._rules = rules
            self._lay_out(rules, values)
        for name, field in self.fields.items():
            if name != COUNTRY:
                _fill(field.editor, values.get(name, ""))

    def _lay_out(self, rules: AddressRules, values: Mapping[str, str]) -> None:
        before, self.fields = self.fields, {COUNTRY: self.fields[COUNTRY]}
        while (row := self._rows.takeAt(0)) is not None:
            _empty(row.layout())
        for parts in rules.rows:
            line = QHBoxLayout()
            line.setSpacing(SPACE.regular)
            for part in parts:
                known = before.get(part.name)
                typed = known is not None and isinstance(known.editor, QLineEdit) and not part.choices
                field = known if known is not None and typed else self._made(part, values.get(part.name, ""))
                field.set_label(address_label(part))
                self.fields[part.name] = field
                line.addWidget(field, 2 if part.name == address.CITY else 1, Qt.AlignmentFlag.AlignTop)
            self._rows.addLayout(line)
        for field in before.values():
            if field not in self.fields.values():
                field.hide()
                field.deleteLater()

    def chosen_country(self) -> str:
        """Return the code of the country."""
        return str(self.country.currentData() or "")

    def values(self) -> dict[str, str]:
        """Return field's name -> what it holds; a region by its code, and none of another country's."""
        found = {}
        moved = self._rules is not None and self._rules.country != self.chosen_country()
        for name, field in self.fields.items():
            editor = field.editor
            if name != COUNTRY and not (moved and name == address.REGION):
                found[name] = str(editor.currentData() or "") if isinstance(editor, ComboBox) else _text(editor)
        return found

    def show_problems(self, codes: Mapping[str, str]) -> None:
        """Show what is wrong at the fields; what is not in `codes` is fine."""
        examples = {part.name: part.example for part in self._rules.fields} if self._rules else {}
        for name, field in self.fields.items():
            field.set_problem(problem_text(name, codes.get(name, ""), examples.get(name, "")))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice which field is left; opening its own list does not leave it."""
        if event.type() == QEvent.Type.FocusOut:
            for name, field in self.fields.items():
                popup = isinstance(field.editor, ComboBox) and field.editor.view().isVisible()
                if field.editor is watched and not popup:
                    self.left.emit(name)
        return super().eventFilter(watched, event)

    def _made(self, part: AddressField, value: str) -> Field:
        editor: QWidget
        if part.choices:
            box = ComboBox()
            box.addItem(self.tr("Choose…"), "")
            for choice in part.choices:
                box.addItem(choice.label, choice.code)
            box.setCurrentIndex(max(0, box.findData(value)))
            box.activated.connect(self.edited)
            editor = box
        else:
            line = QLineEdit(value)
            line.textEdited.connect(self.edited)
            editor = line
        editor.setObjectName(f"billing-{part.name.replace('_', '-')}")
        editor.installEventFilter(self)
        return Field(address_label(part), editor)


def _text(editor: QWidget) -> str:
    return editor.text() if isinstance(editor, QLineEdit) else ""


def _fill(editor: QWidget, value: str) -> None:
    if isinstance(editor, ComboBox):
        if str(editor.currentData() or "") != value:
            editor.setCurrentIndex(max(0, editor.findData(value)))
    elif isinstance(editor, QLineEdit) and editor.text() != value:
        editor.setText(value)


def _empty(row: object) -> None:
    """Take the fields out of a row that is laid out anew; each stays where it is until it has a new place."""
    if isinstance(row, QHBoxLayout):
        while row.takeAt(0) is not None:
            pass
        row.deleteLater()


def _sorted_countries() -> list[tuple[str, str]]:
    collator = QCollator(QLocale())
    names = country_names(QLocale().name())
    return sorted(names.items(), key=lambda entry: collator.sortKey(entry[1]))
