"""Who really sent a request that came through proxies: told by headers, which only our own proxies are believed.

Each proxy adds at the right whom it was asked by. So the chain is walked from the right, from the connection
itself: as long as a hop is a trusted proxy, its word about the hop before it counts. See docs/decisions/0060.
"""

from collections.abc import Iterable, Iterator, Sequence

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from licenseserver.internet_addresses import Address, Network, read_address, read_networks

_LIST = b"x-forwarded-for"
_STANDARD = b"forwarded"


class Forwarding:
    """The layer of the application that puts the true sender into each request, for everybody behind it.

    Args:
        trusted_proxies: addresses and networks, comma separated.

    Raises:
        ValueError: `trusted_proxies` cannot be understood.
    """

    def __init__(self, inside: ASGIApp, trusted_proxies: str) -> None:
        self._inside = inside
        self._trusted = read_networks(trusted_proxies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == ScopeType.HTTP and self._trusted and (client := scope.get("client")):
            told = sender(client[0], scope["headers"], self._trusted)
            if told != client[0]:
                scope["client"] = (told, 0)
        await self._inside(scope, receive, send)


def sender(peer: str, headers: Iterable[tuple[bytes, bytes]], trusted: Sequence[Network]) -> str:
    """Return the address that a request comes from; where nothing can be believed, of the connection itself.

    Args:
        peer: address of the connection.
        headers: ``X-Forwarded-For`` and ``Forwarded`` (RFC 7239) count. A proxy that writes one of them hands the
            other on as the sender wrote it, so that neither is believed where they disagree.
        trusted: whose word counts.
    """
    first = read_address(peer)
    if first is None or not _among(first, trusted):
        return peer
    values: dict[bytes, list[str]] = {_LIST: [], _STANDARD: []}
    for name, value in headers:
        if name.lower() in values:
            values[name.lower()].append(value.decode("latin-1"))
    hops = {
        _LIST: _hops_of_list(",".join(values[_LIST])),
        _STANDARD: _hops_of_standard(",".join(values[_STANDARD])),
    }
    told = {_walk(first, hops[name], trusted) for name, lines in values.items() if lines}
    return str(told.pop()) if len(told) == 1 else peer


def _walk(first: Address, hops: Sequence[Address | None], trusted: Sequence[Network]) -> Address:
    """Return the last address that is believed; beyond a hop that cannot be read nothing is."""
    last = first
    for hop in reversed(hops):
        if hop is None or not _among(last, trusted):
            break
        last = hop
    return last


def _among(address: Address, networks: Iterable[Network]) -> bool:
    return any(address.version == network.version and address in network for network in networks)


def _hops_of_list(text: str) -> list[Address | None]:
    return [_hop(part.strip(" \t")) for part in text.split(",")]


def _hops_of_standard(text: str) -> list[Address | None]:
    elements = _split(text, ",")
    return [None] if elements is None else [_hop_of_element(element) for element in elements]


def _hop_of_element(element: str) -> Address | None:
    """Return the address in ``for=...`` of one proxy's words."""
    found: list[str] = []
    for pair in _split(element, ";") or ():
        name, equals, value = pair.partition("=")
        if equals and name.strip(" \t").lower() == "for":
            found.append(value.strip(" \t"))
    if len(found) != 1:
        return None
    value = found[0]
    quoted = len(value) >= 2 and value[0] == value[-1] == '"'
    return _hop(value[1:-1] if quoted else value)


def _hop(text: str) -> Address | None:
    """Return the address in ``192.0.2.1``, ``2001:db8::1`` or ``[2001:db8::1]``, the port after it left out."""
    if text.startswith("["):
        host, closed, port = text[1:].partition("]")
        right = closed and ":" in host and (not port or (port[0] == ":" and _is_port(port[1:])))
        return read_address(host) if right else None
    if text.count(":") == 1:
        host, _, port = text.partition(":")
        return read_address(host) if _is_port(port) else None
    return read_address(text)


def _is_port(text: str) -> bool:
    # RFC 7239 also lets a proxy hide the port behind a made-up word.
    hidden = text.startswith("_") and len(text) > 1 and text.isascii()
    return hidden or (text.isascii() and text.isdigit() and len(text) <= 5)


def _split(text: str, separator: str) -> list[str] | None:
    """Return the parts of `text` between separators outside of quotes; None where a quote stays open."""
    parts = list(_parts(text, separator))
    return None if parts and parts[-1] is None else [part for part in parts if part is not None]


def _parts(text: str, separator: str) -> Iterator[str | None]:
    start, quoted, escaped = 0, False, False
    for place, character in enumerate(text):
        if escaped:
            escaped = False
        elif quoted and character == "\\":
            escaped = True
        elif character == '"':
            quoted = not quoted
        elif character == separator and not quoted:
            yield text[start:place]
            start = place + 1
    yield None if quoted else text[start:]
