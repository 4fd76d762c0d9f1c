"""E-mail addresses as they are typed: what is surely wrong with one; the backend judges the rest."""

REQUIRED = "required"
INVALID = "invalid"
TOO_LONG = "too_long"
TWICE = "twice"

_LONGEST = 254


def email_problem(text: str) -> str:
    """Return a constant of this module, or "" where nothing is surely wrong with `text`."""
    text = text.strip()
    if not text:
        return REQUIRED
    if len(text) > _LONGEST:
        return TOO_LONG
    name, _, host = text.rpartition("@")
    alone = not any(character.isspace() or character in ",;" for character in text)
    good = bool(name) and "." in host.strip(".") and alone
    return "" if good else INVALID


def folded(text: str) -> str:
    """Return what two spellings of an address share; most servers take upper and lower case for the same."""
    return text.strip().casefold()
