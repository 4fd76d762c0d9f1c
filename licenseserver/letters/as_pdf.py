"""A letter as a PDF, to be stored: the same words as in the mail, the same bytes for the same letter."""

from datetime import datetime

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from licenseserver.invoice_fonts import FONT, load_fonts
from licenseserver.letters.content import Content, Part
from licenseserver.seller import load_seller

_DARK, _SOFT, _ACCENT = (28, 35, 48), (90, 100, 117), (36, 86, 201)
_MARGIN = 20.0
_LABEL_WIDTH = 50.0
_PADDING = 4.0


class _Sheet(FPDF):
    def __init__(self, content: Content, language: str, written_at: datetime) -> None:
        super().__init__(format="A4")
        rows = (text for part in content.parts for row in part.rows for text in row)
        load_fonts(self, content.title + "".join(part.text for part in content.parts) + "".join(rows))
        self.set_margin(_MARGIN)
        self.c_margin = 0  # texts begin where the lines begin
        self.set_auto_page_break(auto=True, margin=25)
        self.set_creation_date(written_at)
        self.set_lang(language)
        self.set_title(content.title)
        self.set_author(load_seller().name)

    def write_text(
        self,
        text: str,
        size: float = 10,
        colour: tuple[int, int, int] = _DARK,
        *,
        bold: bool = False,
        indent: float = 0,
    ) -> None:
        """Write a paragraph and go to the line below."""
        self.set_font(FONT, "B" if bold else "", size)
        self.set_text_color(*colour)
        self.set_x(self.l_margin + indent)
        self.multi_cell(self.epw - 2 * indent, size * 0.5, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def letter_pdf(content: Content, platform: str, language: str, written_at: datetime) -> bytes:
    """Return a letter as a PDF.

    Args:
        content: what it says.
        platform: the survey platform's own name, above the title.
        language: of the words, for screen readers.
        written_at: the file's own date.
    """
    sheet = _Sheet(content, language, written_at)
    sheet.add_page()
    sheet.write_text(platform, 10, _SOFT)
    sheet.ln(3)
    sheet.write_text(content.title, 18, bold=True)
    sheet.ln(6)
    for part in content.parts:
        _write(sheet, part)
    seller = load_seller()
    sheet.ln(4)
    sheet.write_text("\n".join((seller.name, *seller.lines, seller.tax_id, seller.email)), 9, _SOFT)
    return bytes(sheet.output())


def _write(sheet: _Sheet, part: Part) -> None:
    match part.kind:
        case "rows":
            _write_rows(sheet, part.rows)
        case "box":
            _write_box(sheet, part.text)
        case "declaration":
            sheet.write_text(part.text, indent=_PADDING)
        case "button":
            return  # a button leads nowhere on paper
        case _:
            sheet.write_text(part.text)
    sheet.ln(4)


def _write_rows(sheet: _Sheet, rows: tuple[tuple[str, str], ...]) -> None:
    for label, value in rows:
        top = sheet.get_y()
        sheet.set_font(FONT, "", 10)
        sheet.set_text_color(*_SOFT)
        sheet.multi_cell(_LABEL_WIDTH, 6, label, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        below_label = sheet.get_y()
        sheet.set_xy(sheet.l_margin + _LABEL_WIDTH + _PADDING, top)
        sheet.set_text_color(*_DARK)
        width = sheet.epw - _LABEL_WIDTH - _PADDING
        sheet.multi_cell(width, 6, value, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        sheet.set_y(max(below_label, sheet.get_y()))


def _write_box(sheet: _Sheet, text: str) -> None:
    top = sheet.get_y()
    sheet.set_y(top + _PADDING)
    sheet.write_text(text, bold=True, indent=_PADDING)
    bottom = sheet.get_y() + _PADDING
    sheet.set_draw_color(*_ACCENT)
    sheet.rect(sheet.l_margin, top, sheet.epw, bottom - top)
    sheet.set_y(bottom)
