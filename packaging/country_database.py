"""Build the country database that the backend ships, from tables of ranges: `first,last,country`, IPv4 or IPv6.

    python packaging/country_database.py TABLE... licenseserver/data/countries.mmdb

Where the tables come from, and on which terms: licenseserver/data/README.md.
"""

import csv
import ipaddress
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import netaddr
from mmdb_writer import MMDBWriter


def ranges(table: Path) -> Iterator[tuple[int, int, str]]:
    """Return the table's ranges as numbers, an IPv4 address being one of ``::/96`` as MMDB wants it."""
    with table.open(encoding="ascii", newline="") as lines:
        for first, last, country in csv.reader(lines):
            yield int(ipaddress.ip_address(first)), int(ipaddress.ip_address(last)), country


def merged(all_ranges: Iterator[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Return ranges in order, neighbours of one country as one: fewer nodes in the tree."""
    current: tuple[int, int, str] | None = None
    for first, last, country in sorted(all_ranges):
        if current and current[2] == country and first == current[1] + 1:
            current = current[0], last, country
            continue
        if current:
            yield current
        current = first, last, country
    if current:
        yield current


def build(tables: list[Path], target: Path) -> None:
    """Write the database."""
    writer = MMDBWriter(
        ip_version=6,
        ipv4_compatible=True,
        database_type="License-Desk-Country",
        description={"en": "Countries by the statistics of the internet registries (NRO), CC BY 4.0"},
    )
    for table in tables:
        version = 6 if any(":" in line for line in table.read_text(encoding="ascii").splitlines()[:1]) else 4
        for country, found in groupby(sorted(merged(ranges(table)), key=lambda one: one[2]), lambda one: one[2]):
            networks = [
                network
                for first, last, _ in found
                for network in netaddr.cidr_merge(
                    [netaddr.IPRange(netaddr.IPAddress(first, version), netaddr.IPAddress(last, version))]
                )
            ]
            writer.insert_network(netaddr.IPSet(networks), {"country_code": country})
    writer.to_db_file(str(target))


if __name__ == "__main__":
    *given, into = [Path(name) for name in sys.argv[1:]]
    build(given, into)
