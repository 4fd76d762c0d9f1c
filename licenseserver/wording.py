"""Money, dates and card names as a reader of a language expects them on invoices and in mails."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, get_currency_precision

from licensewire.money import Money

LANGUAGES = ("en", "fr")
_LOCALES = {"en": "en_US", "fr": "fr_FR"}
# Readers from everywhere: "US$", where en_US writes a "$" that is somebody else's dollar too.
_MONEY_LOCALES = {"en": "en_001", "fr": "fr_FR"}
_CARDS = {
    "visa": "Visa",
    "mastercard": "Mastercard",
    "amex": "American Express",
    "discover": "Discover",
    "diners": "Diners Club",
    "jcb": "JCB",
    "unionpay": "UnionPay",
}


def known_language(language: str) -> str:
    """Return the language that texts exist in: "fr" for "fr_CA", "en" for what is not known."""
    base = language.replace("-", "_").split("_")[0].lower()
    return base if base in LANGUAGES else "en"


def language_of_browser(accept_language: str) -> str:
    """Return the language for a page, from the first wish in an ``Accept-Language`` header."""
    first = accept_language.partition(",")[0]
    return known_language(first.partition(";")[0].strip())


def money_text(money: Money, language: str) -> str:
    """Return an amount with its currency, exact to the smallest unit."""
    amount = Decimal(money.minor).scaleb(-get_currency_precision(money.currency))
    return str(format_currency(amount, money.currency, locale=_MONEY_LOCALES[language]))


def percent_text(percent: str, language: str) -> str:
    """Return a tax rate ("8.875") as written in the language, with its sign."""
    number = format_decimal(Decimal(percent), format="#,##0.###", locale=_LOCALES[language])
    return f"{number} %" if language == "fr" else f"{number}%"


def day_text(moment: datetime, language: str, time_zone: str) -> str:
    """Return the day of a moment in a time zone, in full."""
    return date_text(moment.astimezone(ZoneInfo(time_zone)).date(), language)


def date_text(day: date, language: str) -> str:
    """Return a day in full ("March 1, 2027", "1er mars 2027")."""
    written = str(format_date(day, "long", locale=_LOCALES[language]))
    return written.replace("1 ", "1er ", 1) if language == "fr" and day.day == 1 else written


def moment_text(moment: datetime, language: str, time_zone: str) -> str:
    """Return a moment to the minute in a time zone, which is told by its distance from UTC."""
    local = moment.astimezone(ZoneInfo(time_zone))
    offset = local.strftime("%z")
    zone = "UTC" if not local.utcoffset() else f"UTC{offset[:3]}:{offset[3:5]}"
    join = " à " if language == "fr" else ", "
    return f"{date_text(local.date(), language)}{join}{local:%H:%M} ({zone})"


def card_text(brand: str) -> str:
    """Return a card brand's own name; an unknown one as the gateway calls it."""
    return _CARDS.get(brand, brand.replace("_", " ").title())
