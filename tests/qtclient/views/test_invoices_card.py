"""The Invoices section by mouse, by keys and as a screen reader is told about it (B8)."""

from dataclasses import replace
from datetime import date

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QWidget

from licensewire.invoices import CREDIT_NOTE
from qtclient.presenters.invoice_model import NUMBER, OPEN, PAGE, SAVE
from qtclient.presenters.invoices import FAILED, InvoicesPresenter, State
from qtclient.presenters.save_all import RUNNING, STOPPED, UNWRITABLE, SaveAllState
from qtclient.session import Session
from qtclient.views.invoices.card import InvoicesCard
from qtclient.views.invoices.details_card import BillingDetailsCard
from qtclient.views.invoices.painting import ROW
from qtclient.views.parts.page import Page
from tests.gallery import billings, samples
from tests.gallery.invoices import entries, fill, ready
from tests.gallery.sessions import unreachable
from tests.gallery.stage import settle


class Shown:
    """The section on a page of its own; nobody answers what it asks."""

    def __init__(self, background, qtbot):
        self.session = Session(background)
        self.presenter = InvoicesPresenter(self.session, self.session)
        billing = msgspec.structs.replace(billings.renewing(), recipients=("books@example.com",))
        self.presenter.note_billing(billing, samples.comparison())
        self.page = Page("Billing")
        self.card, self.details = InvoicesCard(self.presenter), BillingDetailsCard(self.presenter)
        self.page.body.addWidget(self.details)
        self.page.body.addWidget(self.card)
        self.page.resize(1000, 900)
        self.table = self.card.table
        self.opened, self.saved, self.seen = [], [], []
        self.table.opened.connect(self.opened.append)
        self.table.wanted_as_file.connect(self.saved.append)
        self.table.looked_at.connect(lambda first, last: self.seen.append((first, last)))
        qtbot.addWidget(self.page)
        self.page.show()
        self.page.activateWindow()
        settle()

    def fill(self, state, held=PAGE):
        fill(self.presenter, state, held=held)
        settle()

    def press(self, key):
        QTest.keyClick(self.table, key)

    def row(self):
        return self.table.currentIndex().row()

    def words(self):
        return "\n".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())

    def click(self, row, column):
        at = self.table.visualRect(self.presenter.model.index(row, column)).center()
        QTest.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, pos=at)


@pytest.fixture
def shown(background, qtbot, stage):
    made = Shown(background, qtbot)
    yield made
    made.session.deleteLater()
    settle()


def test_the_scroll_bar_is_true_and_says_what_is_seen(shown):
    shown.fill(ready(100_000))
    assert shown.table.verticalScrollBar().maximum() == 100_000 * ROW - shown.table.viewport().height()
    assert shown.seen[-1] == (0, 11)
    shown.table.verticalScrollBar().setValue(50_000 * ROW)
    assert shown.seen[-1] == (50_000, 50_011)
    shown.table.verticalScrollBar().setValue(shown.table.verticalScrollBar().maximum())
    assert shown.seen[-1][1] == 99_999


def test_it_is_walked_by_keys(shown):
    shown.fill(ready(100_000))
    shown.table.setFocus()
    assert shown.row() == 0
    shown.press(Qt.Key.Key_Down)
    assert shown.row() == 1
    shown.press(Qt.Key.Key_PageDown)
    assert shown.row() > 5
    shown.press(Qt.Key.Key_End)
    assert shown.row() == 99_999
    assert shown.seen[-1][1] == 99_999
    shown.press(Qt.Key.Key_Return)
    assert shown.opened == []  # this row is not there yet
    shown.press(Qt.Key.Key_Home)
    assert shown.row() == 0
    shown.press(Qt.Key.Key_Return)
    assert shown.opened == [0]
    for _ in range(SAVE):
        shown.press(Qt.Key.Key_Right)
    shown.press(Qt.Key.Key_Return)
    assert (shown.opened, shown.saved) == ([0], [0])
    shown.press(Qt.Key.Key_Left)
    shown.press(Qt.Key.Key_Space)
    assert shown.opened == [0, 0]


def test_tab_leaves_the_table(shown):
    shown.fill(ready(30))
    shown.table.setFocus()
    shown.press(Qt.Key.Key_Tab)
    assert shown.card.language.hasFocus()


