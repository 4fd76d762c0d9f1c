"""The window's frame, painted before its contents are loaded, and the change from one to the other."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from qtclient import links
from qtclient.links import Place
from qtclient.resources.tokens import DARK, HIGH_CONTRAST, LIGHT, Palette
from qtclient.session import STARTING, SessionState
from qtclient.views.parts.card import Card
from qtclient.views.parts.skeleton import Skeleton
from qtclient.views.shell import Shell
from qtclient.views.window import Window, frame
from tests.gallery.stage import Scene, Stage, settle

EMPTY = Scene("empty", SessionState(phase=STARTING), Place(links.OVERVIEW))


def places(shell: Shell, kind: type[QWidget]) -> set[tuple[int, int, int, int]]:
    return {
        QRect(one.mapTo(shell, QPoint(0, 0)), one.size()).getRect()
        for one in shell.findChildren(kind)
        if one.isVisible()
    }


@pytest.mark.parametrize("size", [(1180, 780), (1700, 1000), (840, 600), (901, 700)])
def test_nothing_jumps_when_the_contents_come(stage: Stage, size: tuple[int, int]) -> None:
    shapes = {shape[:4]: shape for shape in frame(*size, LIGHT)}
    shell = stage.show(EMPTY, *size)
    assert places(shell, Card) == {key for key, shape in shapes.items() if shape.border}
    assert places(shell, Skeleton) <= {key for key, shape in shapes.items() if shape.fill == LIGHT.skeleton}
    for part in (shell.frame.title_bar, shell.frame._edge):
        assert places(shell, type(part)) & set(shapes)


@pytest.mark.parametrize("palette", [LIGHT, DARK, HIGH_CONTRAST], ids=lambda palette: palette.name)
def test_the_frame_has_the_colours_of_the_contents(stage: Stage, palette: Palette) -> None:
    stage.theme.choose(palette.name)
    shell = stage.show(EMPTY, 1180, 780)
    window = Window(palette)
    frame_picture, picture = window.grab().toImage(), shell.grab().toImage()
    assert frame_picture.size() == picture.size() == QSize(1180, 780)
    # Bar, its line, sidebar, its line, canvas, card, its border, a bar in it, silhouette, the row that is chosen.
    for at in ((600, 20), (600, 56), (100, 500), (204, 500), (700, 700), (500, 420), (400, 176), (260, 250),
               (1126, 28), (150, 90)):  # fmt: skip
        assert frame_picture.pixelColor(*at) == picture.pixelColor(*at), at


def test_the_frame_is_mirrored_where_reading_is(qapp: QApplication) -> None:
    window = Window(LIGHT)
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    picture = window.grab().toImage()
    assert picture.pixelColor(1180 - 33, 28) == QColor(LIGHT.accent_fill)
    assert picture.pixelColor(1180 - 205, 500) == QColor(LIGHT.border)


def test_the_contents_take_the_frame_s_place_and_size(qapp: QApplication) -> None:
    window = Window(LIGHT)
    told = []
    window.closing.connect(lambda: told.append(True))
    window.show()
    contents = QWidget(window)
    window.fill(contents)
    settle()
    assert contents.isVisible()
    assert contents.geometry() == window.rect()
    assert window.grab().toImage().pixelColor(33, 28) != QColor(LIGHT.accent_fill)
    window.close()
    assert told == [True]
