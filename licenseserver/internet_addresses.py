"""Internet addresses: read as people and proxies write them, and told apart by whether they belong to a place."""

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# The IANA's special-purpose registries, written out: what Python calls "global" differs between its versions.
_NOWHERE_4 = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared behind a provider's translator
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # anycast of the AS112 project
        "192.52.193.0/24",  # multicast relays
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # anycast of the AS112 project
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_UNICAST_6 = ipaddress.IPv6Network("2000::/3")
_NOWHERE_6 = tuple(
    ipaddress.IPv6Network(text)
    for text in (
        "2001::/23",  # protocol assignments: Teredo (unwrapped before), ORCHID, benchmarks
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4 (unwrapped before)
        "2620:4f:8000::/48",  # anycast of the AS112 project
        "3fff::/20",  # documentation
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def read_address(text: str) -> Address | None:
    """Return the address in `text` (without port), an IPv4-mapped one as what it is; None where it is none."""
    try:
        parsed = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(parsed, ipaddress.IPv4Address):
        return parsed
    # Without a scope ("%eth0"), which means something on one machine only.
    plain = ipaddress.IPv6Address(int(parsed))
    return plain.ipv4_mapped or plain


def read_networks(text: str) -> tuple[Network, ...]:
    """Return the networks in `text`: addresses and networks, separated by commas.

    Raises:
        ValueError: something in it is neither.
    """
    return tuple(ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip())


def located(address: Address) -> Address | None:
    """Return the address by which the person behind `address` can be placed; None where nothing can be said.

    An address of a translation (NAT64, 6to4, Teredo) stands for the IPv4 address within it. Private, shared,
    link-local, documentation, multicast and other special addresses belong to no place.
    """
    if isinstance(address, ipaddress.IPv6Address):
        inside = _translated(address)
        if inside is None:
            belongs = address in _UNICAST_6 and not any(address in network for network in _NOWHERE_6)
            return address if belongs else None
        address = inside
    return None if any(address in network for network in _NOWHERE_4) else address


def _translated(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    if address.teredo is not None:
        return address.teredo[1]  # the client; the first one is its server
    return address.ipv4_mapped or address.sixtofour
