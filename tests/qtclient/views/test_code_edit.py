"""The field for the code, as a person types and pastes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from qtclient.views.visiting.code_edit import CodeEdit


@pytest.fixture
def field(qtbot):
    made = CodeEdit()
    qtbot.addWidget(made)
    made.show()
    made.told = []
    made.completed.connect(made.told.append)
    return made


def paste(field, text):
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_the_eighth_character_tells_it_once(field):
    QTest.keyClicks(field, "bcdf234")
    assert (field.text(), field.told) == ("BCDF-234", [])
    QTest.keyClicks(field, "5")
    assert (field.text(), field.told) == ("BCDF-2345", ["BCDF-2345"])
    QTest.keyClicks(field, "67")
    assert field.told == ["BCDF-2345"]


def test_a_pasted_code_and_another_one_over_it(field):
    paste(field, " bcdf 2345 ")
    field.selectAll()
    paste(field, "BCDF-2346")
    assert field.told == ["BCDF-2345", "BCDF-2346"]
    field.selectAll()
    paste(field, "BCDF-2346")
    assert len(field.told) == 2


def test_backspace_goes_through_the_dash(field):
    QTest.keyClicks(field, "bcdf2")
    for _ in range(2):
        QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text() == "BCD"


def test_an_emptied_field_takes_the_same_code_again(field):
    paste(field, "BCDF2345")
    field.empty()
    paste(field, "BCDF2345")
    assert len(field.told) == 2
