"""Money, numbers and dates as the locale writes them."""

import re
import time
from datetime import UTC, date, datetime, timedelta, timezone
from datetime import time as datetime_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from licensewire.money import Money
from licensewire.plans import Price
from qtclient import formats
from qtclient.forms.day_text import day_order, read_day

LOCALES = [
    "en_US",
    "en_GB",
    "fr_FR",
    "fr_CA",
    "de_DE",
    "es_ES",
    "ja_JP",
    "ar_EG",
    "he_IL",
    "fa_IR",
    "hi_IN",
    "th_TH",
]
CURRENCIES = ["USD", "EUR", "JPY", "KWD", "CHF", "GBP", "CAD"]
MARKS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(autouse=True)
def restore():
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.fixture
def paris(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def speak(name):
    QLocale.setDefault(QLocale(name))


def plain(text):
    """`text` with all its blanks alike and without bidi marks."""
    return MARKS.sub("", re.sub(r"\s", " ", text))


def usd(minor):
    return Money(minor=minor, currency="USD")


@pytest.mark.parametrize(
    ("locale", "amount", "text"),
    [
        ("en_US", usd(504000), "US$5,040.00"),
        ("en_GB", usd(504000), "US$5,040.00"),
        ("fr_FR", usd(504000), "5 040,00 $US"),
        ("fr_CA", usd(504000), "5 040,00 $US"),
        ("de_DE", usd(504000), "5.040,00 USD"),
        ("en_US", usd(0), "US$0.00"),
        ("en_US", usd(5), "US$0.05"),
        ("en_US", usd(-504000), "-US$5,040.00"),
        ("fr_FR", usd(-504000), "-5 040,00 $US"),
        ("en_US", Money(minor=5040, currency="JPY"), "¥5,040"),
        ("ja_JP", usd(504000), "USD 5,040.00"),
        ("en_US", Money(minor=1234567, currency="KWD"), "KWD 1,234.567"),
        ("en_US", Money(minor=504000, currency="CHF"), "CHF 5,040.00"),
        ("fr_FR", Money(minor=504000, currency="EUR"), "5 040,00 €"),
        ("ar_EG", usd(504000), "٥٬٠٤٠٫٠٠ USD"),
    ],
)
def test_money(locale, amount, text):
    speak(locale)
    assert plain(formats.money(amount)) == text


@given(st.sampled_from(LOCALES), st.integers(-(10**12), 10**12), st.sampled_from(CURRENCIES))
def test_money_loses_no_digit(locale, minor, currency):
    speak(locale)
    before = QLocale()
    text = formats.money(Money(minor=minor, currency=currency))
    zero = ord(before.zeroDigit())
    digits = "".join(str(ord(sign) - zero) for sign in text if 0 <= ord(sign) - zero <= 9)
    assert int(digits) == abs(minor)
    decimals = formats.decimals(currency)
    assert len(digits) > decimals
    if decimals:
        point = text.rindex(before.decimalPoint())
        behind = [sign for sign in text[point:] if 0 <= ord(sign) - zero <= 9]
        assert len(behind) == decimals


@given(st.sampled_from(LOCALES), st.sampled_from(CURRENCIES), st.sampled_from(CURRENCIES))
def test_two_currencies_never_look_alike(locale, one, other):
    speak(locale)
    texts = {formats.money(Money(minor=123000, currency=currency)) for currency in (one, other)}
    assert len(texts) == len({one, other})


def test_price_per_period():
    speak("en_US")
    assert formats.price_per_period(Price(amount=usd(504000), period="year")) == "US$5,040.00 per year"
    assert formats.price_per_period(Price(amount=usd(42000), period="month")) == "US$420.00 per month"
    assert formats.price_per_period(Price(amount=usd(42000), period="eon")) == "US$420.00"


@pytest.mark.parametrize(("locale", "text"), [("en_US", "1,000"), ("fr_FR", "1 000"), ("de_DE", "1.000")])
def test_number(locale, text):
    speak(locale)
    assert plain(formats.number(1000)) == text


def test_a_number_beyond_all_sense_is_written_all_the_same():
    assert formats.number(2**63) == "9223372036854775808"


@pytest.mark.parametrize(
    ("locale", "rate", "text"),
    [("en_US", "19", "19%"), ("en_US", "8.875", "8.875%"), ("fr_FR", "8.875", "8,875 %"), ("de_DE", "0", "0 %")],
)
def test_percent(locale, rate, text):
    speak(locale)
    assert plain(formats.percent(rate)) == text


@pytest.mark.parametrize(
    ("locale", "day", "moment"),
    [
        ("en_US", "March 4, 2027", "March 4, 2027, 12:30 AM"),
        ("en_GB", "4 March 2027", "4 March 2027, 00:30"),
        ("fr_FR", "4 mars 2027", "4 mars 2027, 00:30"),
        ("de_DE", "4. März 2027", "4. März 2027, 00:30"),
    ],
)
def test_a_moment_is_told_where_the_person_is(paris, locale, day, moment):
    speak(locale)
    value = datetime(2027, 3, 3, 23, 30, tzinfo=UTC)
    assert plain(formats.day(value)) == day
    assert plain(formats.moment(value)) == moment
    assert formats.moment(value) == formats.moment(value.astimezone(timezone(timedelta(hours=9))))


@given(st.sampled_from([locale.name() for locale in QLocale.matchingLocales(
    QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
)]), st.integers(1_600_000_000, 4_000_000_000))  # fmt: skip
def test_a_day_has_no_weekday_in_any_language(name, seconds):
    speak(name)
    value = datetime.fromtimestamp(seconds, UTC)
    locale = QLocale()
    text = formats.day(value)
    weekday = locale.dayName(value.astimezone().isoweekday(), QLocale.FormatType.LongFormat)
    assert text
    assert text == text.strip(" ,،、")
    assert not weekday or f"{weekday}," not in text


@pytest.mark.parametrize("name", LOCALES)
@given(day=st.dates(min_value=date(2020, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_in_figures_is_read_as_the_same_day(name, day):
    QLocale.setDefault(QLocale(name))
    order = day_order(QLocale().dateFormat(QLocale.FormatType.ShortFormat))
    assert read_day(formats.day_in_figures(day), order) == day


@pytest.mark.parametrize("name", LOCALES)
@given(day=st.dates(min_value=date(2020, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_in_words_is_read_as_the_same_day(name, day):
    QLocale.setDefault(QLocale(name))
    assert formats.read_day(formats.day(datetime.combine(day, datetime_time(12)).astimezone())) == day


def test_figures_have_the_whole_year():
    QLocale.setDefault(QLocale("en_US"))
    assert formats.day_in_figures(date(2027, 3, 30)) == "3/30/2027"
    QLocale.setDefault(QLocale("fr_FR"))
    assert formats.day_in_figures(date(2027, 3, 30)) == "30/03/2027"
    assert formats.read_day("le 30 mars") is None
