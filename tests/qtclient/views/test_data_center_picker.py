"""The picker by mouse, by keys and as a screen reader is told about it (C3)."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from licensewire.data_centers import UNAVAILABLE
from qtclient.presenters.data_centers import READY, State
from qtclient.session import SIGNED_OUT, SessionState
from qtclient.views.dialogs.data_center_picker import DataCenterPicker
from qtclient.views.dialogs.data_center_row import INDENT, DataCenterRow
from qtclient.views.parts.skeleton import Skeleton
from qtclient.views.parts.text import Text
from tests.gallery import samples
from tests.gallery.data_centers import failed, listed, opened
from tests.gallery.fit import misfits
from tests.gallery.stage import Scene, Stage, settle


@pytest.fixture
def show(stage: Stage, qtbot):
    def shown(state: State, width: int = 1024, height: int = 700) -> DataCenterPicker:
        scene = Scene("picker", SessionState(phase=SIGNED_OUT, service=samples.service()))
        picker = opened(stage.show(scene, width, height), state)
        picker.window().activateWindow()
        qtbot.waitUntil(picker.search.hasFocus, timeout=60_000)
        return picker

    return shown


def row(picker: DataCenterPicker, name: str) -> DataCenterRow:
    found = picker.findChild(DataCenterRow, f"data-center-{name}")
    assert found is not None
    return found


def rows(picker: DataCenterPicker) -> list[str]:
    return [one.objectName() for one in picker.findChildren(DataCenterRow) if one.isVisible()]


def words(picker: DataCenterPicker) -> str:
    return "\n".join(label.text() for label in picker.findChildren(Text) if label.isVisible())


def told(picker: DataCenterPicker) -> list[str]:
    names: list[str] = []
    picker.chosen.connect(names.append)
    return names


def focused(picker: DataCenterPicker) -> str:
    widget = picker.window().focusWidget()
    return widget.objectName() if widget is not None else ""


def press(picker: DataCenterPicker, key: Qt.Key) -> None:
    widget = picker.window().focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)


def test_by_mouse(show) -> None:
    picker = show(listed("90.0.0.1"))
    names = told(picker)
    assert row(picker, "fra1").isChecked()
    assert "The data center cannot be changed after the purchase." in words(picker)
    assert "Recommended: nearest to your internet address (France)" in words(picker)
    QTest.mouseClick(row(picker, "yul1"), Qt.MouseButton.LeftButton)
    assert [one.objectName() for one in picker.findChildren(DataCenterRow) if one.isChecked()] == [
        "data-center-yul1"
    ]
    QTest.mouseClick(picker.confirm, Qt.MouseButton.LeftButton)
    assert names == ["yul1"]
    assert not picker.isVisible()


def test_by_keys_alone(show) -> None:
    picker = show(listed("90.0.0.1"))
    names = told(picker)
    assert focused(picker) == "data-center-search"
    for key, at in (
        (Qt.Key.Key_Down, "fra1"),
        (Qt.Key.Key_Down, "iad1"),
        (Qt.Key.Key_Down, "pdx1"),
        (Qt.Key.Key_Up, "iad1"),
    ):
        press(picker, key)
        assert focused(picker) == f"data-center-{at}"
    assert row(picker, "fra1").isChecked()  # walking is not choosing
    press(picker, Qt.Key.Key_Return)
    assert row(picker, "iad1").isChecked()
    stops = []
    for _ in range(4):
        press(picker, Qt.Key.Key_Tab)
        stops.append(focused(picker))
    assert stops == ["data-center-custom-plan", "data-center-cancel", "data-center-confirm", "data-center-search"]
    picker.confirm.setFocus()
    QTest.keyClick(picker.confirm, Qt.Key.Key_Return)
    assert names == ["iad1"]


def test_up_from_the_first_row_leads_back_to_the_search(show) -> None:
    picker = show(listed("90.0.0.1"))
    QTest.keyClick(picker.search, Qt.Key.Key_Down)
    press(picker, Qt.Key.Key_Up)
    assert focused(picker) == "data-center-search"


def test_the_government_row_can_be_read_and_not_chosen(show) -> None:
    picker = show(listed("90.0.0.1"))
    government = row(picker, "gov1")
    asked: list[bool] = []
    picker.custom_plan.connect(lambda: asked.append(True))
    QTest.keyClick(picker.search, Qt.Key.Key_Down)
    for _ in range(6):
        press(picker, Qt.Key.Key_Down)
    assert government.hasFocus()
    assert government.isEnabled()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        QTest.keyClick(government, key)
    QTest.mouseClick(government, Qt.MouseButton.LeftButton)
    assert not government.isChecked()
    assert row(picker, "fra1").isChecked()
    assert "FedRAMP" in government.accessibleDescription()
    link = picker.findChild(QPushButton, "data-center-custom-plan")
    assert link is not None
    link.click()
    assert asked == [True]


def test_searching_leaves_what_fits(show) -> None:
    picker = show(listed("90.0.0.1"))
    names = told(picker)
    QTest.keyClicks(picker.search, "north")
    assert rows(picker) == [f"data-center-{name}" for name in ("iad1", "pdx1", "sjc1", "yul1")]
    assert not picker.confirm.isEnabled()  # what is marked cannot be seen
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert not picker.confirm.isEnabled()  # four are not one
    picker.search.clear()
    assert len(rows(picker)) == 7
    assert picker.confirm.isEnabled()
    QTest.keyClicks(picker.search, "montreal")
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert row(picker, "yul1").isChecked()
    assert focused(picker) == "data-center-yul1"
    picker.confirm.click()
    assert names == ["yul1"]


def test_nothing_found_is_said(show) -> None:
    picker = show(listed("90.0.0.1"))
    QTest.keyClicks(picker.search, "Atlantis")
    assert "No data center fits “Atlantis”." in words(picker)
    assert rows(picker) == []


def test_a_default_is_not_called_recommended(show) -> None:
    picker = show(listed("10.0.0.1"))
    assert "We could not tell where you are, so this is only a default." in words(picker)
    assert "Recommended" not in words(picker)
    assert row(picker, "iad1").accessibleName() == "Washington, D.C., United States · North America · iad1, Default"


def test_one_that_became_unavailable_says_so(show) -> None:
    state = listed("90.0.0.1")
    assert state.choice is not None
    closed = tuple(
        msgspec.structs.replace(each, obstacle=UNAVAILABLE) if each.id == "syd1" else each
        for each in state.choice.data_centers
    )
    picker = show(
        State(phase=READY, choice=msgspec.structs.replace(state.choice, data_centers=closed), chosen="fra1")
    )
    row(picker, "syd1").click()
    assert not row(picker, "syd1").isChecked()
    assert "It takes in nobody new at the moment" in row(picker, "syd1").accessibleDescription()


def test_cancel_and_escape_choose_nothing(show) -> None:
    for leave in ("cancel", "escape"):
        picker = show(listed("90.0.0.1"))
        names = told(picker)
        row(picker, "yul1").click()
        if leave == "cancel":
            button = picker.findChild(QPushButton, "data-center-cancel")
            assert button is not None
            button.click()
        else:
            QTest.keyClick(picker.search, Qt.Key.Key_Escape)
        assert not picker.isVisible()
        assert names == []


def test_loading_and_failing(show) -> None:
    picker = show(State())
    assert any(one.isVisible() for one in picker.findChildren(Skeleton))
    assert not picker.confirm.isEnabled()
    picker = show(failed())
    assert "The server cannot be reached" in words(picker)
    assert not picker.confirm.isEnabled()
    assert not any(one.isVisible() for one in picker.findChildren(Skeleton))


def test_a_screen_reader_is_told_a_row_as_a_whole(show) -> None:
    picker = show(listed("90.0.0.1"))
    told_row = QAccessible.queryAccessibleInterface(row(picker, "fra1"))
    assert told_row.role() == QAccessible.Role.RadioButton
    assert told_row.text(QAccessible.Text.Name) == "Frankfurt, Germany · Europe · fra1, Recommended"
    description = told_row.text(QAccessible.Text.Description)
    assert description == "Recommended: nearest to your internet address (France)"
    assert told_row.state().checked
    search = QAccessible.queryAccessibleInterface(picker.search)
    assert search.text(QAccessible.Text.Name) == "Search by city, country or region"


def test_in_french(show, stage: Stage) -> None:
    stage.speak("fr")
    picker = show(listed("90.0.0.1"))
    assert picker.title.text() == "Changer de centre de données"
    assert "Recommandé : le plus proche de votre adresse internet (France)" in words(picker)
    assert row(picker, "fra1").accessibleName() == "Francfort, Allemagne · Europe · fra1, Recommandé"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("address", ["90.0.0.1", "10.0.0.1"])
def test_all_words_fit_in_a_small_window(show, stage: Stage, language: str, address: str) -> None:
    stage.speak(language)
    picker = show(listed(address), 800, 600)
    assert misfits(picker.window()) == []
    picker.search.setText("gov")
    settle()
    assert misfits(picker.window()) == []
    assert not picker._scroll.verticalScrollBar().isVisible()


def test_mirrored_the_marks_stand_beside_the_words(show, stage: Stage, qapp) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        picker = show(listed("90.0.0.1"))
        shown = row(picker, "gov1")
        labels = [label.geometry().right() for label in shown.findChildren(Text)]
        assert max(labels) <= shown.width() - INDENT
        assert misfits(picker.window()) == []
    finally:
        stage.clear()
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
