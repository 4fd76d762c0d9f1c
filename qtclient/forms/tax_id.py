"""Tax IDs by country, checked with python-stdnum; reached on the worker thread only."""

import re
from dataclasses import dataclass

from stdnum import exceptions, get_cc_module

WRONG_LENGTH = "wrong_length"
WRONG_FORM = "wrong_form"
WRONG_DIGIT = "wrong_digit"

# Of the number families that python-stdnum knows: businesses before persons.
_BY_COUNTRY = {"US": "ein", "NO": "mva", "CH": "vat"}
_EUROPEAN_UNION = re.compile("AT|BE|BG|CY|CZ|DE|DK|EE|ES|FI|FR|GR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK")
_LIKELY = re.compile(r"[0-9A-Z]{4,20}")


@dataclass(frozen=True)
class TaxId:
    """A tax ID as typed.

    Attributes:
        number: without blanks and dashes, the way it goes on the wire.
        problem: one of this module's constants; "" when nothing is wrong.
    """

    number: str
    problem: str


def checked(country: str, text: str) -> TaxId:
    """Return the tax ID that `text` says, checked by the rules of `country` (ISO 3166 alpha-2).

    In the European Union the number gets its country's letters in front, typed or not. For a country whose
    rules are not known, any 4 to 20 letters and digits pass.
    """
    plain = re.sub(r"[\s.\-/]", "", text).upper()
    if not plain:
        return TaxId("", "")
    rules = get_cc_module(country.lower(), _BY_COUNTRY.get(country, "vat"))
    if rules is None:
        return TaxId(plain, "" if _LIKELY.fullmatch(plain) else WRONG_FORM)
    try:
        number = str(rules.validate(plain)).upper()
    except exceptions.InvalidLength:
        return TaxId(plain, WRONG_LENGTH)
    except exceptions.InvalidChecksum:
        return TaxId(plain, WRONG_DIGIT)
    except exceptions.ValidationError:
        return TaxId(plain, WRONG_FORM)
    if _EUROPEAN_UNION.fullmatch(country):
        letters = "EL" if country == "GR" else country
        number = letters + number.removeprefix(letters)
    return TaxId(number, "")
