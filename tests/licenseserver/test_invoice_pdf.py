"""A paper says all that it must, in both languages, in everybody's letters, and always the same."""

import io
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import msgspec
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from licenseserver.invoice_paper import Paper
from licenseserver.invoice_pdf import invoice_pdf
from licenseserver.seller import load_seller
from licenseserver.taxes import Tax
from licensewire.billing import Address, BillingDetails
from licensewire.money import Money

ISSUED = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)


def usd(minor):
    return Money(minor=minor, currency="USD")


PAPER = Paper(
    kind="invoice",
    number="2026-000042",
    issued_at=ISSUED,
    time_zone="America/New_York",
    reference="pur_1",
    seller=load_seller(),
    customer=BillingDetails(
        name="Zoë Łukasiewicz",
        company="Αθηνά & Дружба Ltd.",
        tax_id="04-2103594",
        address=Address(
            country="US", lines=("1 Main Street", "Floor 2"), city="New York", region="NY", postal_code="10001"
        ),
    ),
    plan_name={"en": "Strategic Research Plus", "fr": "Recherche stratégique Plus"},
    period_starts_at=ISSUED,
    period_ends_at=ISSUED.replace(year=2027),
    price=usd(1260000),
    credit=usd(504000),
    subtotal=usd(756000),
    tax=usd(67095),
    total=usd(823095),
    tax_percent="8.875",
    tax_name={"en": "Sales tax", "fr": "Taxe de vente"},
    card_brand="visa",
    card_last_four="4242",
)
NOTE = msgspec.structs.replace(
    PAPER,
    kind="credit_note",
    number="2026-000051",
    issued_at=ISSUED + timedelta(days=9),
    price=usd(-1260000),
    credit=usd(-504000),
    subtotal=usd(-756000),
    tax=usd(-67095),
    total=usd(-823095),
    credits="2026-000042",
    credits_issued_at=ISSUED,
    reason="withdrawal",
)


def changed(paper=PAPER, **changes):
    return msgspec.structs.replace(paper, **changes)


def customer(**changes):
    return changed(customer=msgspec.structs.replace(PAPER.customer, **changes))


def pages_of(content):
    return pypdf.PdfReader(io.BytesIO(content)).pages


def text_of(content):
    return " ".join(" ".join(page.extract_text() for page in pages_of(content)).split())


def test_everything_is_on_an_invoice_in_english():
    text = text_of(invoice_pdf(PAPER, "en"))
    for part in (
        "Invoice number", "2026-000042", "Date of issue", "November 23, 2026", "pur_1",
        "Meridian Surveys, Inc.", "100 Harbor Street", "EIN 91-1144442",
        "Αθηνά & Дружба Ltd.", "Zoë Łukasiewicz", "1 Main Street", "Floor 2", "NEW YORK, NY 10001", "04-2103594",
        "Strategic Research Plus", "November 23, 2026 to November 23, 2027", "US$12,600.00",
        "Credit for the unused part", "-US$5,040.00", "Subtotal US$7,560.00", "Sales tax (8.875%) US$670.95",
        "Total US$8,230.95", "Paid by Visa ending in 4242 on November 23, 2026.", "page 1 of 1",
    ):  # fmt: skip
        assert part in text, part


def test_everything_is_on_an_invoice_in_french():
    text = text_of(invoice_pdf(PAPER, "fr"))
    for part in (
        "Facture", "Numéro de facture", "23 novembre 2026", "Recherche stratégique Plus",
        "Licence en libre-service, du 23 novembre 2026 au 23 novembre 2027", "12 600,00 $US", "-5 040,00 $US",
        "Taxe de vente (8,875 %)", "8 230,95 $US", "Visa se terminant par 4242", "page 1 sur 1",
    ):  # fmt: skip
        assert part in text, part


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ("Credit note number 2026-000051", "December 2, 2026", "Credit note for invoice 2026-000042 of"
                " November 23, 2026", "-US$12,600.00", "license US$5,040.00", "Total credited -US$8,230.95",
                "Paid back to Visa ending in 4242.", "withdrawal from the contract")),
        ("fr", ("Numéro d’avoir 2026-000051", "2 décembre 2026", "Avoir sur la facture 2026-000042 du",
                "23 novembre 2026", "-12 600,00 $US", "Total de l’avoir -8 230,95 $US",
                "Remboursé sur la carte Visa", "rétractation")),
    ],
)  # fmt: skip
def test_a_credit_note_says_what_it_takes_back(language, parts):
    text = text_of(invoice_pdf(NOTE, language))
    for part in parts:
        assert part in text, part


@pytest.mark.parametrize(
    ("note", "language", "words"),
    [
        ("reverse_charge", "en", ("VAT (0%) US$0.00", "Reverse charge: the recipient accounts for the tax")),
        ("reverse_charge", "fr", ("TVA (0 %)", "Autoliquidation : taxe due par le preneur")),
        ("not_registered", "en", ("No tax US$0.00", "not registered")),
        ("not_registered", "fr", ("Pas de taxe", "n’est pas assujetti")),
        ("", "en", ("No tax US$0.00", "Total US$7,560.00")),
    ],
)
def test_why_there_is_no_tax(note, language, words):
    paper = changed(
        tax=usd(0), total=PAPER.subtotal, tax_percent="0", tax_note=note, tax_name={"en": "VAT", "fr": "TVA"}
    )
    for each in words:
        assert each in text_of(invoice_pdf(paper, language)), each


