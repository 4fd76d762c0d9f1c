"""Which data center is taken for whom: by address on every continent, and over real HTTP (C2, C3)."""

import json
import logging
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import msgspec
import netaddr
import pytest
from mmdb_writer import MMDBWriter

from licenseserver.catalogue import load_catalogue
from licenseserver.country_database import CountryDatabase
from licenseserver.data_centers import DataCenters, build_data_centers, country_centers, distance_km
from licenseserver.settings import Settings
from licensewire.data_centers import BY_COUNTRY, BY_DEFAULT, GOVERNMENT, UNAVAILABLE, DataCenterChoice
from tests.live_server import LiveServer

CATALOGUE = load_catalogue()

# Networks of universities, registries and large providers, which stay where they are.
PLACES = {
    # Europe
    "90.0.0.1": ("FR", "fra1"),
    "2a01:cb00::1": ("FR", "fra1"),
    "131.111.8.46": ("GB", "fra1"),
    "2001:638::1": ("DE", "fra1"),
    "62.2.17.60": ("CH", "fra1"),
    "77.88.8.8": ("RU", "fra1"),
    # Africa
    "196.25.1.1": ("ZA", "fra1"),
    "105.112.0.1": ("NG", "fra1"),
    "2c0f:fc88::1": ("EG", "fra1"),
    # Asia
    "115.112.1.1": ("IN", "fra1"),
    "133.11.0.1": ("JP", "syd1"),
    "2001:200::1": ("JP", "syd1"),
    # North America
    "18.0.0.1": ("US", "iad1"),
    "2001:4860:4860::8888": ("US", "iad1"),
    "129.97.1.1": ("CA", "yul1"),
    "2607:f2c0::1": ("CA", "yul1"),
    "148.204.1.1": ("MX", "sjc1"),
    # South America
    "200.160.2.3": ("BR", "iad1"),
    "2804:14c::1": ("BR", "iad1"),
    "181.30.0.1": ("AR", "iad1"),
    # Oceania
    "203.50.2.71": ("AU", "syd1"),
    "2001:8003::1": ("AU", "syd1"),
    "210.55.12.1": ("NZ", "syd1"),
    # What stands for an IPv4 address
    "::ffff:90.0.0.1": ("FR", "fra1"),
    "64:ff9b::90.0.0.1": ("FR", "fra1"),
    "2002:5a00:0001::1": ("FR", "fra1"),
    "2001:0:4136:e378:8000:63bf:a5ff:fffe": ("FR", "fra1"),
}
NOWHERE = [
    "",
    "testclient",
    "127.0.0.1",
    "::1",
    "10.0.0.1",
    "100.64.0.1",
    "169.254.1.1",
    "192.168.1.1",
    "203.0.113.9",
    "2001:db8::1",
    "fd00::1",
    "fe80::1%eth0",
    "224.0.0.1",
    "ff02::1",
    "::ffff:192.168.1.1",
    "2002:c0a8:0101::1",
]


@pytest.fixture(scope="module")
def data_centers() -> DataCenters:
    return build_data_centers(Settings(), CATALOGUE)


@pytest.mark.parametrize(("address", "expected"), PLACES.items())
def test_the_nearest_by_country_is_recommended(
    data_centers: DataCenters, address: str, expected: tuple[str, str]
) -> None:
    choice = data_centers.choice(address)
    assert (choice.country, choice.default_id) == expected
    assert choice.reason == BY_COUNTRY


@pytest.mark.parametrize("address", NOWHERE)
def test_an_unknown_place_gets_the_default_and_no_recommendation(data_centers: DataCenters, address: str) -> None:
    choice = data_centers.choice(address)
    assert (choice.default_id, choice.reason, choice.country) == (CATALOGUE.default_data_center, BY_DEFAULT, "")


def test_every_country_of_the_database_has_a_place() -> None:
    centers = country_centers()
    assert len(centers) > 240
    assert all(-90 <= north <= 90 and -180 <= east <= 180 for north, east in centers.values())
    names = json.loads(Path("qtclient/resources/countries/en.json").read_text(encoding="utf-8"))
    # Two islands where nobody lives, and codes that stand for a part of another country or for none.
    assert set(names) - set(centers) <= {
        "AC",
        "BV",
        "CP",
        "CQ",
        "DG",
        "EA",
        "HM",
        "IC",
        "TA",
        "EU",
        "UN",
        "ZZ",
        "EZ",
    }


def test_a_country_with_a_data_center_gets_one_of_its_own(data_centers: DataCenters) -> None:
    for place in CATALOGUE.data_centers:
        nearest = next(each for each in CATALOGUE.data_centers if each.id == data_centers.nearest(place.country))
        assert nearest.country == place.country


def test_neither_a_government_one_nor_an_unavailable_one_is_ever_taken() -> None:
    def changed(**facts: bool) -> DataCenters:
        places = tuple(
            msgspec.structs.replace(place, **facts) if place.id == "fra1" else place
            for place in CATALOGUE.data_centers
        )
        return DataCenters(
            msgspec.structs.replace(CATALOGUE, data_centers=places, default_data_center="fra1"),
            CountryDatabase(),
            country_centers(),
        )

    for facts, why in (({"fedramp": True}, GOVERNMENT), ({"available": False}, UNAVAILABLE)):
        centers = changed(**facts)
        for address in (*PLACES, *NOWHERE):
            choice = centers.choice(address)
            taken = next(each for each in choice.data_centers if each.id == choice.default_id)
            assert taken.obstacle == ""
        assert centers.choice("90.0.0.1").default_id == "yul1"
        assert not centers.can_be_chosen("fra1")
        assert next(each.obstacle for each in choice.data_centers if each.id == "fra1") == why


