"""An expiry is understood in every common way of writing it, and refused with the reason."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtclient.forms.expiry import (
    EXPIRED,
    INCOMPLETE,
    NO_SUCH_MONTH,
    TOO_FAR,
    Expiry,
    expiry_problem,
    parsed,
    when_left,
    while_typing,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "text", ["1228", "12/28", "12 / 28", "12 / 2028", "122028", "12-28", "12.2028", "2028-12", " 12 28 ", "١٢/٢٨"]
)
def test_common_ways_say_the_same(text: str) -> None:
    assert parsed(text) == Expiry(12, 2028)
    assert expiry_problem(text, TODAY) == ""
    assert when_left(text) == "12 / 28"


@pytest.mark.parametrize("text", ["1/28", "01/28", "128", "0128", "1 / 2028", "12028"])
def test_a_month_of_one_digit_is_enough(text: str) -> None:
    assert parsed(text) == Expiry(1, 2028)
    assert when_left(text) == "01 / 28"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", INCOMPLETE),
        ("12", INCOMPLETE),
        ("12 / ", INCOMPLETE),
        ("soon", INCOMPLETE),
        ("13/28", NO_SUCH_MONTH),
        ("00/28", NO_SUCH_MONTH),
        ("10/26", EXPIRED),
        ("11/26", ""),
        ("12/98", TOO_FAR),
    ],
)
def test_what_is_wrong_is_said(text: str, problem: str) -> None:
    assert expiry_problem(text, TODAY) == problem


@pytest.mark.parametrize(
    ("text", "shown"),
    [("1", "1"), ("12", "12 / "), ("5", "05 / "), ("1/", "01 / "), ("0", "0"), ("13", "13"), ("12 / 2", "12 / 2")],
)
def test_the_separator_comes_by_itself(text: str, shown: str) -> None:
    assert while_typing(text) == shown


@given(st.integers(1, 12), st.integers(2026, 2046))
def test_what_is_shown_is_understood_again(month: int, year: int) -> None:
    assert parsed(str(Expiry(month, year))) == Expiry(month, year)


@given(st.text(max_size=20))
def test_any_text_is_survived(text: str) -> None:
    expiry_problem(text, TODAY)
    assert when_left(when_left(text)) == when_left(text)
    while_typing(text)
