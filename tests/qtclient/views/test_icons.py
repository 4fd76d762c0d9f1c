"""The icons are one family: same grid, same stroke, tinted; and every one that is asked for is there."""

import re
from pathlib import Path

import pytest
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "qtclient" / "resources" / "icons"
DRAWN = sorted(path for path in FOLDER.glob("*.svg") if path.stem != "license-desk")
ASKED = re.compile(r"""(?:icon|set_icon|Glyph|NavButton|icon_button|_entry|_choice)\(\s*["']([a-z][a-z-]*)["']""")


@pytest.mark.parametrize("path", DRAWN, ids=lambda path: path.stem)
def test_an_icon_is_of_the_family(path: Path, qapp: QApplication) -> None:
    text = path.read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in text
    assert 'stroke-width="1.5"' in text
    assert "currentColor" in text
    assert "#" not in text
    assert QSvgRenderer(text.encode()).isValid()


def test_every_icon_that_is_asked_for_is_there() -> None:
    names = {path.stem for path in DRAWN}
    asked = {
        name
        for path in (ROOT / "qtclient").rglob("*.py")
        for name in ASKED.findall(path.read_text(encoding="utf-8"))
    }
    assert asked - names == set()
