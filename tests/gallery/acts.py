"""What a person does in a scene before its picture is taken."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton

from qtclient.views.shell import Shell
from tests.gallery.stage import settle


def submit_sign_in(shell: Shell) -> None:
    _press(shell, "sign-in")


def open_settings(shell: Shell) -> None:
    _press(shell, "settings")


def open_sign_out_everywhere(shell: Shell) -> None:
    _press(shell, "sign-out-everywhere")


def show_banners(shell: Shell) -> None:
    shell.show_purchase_under_way(True)
    shell.show_offline(True)


def open_menu(shell: Shell) -> None:
    shell.open_menu()


def press_tab(shell: Shell) -> None:
    for _ in range(3):
        QTest.keyClick(shell, Qt.Key.Key_Tab)
        settle()


def _press(shell: Shell, name: str) -> None:
    button = shell.findChild(QPushButton, name) or shell.findChild(QAbstractButton, name)
    assert button is not None, name
    button.click()
