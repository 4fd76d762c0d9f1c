"""Changing to whom the future invoices are made out (B8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from qtclient.presenters.purchase_draft import COMPANY, NAME, TAX_ID, Draft
from qtclient.views.buying.address_fields import AddressFields
from qtclient.views.buying.field_texts import problem_text
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.button import link_button, primary_button, quiet_button
from qtclient.views.parts.field import Field
from qtclient.views.parts.line_edit import LineEdit
from qtclient.views.parts.sheet import Sheet
from qtclient.views.parts.text import body

if TYPE_CHECKING:
    from qtclient.presenters.billing_details import BillingDetailsPresenter, State

_WIDTH = 560
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BillingDetailsSheet(Sheet):
    """A form; closing it keeps what is typed, for nobody closes a sheet to lose his typing."""

    def __init__(self, presenter: BillingDetailsPresenter, parent_window: QWidget) -> None:
        super().__init__("", parent_window, _WIDTH)
        self.set_title(self.tr("Change billing details"))
        self._presenter = presenter
        self._tries = presenter.state.tries
        self._saves = presenter.state.saves
        self._notice = Notice("danger", "-", "-")
        self._notice.setObjectName("billing-details-problem")
        self._unsaved = link_button(self.tr("Take back what is not saved"))
        self._unsaved.setObjectName("billing-details-undo")
        self._unsaved.clicked.connect(self._give_up)
        self.name, self.company, self.tax_id = LineEdit(), LineEdit(), LineEdit()
        self.address = AddressFields()
        self._plain = {
            NAME: Field(self.tr("Name"), self.name),
            COMPANY: Field(self.tr("Company (optional)"), self.company),
            TAX_ID: Field(
                self.tr("Tax ID (optional)"),
                self.tax_id,
                self.tr("Your VAT number, for example. It may change the tax of the renewal."),
            ),
        }
        self.body.addWidget(
            body(self.tr("For the invoices to come. Those that were issued stay as they are.")).set_tone("muted")
        )
        for part in (self._notice, self._plain[NAME], self._plain[COMPANY], self.address, self._plain[TAX_ID]):
            self.body.addWidget(part)
        self.body.addWidget(self._unsaved, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        close = quiet_button(self.tr("Close"))
        close.setObjectName("billing-details-close")
        close.clicked.connect(self.close)
        self.save = primary_button(self.tr("Save billing details"))
        self.save.setObjectName("save-billing-details")
        self.save.clicked.connect(presenter.save)
        self.actions.addWidget(close)
        self.actions.addWidget(self.save)
        named = ((self.name, "details-name"), (self.company, "details-company"), (self.tax_id, "details-tax-id"))
        for edit, name in named:
            edit.setObjectName(name)
            edit.setMaxLength(200)
            edit.textEdited.connect(self._on_edited)
            edit.installEventFilter(self)
        self.address.edited.connect(self._on_edited)
        self.address.left.connect(presenter.leave)
        presenter.changed.connect(self._render)
        self._render(presenter.state)

    def open(self) -> None:
        """Show the sheet with what was typed last, or else with what holds now."""
        self._presenter.begin()
        super().open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice which field is left; let Enter go on to the next one."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            if isinstance(watched, QLineEdit):
                self.focusNextPrevChild(True)
                return True
        elif event.type() == QEvent.Type.FocusOut:
            for name, field in self._plain.items():
                if field.editor is watched:
                    self._presenter.leave(name)
        return super().eventFilter(watched, event)

    def _on_edited(self) -> None:
        self._presenter.write(
            Draft(
                name=self.name.text(),
                company=self.company.text(),
                country=self.address.chosen_country(),
                address=self.address.values(),
                tax_id=self.tax_id.text(),
            )
        )

    def _give_up(self) -> None:
        self._presenter.give_up()
        self.name.setFocus()

    def _render(self, state: State) -> None:
        draft = state.draft
        for edit, text in ((self.name, draft.name), (self.company, draft.company), (self.tax_id, draft.tax_id)):
            if edit.text() != text:
                edit.setText(text)
        self.address.show_address(draft.country, draft.address, state.rules)
        for name, field in self._plain.items():
            field.set_problem(problem_text(name, state.problems.get(name, "")))
        self.address.show_problems(state.problems)
        self._notice.setVisible(state.problem is not None)
        if state.problem is not None:
            self._notice.tell(state.problem.title, state.problem.advice)
        self._unsaved.setVisible(state.changed and not state.saving and state.kept is not None)
        self.save.set_busy(state.saving, self.tr("Saving…"))
        if state.saves != self._saves:
            self._saves = state.saves
            self.close()
        if state.tries != self._tries:
            self._tries = state.tries
            self._focus(state.first_wrong)

    def _focus(self, name: str) -> None:
        fields = {**self._plain, **self.address.fields}
        if name in fields:
            editor = fields[name].editor
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.show_part(editor)
        else:
            self.show_part(self._notice)
