"""Every scene is drawn, in two languages and both ways of reading, and all its words fit."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tests.gallery import acts
from tests.gallery.fit import misfits
from tests.gallery.scenes import scenes
from tests.gallery.stage import Scene, Stage, settle, shown_window

NAMES = [scene.name for scene in scenes()]


def _drawn(stage: Stage, scene: Scene, width: int, height: int) -> QWidget:
    shell = stage.show(scene, width, height)
    if scene.act:
        getattr(acts, scene.act)(shell)
        settle()
    return shown_window(shell)


def _scene(name: str) -> Scene:
    # Made anew: texts inside take the language that is installed.
    return next(scene for scene in scenes() if scene.name == name)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", NAMES)
def test_all_words_fit(stage: Stage, name: str, language: str) -> None:
    stage.speak(language)
    window = _drawn(stage, _scene(name), 1024, 700)
    found = misfits(window)
    window.close()
    assert found == []


@pytest.mark.parametrize(
    "name",
    [
        "overview-free",
        "sign-in-practice",
        "security",
        "purchase-form",
        "visit-plans-proved",
        "visit-code-wrong",
        "visit-form-terms",
        "billing-past-due",
        "billing-sheet-cancel",
        "outbox",
        "cancel-extraordinary",
        "cancel-summary",
        "withdraw-received",
        "clock-new-mails",
    ],
)
def test_all_words_fit_in_a_small_window(stage: Stage, name: str) -> None:
    stage.speak("fr")
    assert misfits(_drawn(stage, _scene(name), 800, 600)) == []


def test_a_language_from_right_to_left_mirrors_the_window(stage: Stage, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        shell = stage.show(_scene("overview-free"), 1024, 700)
        bar, sidebar = shell.frame.title_bar, shell.frame.sidebar
        assert sidebar.geometry().right() == shell.width() - 1
        assert bar.silhouette.geometry().left() < 40
        assert misfits(shell) == []
    finally:
        stage.clear()
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


# A test of the test: what does not fit is found.


def test_a_label_too_narrow_for_its_words_is_found(qapp: QApplication) -> None:
    window = QWidget()
    label = QLabel("Current payment information", window)
    label.setFixedWidth(60)
    window.show()
    assert any("needs" in line for line in misfits(window))
    window.close()


def test_a_button_that_is_cut_off_by_its_holder_is_found(qapp: QApplication) -> None:
    window = QWidget()
    window.setFixedSize(120, 60)
    button = QPushButton("Complete purchase", window)
    button.setGeometry(40, 10, 200, 36)
    window.show()
    assert any("cut off" in line for line in misfits(window))
    window.close()


def test_words_over_words_are_found_and_neighbours_are_not(qapp: QApplication) -> None:
    window = QWidget()
    layout = QVBoxLayout(window)
    row = QHBoxLayout()
    row.addWidget(QLabel("left"))
    row.addWidget(QLabel("right"))
    layout.addLayout(row)
    window.show()
    assert misfits(window) == []
    over = QLabel("over", window)
    over.setGeometry(layout.itemAt(0).layout().itemAt(0).widget().geometry())
    over.show()
    assert any("lies over" in line for line in misfits(window))
    window.close()
