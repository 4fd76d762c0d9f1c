"""Which addresses a server may have: https, or this computer itself."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from qtclient.api import errors


def safe_address(address: str) -> str:
    """Return `address` without a trailing slash.

    Raises:
        AddressNotSafe: it is neither https nor http to a loopback address, or carries more than host and path.
    """
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
        parts = urlsplit("")
    safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host or ""))
    if not host or not safe or parts.username or parts.password or parts.query or parts.fragment:
        raise errors.AddressNotSafe
    return address.rstrip("/")


def is_loopback(host: str) -> bool:
    """Whether `host` names this computer."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
