"""From an internet address to a country, by a database in MaxMind's format (MMDB); see data/README.md."""

from pathlib import Path
from typing import Any

import maxminddb
import structlog

from licenseserver.internet_addresses import located, read_address

SHIPPED = Path(__file__).parent / "data" / "countries.mmdb"

_log = structlog.get_logger()


class CountryDatabase:
    """Knows the country of an address, or that it does not.

    A database that is missing or broken is logged, and then no address has a country: a default can still be sold.

    Args:
        path: its records are ``{"country_code": "FR"}``, or as in GeoLite2 ``{"country": {"iso_code": "FR"}}``.
    """

    def __init__(self, path: Path = SHIPPED) -> None:
        self._path = path
        self._reader: maxminddb.Reader | None = None
        try:
            # Read as a whole: a mapped file that an operator replaces in place would end the process.
            self._reader = maxminddb.open_database(path, maxminddb.MODE_MEMORY)
        except (OSError, ValueError, maxminddb.InvalidDatabaseError) as error:
            self._complain(error)
        else:
            facts = self._reader.metadata()
            _log.info("country database", type=facts.database_type, made_at=facts.build_epoch)

    def country_of(self, text: str) -> str:
        """Return the country (ISO 3166 alpha-2) of the address in `text`; "" where it is not known."""
        address = read_address(text)
        place = located(address) if address is not None else None
        if place is None or self._reader is None:
            return ""
        try:
            record: Any = self._reader.get(place)
        except (ValueError, LookupError, maxminddb.InvalidDatabaseError) as error:
            self._complain(error)
            return ""
        return _country(record)

    def _complain(self, error: Exception) -> None:
        _log.error("country database cannot be used", path=str(self._path), error=str(error))


def _country(record: Any) -> str:  # noqa: ANN401  # whatever stands in the file
    if not isinstance(record, dict):
        return ""
    inner = record.get("country")
    code = inner.get("iso_code") if isinstance(inner, dict) else record.get("country_code")
    return code if isinstance(code, str) and len(code) == 2 and code.isascii() and code.isupper() else ""
