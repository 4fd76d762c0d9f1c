"""Tax IDs are taken as people write them, and refused with the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtclient.forms.tax_id import WRONG_DIGIT, WRONG_FORM, WRONG_LENGTH, TaxId, checked
from tests.qtclient.forms.countries import EVERY_COUNTRY


@pytest.mark.parametrize(
    ("country", "typed", "number"),
    [
        ("DE", "DE 136,695 976".replace(",", " "), "DE136695976"),
        ("DE", "136695976", "DE136695976"),
        ("FR", "FR 40 303 265 045", "FR40303265045"),
        ("GB", "GB 980 7806 84", "980780684"),
        ("US", "04-2103594", "042103594"),
        ("AU", "83 914 571 673", "83914571673"),
        ("GR", "EL 094259216", "EL094259216"),
        ("QQ", "ab-1234", "AB1234"),
        ("DE", "", ""),
    ],
)
def test_a_good_number_goes_on_the_wire_without_blanks(country: str, typed: str, number: str) -> None:
    assert checked(country, typed) == TaxId(number, "")


@pytest.mark.parametrize(
    ("country", "typed", "problem"),
    [
        ("DE", "136695970", WRONG_DIGIT),
        ("DE", "13669597", WRONG_LENGTH),
        ("DE", "ABCDEFGHI", WRONG_FORM),
        ("QQ", "1", WRONG_FORM),
    ],
)
def test_what_is_wrong_is_told_apart(country: str, typed: str, problem: str) -> None:
    assert checked(country, typed).problem == problem


@pytest.mark.parametrize("country", EVERY_COUNTRY)
def test_no_country_stumbles(country: str) -> None:
    assert checked(country, "!").problem
    assert checked(country, "").problem == ""


@given(st.sampled_from(["DE", "FR", "GB", "US", "IN", "BR", "CH", "ES", "IT"]), st.text(max_size=25))
def test_any_text_is_survived(country: str, text: str) -> None:
    checked(country, text)
