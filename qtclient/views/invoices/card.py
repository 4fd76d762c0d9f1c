"""The Invoices section of Billing: filters, list, papers as files (B8)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtclient import formats
from qtclient.presenters.invoices import FAILED, LOADING, READY
from qtclient.presenters.save_all import RUNNING
from qtclient.resources import LANGUAGES
from qtclient.resources.tokens import SPACE
from qtclient.views.invoices.filters import InvoiceFilters
from qtclient.views.invoices.painting import ROW
from qtclient.views.invoices.saving_panel import SavingPanel
from qtclient.views.invoices.table import HEAD, InvoiceTable
from qtclient.views.invoices.words import document_text
from qtclient.views.parts.announce import announce
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.button import link_button, secondary_button
from qtclient.views.parts.card import Card
from qtclient.views.parts.combo_box import ComboBox
from qtclient.views.parts.skeleton import Skeleton
from qtclient.views.parts.state_panel import EmptyPanel, ProblemPanel
from qtclient.views.parts.text import Text, body, caption
from qtclient.views.saving import ask_where, ask_which_folder

if TYPE_CHECKING:
    from qtclient.presenters.invoice_documents import DocumentsState
    from qtclient.presenters.invoices import InvoicesPresenter, State
    from qtclient.presenters.save_all import SaveAllState

_MOST_ROWS = 10
_ROWS_TO_COME = 4


class InvoicesCard(Card):
    """Shows the list as `presenter` has it; who places it calls `arrive` when its page is gone to."""

    def __init__(self, presenter: InvoicesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self.title.setText(self.tr("Invoices"))
        self.setAccessibleName(self.title.text())
        self._presenter = presenter
        self._tallest = 0
        self._told_total = -1
        self.save_all = secondary_button(self.tr("Save all…"))
        self.save_all.setObjectName("save-all-invoices")
        self.save_all.set_icon("download")
        self.save_all.clicked.connect(self._ask_for_folder)
        self.head.addWidget(self.save_all, 0, Qt.AlignmentFlag.AlignTop)
        self._panel = SavingPanel(presenter.saving)
        self.filters = InvoiceFilters()
        self._notice = Notice("attention", "-", "-")
        self._again = link_button(self.tr("Try again"))
        self._again.setObjectName("invoices-retry")
        self._again.clicked.connect(presenter.retry)
        self._notice.body.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        self._notice.hide()
        self.table = InvoiceTable(presenter.model)
        self._skeleton = _skeleton()
        self._problem = ProblemPanel()
        self._problem.retry.connect(presenter.retry)
        self._empty = EmptyPanel(
            self.tr("No invoices yet"),
            self.tr("Every payment has its invoice. It appears here as soon as something is paid."),
            icon_name="receipt",
        )
        self._no_match = EmptyPanel(
            self.tr("No invoice is like that"),
            self.tr("Nothing was issued with this text, kind and period."),
            self.tr("Show all invoices"),
            icon_name="search",
        )
        self._no_match.action.setObjectName("invoices-show-all")
        self._no_match.acted.connect(self._show_everything)
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table)
        column.addStretch(1)
        self._foot = self._made_foot()
        self._told: Text = caption("")
        self._told.setObjectName("invoice-told")
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._told.hide()
        for part in (self._panel, self.filters, self._notice, self._skeleton, self._problem, self._empty):
            self.body.addWidget(part)
        for part in (self._no_match, self._list, self._foot, self._told):
            self.body.addWidget(part)
        self._connect()

    def arrive(self) -> None:
        """Load what is not there yet, and look whether there is something new."""
        self._presenter.load()

    def _made_foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.small)
        self._count: Text = caption("").set_wrapped(False)
        self._count.setObjectName("invoice-count")
        self.language = ComboBox()
        self.language.setObjectName("invoice-language")
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        words = body(self.tr("Documents in")).set_tone("muted").set_wrapped(False)
        words.setBuddy(self.language)
        self.language.setAccessibleName(self.tr("Language of the documents"))
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(words)
        row.addWidget(self.language)
        return foot

    def _connect(self) -> None:
        presenter, documents = self._presenter, self._presenter.documents
        self.filters.search.connect(presenter.search)
        self.filters.search_now.connect(presenter.search_now)
        self.filters.kind.connect(presenter.show_kind)
        self.filters.period.connect(presenter.show_period)
        self.table.looked_at.connect(presenter.look_at)
        self.table.opened.connect(self._open)
        self.table.wanted_as_file.connect(self._save)
        self.language.activated.connect(lambda: documents.choose_language(str(self.language.currentData())))
        # A view made anew may speak another language than the one before it.
        presenter.model.forget_words()
        presenter.changed.connect(self._render)
        documents.changed.connect(self._render_documents)
        presenter.saving.changed.connect(self._render_saving)
        self._render(presenter.state)
        self._render_documents(documents.state)
        self._render_saving(presenter.saving.state)

    # What the person does

    def _open(self, row: int) -> None:
        if (entry := self._presenter.model.entry(row)) is not None:
            self._presenter.documents.open(entry)

    def _save(self, row: int) -> None:
        documents = self._presenter.documents
        if (entry := self._presenter.model.entry(row)) is not None:
            ask_where(
                self, self.tr("Save invoice"), documents.file_name(entry), lambda path: documents.save(entry, path)
            )

    def _ask_for_folder(self) -> None:
        ask_which_folder(self, self.tr("Save the invoices to a folder"), self._save_all)

    def _save_all(self, folder: Path) -> None:
        presenter = self._presenter
        presenter.saving.start(presenter.state.wanted, folder, presenter.documents.language)

    def _show_everything(self) -> None:
        self._presenter.show_everything()
        self.filters.text.setFocus()

    # What is shown

    def _render(self, state: State) -> None:
        ready = state.phase == READY
        anything = state.total > 0
        self.filters.show_state(state)
        self.filters.setVisible(state.phase == LOADING or (ready and (anything or state.filtered)))
        self.filters.setEnabled(state.phase != LOADING)
        self._skeleton.setVisible(state.phase == LOADING)
        self._problem.setVisible(state.phase == FAILED)
        if state.phase == FAILED and state.problem is not None:
            self._problem.show_problem(state.problem)
        self._notice.setVisible(ready and state.problem is not None)
        if ready and state.problem is not None:
            self._notice.tell(state.problem.title, state.problem.advice)
        self._empty.setVisible(ready and not anything and not state.filtered)
        self._no_match.setVisible(ready and not anything and state.filtered)
        self._list.setVisible(ready and anything)
        self._foot.setVisible(ready and anything)
        self._fit_height(state)
        self._render_count(state)
        self._render_saving(self._presenter.saving.state)

    def _fit_height(self, state: State) -> None:
        rows = min(state.total, _MOST_ROWS)
        # One more line than the rows, so that a list that just fits has no bar.
        self.table.setFixedHeight(HEAD + rows * ROW + 1)
        if state.phase != READY:
            self._tallest = 0
        self._tallest = max(self._tallest, self.table.height() if rows else 0)
        # What is below does not jump up and down while a filter is tried.
        self._list.setMinimumHeight(self._tallest if state.filtered else 0)
        self._no_match.setMinimumHeight(self._tallest)

    def _render_count(self, state: State) -> None:
        if state.filtered:
            text = self.tr("%n invoice(s) found", "", state.total)
        else:
            text = self.tr("%n invoice(s)", "", state.total)
        if state.total >= 1000:
            # Qt puts the bare figures in.
            text = text.replace(str(state.total), formats.number(state.total), 1)
        self._count.setText(text)
        if state.phase == READY and not state.searching and state.total != self._told_total:
            self._told_total = state.total
            announce(self._count, text)

    def _render_documents(self, state: DocumentsState) -> None:
        language = self._presenter.documents.language
        if self.language.currentData() != language:
            self.language.setCurrentIndex(max(0, self.language.findData(language)))
        text = document_text(state.opening, state.saving)
        if text != self._told.text():
            self._told.set_text_or_hide(text)
            announce(self._told, text)

    def _render_saving(self, saving: SaveAllState) -> None:
        state = self._presenter.state
        self.save_all.setVisible(state.phase == READY and state.total > 0)
        self.save_all.setEnabled(saving.phase != RUNNING and not state.searching)
        text = self.tr("Save all…") if not state.filtered else self.tr("Save those found…")
        if self.save_all.text() != text:
            self.save_all.setText(text)


def _skeleton() -> QWidget:
    """Return the rows' final shape, without words."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, SPACE.small, 0, SPACE.small)
    column.setSpacing(ROW - 14)
    for _ in range(_ROWS_TO_COME):
        row = QHBoxLayout()
        for width in (84, 110, 160):
            row.addWidget(Skeleton(width, 14))
            row.addSpacing(SPACE.large)
        row.addStretch(1)
        row.addWidget(Skeleton(96, 14))
        column.addLayout(row)
    return holder
