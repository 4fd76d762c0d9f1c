"""Which passwords are good enough (OWASP ASVS 5.0, 6.2): long, not common, not made of what everybody can guess.

Any character is welcome, nothing must be mixed, and nothing is changed or cut off.
"""

import re
import unicodedata
from functools import cache

import msgspec

from licenseserver.catalogue import DATA

SHORTEST = 8
LONGEST = 128
_PRODUCT = ("license desk", "licence desk", "licensedesk")
_SHORTEST_WORD = 4


def password_problem(password: str, *, platform: str, personal: tuple[str, ...]) -> str | None:
    """Return what is wrong with a new password as the contract says it, or None.

    Args:
        password: as it was typed.
        platform: the survey platform's own name.
        personal: what is known of the person: name, username, e-mail address.
    """
    if not password:
        return "required"
    if len(password) < SHORTEST:
        return "too_short"
    if len(password) > LONGEST:
        return "too_long"
    folded = _folded(password)
    if folded in _common() or len(set(folded)) < _SHORTEST_WORD or _without(folded, (*_PRODUCT, platform)):
        return "common"
    return "like_account" if _without(folded, personal) else None


def _without(password: str, words: tuple[str, ...]) -> bool:
    """Tell whether one of the words stands in the password, and what is left without it would be too short."""
    password = _letters(password)
    for text in words:
        local = text.partition("@")[0]
        for word in {_letters(text), _letters(local), *map(_letters, re.split(r"[\W_]+", local))}:
            if len(word) >= _SHORTEST_WORD and word in password:
                rest = password.replace(word, "")
                if len(rest) < SHORTEST:
                    return True
    return False


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", _folded(text))


@cache
def _common() -> frozenset[str]:
    return msgspec.json.decode((DATA / "common_passwords.json").read_bytes(), type=frozenset[str])
