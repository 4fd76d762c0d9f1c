"""The walk along the proxies: what a stranger writes into a header never makes them somebody else."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar import Litestar
from litestar.testing import TestClient
from msgspec import ValidationError

from licenseserver.app import create_app
from licenseserver.clock import Clock
from licenseserver.forwarding import sender
from licenseserver.internet_addresses import read_networks
from licenseserver.settings import Settings, load_settings

TRUSTED = read_networks("10.0.0.0/8, fd00::/8")
PROXY = "10.0.0.1"


def told(peer: str, *, listed: str | None = None, standard: str | None = None) -> str:
    headers = []
    if listed is not None:
        headers.append((b"x-forwarded-for", listed.encode("latin-1")))
    if standard is not None:
        headers.append((b"forwarded", standard.encode("latin-1")))
    return sender(peer, headers, TRUSTED)


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("2.2.2.2", "2.2.2.2"),
        (" 2.2.2.2 ", "2.2.2.2"),
        ("2.2.2.2:4711", "2.2.2.2"),
        ("2a01:cb00::1", "2a01:cb00::1"),
        ("[2a01:cb00::1]", "2a01:cb00::1"),
        ("[2a01:cb00::1]:443", "2a01:cb00::1"),
        ("::ffff:2.2.2.2", "2.2.2.2"),
        ("9.9.9.9, 2.2.2.2", "2.2.2.2"),  # only the proxy's own word
        ("2.2.2.2, 10.0.0.2", "2.2.2.2"),  # through two of ours
        ("9.9.9.9, 2.2.2.2, fd00::7, 10.0.0.2", "2.2.2.2"),
        ("10.0.0.3, 10.0.0.2", "10.0.0.3"),  # somebody inside
        ("2.2.2.2, unknown", PROXY),
        ("2.2.2.2, unknown, 10.0.0.2", "10.0.0.2"),
        ("nonsense, 2.2.2.2", "2.2.2.2"),
        ("2.2.2.2,", PROXY),
        ("", PROXY),
        ("2.2.2.2:port", PROXY),
        ("[2a01:cb00::1", PROXY),
        ("[2.2.2.2]", PROXY),
        ("2.2.2.2 3.3.3.3", PROXY),
    ],
)
def test_the_list(listed: str, expected: str) -> None:
    assert told(PROXY, listed=listed) == expected


@pytest.mark.parametrize(
    ("standard", "expected"),
    [
        ("for=2.2.2.2", "2.2.2.2"),
        ("For=2.2.2.2;proto=https;by=10.0.0.1", "2.2.2.2"),
        ('for="2.2.2.2:4711"', "2.2.2.2"),
        ('for="[2a01:cb00::1]:4711"', "2a01:cb00::1"),
        ('for="2.2.2.2:_hidden"', "2.2.2.2"),
        ("for=9.9.9.9, for=2.2.2.2", "2.2.2.2"),
        ("for=2.2.2.2, for=10.0.0.2;by=10.0.0.1", "2.2.2.2"),
        ('for="_a,for=9.9.9.9;", for=2.2.2.2', "2.2.2.2"),
        ("for=unknown", PROXY),
        ("for=_secret", PROXY),
        ("by=2.2.2.2", PROXY),
        ("for=2.2.2.2;for=3.3.3.3", PROXY),
        ('for="2.2.2.2', PROXY),
        ('for=9.9.9.9, host="\\", for=2.2.2.2', PROXY),
        ("", PROXY),
    ],
)
def test_the_standard_header(standard: str, expected: str) -> None:
    assert told(PROXY, standard=standard) == expected


def test_two_headers_count_only_where_they_agree() -> None:
    assert told(PROXY, listed="2.2.2.2", standard="for=2.2.2.2") == "2.2.2.2"
    assert told(PROXY, listed="2.2.2.2", standard="for=9.9.9.9") == PROXY


def test_lines_of_a_header_are_one_list() -> None:
    headers = [(b"X-Forwarded-For", b"9.9.9.9"), (b"x-forwarded-for", b"2.2.2.2, 10.0.0.2")]
    assert sender("::ffff:10.0.0.1", headers, TRUSTED) == "2.2.2.2"


addresses = st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6))
outside = addresses.filter(
    lambda address: (
        not (isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped)
        and not any(address.version == network.version and address in network for network in TRUSTED)
    )
)
inside = st.one_of(st.ip_addresses(network="10.0.0.0/8"), st.ip_addresses(network="fd00::/8"))
anything = st.text(st.characters(codec="latin-1"), max_size=60)


@given(peer=outside, listed=anything, standard=anything)
def test_whoever_is_no_proxy_of_ours_is_who_they_are(peer: object, listed: str, standard: str) -> None:
    assert told(str(peer), listed=listed, standard=standard) == str(peer)


@given(forged=anything, true=outside, proxies=st.lists(inside, max_size=4), connection=inside)
def test_nothing_left_of_the_first_stranger_counts(
    forged: str, true: object, proxies: list[object], connection: object
) -> None:
    chain = ", ".join([forged, str(true), *map(str, proxies)])
    assert told(str(connection), listed=chain) == str(true)


@given(true=outside, proxies=st.lists(inside, max_size=4), forged=st.lists(outside, max_size=3))
def test_the_standard_header_is_walked_alike(true: object, proxies: list[object], forged: list[object]) -> None:
    chain = ", ".join(f'for="[{hop}]"' if ":" in str(hop) else f"for={hop}" for hop in [*forged, true, *proxies])
    assert told(PROXY, standard=chain) == str(true)


@given(listed=anything, standard=anything)
def test_nonsense_never_fails(listed: str, standard: str) -> None:
    ipaddress.ip_address(told(PROXY, listed=listed, standard=standard))


def test_a_long_header_is_read_in_a_moment() -> None:
    assert told(PROXY, standard='"\\' * 32_000) == PROXY
    assert told(PROXY, listed="," * 64_000) == PROXY


def test_a_mistake_in_the_setting_is_told_at_once() -> None:
    with pytest.raises(ValidationError, match=r"proxy\.example"):
        load_settings({"LICENSE_DESK_TRUSTED_PROXIES": "proxy.example"}, {})


@pytest.mark.parametrize(("trusted", "country"), [("10.0.0.0/8", "FR"), ("", ""), ("10.9.0.0/16", "")])
def test_the_application_serves_the_true_sender(trusted: str, country: str, tmp_path) -> None:
    settings = Settings(database=f"sqlite:///{tmp_path / 'test.db'}", trusted_proxies=trusted)
    app: Litestar = create_app(settings, Clock())
    with TestClient(app) as client:
        app.asgi_handler = _from(PROXY, app.asgi_handler)
        answer = client.get("/v1/data-centers", headers={"X-Forwarded-For": "9.9.9.9, 90.0.0.1"})
    assert answer.json()["country"] == country


def _from(peer: str, inside):
    """The connection as coming from `peer`: what the network would decide."""

    async def served(scope, receive, send):
        await inside(scope | {"client": (peer, 1)}, receive, send)

    return served