def test_what_can_be_chosen(data_centers: DataCenters) -> None:
    assert data_centers.can_be_chosen("fra1")
    assert not data_centers.can_be_chosen("gov1")
    assert not data_centers.can_be_chosen("")
    assert not data_centers.can_be_chosen("xxx1")


def test_distances() -> None:
    paris, sydney, fiji, samoa = (48.857, 2.352), (-33.868, 151.209), (-18.0, 178.0), (-14.0, -172.0)
    assert distance_km(paris, sydney) == pytest.approx(16_960, rel=0.005)
    assert distance_km(fiji, samoa) == pytest.approx(1_150, rel=0.02)  # across the date line
    assert distance_km(paris, paris) == 0
    assert distance_km((90, 0), (-90, 0)) == pytest.approx(20_015, rel=0.001)


def _written(path: Path, record: object) -> Path:
    writer = MMDBWriter(ip_version=6, ipv4_compatible=True)
    writer.insert_network(netaddr.IPSet(["90.0.0.0/8"]), record)
    writer.to_db_file(str(path))
    return path


@pytest.mark.parametrize(
    ("record", "country"),
    [
        ({"country": {"iso_code": "FR", "names": {"en": "France"}}}, "FR"),  # as in GeoLite2
        ({"country_code": "FR"}, "FR"),
        ({"country": {}}, ""),
        ({"country_code": "None"}, ""),
        ("FR", ""),
    ],
)
def test_the_operators_own_database(tmp_path: Path, record: object, country: str) -> None:
    path = _written(tmp_path / "own.mmdb", record)
    centers = build_data_centers(Settings(country_database=str(path)), CATALOGUE)
    assert centers.choice("90.0.0.1").country == country
    assert centers.choice("8.8.8.8").country == ""


def test_a_database_without_ipv6(tmp_path: Path) -> None:
    writer = MMDBWriter(ip_version=4)
    writer.insert_network(netaddr.IPSet(["90.0.0.0/8"]), {"country_code": "FR"})
    writer.to_db_file(str(tmp_path / "four.mmdb"))
    database = CountryDatabase(tmp_path / "four.mmdb")
    assert database.country_of("90.0.0.1") == "FR"
    assert database.country_of("2a01:cb00::1") == ""


def test_a_database_that_cannot_be_used_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys) -> None:
    broken = tmp_path / "broken.mmdb"
    broken.write_bytes(b"not a database")
    for path in (broken, tmp_path / "missing.mmdb", tmp_path):
        with caplog.at_level(logging.ERROR):
            assert CountryDatabase(path).country_of("90.0.0.1") == ""
        assert "cannot be used" in caplog.text + capsys.readouterr().out


def test_a_database_cut_off_anywhere_never_fails(tmp_path: Path) -> None:
    whole = _written(tmp_path / "own.mmdb", {"country_code": "FR"}).read_bytes()
    cut = tmp_path / "cut.mmdb"
    for end in range(0, len(whole), max(1, len(whole) // 60)):
        for content in (whole[:end], whole[end:], whole[:end] + b"\xff" * 8 + whole[end + 8 :]):
            cut.write_bytes(content)
            assert len(CountryDatabase(cut).country_of("90.0.0.1")) in {0, 2}


def _asked(server: LiveServer, **headers: str) -> DataCenterChoice:
    request = urllib.request.Request(server.address + "/v1/data-centers", headers=headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return msgspec.json.decode(answer.read(), type=DataCenterChoice)


@pytest.fixture(scope="module")
def behind_proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    folder = tmp_path_factory.mktemp("backend")
    with LiveServer(folder, arguments=("--trusted-proxies", "127.0.0.1, 10.0.0.0/8")) as server:
        yield server


def test_over_http_nobody_has_to_be_signed_in(behind_proxy: LiveServer) -> None:
    choice = _asked(behind_proxy)
    assert (choice.default_id, choice.reason, choice.country) == ("iad1", BY_DEFAULT, "")
    assert [each.id for each in choice.data_centers if each.obstacle == GOVERNMENT] == ["gov1"]
    assert all({"en", "fr"} <= set(each.city) & set(each.region) for each in choice.data_centers)


def test_over_http_the_proxys_word_decides(behind_proxy: LiveServer) -> None:
    choice = _asked(behind_proxy, **{"X-Forwarded-For": "8.8.8.8, 90.0.0.1, 10.0.0.2"})
    assert (choice.default_id, choice.reason, choice.country) == ("fra1", BY_COUNTRY, "FR")
    assert _asked(behind_proxy, Forwarded='for="[2001:8003::1]:9"').country == "AU"
    assert _asked(behind_proxy, **{"X-Forwarded-For": "nonsense"}).reason == BY_DEFAULT


@pytest.mark.slow
def test_practice_mode_can_act_as_from_a_country(tmp_path: Path) -> None:
    environment = {"LICENSE_DESK_PRACTICE_ADDRESS": "90.0.0.1"}
    with LiveServer(tmp_path / "backend", environment=environment) as server:
        assert (_asked(server).default_id, _asked(server).country) == ("fra1", "FR")
        # Nobody is believed here but the connection, and practice is practice.
        assert _asked(server, **{"X-Forwarded-For": "8.8.8.8"}).country == "FR"


def test_without_practice_mode_nobody_acts() -> None:
    centers = build_data_centers(Settings(practice_address="90.0.0.1"), CATALOGUE)
    assert centers.choice("127.0.0.1").reason == BY_DEFAULT
