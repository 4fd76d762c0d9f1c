"""Every country of the forms, for tests that go through all of them."""

import pytest

from qtclient.forms.country_names import country_names

# One of each kind: regions and none, several scripts, postal codes of letters and none. The quick subset has these.
_TYPICAL = {"AE", "BR", "CA", "CN", "DE", "FR", "GB", "HK", "IE", "IN", "JP", "US"}

EVERY_COUNTRY = [
    pytest.param(country, marks=() if country in _TYPICAL else pytest.mark.slow)
    for country in sorted(country_names("en"))
]
