"""References by which people call what they have declared: "K-2026-7QX4M2"."""

import secrets
from datetime import datetime

# No vowels and nothing that is read as something else: they are told by telephone and typed from paper.
_ALPHABET = "BCDFGHJKMNPQRSTVWXYZ23456789"
_LENGTH = 6

CANCELLATION = "K"
WITHDRAWAL = "W"


def new_reference(kind: str, now: datetime) -> str:
    """Return a reference; the database's own uniqueness stands behind it.

    Args:
        kind: `CANCELLATION` or `WITHDRAWAL`.
        now: gives the year.
    """
    return f"{kind}-{now.year}-" + "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
