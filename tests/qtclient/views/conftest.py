"""What tests of views share: the theme, and a stage with the real window and no server."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from tests.gallery.stage import Stage

ROOT = Path(__file__).resolve().parents[3]


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


@pytest.fixture(scope="session", autouse=True)
def _compiled_translations() -> None:
    """The .qm files are not committed: make them where they are missing or older than their source."""
    for source in (ROOT / "qtclient" / "resources" / "i18n").glob("*.ts"):
        compiled = source.with_suffix(".qm")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            subprocess.run([sys.executable, "packaging/translations.py", "compile"], cwd=ROOT, check=True)
            return
