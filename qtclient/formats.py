"""Money, numbers and dates as the person's locale writes them.

All functions follow the default QLocale, which the application sets with its language.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

if TYPE_CHECKING:
    from datetime import datetime

    from licensewire.money import Money
    from licensewire.plans import Price

# ISO 4217: currencies whose smallest unit is not a hundredth.
_NO_DECIMALS = frozenset(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ]
)
_THREE_DECIMALS = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])

# Unambiguous signs by language (CLDR); a currency that is not here is written with its ISO code.
_SIGNS = {
    "en": {
        "AUD": "A$", "BRL": "R$", "CAD": "CA$", "CNY": "CN¥", "EUR": "€", "GBP": "£", "INR": "₹", "JPY": "¥",
        "KRW": "₩", "MXN": "MX$", "NZD": "NZ$", "USD": "US$",
    },
    "fr": {
        "AUD": "$AU", "BRL": "R$", "CAD": "$CA", "EUR": "€", "GBP": "£GB", "INR": "₹", "KRW": "₩", "MXN": "$MX",
        "NZD": "$NZ", "USD": "$US",
    },
}  # fmt: skip

_NO_BREAK = "\u00a0"
# The weekday of a long date format, what divides it from the rest, and the Thai "on the" behind it.
_WEEKDAY = re.compile(r"[\s,،、]*dddd(ที่)?[\s,،、]*")
_YEAR = re.compile(r"y+")
# What follows a rate, where it is not the bare sign.
_BEFORE_PERCENT = {"fr": "\u202f", "de": "\u00a0", "es": "\u00a0"}


def decimals(currency: str) -> int:
    """How many digits the currency has behind the decimal point (ISO 4217)."""
    if currency in _NO_DECIMALS:
        return 0
    return 3 if currency in _THREE_DECIMALS else 2


def money(amount: Money) -> str:
    """Write an amount so that the currency cannot be mistaken: "US$5,040.00", "5 040,00 $US"."""
    locale = QLocale()
    digits = decimals(amount.currency)
    sign = _SIGNS.get(_language(locale), {}).get(amount.currency)
    if sign is None:
        # A code of letters would run into the figures: "CHF 5,040.00".
        sign = amount.currency if _sign_stands_behind(locale) else amount.currency + _NO_BREAK
    # The precision is passed because a locale brings its own currency's (0 for ja_JP).
    text = locale.toCurrencyString(abs(amount.minor) / 10**digits, sign, digits)
    # A locale's own negative amount may be the accountant's one in parentheses, which few people can read.
    return text if amount.minor >= 0 else locale.negativeSign() + text


def price_per_period(price: Price) -> str:
    """Write a price with its period: "US$5,040.00 per year"."""
    texts = {
        "year": QCoreApplication.translate("Formats", "{amount} per year"),
        "month": QCoreApplication.translate("Formats", "{amount} per month"),
    }
    return texts.get(price.period, "{amount}").format(amount=money(price.amount))


_BEYOND_QT = 2**63


def number(value: int) -> str:
    """Write a whole number with the locale's grouping: "1,000"."""
    # Nobody has more of anything: a backend that says so must not leave the rest of the screen empty.
    return QLocale().toString(value) if abs(value) < _BEYOND_QT else str(value)


def percent(text: str) -> str:
    """Write a rate as the wire has it ("19", "8.875") with the locale's decimal point and sign: "8,875 %"."""
    locale = QLocale()
    fraction = len(text.partition(".")[2])
    figure = locale.toString(float(text), "f", fraction)
    return figure + _BEFORE_PERCENT.get(_language(locale), "") + locale.percent()


def day(moment: datetime) -> str:
    """Write the day on which `moment` falls here: "March 3, 2027"."""
    local = moment.astimezone()
    locale = QLocale()
    return locale.toString(QDate(local.year, local.month, local.day), _without_weekday(locale))


def day_in_figures(value: date) -> str:
    """Write a day as it is typed into a form, its year in four figures: "3/30/2027", "30/03/2027"."""
    locale = QLocale()
    pattern = _YEAR.sub("yyyy", locale.dateFormat(QLocale.FormatType.ShortFormat))
    return locale.toString(QDate(value.year, value.month, value.day), pattern)


def read_day(text: str) -> date | None:
    """Read a day that is written as `day` writes it; None for anything else."""
    locale = QLocale()
    found = locale.toDate(text.strip(), _without_weekday(locale))
    return date(found.year(), found.month(), found.day()) if found.isValid() else None


def time_of_day(moment: datetime) -> str:
    """Write the time here: "2:05 PM"."""
    local = moment.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


def moment(value: datetime) -> str:
    """Write day and time here: "March 3, 2027, 2:05 PM"."""
    pattern = QCoreApplication.translate("Formats", "{day}, {time}")
    return pattern.format(day=day(value), time=time_of_day(value))


def _language(locale: QLocale) -> str:
    return locale.name().split("_")[0]


def _sign_stands_behind(locale: QLocale) -> bool:
    text = locale.toCurrencyString(1.0, "X", 0)
    return text.find("X") > text.find(locale.toString(1))


def _without_weekday(locale: QLocale) -> str:
    """The long date without its weekday: the day that matters is a date, and a narrow column holds it."""
    return _WEEKDAY.sub("", locale.dateFormat(QLocale.FormatType.LongFormat)).strip()
