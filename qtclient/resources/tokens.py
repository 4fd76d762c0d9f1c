"""The design tokens: every colour, distance, radius and type size of the client, and nothing else.

Light, dark and high contrast are three sets of the same names. Contrast is measured by
``tests/qtclient/views/test_tokens.py``: text at least 4.5:1, controls and rings at least 3:1 on what is behind.
"""

from typing import Final, NamedTuple

GOOD: Final = "good"
ATTENTION: Final = "attention"
DANGER: Final = "danger"
NEUTRAL: Final = "neutral"
ACCENT: Final = "accent"
MEANINGS: Final = (GOOD, ATTENTION, DANGER, NEUTRAL, ACCENT)


# No dataclasses here: they and what they generate would be waited for before the first paint.
class Space:
    """Distances in logical pixels, on a grid of 4."""

    hair: Final = 4
    small: Final = 8
    medium: Final = 12
    regular: Final = 16
    large: Final = 24
    huge: Final = 32
    vast: Final = 48


class Radius:
    """Corner radii in logical pixels."""

    control: Final = 6
    card: Final = 10
    sheet: Final = 12


class TypeSizes:
    """Five sizes in logical pixels; weight makes the rest of the hierarchy."""

    caption: Final = 12
    body: Final = 14
    heading: Final = 16
    figure: Final = 20
    title: Final = 28


SPACE: Final = Space()
RADIUS: Final = Radius()
TYPE: Final = TypeSizes()

CONTENT_WIDTH: Final = 960
"""Width of a page's column, in logical pixels."""
TITLE_BAR: Final = 56
"""Height of the bar at the window's top, in logical pixels."""
FOOTER: Final = 37
"""Height of the line under every screen, its hairline included."""
SIDEBAR: Final = 204
SIDEBAR_NARROW: Final = 60
"""Width of the sidebar with words and without, in logical pixels."""
NARROW_BELOW: Final = 900
"""Width of the window under which the sidebar has no room for words."""
SIDE_BY_SIDE: Final = 680
"""Width of a column under which cards stand one below the other."""
CONTROL_HEIGHT: Final = 36
"""Height of buttons and fields, in logical pixels."""
MOTION: Final = 140
"""Length of a movement, in milliseconds."""

FAMILIES: Final = ("Inter", "Noto Sans", "Cantarell", "Ubuntu", "DejaVu Sans")
"""Preferred families where the system names none of its own (plain X11)."""


class Palette(NamedTuple):
    """One set of colours (``#rrggbb``; `scrim` is ``#aarrggbb``).

    Attributes:
        canvas: behind everything.
        surface: cards, fields, menus.
        sunk: quiet areas on a surface (table heads, code, chips without meaning).
        hover: under the pointer.
        border: hairlines, decoration only.
        control: outline of fields and check boxes, needed to find them.
        text, muted, disabled: words in three strengths.
        accent: accent as text, icon or ring; accent_fill: behind `on_accent`; accent_soft: a breath of it.
        good, attention, danger: the three meanings as text and icon, each with its soft background.
        attention_mark: attention where it is drawn and not written (bars, rings).
        danger_fill: behind `on_danger`.
        skeleton: shapes of what is still loading.
        scrim: over the window behind a sheet.
    """

    name: str
    dark: bool
    canvas: str
    surface: str
    sunk: str
    hover: str
    border: str
    control: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_fill: str
    accent_fill_hover: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    attention: str
    attention_soft: str
    attention_mark: str
    danger: str
    danger_soft: str
    danger_fill: str
    danger_fill_hover: str
    on_danger: str
    skeleton: str
    scrim: str

    def tone(self, meaning: str) -> str:
        """Return the text and icon colour of `meaning`; "muted", "text" and "disabled" are understood too."""
        return {
            GOOD: self.good,
            ATTENTION: self.attention,
            DANGER: self.danger,
            ACCENT: self.accent,
            NEUTRAL: self.muted,
            "attention_mark": self.attention_mark,
            "muted": self.muted,
            "disabled": self.disabled,
            "on_accent": self.on_accent,
            "on_danger": self.on_danger,
        }.get(meaning, self.text)

    def soft(self, meaning: str) -> str:
        """Return the background that goes with `meaning`."""
        return {
            GOOD: self.good_soft,
            ATTENTION: self.attention_soft,
            DANGER: self.danger_soft,
            ACCENT: self.accent_soft,
        }.get(meaning, self.sunk)


LIGHT: Final = Palette(
    name="light",
    dark=False,
    canvas="#f7f8fa",
    surface="#ffffff",
    sunk="#f1f3f6",
    hover="#edeff3",
    border="#e2e5eb",
    control="#858d9b",
    text="#181c27",
    muted="#596171",
    disabled="#9aa1ae",
    accent="#3450c8",
    accent_fill="#3853d0",
    accent_fill_hover="#2c43b0",
    accent_soft="#eceffd",
    on_accent="#ffffff",
    good="#17703d",
    good_soft="#e5f4ea",
    attention="#855200",
    attention_soft="#fdf2da",
    attention_mark="#c27a08",
    danger="#b92323",
    danger_soft="#fdecec",
    danger_fill="#c52a2a",
    danger_fill_hover="#a61f1f",
    on_danger="#ffffff",
    skeleton="#e6e9ee",
    scrim="#66141824",
)

DARK: Final = Palette(
    name="dark",
    dark=True,
    canvas="#0f1116",
    surface="#171a21",
    sunk="#1d212a",
    hover="#232833",
    border="#2a303b",
    control="#6c7485",
    text="#e9ebf0",
    muted="#a2aab8",
    disabled="#626a79",
    accent="#9babff",
    accent_fill="#4f67e4",
    accent_fill_hover="#4359d6",
    accent_soft="#1f2542",
    on_accent="#ffffff",
    good="#63cf8f",
    good_soft="#15301f",
    attention="#ecb653",
    attention_soft="#352a12",
    attention_mark="#ecb653",
    danger="#ff8b85",
    danger_soft="#3b1d1f",
    danger_fill="#c83c3c",
    danger_fill_hover="#b93434",
    on_danger="#ffffff",
    skeleton="#262b35",
    scrim="#a6000004",
)

HIGH_CONTRAST: Final = Palette(
    name="high-contrast",
    dark=True,
    canvas="#000000",
    surface="#000001",
    sunk="#101010",
    hover="#262626",
    border="#ffffff",
    control="#ffffff",
    text="#ffffff",
    muted="#f0f0f0",
    disabled="#a6a6a6",
    accent="#ffdd33",
    accent_fill="#ffdd33",
    accent_fill_hover="#fff0a0",
    accent_soft="#242000",
    on_accent="#000000",
    good="#5dff9b",
    good_soft="#00230f",
    attention="#ffb84d",
    attention_soft="#2a1a00",
    attention_mark="#ffb84d",
    danger="#ff9a94",
    danger_soft="#330806",
    danger_fill="#ff9a94",
    danger_fill_hover="#ffc4c0",
    on_danger="#000000",
    skeleton="#333333",
    scrim="#cc000000",
)

PALETTES: Final = (LIGHT, DARK, HIGH_CONTRAST)
