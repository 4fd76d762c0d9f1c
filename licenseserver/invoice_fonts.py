"""Which fonts a paper needs: DejaVu for most alphabets, others only where somebody's name is written in them."""

from pathlib import Path

from fpdf import FPDF

from licenseserver.catalogue import DATA

FONT = "DejaVu"
_FOLDER = DATA / "fonts"
_STYLES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}

# What DejaVu lacks. Reading such a font takes longer than drawing a page, so it is read only when it is needed.
_FALLBACKS = {
    "DroidSansFallback.ttf": (
        (0x1100, 0x11FF),
        (0x2E80, 0x9FFF),
        (0xAC00, 0xD7AF),
        (0xF900, 0xFAFF),
        (0xFF00, 0xFFEF),
    ),
    "NotoSansDevanagari-Regular.ttf": ((0x0900, 0x097F),),
    "NotoSansThai-Regular.ttf": ((0x0E00, 0x0E7F),),
}
# From Hebrew to the scripts of South-East Asia: written from right to left, or with letters that join and stack.
_SHAPED = ((0x0590, 0x109F), (0x1780, 0x17FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFF))


def load_fonts(pdf: FPDF, text: str) -> None:
    """Load what is needed to write all characters of `text`, in each style."""
    for style, name in _STYLES.items():
        pdf.add_font(FONT, style, _FOLDER / name)
    needed = [name for name, ranges in _FALLBACKS.items() if _has_one_of(text, ranges)]
    for name in needed:
        pdf.add_font(Path(name).stem, "", _FOLDER / "fallback" / name)
    if needed:
        # There is no bold of them: what is bold is drawn in the one weight that there is.
        pdf.set_fallback_fonts([Path(name).stem for name in needed], exact_match=False)
    if _has_one_of(text, _SHAPED):
        pdf.set_text_shaping(True)


def _has_one_of(text: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(character) <= last for character in text for first, last in ranges)
