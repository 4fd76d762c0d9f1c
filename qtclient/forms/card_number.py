"""Card numbers as they are typed: whose brand it is, how it is grouped, whether it can be right.

Prefixes and lengths follow ISO/IEC 7812 as the brands publish them; the check digit is Luhn's (ISO/IEC 7812-1).
"""

import re
import unicodedata
from dataclasses import dataclass

INCOMPLETE = "incomplete"
TOO_LONG = "too_long"
WRONG_DIGIT = "wrong_digit"

LONGEST = 19


@dataclass(frozen=True)
class Brand:
    """A card brand, as far as typing its number goes.

    Attributes:
        id: the payment gateway's word for it; "" for a brand that is not known (yet).
        ranges: first digits, as inclusive pairs of equally long texts.
        lengths: how many digits a whole number may have.
        cvc_lengths: how many digits its security code may have.
        groups: how many digits stand together; what is beyond them follows in the last group.
    """

    id: str
    name: str
    ranges: tuple[tuple[str, str], ...]
    lengths: tuple[int, ...]
    cvc_lengths: tuple[int, ...] = (3,)
    groups: tuple[int, ...] = (4, 4, 4, 4, 3)


BRANDS = (
    Brand("amex", "American Express", (("34", "34"), ("37", "37")), (15,), (4,), (4, 6, 5)),
    Brand("visa", "Visa", (("4", "4"),), (13, 16, 19)),
    Brand("mastercard", "Mastercard", (("51", "55"), ("2221", "2720")), (16,)),
    Brand("unionpay", "UnionPay", (("62", "62"), ("81", "81")), (16, 17, 18, 19)),
    Brand("discover", "Discover", (("6011", "6011"), ("644", "649"), ("65", "65")), (16, 17, 18, 19)),
    Brand(
        "diners",
        "Diners Club",
        (("300", "305"), ("3095", "3095"), ("36", "36"), ("38", "39")),
        (14, 15, 16, 17, 18, 19),
    ),
    Brand("jcb", "JCB", (("3528", "3589"),), (16, 17, 18, 19)),
)
UNKNOWN = Brand("", "", (), tuple(range(12, LONGEST + 1)), (3, 4))

_SHORT_DINERS_GROUPS = (4, 6, 4)
_NUMBER_AMONG_WORDS = re.compile(r"\d(?:[\s.\-–—]*\d){11,18}(?![\s.\-–—]*\d)")


def plain_digits(text: str) -> str:
    """Return the decimal digits in `text`, those of any script as 0-9, and nothing else."""
    return "".join(str(unicodedata.digit(sign)) for sign in text if sign.isdecimal())


def number_in(text: str) -> str:
    """Return the digits of the card number in `text`, which may be typed or pasted.

    Blanks, dashes and dots between the digits are skipped. From a pasted line that holds more than a number
    ("4242 4242 4242 4242 exp 12/28") the first run that is long enough for a card is taken.
    """
    digits = plain_digits(text)
    if len(digits) <= LONGEST and not any(sign.isalpha() for sign in text):
        return digits
    found = _NUMBER_AMONG_WORDS.search(text)
    return plain_digits(found.group()) if found else digits


def brand_of(digits: str) -> Brand:
    """Return the brand that `digits` begin with; `UNKNOWN` as long as they could be several brands' or nobody's."""
    for brand in BRANDS:
        for low, high in brand.ranges:
            start = digits[: len(low)]
            if len(start) == len(low) and low <= start <= high:
                return brand
    return UNKNOWN


def grouped(digits: str) -> str:
    """Return `digits` with a blank between groups, as they stand on the brand's cards."""
    groups = brand_of(digits).groups
    if brand_of(digits).id == "diners" and len(digits) <= sum(_SHORT_DINERS_GROUPS):
        groups = _SHORT_DINERS_GROUPS
    parts: list[str] = []
    rest = digits
    for size in groups:
        if not rest:
            break
        parts.append(rest[:size])
        rest = rest[size:]
    return " ".join(parts) + rest


@dataclass(frozen=True, repr=False)
class Typed:
    """A field's text and where its cursor stands; without a readable form, for it holds a card number."""

    text: str
    cursor: int


def after_edit(text: str, cursor: int) -> Typed:
    """Return what the field shows after an edit left it with `text` and the cursor at `cursor`.

    The cursor stays behind the same digit, so that a digit can be mended in the middle of the number.
    """
    digits = number_in(text)
    before = min(len(plain_digits(text[:cursor])), len(digits))
    shown = grouped(digits)
    if before == len(digits):
        return Typed(shown, len(shown))
    position = 0
    while before:
        before -= shown[position] != " "
        position += 1
    return Typed(shown, position)


def cursor_before_erasing(text: str, cursor: int) -> int:
    """Return from where Backspace erases: a blank between groups is no obstacle, the digit before it goes."""
    while cursor and text[cursor - 1] == " ":
        cursor -= 1
    return cursor


def passes_luhn(digits: str) -> bool:
    """Say whether the check digit of `digits` is right (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        value = int(sign)
        if place % 2:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return bool(digits) and total % 10 == 0


def number_problem(digits: str) -> str:
    """Return what is wrong with a whole number: `INCOMPLETE`, `TOO_LONG`, `WRONG_DIGIT`, or "" when nothing is."""
    lengths = brand_of(digits).lengths
    if len(digits) > max(lengths):
        return TOO_LONG
    if len(digits) not in lengths:
        return INCOMPLETE
    return "" if passes_luhn(digits) else WRONG_DIGIT


def cvc_problem(cvc: str, digits: str) -> str:
    """Return what is wrong with the security code of the card `digits`: `INCOMPLETE`, `TOO_LONG` or ""."""
    lengths = brand_of(digits).cvc_lengths
    if len(cvc) > max(lengths):
        return TOO_LONG
    return "" if len(cvc) in lengths else INCOMPLETE
