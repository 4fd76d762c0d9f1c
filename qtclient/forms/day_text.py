"""A day as people type it: figures in the order of their country, or as ISO 8601 has it."""

import re
from datetime import date

_FIGURES = re.compile(r"(\d{1,4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,4})\.?")
_CENTURY = 2000
_WHOLE_YEAR = 4


def day_order(pattern: str) -> str:
    """Return in which order a date pattern ("dd/MM/yyyy", "M/d/yy") has its parts: "dmy", "mdy" or "ymd"."""
    found = sorted((pattern.lower().find(part), part) for part in "dmy")
    return "".join(part for _, part in found)


def read_day(text: str, order: str) -> date | None:
    """Return the day that `text` names; None for anything else.

    Args:
        text: figures with anything in between; a year of two figures is of this century.
        order: as `day_order` says it; with four figures in front it is the year that comes first.
    """
    found = _FIGURES.fullmatch(text.strip())
    if found is None:
        return None
    parts = found.groups()
    if len(parts[0]) == _WHOLE_YEAR:
        order = "ymd"
    named = dict(zip(order, parts, strict=True))
    year = int(named["y"])
    if len(named["y"]) not in {2, _WHOLE_YEAR}:
        return None
    try:
        return date(year if len(named["y"]) == _WHOLE_YEAR else _CENTURY + year, int(named["m"]), int(named["d"]))
    except ValueError:
        return None
