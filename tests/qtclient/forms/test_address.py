"""Addresses of many countries: their fields, their order, and what is said of what was typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtclient.forms.address import (
    CITY,
    LINE_1,
    LINE_2,
    NOT_A_CHOICE,
    OTHER_REGION,
    POSTAL_CODE,
    REGION,
    REQUIRED,
    WRONG_FORM,
    address_problems,
    tidied,
)
from qtclient.forms.country_names import country_names
from qtclient.forms.postal_rules import address_rules
from tests.qtclient.forms.countries import EVERY_COUNTRY

BERLIN = {LINE_1: "Unter den Linden 1", CITY: "Berlin", POSTAL_CODE: "10117"}
CUPERTINO = {LINE_1: "1 Main Street", CITY: "Cupertino", REGION: "CA", POSTAL_CODE: "95014"}


def names(country: str, language: str = "en") -> list[list[str]]:
    return [[field.name for field in row] for row in address_rules(country, language).rows]


def test_fields_stand_as_the_country_writes_them() -> None:
    assert names("DE") == [[LINE_1], [LINE_2], [POSTAL_CODE, CITY]]
    assert names("US") == [[LINE_1], [LINE_2], [CITY, REGION, POSTAL_CODE]]
    assert names("GB") == [[LINE_1], [LINE_2], [CITY], [POSTAL_CODE]]
    assert names("JP", "ja")[0] == [POSTAL_CODE]
    assert names("JP")[0] == [LINE_1]


def test_regions_are_named_for_the_reader() -> None:
    def region(country: str, language: str, code: str) -> str:
        fields = {field.name: field for field in address_rules(country, language).fields}
        return next(choice.label for choice in fields[REGION].choices if choice.code == code)

    assert region("US", "en", "CA") == "California"
    assert region("CA", "fr", "BC") == "Colombie-Britannique"
    assert region("CA", "en", "BC") == "British Columbia"
    assert region("JP", "en", "東京都") == "Tokyo"
    assert region("JP", "ja", "東京都") == "東京都"


def test_a_good_address_has_no_problem() -> None:
    assert address_problems(BERLIN, address_rules("DE", "en")) == {}
    assert address_problems(CUPERTINO, address_rules("US", "en")) == {}
    london = {LINE_1: "10 Downing Street", CITY: "London", POSTAL_CODE: "sw1a 2aa"}
    assert address_problems(london, address_rules("GB", "fr")) == {}
    assert tidied(london, address_rules("GB", "fr"))[POSTAL_CODE] == "SW1A 2AA"


def test_each_problem_is_told_apart() -> None:
    united_states = address_rules("US", "en")
    assert address_problems({}, united_states) == {
        LINE_1: REQUIRED,
        CITY: REQUIRED,
        REGION: REQUIRED,
        POSTAL_CODE: REQUIRED,
    }
    assert address_problems(CUPERTINO | {REGION: "Bavaria"}, united_states) == {REGION: NOT_A_CHOICE}
    assert address_problems(CUPERTINO | {POSTAL_CODE: "9501"}, united_states) == {POSTAL_CODE: WRONG_FORM}
    assert address_problems(CUPERTINO | {REGION: "NY"}, united_states) == {POSTAL_CODE: OTHER_REGION}


@pytest.mark.parametrize("country", EVERY_COUNTRY)
def test_every_country_has_rules_that_work(country: str) -> None:
    rules = address_rules(country, "fr")
    assert rules.fields[0].name
    assert len({field.name for field in rules.fields}) == len(rules.fields)
    re.compile(rules.postal_pattern)
    for field in rules.fields:
        if field.name == POSTAL_CODE and field.example and rules.postal_pattern:
            assert re.fullmatch(rules.postal_pattern, field.example)
        assert len({choice.code for choice in field.choices}) == len(field.choices)
        for choice in field.choices:
            re.compile(choice.postal_start)


def test_an_unknown_country_still_has_an_address() -> None:
    assert names("QQ") == [[LINE_1], [LINE_2], [CITY]]


def test_countries_are_named_in_both_languages() -> None:
    assert country_names("en")["DE"] == "Germany"
    assert country_names("fr_CA")["DE"] == "Allemagne"
    assert country_names("xx") == country_names("en")
    assert country_names("en").keys() == country_names("fr").keys()


@given(st.dictionaries(st.sampled_from([LINE_1, CITY, REGION, POSTAL_CODE]), st.text(max_size=30)))
def test_any_text_is_survived(values: dict[str, str]) -> None:
    for country in ("US", "GB", "CA"):
        rules = address_rules(country, "en")
        tidy = tidied(values, rules)
        assert tidied(tidy, rules) == tidy
        address_problems(values, rules)
