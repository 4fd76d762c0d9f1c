"""Postal addresses as their country writes them: which fields, in which order, and what is wrong with them.

The rules themselves come from `qtclient.forms.postal_rules`, which reads them from a library on the worker thread.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

REQUIRED = "required"
NOT_A_CHOICE = "not_a_choice"
WRONG_FORM = "wrong_form"
OTHER_REGION = "other_region"

LINE_1 = "line_1"
LINE_2 = "line_2"
CITY = "city"
REGION = "region"
POSTAL_CODE = "postal_code"
DEPENDENT_LOCALITY = "dependent_locality"
SORTING_CODE = "sorting_code"


@dataclass(frozen=True)
class Choice:
    """A region that can be chosen.

    Attributes:
        code: what goes on the wire.
        postal_start: pattern with which this region's postal codes begin; "" when that is not known.
    """

    code: str
    label: str
    postal_start: str = ""


@dataclass(frozen=True)
class AddressField:
    """One field of an address.

    Attributes:
        name: one of this module's field names.
        kind: what the country calls it ("state", "prefecture", "zip", "post_town", ...); decides the label.
        choices: the regions to choose from; empty where it is typed.
        example: how a good one looks; "" when unknown.
    """

    name: str
    kind: str
    required: bool
    choices: tuple[Choice, ...] = ()
    example: str = ""


@dataclass(frozen=True)
class AddressRules:
    """How one country writes addresses.

    Attributes:
        rows: the fields in their order; those of a row stand beside each other.
        postal_pattern: what a whole postal code looks like; "" when anything goes.
        upper: names of the fields written in capitals.
    """

    country: str
    rows: tuple[tuple[AddressField, ...], ...]
    postal_pattern: str = ""
    upper: frozenset[str] = frozenset()

    @property
    def fields(self) -> tuple[AddressField, ...]:
        """All fields in their order."""
        return tuple(field for row in self.rows for field in row)


def tidied(values: Mapping[str, str], rules: AddressRules) -> dict[str, str]:
    """Return the fields that `rules` know, without stray blanks and in capitals where the country wants them."""
    tidy = {field.name: " ".join(values.get(field.name, "").split()) for field in rules.fields}
    return {name: value.upper() if name in rules.upper else value for name, value in tidy.items()}


def address_problems(values: Mapping[str, str], rules: AddressRules) -> dict[str, str]:
    """Return field name -> what is wrong (this module's constants) for everything that is."""
    tidy = tidied(values, rules)
    found: dict[str, str] = {}
    for field in rules.fields:
        value = tidy[field.name]
        if not value:
            if field.required:
                found[field.name] = REQUIRED
        elif field.choices and value.upper() not in {choice.code.upper() for choice in field.choices}:
            found[field.name] = NOT_A_CHOICE
    postal_code = tidy.get(POSTAL_CODE, "")
    if postal_code and (problem := _postal_problem(postal_code, tidy.get(REGION, ""), rules)):
        found[POSTAL_CODE] = problem
    return found


def _postal_problem(postal_code: str, region: str, rules: AddressRules) -> str:
    code = postal_code.upper()
    if rules.postal_pattern and not re.fullmatch(rules.postal_pattern, code):
        return WRONG_FORM
    for field in rules.fields:
        for choice in field.choices:
            if choice.code == region and choice.postal_start and not re.match(choice.postal_start, code):
                return OTHER_REGION
    return ""
