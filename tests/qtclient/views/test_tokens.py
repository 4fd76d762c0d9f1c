"""The colours, measured by WCAG's own formula."""

import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from qtclient.resources import current, icon, qt_palette
from qtclient.resources.tokens import MEANINGS, PALETTES, Palette

TEXT = 4.5
CONTROL = 3.0


def luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    found = QColor(colour)
    return 0.2126 * linear(found.redF()) + 0.7152 * linear(found.greenF()) + 0.0722 * linear(found.blueF())


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_is_the_known_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_words_can_be_read(palette: Palette) -> None:
    grounds = [palette.canvas, palette.surface, palette.sunk, palette.hover]
    pairs = [(palette.text, ground) for ground in grounds] + [(palette.muted, ground) for ground in grounds]
    pairs += [(palette.accent, ground) for ground in (palette.canvas, palette.surface, palette.accent_soft)]
    for meaning in MEANINGS:
        pairs += [(palette.tone(meaning), palette.soft(meaning)), (palette.tone(meaning), palette.surface)]
        pairs += [(palette.text, palette.soft(meaning)), (palette.accent, palette.soft(meaning))]
    for fill in (palette.accent_fill, palette.accent_fill_hover):
        pairs.append((palette.on_accent, fill))
    for fill in (palette.danger_fill, palette.danger_fill_hover):
        pairs.append((palette.on_danger, fill))
    assert [pair for pair in pairs if contrast(*pair) < TEXT] == []


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_controls_and_rings_can_be_found(palette: Palette) -> None:
    grounds = [palette.canvas, palette.surface]
    marks = [palette.control, palette.accent, palette.accent_fill, palette.attention_mark, palette.danger_fill]
    assert [(mark, ground) for mark in marks for ground in grounds if contrast(mark, ground) < CONTROL] == []


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_every_token_is_a_colour(palette: Palette) -> None:
    for field in palette._fields:
        value = getattr(palette, field)
        if isinstance(value, str) and field != "name":
            assert re.fullmatch(r"#([0-9a-f]{2})?[0-9a-f]{6}", value), field


def test_the_palette_in_force_is_read_from_the_application(qapp: QApplication) -> None:
    before = qapp.palette()
    try:
        for palette in PALETTES:
            qapp.setPalette(qt_palette(palette))
            assert current() is palette
    finally:
        qapp.setPalette(before)


def test_an_icon_takes_the_colour_of_the_palette_in_force(qapp: QApplication) -> None:
    before = qapp.palette()
    tinted = icon("minus", "text")
    try:
        for palette in PALETTES:
            qapp.setPalette(qt_palette(palette))
            picture = tinted.pixmap(24, 24).toImage()
            # Painting with partly covered pixels rounds.
            assert contrast(picture.pixelColor(12, 12).name(), palette.text) < 1.05
    finally:
        qapp.setPalette(before)
