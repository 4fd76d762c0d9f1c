"""The shared widgets, as a person meets them."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from qtclient.views.parts.avatar import initials
from qtclient.views.parts.banner import Banner, Notice
from qtclient.views.parts.button import danger_button, primary_button, quiet_button
from qtclient.views.parts.check_box import CheckBox
from qtclient.views.parts.columns import Columns
from qtclient.views.parts.combo_box import ComboBox
from qtclient.views.parts.field import Field
from qtclient.views.parts.focus_ring import FocusRing
from qtclient.views.parts.line_edit import LineEdit, PasswordEdit
from qtclient.views.parts.meter import tone_of
from qtclient.views.parts.page import Page
from qtclient.views.parts.sheet import Sheet
from qtclient.views.parts.state_panel import EmptyPanel, ProblemPanel
from qtclient.views.parts.tab_strip import TabStrip
from qtclient.views.parts.text import body, localized
from qtclient.views.parts.theme import Theme
from tests.gallery.stage import settle


@pytest.fixture
def window(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[QWidget]:
    monkeypatch.setenv("LICENSE_DESK_REDUCED_MOTION", "1")
    theme = Theme(qapp, "light")
    window = QWidget()
    window.resize(600, 500)
    QVBoxLayout(window)
    window.show()
    window.activateWindow()
    settle()
    yield window
    window.close()
    window.deleteLater()
    theme.deleteLater()
    settle()


def put(window: QWidget, *widgets: QWidget) -> None:
    for widget in widgets:
        window.layout().addWidget(widget)
    settle()


# Sheet


def opened(window: QWidget) -> tuple[Sheet, QWidget, QWidget, QWidget]:
    behind = primary_button("Behind")
    put(window, behind)
    behind.setFocus()
    sheet = Sheet("Sign out everywhere?", window)
    editor = LineEdit()
    stay, out = quiet_button("Stay signed in"), danger_button("Sign out")
    sheet.body.addWidget(editor)
    sheet.actions.addWidget(stay)
    sheet.actions.addWidget(out)
    sheet.open()
    settle()
    return sheet, editor, stay, out


def test_a_sheet_takes_the_focus_and_gives_it_back(window: QWidget) -> None:
    sheet, editor, _stay, _out = opened(window)
    before = window.findChildren(QWidget)
    assert window.focusWidget() is editor
    closed: list[bool] = []
    sheet.closed.connect(lambda: closed.append(True))
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert closed == [True]
    assert not sheet.isVisible()
    assert window.focusWidget() in before
    assert window.focusWidget().text() == "Behind"


def test_tab_goes_round_inside_a_sheet(window: QWidget) -> None:
    _sheet, editor, stay, out = opened(window)
    for expected in (stay, out, editor, stay):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.focusWidget() is expected
    for expected in (editor, out, stay):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
        assert window.focusWidget() is expected


def test_a_sheet_covers_the_window_and_follows_its_size(window: QWidget) -> None:
    sheet, *_ = opened(window)
    window.resize(500, 400)
    settle()
    assert sheet.size() == window.size()
    assert sheet.rect().contains(sheet.panel.geometry())


def test_a_sheet_whose_opener_is_gone_closes_calmly(window: QWidget) -> None:
    sheet, *_ = opened(window)
    sheet._before.deleteLater()
    settle()
    assert sheet.close()


# Field


def test_a_field_tells_its_problem_in_the_place_of_its_help(window: QWidget) -> None:
    editor = LineEdit()
    field = Field("Card number", editor, "The long number on the front")
    put(window, field)
    assert editor.accessibleName() == "Card number"
    assert editor.accessibleDescription() == "The long number on the front"
    field.set_problem("The card number is not complete.")
    assert field.problem == "The card number is not complete."
    assert editor.accessibleDescription() == "The card number is not complete."
    assert editor.property("problem")
    field.set_problem("")
    assert editor.accessibleDescription() == "The long number on the front"
    assert not editor.property("problem")


def test_a_click_on_the_label_goes_to_the_editor() -> None:
    editor = LineEdit()
    assert Field("Name", editor).label.buddy() is editor


# Check box, combo box, password, buttons, tabs


def test_a_long_check_box_wraps_and_is_ticked_by_its_words(window: QWidget) -> None:
    box = CheckBox("I agree that the license renews every year and that my card is charged then. " * 3)
    put(window, box)
    assert box.heightForWidth(300) > box.heightForWidth(590)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 30, box.height() - 8))
    assert box.isChecked()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert not box.isChecked()


def test_the_wheel_passes_over_a_choice_without_changing_it(window: QWidget) -> None:
    other, box = LineEdit(), ComboBox()
    box.addItems(["France", "Germany", "Italy"])
    put(window, other, box)
    other.setFocus()

    def turn() -> None:
        middle = box.rect().center()
        event = QWheelEvent(
            middle.toPointF(),
            box.mapToGlobal(middle).toPointF(),
            QPoint(0, -120),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, event)

    turn()
    assert box.currentIndex() == 0
    box.setFocus()
    turn()
    assert box.currentIndex() == 1


def test_a_password_is_shown_only_when_asked_for(window: QWidget) -> None:
    editor = PasswordEdit()
    put(window, editor)
    assert editor.echoMode() == QLineEdit.EchoMode.Password
    assert editor._eye.accessibleName() == "Show password"
    editor._eye.click()
    assert editor.echoMode() == QLineEdit.EchoMode.Normal
    assert editor._eye.accessibleName() == "Hide password"
    editor._eye.click()
    assert editor.echoMode() == QLineEdit.EchoMode.Password


def test_a_busy_button_cannot_be_pressed_and_says_why() -> None:
    button = primary_button("Sign in")
    button.set_busy(True, "Signing in")
    button.set_busy(True, "Still signing in")
    assert (button.isEnabled(), button.text()) == (False, "Still signing in")
    button.set_busy(False)
    assert (button.isEnabled(), button.text()) == (True, "Sign in")


def test_enter_presses_a_button(window: QWidget) -> None:
    button = primary_button("Buy now")
    put(window, button)
    button.setFocus()
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert pressed == [True, True]


def test_arrow_keys_go_from_tab_to_tab(window: QWidget) -> None:
    strip = TabStrip((("plans", "Plans"), ("billing", "Billing"), ("security", "Security")))
    put(window, strip)
    strip.show_chosen("plans")
    chosen: list[str] = []
    strip.chosen.connect(chosen.append)
    strip._tabs["plans"].setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(window.focusWidget(), key)
    assert chosen == ["billing", "security", "plans", "security"]


# Focus ring


def test_the_ring_is_round_what_the_keyboard_is_at(window: QWidget) -> None:
    first, second = primary_button("One"), primary_button("Two")
    put(window, first, second)
    ring = FocusRing(window)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible()
    assert ring.geometry().contains(first.geometry())
    assert ring.geometry() != first.geometry()
    second.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.geometry().contains(second.geometry())
    second.hide()
    settle()
    assert not ring.geometry().contains(second.geometry()) or not ring.isVisible()


def test_the_ring_stays_inside_what_scrolls(window: QWidget) -> None:
    page = Page("Title")
    buttons = [primary_button(f"Button {number}") for number in range(30)]
    for button in buttons:
        page.body.addWidget(button)
    put(window, page)
    ring = FocusRing(window)
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible()
    page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())
    settle()
    assert not ring.isVisible()


# Words


def test_initials() -> None:
    assert [initials(name) for name in ("Maya Collins", "José María de la Cruz", "cher", "", "  ", "(x) Bob")] == [
        "MC",
        "JC",
        "C",
        "",
        "",
        "B",
    ]


def test_foreign_words_are_never_markup(window: QWidget) -> None:
    label = body("<b>bold</b> & <a href='x'>link</a>")
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_text_of_the_backend_in_the_language_of_the_person() -> None:
    assert localized({"en": "Plan", "fr": "Plan (fr)"}) == "Plan"
    assert localized({"de": "Tarif"}) == "Tarif"
    assert localized({}) == ""


def test_what_is_near_a_limit_changes_its_colour() -> None:
    tones = [tone_of(used, limit) for used, limit in ((79, 100), (80, 100), (100, 100), (1, 1), (9, None))]
    assert tones == ["accent", "attention_mark", "danger", "accent", "accent"]


# Columns


def test_columns_stand_side_by_side_only_where_they_fit(window: QWidget) -> None:
    page = Page("Title")
    columns = Columns(below=400)
    parts = [QWidget(), QWidget()]
    for part in parts:
        part.setLayout(QVBoxLayout())
        wide = primary_button("A button")
        wide.setMinimumWidth(260)
        part.layout().addWidget(wide)
        columns.add(part)
    page.body.addWidget(columns)
    put(window, page)
    turns: list[int] = []
    for width in (*range(560, 700), *reversed(range(560, 700))):
        window.resize(width, 300)
        settle()
        turns.append(parts[0].y() == parts[1].y())
        assert columns.width() <= page.area.viewport().width()
    # Once from one below the other to side by side, and once back.
    assert sum(before != after for before, after in pairwise(turns)) == 2


def test_what_stands_nowhere_yet_is_no_window_of_its_own(qapp, qtbot):
    class Watch(QObject):
        def __init__(self):
            super().__init__()
            self.shown = []

        def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                self.shown.append(watched)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    try:
        made = [
            ProblemPanel(),
            EmptyPanel("Nothing here", "It will come.", "Begin"),
            Banner("neutral", "News", "Look"),
            Notice("danger", "No", "Because"),
            Page("Title", "Subtitle"),
        ]
    finally:
        qapp.removeEventFilter(watch)
    assert watch.shown == []
    for part in made:
        part.deleteLater()
