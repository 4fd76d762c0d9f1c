"""Change data center: a searchable list, with what is recommended and why (C3)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from licensewire.data_centers import BY_COUNTRY, GOVERNMENT
from licensewire.shape import in_language
from qtclient.forms.country_names import country_names
from qtclient.presenters.data_centers import FAILED, LOADING, READY
from qtclient.resources.tokens import SPACE
from qtclient.views.dialogs.data_center_row import INDENT, DataCenterRow
from qtclient.views.parts.announce import announce
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.button import link_button, primary_button, quiet_button
from qtclient.views.parts.field import Field
from qtclient.views.parts.line_edit import LineEdit
from qtclient.views.parts.sheet import Sheet
from qtclient.views.parts.skeleton import Skeleton
from qtclient.views.parts.state_panel import ProblemPanel
from qtclient.views.parts.text import Text, body

if TYPE_CHECKING:
    from licensewire.data_centers import DataCenter, DataCenterChoice
    from qtclient.presenters.data_centers import PickerPresenter, State

_WIDTH = 560
_ROW_HEIGHT = 62
_ROWS_TO_COME = 5


class _SearchEdit(LineEdit):
    """The search field, from which the arrow down goes into the list."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Notice the arrow."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)


class DataCenterPicker(Sheet):
    """Shows the list; `presenter.begin` has to be called by whoever opens it.

    Signals:
        chosen(str): the data center with this id was confirmed.
        custom_plan(): the way to a custom plan was chosen, which alone has the government's data center.
    """

    chosen = Signal(str)
    custom_plan = Signal()

    def __init__(self, presenter: PickerPresenter, parent_window: QWidget) -> None:
        super().__init__("", parent_window, _WIDTH)
        self.set_title(self.tr("Change data center"))
        self._presenter = presenter
        self._choice: DataCenterChoice | None = None
        self._rows: dict[str, DataCenterRow] = {}
        self._holders: dict[str, QWidget] = {}
        self.search = _SearchEdit()
        self.search.setObjectName("data-center-search")
        self.search.textChanged.connect(self._on_text)
        self.search.down.connect(self._on_down)
        self.search.returnPressed.connect(self._on_enter)
        self._skeleton = _skeleton()
        self._problem = ProblemPanel()
        self._problem.retry.connect(presenter.load)
        self._nothing: Text = body("").set_tone("muted")
        self._list = QWidget()
        self._list.setAccessibleName(self.tr("Data centers"))
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.small)
        permanence = self.tr("The data center cannot be changed after the purchase.")
        self.body.addWidget(Notice("neutral", permanence, icon_name="lock"))
        self.body.addWidget(Field(self.tr("Search by city, country or region"), self.search))
        for part in (self._skeleton, self._problem, self._nothing, self._list):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._cancel = cancel = quiet_button(self.tr("Cancel"))
        cancel.setObjectName("data-center-cancel")
        cancel.clicked.connect(self.close)
        self.confirm = primary_button(self.tr("Confirm"))
        self.confirm.setObjectName("data-center-confirm")
        self.confirm.clicked.connect(self._on_confirm)
        self.actions.addWidget(cancel)
        self.actions.addWidget(self.confirm)
        presenter.changed.connect(self._render)
        self._render(presenter.state)

    def _on_down(self) -> None:
        if found := self._found():
            self._go_to(found[0])

    def _on_enter(self) -> None:
        found = self._found()
        if len(found) == 1:
            found[0].click()
            self._go_to(found[0])

    def _render(self, state: State) -> None:
        self._skeleton.setVisible(state.phase == LOADING)
        self._problem.setVisible(state.phase == FAILED)
        if state.phase == FAILED and state.problem is not None:
            self._problem.show_problem(state.problem)
        if state.choice is not self._choice:
            self._choice = state.choice
            self._build(state)
        ready = state.phase == READY
        found = state.found
        self._list.setVisible(ready and bool(found))
        for name, holder in self._holders.items():
            holder.setVisible(name in found)
            self._rows[name].setChecked(name == state.chosen)
        nothing = self.tr("No data center fits “{search}”.").format(search=state.search.strip())
        self._nothing.set_text_or_hide(nothing if ready and not found else "")
        # What cannot be undone is not confirmed unseen.
        self.confirm.setEnabled(ready and state.chosen in found)
        if self.search.text() != state.search:
            self.search.setText(state.search)
        self._let_tab_in()

    def _build(self, state: State) -> None:
        for holder in self._holders.values():
            holder.hide()
            holder.deleteLater()
        self._rows, self._holders = {}, {}
        order: list[QWidget] = [self.search]
        for place in state.listed:
            row = self._row(place, state)
            row.setObjectName(f"data-center-{place.id}")
            row.chosen.connect(lambda name=place.id: self._presenter.mark(name))
            row.focused.connect(self._let_tab_in)
            row.step.connect(lambda by, row=row: self._step(row, by))
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(SPACE.hair)
            column.addWidget(row)
            order.append(row)
            if place.obstacle == GOVERNMENT:
                link = link_button(self.tr("Ask for a custom plan"))
                link.setObjectName("data-center-custom-plan")
                link.setAccessibleName(f"{link.text()}: {in_language(place.city, QLocale().name())}")
                link.clicked.connect(self.custom_plan)
                order.append(link)
                below = QHBoxLayout()
                below.setContentsMargins(0, 0, 0, 0)
                below.addSpacing(INDENT)
                below.addWidget(link)
                below.addStretch(1)
                column.addLayout(below)
            self._rows[place.id], self._holders[place.id] = row, holder
            self._column.addWidget(holder)
        for before, after in pairwise((*order, self._cancel, self.confirm)):
            self.setTabOrder(before, after)

    def _row(self, place: DataCenter, state: State) -> DataCenterRow:
        language = QLocale().name()
        names = country_names(language)
        country = names.get(place.country, place.country)
        city = in_language(place.city, language)
        facts = " · ".join((country, in_language(place.region, language), place.id))
        if place.obstacle == GOVERNMENT:
            reason = self.tr(
                "For public authorities that need FedRAMP. It comes with a custom plan only, "
                "not with a self-service license."
            )
            chip = self.tr("Custom plan only")
            return DataCenterRow(city, facts, reason, chip=chip, open_to_all=False)
        if place.obstacle:
            reason = self.tr("It takes in nobody new at the moment. Choose another one.")
            return DataCenterRow(city, facts, reason, chip=self.tr("Not available"), open_to_all=False)
        choice = state.choice
        if choice is None or place.id != choice.default_id:
            return DataCenterRow(city, facts, "")
        if choice.reason == BY_COUNTRY:
            reason = self.tr("Recommended: nearest to your internet address ({country})").format(
                country=names.get(choice.country, choice.country)
            )
            return DataCenterRow(city, facts, reason, chip=self.tr("Recommended"), meaning="accent")
        reason = self.tr("We could not tell where you are, so this is only a default.")
        return DataCenterRow(city, facts, reason, chip=self.tr("Default"))

    def _found(self) -> list[DataCenterRow]:
        return [row for name, row in self._rows.items() if not self._holders[name].isHidden()]

    def _step(self, row: DataCenterRow, by: int) -> None:
        shown = self._found()
        place = shown.index(row) + by
        if place < 0:
            self.search.setFocus(Qt.FocusReason.TabFocusReason)
        elif place < len(shown):
            self._go_to(shown[place])

    def _go_to(self, row: DataCenterRow) -> None:
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(row)

    def _let_tab_in(self) -> None:
        """Let Tab stop at one row of the list only, as at a group of radio buttons."""
        shown = self._found()
        focused = next((row for row in shown if row.hasFocus()), None)
        checked = next((row for row in shown if row.isChecked()), None)
        stop = focused or checked or next(iter(shown), None)
        for row in self._rows.values():
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if row is stop else Qt.FocusPolicy.ClickFocus)

    def _on_text(self, text: str) -> None:
        if text != self._presenter.state.search:
            self._presenter.search(text)
        if text and self._presenter.state.phase == READY:
            announce(self.search, self.tr("%n data center(s) found", "", len(self._found())))

    def _on_confirm(self) -> None:
        name = self._presenter.state.chosen
        self.close()
        self.chosen.emit(name)


def _skeleton() -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.small)
    for _ in range(_ROWS_TO_COME):
        column.addWidget(Skeleton(0, _ROW_HEIGHT))
    return holder
