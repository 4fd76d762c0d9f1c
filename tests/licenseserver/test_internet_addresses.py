"""Which addresses can be placed, and by which address."""

import pytest

from licenseserver.internet_addresses import located, read_address, read_networks

NOWHERE = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.127.255.254",
    "127.0.0.1",
    "169.254.10.10",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.9",
    "192.0.2.7",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.7",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::8.8.8.8",  # "IPv4-compatible", long withdrawn
    "100::1",
    "2001:2::1",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "3fff::1",
    "5f00::1",
    "64:ff9b:1::808:808",
    "fc00::1",
    "fd12:3456:789a::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "::ffff:10.1.2.3",
    "::ffff:127.0.0.1",
    "64:ff9b::10.1.2.3",
    "2002:0a01:0203::1",
    "2002:c0a8:0101::1",
    "2001:0:4136:e378:8000:63bf:f5fe:fdfc",  # Teredo of 10.1.2.3
]

SOMEWHERE = {
    "8.8.8.8": "8.8.8.8",
    "100.63.255.255": "100.63.255.255",
    "100.128.0.0": "100.128.0.0",
    "172.32.0.1": "172.32.0.1",
    "2.2.2.2": "2.2.2.2",
    "2a01:cb00::1": "2a01:cb00::1",
    "2001:4860:4860::8888": "2001:4860:4860::8888",
    "2001:4860:4860::8888%3": "2001:4860:4860::8888",
    "::ffff:2.2.2.2": "2.2.2.2",
    "64:ff9b::2.2.2.2": "2.2.2.2",
    "2002:0202:0202::1": "2.2.2.2",
}


@pytest.mark.parametrize("text", NOWHERE)
def test_special_addresses_have_no_place(text: str) -> None:
    address = read_address(text)
    assert address is not None
    assert located(address) is None


@pytest.mark.parametrize(("text", "by"), SOMEWHERE.items())
def test_others_are_placed_by_themselves_or_by_what_they_stand_for(text: str, by: str) -> None:
    address = read_address(text)
    assert address is not None
    assert str(located(address)) == by


def test_teredo_is_placed_by_its_client_and_not_by_its_server() -> None:
    # 2.2.2.2, bit by bit turned round, behind the server 65.54.227.120.
    address = read_address("2001:0:4136:e378:8000:63bf:fdfd:fdfd")
    assert address is not None
    assert str(located(address)) == "2.2.2.2"


@pytest.mark.parametrize(
    "text", ["", "localhost", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.4:80", "[::1]", "١.٢.٣.٤", "_"]
)
def test_what_is_no_address(text: str) -> None:
    assert read_address(text) is None


def test_networks_are_read_with_room_around_them() -> None:
    assert [str(one) for one in read_networks(" 10.0.0.0/8, ::1 ,192.0.2.1,")] == [
        "10.0.0.0/8",
        "::1/128",
        "192.0.2.1/32",
    ]
    assert read_networks("") == ()
    for wrong in ("proxy.example", "10.0.0.1/8", "*", "10.0.0.0/33"):
        with pytest.raises(ValueError, match=r"."):
            read_networks(wrong)