def test_a_click_on_what_opens_and_a_double_click_on_the_row(shown):
    shown.fill(ready(30))
    shown.click(2, OPEN)
    shown.click(3, SAVE)
    shown.click(4, NUMBER)
    assert (shown.opened, shown.saved, shown.row()) == ([2], [3], 4)
    at = shown.table.visualRect(shown.presenter.model.index(5, NUMBER)).center()
    QTest.mouseClick(shown.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(shown.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert shown.opened == [2, 5]


def test_the_menu_of_a_row(shown, qtbot):
    shown.fill(ready(30))
    shown.table.setFocus()
    shown.press(Qt.Key.Key_Down)
    # What the menu key sends; not every platform of tests makes it of the key itself.
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(shown.table.viewport(), asked)
    menu = next(menu for menu in shown.table.findChildren(QMenu) if menu.isVisible())
    assert [action.text() for action in menu.actions()] == ["Open", "Save…"]
    menu.actions()[1].trigger()
    menu.close()
    assert shown.saved == [1]


def test_rows_are_named_for_screen_readers(shown):
    shown.fill(ready(100))
    table = QAccessible.queryAccessibleInterface(shown.table)
    assert table.text(QAccessible.Text.Name) == "Invoices"
    assert "Enter opens" in table.text(QAccessible.Text.Description)
    # A cell's own interface is not asked here: Qt and PySide would both delete it. Its name is the model's text.
    assert table.role() == QAccessible.Role.Table
    assert shown.table.model().index(1, NUMBER).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Credit note ")


def test_what_is_read_stays_in_sight_when_something_is_issued(shown):
    shown.fill(ready(1000))
    bar = shown.table.verticalScrollBar()
    bar.setValue(300 * ROW + 7)
    shown.presenter.model.grow(2, entries(PAGE, total=1002))
    assert bar.value() == 302 * ROW + 7
    assert shown.seen[-1][0] == 302
    bar.setValue(0)
    shown.presenter.model.grow(1, entries(PAGE, total=1003))
    assert bar.value() == 0  # whoever is at the top sees it come


def test_each_state_says_what_it_is(shown):
    shown.presenter.become(State(phase=FAILED, problem=unreachable()))
    assert "The server cannot be reached" in shown.words()
    shown.fill(ready(0))
    assert "No invoices yet" in shown.words()
    shown.fill(replace(ready(0), wanted=msgspec.structs.replace(State().wanted, search="x")))
    assert "No invoice is like that" in shown.words()
    shown.fill(ready(1))
    assert "1 invoice" in shown.words()
    shown.fill(ready(100_000))
    assert "100,000 invoices" in shown.words()
    shown.presenter.become(replace(ready(100_000), problem=unreachable()))
    assert "Check your internet connection" in shown.words()


def test_filters_are_handed_on_and_a_day_is_judged_when_it_is_left(shown, qtbot):
    shown.fill(ready(1000))
    filters, wanted = shown.card.filters, lambda: shown.presenter.state.wanted
    QTest.keyClicks(filters.text, "2026-")
    assert wanted().search == "2026-"
    filters.kinds.setCurrentIndex(filters.kinds.findData(CREDIT_NOTE))
    filters.kinds.activated.emit(2)
    assert wanted().kind == CREDIT_NOTE
    years = [filters.periods.itemData(at) for at in range(filters.periods.count())]
    assert years == ["", *range(2026, 2017, -1), "other"]
    filters.periods.setCurrentIndex(2)
    filters.periods.activated.emit(2)
    assert (wanted().issued_from, wanted().issued_until) == (date(2025, 1, 1), date(2025, 12, 31))
    filters.periods.setCurrentIndex(filters.periods.count() - 1)
    filters.periods.activated.emit(filters.periods.count() - 1)
    assert filters.first.hasFocus()
    type_day(filters.first, "3/1/2026")
    assert (wanted().issued_from, wanted().issued_until) == (date(2026, 3, 1), None)
    type_day(filters.last, "2/30/2026")
    assert "This is not a day." in shown.words()
    assert wanted().issued_until is None
    type_day(filters.last, "2/28/2026")
    assert "lies before" in shown.words()
    type_day(filters.last, "2026-03-31")
    assert wanted().issued_until == date(2026, 3, 31)
    shown.fill(replace(ready(0), wanted=wanted()))
    shown.page.findChild(QWidget, "invoices-show-all").click()
    assert wanted() == State().wanted
    assert (filters.text.text(), filters.first.text(), filters.periods.currentData()) == ("", "", "")


def type_day(edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def test_the_button_says_what_all_is(shown):
    shown.fill(ready(20))
    assert shown.card.save_all.text() == "Save all…"
    shown.fill(replace(ready(20), wanted=msgspec.structs.replace(State().wanted, kind=CREDIT_NOTE)))
    assert shown.card.save_all.text() == "Save those found…"


def test_saving_all_shows_how_far_it_is_and_how_to_go_on(shown, tmp_path):
    shown.fill(ready(40))
    saving = shown.presenter.saving
    saving.become(SaveAllState(RUNNING, tmp_path, 40, 10, 2))
    assert "12 of 40" in shown.words()
    assert not shown.card.save_all.isEnabled()
    shown.page.findChild(QWidget, "save-all-stop").click()
    assert "Saving was stopped" in shown.words()
    saving.become(SaveAllState(STOPPED, tmp_path, 40, why=UNWRITABLE))
    assert "cannot be written to" in shown.words()
    shown.page.findChild(QWidget, "save-all-close").click()
    assert "cannot be written to" not in shown.words()


def test_the_sheets_keep_what_is_typed_when_they_are_closed(shown):
    shown.details.change_mailed.click()
    sheet = shown.details.recipients_sheet
    first = sheet.findChild(QLineEdit, "recipient-1")
    assert first.hasFocus()
    first.selectAll()
    QTest.keyClicks(first, "cfo@example.com")
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    shown.details.change_mailed.click()
    assert sheet.findChild(QLineEdit, "recipient-1").text() == "cfo@example.com"
    sheet.findChild(QWidget, "recipients-undo").click()
    assert sheet.findChild(QLineEdit, "recipient-1").text() == "books@example.com"


def test_the_details_sheet_reads_and_writes_the_presenter(shown, qtbot):
    shown.details.change.click()
    sheet = shown.details.details_sheet
    qtbot.waitUntil(lambda: shown.presenter.details.state.rules is not None, timeout=60_000)
    name = sheet.findChild(QLineEdit, "details-name")
    assert name.hasFocus()
    name.selectAll()
    QTest.keyClicks(name, "Ada")
    QTest.keyClick(name, Qt.Key.Key_Return)  # on to the next field
    assert sheet.company.hasFocus()
    assert shown.presenter.details.state.draft.name == "Ada"
    assert "Those that were issued stay as they are." in "\n".join(
        label.text() for label in sheet.findChildren(QLabel)
    )
    sheet.findChild(QWidget, "billing-details-undo").click()
    assert name.text() == "Maya Collins"
