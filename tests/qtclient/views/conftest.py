"""What tests of views share: the theme, and a stage with the real window and no server."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from tests.gallery.stage import Stage


@pytest.fixture
def stage(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.setenv("LICENSE_DESK_REDUCED_MOTION", "1")
    locale = QLocale()
    stage = Stage(qapp)
    stage.speak("en")
    yield stage
    stage.clear()
    stage.speak("en")
    stage.theme.choose("light")
    QLocale.setDefault(locale)
