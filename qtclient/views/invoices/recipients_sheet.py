"""Changing who else gets the future invoices by mail (B8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from licensewire.invoices import RECIPIENTS_LIMIT
from qtclient.resources.tokens import SPACE
from qtclient.views.invoices.words import email_problem_text
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.button import icon_button, link_button, primary_button, quiet_button
from qtclient.views.parts.field import Field
from qtclient.views.parts.line_edit import LineEdit
from qtclient.views.parts.sheet import Sheet
from qtclient.views.parts.text import body

if TYPE_CHECKING:
    from qtclient.presenters.recipients import RecipientsPresenter, State

_WIDTH = 520
_LONGEST = 254


class RecipientsSheet(Sheet):
    """A field an address; closing it keeps what is typed."""

    def __init__(self, presenter: RecipientsPresenter, parent_window: QWidget) -> None:
        super().__init__("", parent_window, _WIDTH)
        self.set_title(self.tr("Change recipients"))
        self._presenter = presenter
        self._tries = presenter.state.tries
        self._saves = presenter.state.saves
        self._fields: list[Field] = []
        self._editors: list[LineEdit] = []
        self._removers: list[QWidget] = []
        self._notice = Notice("danger", "-", "-")
        self._notice.setObjectName("recipients-problem")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE.medium)
        self._add = link_button(self.tr("Add another address"))
        self._add.setObjectName("add-recipient")
        self._add.clicked.connect(self._on_add)
        self._unsaved = link_button(self.tr("Take back what is not saved"))
        self._unsaved.setObjectName("recipients-undo")
        self._unsaved.clicked.connect(presenter.give_up)
        told = self.tr(
            "You get every invoice yourself. It can be sent to {count} more addresses, such as your bookkeeping's."
        )
        self.body.addWidget(body(told.format(count=RECIPIENTS_LIMIT)).set_tone("muted"))
        self.body.addWidget(self._notice)
        self.body.addLayout(self._rows)
        for link in (self._add, self._unsaved):
            self.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self._close = quiet_button(self.tr("Close"))
        self._close.setObjectName("recipients-close")
        self._close.clicked.connect(self.close)
        self.save = primary_button(self.tr("Save recipients"))
        self.save.setObjectName("save-recipients")
        self.save.clicked.connect(presenter.save)
        self.actions.addWidget(self._close)
        self.actions.addWidget(self.save)
        presenter.changed.connect(self._render)
        self._render(presenter.state)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice which field is left."""
        if event.type() == QEvent.Type.FocusOut and watched in self._editors:
            self._presenter.leave(self._editors.index(watched))
        return super().eventFilter(watched, event)

    def _render(self, state: State) -> None:
        self._fit_rows(len(state.typed))
        for number, (field, editor) in enumerate(zip(self._fields, self._editors, strict=True)):
            if editor.text() != state.typed[number]:
                editor.setText(state.typed[number])
            field.set_problem(email_problem_text(state.problems.get(number, "")))
        self._add.setVisible(state.can_add)
        self._unsaved.setVisible(state.changed and not state.saving)
        self._notice.setVisible(state.problem is not None)
        if state.problem is not None:
            self._notice.tell(state.problem.title, state.problem.advice)
        self.save.set_busy(state.saving, self.tr("Saving…"))
        if state.saves != self._saves:
            self._saves = state.saves
            self.close()
        if state.tries != self._tries:
            self._tries = state.tries
            self._focus(state.first_wrong)

    def _fit_rows(self, count: int) -> None:
        while len(self._fields) > count:
            field = self._fields.pop()
            self._editors.pop()
            self._removers.pop()
            field.hide()
            field.deleteLater()
        while len(self._fields) < count:
            self._rows.addWidget(self._made(len(self._fields)))
        self._order_tabs()

    def _made(self, number: int) -> Field:
        editor = LineEdit()
        editor.setObjectName(f"recipient-{number + 1}")
        editor.setMaxLength(_LONGEST)
        editor.setInputMethodHints(Qt.InputMethodHint.ImhEmailCharactersOnly)
        editor.textEdited.connect(lambda text: self._presenter.write(number, text))
        editor.returnPressed.connect(self._presenter.save)
        editor.installEventFilter(self)
        field = Field(self.tr("E-mail address {number}").format(number=number + 1), editor)
        remove = icon_button("trash", self.tr("Remove address {number}").format(number=number + 1))
        remove.setObjectName(f"remove-recipient-{number + 1}")
        remove.clicked.connect(lambda: self._on_remove(number))
        field.add_beside(remove)
        self._fields.append(field)
        self._editors.append(editor)
        self._removers.append(remove)
        return field

    def _order_tabs(self) -> None:
        before: QWidget | None = None
        for editor, remove in zip(self._editors, self._removers, strict=True):
            for widget in (editor, remove):
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
        for button in (self._add, self._unsaved, self._close, self.save):
            if before is not None:
                QWidget.setTabOrder(before, button)
            before = button

    def _on_add(self) -> None:
        self._presenter.add()
        self._editors[-1].setFocus()

    def _on_remove(self, number: int) -> None:
        self._presenter.remove(number)
        self._editors[min(number, len(self._editors) - 1)].setFocus()

    def _focus(self, number: int) -> None:
        if 0 <= number < len(self._editors):
            self._editors[number].setFocus(Qt.FocusReason.OtherFocusReason)
            self.show_part(self._editors[number])
        else:
            self.show_part(self._notice)
