"""Typing, pasting and mending a card in its fields, and that the fields keep it to themselves."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from qtclient.views.buying.card_fields import CardFields


@pytest.fixture
def fields(qtbot):
    made = CardFields()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.number.setFocus()
    return made


def test_a_number_is_grouped_while_it_is_typed(fields):
    QTest.keyClicks(fields.number, "378282246310005")
    assert fields.number.text() == "3782 822463 10005"
    assert "4 digits" in fields.cvc.accessibleDescription()


def test_a_number_is_pasted_in_any_dress(fields):
    for text in ("4242-4242-4242-4242", " 4242 4242 4242 4242 \n", "Card 4242424242424242 exp 12/30"):
        fields.number.selectAll()
        QGuiApplication.clipboard().setText(text)
        fields.number.paste()
        assert fields.number.text() == "4242 4242 4242 4242"


def test_backspace_takes_a_digit_and_never_only_a_blank(fields):
    QTest.keyClicks(fields.number, "42424")
    assert fields.number.text() == "4242 4"
    QTest.keyClick(fields.number, Qt.Key.Key_Backspace)
    assert fields.number.text() == "4242"
    QTest.keyClick(fields.number, Qt.Key.Key_Backspace)
    assert fields.number.text() == "424"


def test_a_digit_is_put_in_and_taken_out_in_the_middle(fields):
    QTest.keyClicks(fields.number, "424242424242")
    fields.number.setCursorPosition(2)
    QTest.keyClick(fields.number, Qt.Key.Key_9)
    assert (fields.number.text(), fields.number.cursorPosition()) == ("4294 2424 2424 2", 3)
    QTest.keyClick(fields.number, Qt.Key.Key_Backspace)
    assert (fields.number.text(), fields.number.cursorPosition()) == ("4242 4242 4242", 2)
    fields.number.setCursorPosition(4)
    QTest.keyClick(fields.number, Qt.Key.Key_Delete)
    assert fields.number.text() == "4242 2424 242"


@pytest.mark.parametrize(
    ("typed", "shown"), [("1228", "12 / 28"), ("12/2028", "12 / 28"), ("128", "01 / 28"), ("5/30", "05 / 30")]
)
def test_an_expiry_is_typed_in_any_common_way(fields, typed, shown):
    fields.expiry.setFocus()
    if typed == "128":
        fields.expiry.insert(typed)  # pasted: while typing, 12 is taken for December
    else:
        QTest.keyClicks(fields.expiry, typed)
    fields.cvc.setFocus()
    assert fields.expiry.text() == shown


def test_the_separator_can_be_erased(fields):
    fields.expiry.setFocus()
    QTest.keyClicks(fields.expiry, "12")
    assert fields.expiry.text() == "12 / "
    for _ in range(4):
        QTest.keyClick(fields.expiry, Qt.Key.Key_Backspace)
    assert fields.expiry.text() == "1"


def test_the_security_code_takes_digits_only_and_shows_none(fields):
    fields.cvc.setFocus()
    QTest.keyClicks(fields.cvc, "1a2b3")
    assert fields.cvc.text() == "123"
    assert fields.cvc.echoMode() == QLineEdit.EchoMode.Password
    assert "123" not in fields.cvc.displayText()
    spoken = QAccessible.queryAccessibleInterface(fields.cvc)
    words = [
        spoken.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
    ]
    assert not any("123" in word for word in words)


def test_every_field_has_a_name_for_who_cannot_see_it(fields):
    for editor in (fields.number, fields.expiry, fields.cvc):
        assert QAccessible.queryAccessibleInterface(editor).text(QAccessible.Text.Name)


def test_what_is_emptied_cannot_be_brought_back(fields):
    QTest.keyClicks(fields.number, "4242424242424242")
    QTest.keyClicks(fields.cvc, "123")
    fields.empty()
    for editor in (fields.number, fields.cvc):
        assert not editor.isUndoAvailable()
        editor.undo()
        assert editor.text() == ""
