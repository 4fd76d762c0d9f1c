"""A receipt says all that it must, in both languages, for every script that the font has, and always the same."""

import io
from datetime import UTC, datetime

import msgspec
import pypdf
import pytest

from licenseserver.receipt_pdf import ReceiptFacts, receipt_pdf
from licensewire.billing import Address, BillingDetails
from licensewire.money import Money
from licensewire.purchases import Quote

ISSUED = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)


def usd(minor):
    return Money(minor=minor, currency="USD")


QUOTE = Quote(
    id="quo_1",
    plan_id="strategic-research-plus",
    period_starts_at=ISSUED,
    period_ends_at=ISSUED.replace(year=2027),
    price=usd(1260000),
    credit=usd(504000),
    subtotal=usd(756000),
    tax=usd(67095),
    tax_percent="8.875",
    tax_name={"en": "Sales tax", "fr": "Taxe de vente"},
    tax_note="",
    total=usd(823095),
    first_renewal_at=ISSUED.replace(year=2027),
    first_renewal_total=usd(1371825),
    cancel_until=ISSUED.replace(year=2027, day=22),
    expires_at=ISSUED,
    consents=(),
)
FACTS = ReceiptFacts(
    number="2026-000042",
    issued_at=ISSUED,
    purchase_id="pur_1",
    quote=QUOTE,
    plan_name={"en": "Strategic Research Plus", "fr": "Recherche stratégique Plus"},
    details=BillingDetails(
        name="Zoë Łukasiewicz",
        company="Αθηνά & Дружба Ltd.",
        tax_id="04-2103594",
        address=Address(
            country="US", lines=("1 Main Street", "Floor 2"), city="New York", region="NY", postal_code="10001"
        ),
    ),
    time_zone="America/New_York",
    card_brand="visa",
    card_last_four="4242",
)


def text_of(content):
    reader = pypdf.PdfReader(io.BytesIO(content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_everything_is_on_it_in_english():
    text = text_of(receipt_pdf(FACTS, "en"))
    for part in (
        "Receipt", "2026-000042", "November 23, 2026", "pur_1", "Meridian Surveys, Inc.", "EIN 91-1144442",
        "Αθηνά & Дружба Ltd.", "Zoë Łukasiewicz", "1 Main Street", "Floor 2", "NEW YORK, NY 10001", "04-2103594",
        "Strategic Research Plus", "November 23, 2026 to November 23, 2027", "US$12,600.00", "-US$5,040.00",
        "US$7,560.00", "Sales tax (8.875%)", "US$670.95", "US$8,230.95", "Visa ending in 4242",
    ):  # fmt: skip
        assert part in text, part


def test_everything_is_on_it_in_french():
    text = text_of(receipt_pdf(FACTS, "fr"))
    for part in (
        "Reçu", "23 novembre 2026", "Recherche stratégique Plus", "12 600,00 $US", "-5 040,00 $US",
        "Taxe de vente (8,875 %)", "8 230,95 $US", "Visa se terminant par 4242",
    ):  # fmt: skip
        assert part in text, part


@pytest.mark.parametrize(
    ("note", "language", "words"),
    [
        ("reverse_charge", "en", "Reverse charge"),
        ("reverse_charge", "fr", "Autoliquidation"),
        ("not_registered", "en", "not registered"),
    ],
)
def test_why_there_is_no_tax(note, language, words):
    changed = {"tax": usd(0), "tax_percent": "0", "tax_note": note, "credit": usd(0)}
    quote = msgspec.structs.replace(QUOTE, **changed)
    facts = ReceiptFacts(**{**vars(FACTS), "quote": quote})
    assert words in text_of(receipt_pdf(facts, language))


def test_the_same_receipt_is_the_same_bytes():
    assert receipt_pdf(FACTS, "en") == receipt_pdf(FACTS, "en")


def test_long_texts_do_not_leave_the_page():
    details = msgspec.structs.replace(FACTS.details, company="Very long name " * 13, name="Another " * 20)
    facts = ReceiptFacts(**{**vars(FACTS), "details": details})
    reader = pypdf.PdfReader(io.BytesIO(receipt_pdf(facts, "fr")))
    assert len(reader.pages) == 1
