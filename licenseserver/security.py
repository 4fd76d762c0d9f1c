"""Passwords, random ids and tokens, and how they are kept (H4)."""

import hashlib
import hmac
import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

# No vowels: no words by accident; and never enough digits in a row to look like a card number.
_ID_ALPHABET = "bcdfghjkmnpqrstvwxyz23456789"
_ID_LENGTH = 20

# A hash takes 64 MiB; many sign-ins at once wait for each other rather than fill the machine's memory.
_memory = threading.BoundedSemaphore(4)

_hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
# Of a password that nobody has, with the same parameters: a wrong name costs the same time as a wrong password.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$RoYiIvJCMIHFAbKeXPzB4Q$E/FHQlRoIygL3oP6GfpAa4GNT+E6eX5ZTIQjQ5iC9MY"


def new_id(kind: str) -> str:
    """Return an id that nobody can guess ("acc_..." for `kind` "acc")."""
    return f"{kind}_" + "".join(secrets.choice(_ID_ALPHABET) for _ in range(_ID_LENGTH))


def new_token(kind: str) -> str:
    """Return a secret with 256 random bits; its beginning says what it is ("lda_...")."""
    return f"{kind}_{secrets.token_urlsafe(32)}"


def token_hash(token: str) -> str:
    """Return what is kept of a token. It is random, so that a fast hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def hash_password(password: str) -> str:
    """Return argon2id of `password` (RFC 9106, the profile for little memory)."""
    with _memory:
        return _hasher.hash(password)


def password_matches(kept: str | None, password: str) -> bool:
    """Return whether `password` is the one; with None (no such account) the same time is spent and it never is."""
    try:
        with _memory:
            _hasher.verify(kept or _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def seal(key_token: str, purpose: str, secret: str) -> bytes:
    """Return `secret` readable only with `key_token`.

    The pad is derived from 256 random bits and used for one text only (one `purpose` a token), which is what
    makes a plain exclusive-or safe here.

    Raises:
        ValueError: the secret is longer than the pad.
    """
    return _under_pad(key_token, purpose, secret.encode())


def unseal(key_token: str, purpose: str, sealed: bytes) -> str:
    """Return what `seal` hid."""
    return _under_pad(key_token, purpose, sealed).decode()


def _under_pad(key_token: str, purpose: str, text: bytes) -> bytes:
    pad = hmac.digest(key_token.encode(), purpose.encode(), "sha512")
    if len(text) > len(pad):
        raise ValueError("too long to be sealed")
    return bytes(a ^ b for a, b in zip(text, pad, strict=False))
