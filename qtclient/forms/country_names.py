"""The countries' names, by language: one JSON file each, taken from the Unicode CLDR (Unicode License v3)."""

import json
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent.parent / "resources" / "countries"


@cache
def country_names(language: str) -> dict[str, str]:
    """Return ISO 3166 alpha-2 code -> name in `language` ("fr", "fr_CA"), in English where it has no file yet."""
    path = _FOLDER / f"{language.split('_', maxsplit=1)[0]}.json"
    if not path.exists():
        path = _FOLDER / "en.json"
    names: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return names
