"""Where a buyer's data will live unless they choose: the data center nearest to their country (C2, C3)."""

from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import msgspec

from licenseserver.catalogue import DATA, Catalogue, DataCenter
from licenseserver.country_database import SHIPPED, CountryDatabase
from licenseserver.settings import Settings
from licensewire import data_centers as wire

Point = tuple[float, float]
"""Latitude and longitude in degrees."""

_EARTH_RADIUS_KM = 6371.0


class DataCenters:
    """The list, and which one is taken for whom.

    Args:
        centers: country -> where its people live on average.
        practice_address: as from where everybody is served in practice mode; "" for where they are.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        countries: CountryDatabase,
        centers: dict[str, Point],
        practice_address: str = "",
    ) -> None:
        self._listed = catalogue.data_centers
        self._first = catalogue.default_data_center
        self._countries = countries
        self._centers = centers
        self._practice_address = practice_address

    def choice(self, address: str) -> wire.DataCenterChoice:
        """Return the list with the default for a buyer at this internet address."""
        country = self._countries.country_of(self._practice_address or address)
        nearest = self.nearest(country)
        return wire.DataCenterChoice(
            data_centers=tuple(_shown(each) for each in self._listed),
            default_id=nearest or self._default(),
            reason=wire.BY_COUNTRY if nearest else wire.BY_DEFAULT,
            country=country if nearest else "",
        )

    def nearest(self, country: str) -> str:
        """Return the id of the nearest data center that can be chosen; "" where the country's place is unknown."""
        center = self._centers.get(country)
        if center is None:
            return ""
        places = {
            each.id: (each.latitude, each.longitude)
            for each in self._listed
            if not obstacle(each) and each.latitude is not None and each.longitude is not None
        }
        return min(places, key=lambda name: distance_km(center, places[name]), default="")

    def can_be_chosen(self, data_center_id: str) -> bool:
        """Return whether a purchase may name it."""
        return any(each.id == data_center_id and not obstacle(each) for each in self._listed)

    def _default(self) -> str:
        if self.can_be_chosen(self._first):
            return self._first
        return next((each.id for each in self._listed if not obstacle(each)), "")


def obstacle(place: DataCenter) -> str:
    """Return why a data center cannot be chosen, as the contract says it; "" where it can."""
    if place.fedramp:
        return wire.GOVERNMENT
    return "" if place.self_service and place.available else wire.UNAVAILABLE


def distance_km(one: Point, other: Point) -> float:
    """Return the way along the great circle, in kilometres (haversine)."""
    (north_1, east_1), (north_2, east_2) = ((radians(north), radians(east)) for north, east in (one, other))
    half = sin((north_2 - north_1) / 2) ** 2 + cos(north_1) * cos(north_2) * sin((east_2 - east_1) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


@cache
def country_centers(folder: Path = DATA) -> dict[str, Point]:
    """Read where each country's people live on average; how it was made stands in data/README.md."""
    return msgspec.json.decode((folder / "country_centers.json").read_bytes(), type=dict[str, Point])


def build_data_centers(settings: Settings, catalogue: Catalogue) -> DataCenters:
    """Build it from what the installation has decided."""
    return DataCenters(
        catalogue,
        CountryDatabase(Path(settings.country_database) if settings.country_database else SHIPPED),
        country_centers(),
        settings.practice_address if settings.practice else "",
    )


def _shown(place: DataCenter) -> wire.DataCenter:
    return wire.DataCenter(
        id=place.id, city=place.city, region=place.region, country=place.country, obstacle=obstacle(place)
    )
