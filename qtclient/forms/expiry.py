"""A card's expiry, typed in any common way: 1228, 12/28, 12 / 2028, 1/28, 2028-12."""

import re
from dataclasses import dataclass
from datetime import date

from qtclient.forms.card_number import plain_digits

INCOMPLETE = "incomplete"
NO_SUCH_MONTH = "no_such_month"
EXPIRED = "expired"
TOO_FAR = "too_far"

# No card is issued for longer; the gateways refuse a later year as a slip of the hand.
_MOST_YEARS_AHEAD = 20
_YEAR_FIRST = re.compile(r"(\d{4})\D+(\d{1,2})")
_SEPARATED = re.compile(r"(\d{1,2})\D+(\d{4}|\d{2})")


@dataclass(frozen=True)
class Expiry:
    """The last month in which a card is good."""

    month: int
    year: int

    def __str__(self) -> str:
        """Return it as it stands on cards: "12 / 28"."""
        return f"{self.month:02} / {self.year % 100:02}"


def _in_western_digits(text: str) -> str:
    return "".join(plain_digits(sign) or sign for sign in text).strip()


def parsed(text: str) -> Expiry | None:
    """Return the expiry that `text` says; None when it says none (yet). Its month may not exist."""
    western = _in_western_digits(text)
    if match := _YEAR_FIRST.fullmatch(western):
        return Expiry(int(match[2]), int(match[1]))
    if match := _SEPARATED.fullmatch(western):
        return Expiry(int(match[1]), _full_year(match[2]))
    if not western.isdecimal():
        return None
    month_digits = {3: 1, 4: 2, 5: 1, 6: 2}.get(len(western))
    if month_digits is None:
        return None
    return Expiry(int(western[:month_digits]), _full_year(western[month_digits:]))


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def expiry_problem(text: str, today: date) -> str:
    """Return what is wrong with `text` on the day `today`: one of this module's constants, or ""."""
    expiry = parsed(text)
    if expiry is None:
        return INCOMPLETE
    if not 1 <= expiry.month <= 12:
        return NO_SUCH_MONTH
    if (expiry.year, expiry.month) < (today.year, today.month):
        return EXPIRED
    return TOO_FAR if expiry.year > today.year + _MOST_YEARS_AHEAD else ""


def while_typing(text: str) -> str:
    """Return `text` with the separator put in as soon as the month is certain; only for typing at the end."""
    western = _in_western_digits(text)
    if re.fullmatch(r"0[1-9]|1[0-2]", western):
        return f"{western} / "
    if re.fullmatch(r"[2-9]", western):
        return f"0{western} / "
    if re.fullmatch(r"1\s*/", western):
        return "01 / "
    return text


def when_left(text: str) -> str:
    """Return `text` as cards show it, once the field is left; unchanged where it says no real month."""
    expiry = parsed(text)
    return str(expiry) if expiry is not None and 1 <= expiry.month <= 12 else text