def test_without_a_credit_no_line_speaks_of_one():
    text = text_of(invoice_pdf(changed(credit=usd(0), subtotal=PAPER.price), "en"))
    assert "unused" not in text


def test_a_card_that_is_not_known_is_not_named():
    assert "Paid by card on" in text_of(invoice_pdf(changed(card_brand="", card_last_four=""), "en"))
    assert "débitée" in text_of(invoice_pdf(changed(NOTE, card_brand="", card_last_four=""), "fr"))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("paper", [PAPER, NOTE, customer(company="חברת מחקרים")], ids=["invoice", "note", "shaped"])
def test_the_same_paper_is_the_same_bytes(paper, language):
    assert invoice_pdf(paper, language) == invoice_pdf(paper, language)


def test_the_day_is_the_accounts_day():
    late = changed(issued_at=datetime(2026, 12, 31, 20, tzinfo=UTC), time_zone="Asia/Tokyo")
    assert "January 1, 2027" in text_of(invoice_pdf(late, "en"))


def test_long_names_are_wrapped_inside_the_page():
    paper = customer(company="Very long name " * 13, name="Donaudampfschifffahrtsgesellschaft" * 5)
    content = invoice_pdf(paper, "fr")
    assert len(pages_of(content)) == 1
    page = pages_of(content)[0]
    edge = float(page.mediabox.width)
    starts = []
    page.extract_text(visitor_text=lambda text, _cm, tm, *_: starts.append(tm[4]) if text.strip() else None)
    assert max(starts) < edge - 20 * 72 / 25.4
    assert text_of(content).count("Very long name") == 13


def test_what_does_not_fit_goes_on_overleaf_without_parting_a_line():
    full = "x" * 190
    address = Address(
        country="GB", lines=(full, full, full, full), city=full, postal_code="EC1R 0DP", dependent_locality=full
    )
    pages = pages_of(invoice_pdf(customer(address=address, company=full, name=full), "en"))
    texts = [" ".join(page.extract_text().split()) for page in pages]
    assert len(texts) == 2
    assert "Description Amount" in texts[1]
    for line in ("Subtotal US$7,560.00", "Total US$8,230.95"):
        assert sum(line in text for text in texts) == 1
    assert [f"page {number} of 2" in text for number, text in enumerate(texts, start=1)] == [True, True]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("company", "country"),
    [
        ("株式会社 研究所サーベイ", "JP"),
        ("北京调查研究有限公司", "CN"),
        ("臺北研究股份有限公司", "TW"),
        ("한국 조사 연구소", "KR"),
        ("ศูนย์วิจัย", "TH"),
        ("अनुसंधान केंद्र", "IN"),
        ("Công ty Nghiên cứu Thị trường", "VN"),
        ("Հետազոտություն", "AM"),
    ],
)
def test_everybodys_letters_are_there(company, country, caplog):
    address = Address(country=country, lines=("1",), city="X", postal_code="10110")
    content = invoice_pdf(customer(company=company, name="N", address=address), "en")
    # The library says on its log what a font has no glyph for.
    assert "missing" not in caplog.text
    found = set("".join(pages_of(content)[0].extract_text().split()))
    assert set(company.replace(" ", "")) <= found


@pytest.mark.parametrize("company", ["شركة البحوث", "חברת מחקרים"])
def test_what_is_written_from_right_to_left_is_drawn_so(company, caplog):
    content = invoice_pdf(customer(company=company, name="N"), "en")
    assert "missing" not in caplog.text
    line = pages_of(content)[0].extract_text(extraction_mode="layout").split("\n")
    drawn = next(each for each in line if "Meridian Surveys, Inc." in each).partition("Inc.")[2].strip()
    # Read from left to right, as the glyphs lie on the page, the words' order is turned.
    assert drawn.split()[0] != company.split()[0]


AMOUNT = re.compile(r"(-?)US\$([\d,]+)\.(\d\d)")


@pytest.mark.slow
@settings(max_examples=25)
@given(
    price=some.integers(1, 10**9),
    part=some.integers(0, 100),
    percent=some.sampled_from(["0", "7.7", "8.875", "19", "20", "25"]),
)
def test_what_is_printed_adds_up(price, part, percent):
    credit = price * part // 101
    tax = Tax(percent, {"en": "Tax"}).on(price - credit)
    assert abs(Decimal(tax) - Decimal(price - credit) * Decimal(percent) / 100) <= Decimal("0.5")
    paper = changed(
        price=usd(price),
        credit=usd(credit),
        subtotal=usd(price - credit),
        tax=usd(tax),
        total=usd(price - credit + tax),
        tax_percent=percent,
        tax_name={"en": "Tax"},
    )
    found = AMOUNT.findall(text_of(invoice_pdf(paper, "en")))
    minor = [int(sign + units.replace(",", "") + cents) for sign, units, cents in found]
    assert len(minor) == (5 if credit else 4)
    *lines, subtotal, taxed, total = minor
    assert (sum(lines), subtotal + taxed) == (subtotal, total)
