"""Days as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtclient.forms.day_text import day_order, read_day

DAY = date(2027, 3, 4)


@pytest.mark.parametrize(
    ("pattern", "order"),
    [
        ("M/d/yy", "mdy"),
        ("dd/MM/yyyy", "dmy"),
        ("dd.MM.yy", "dmy"),
        ("yyyy-MM-dd", "ymd"),
        ("d MMM yyyy", "dmy"),
        ("yyyy. M. d.", "ymd"),
    ],
)
def test_the_order_of_a_country(pattern, order):
    assert day_order(pattern) == order


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("3/4/2027", "mdy"),
        ("03/04/27", "mdy"),
        (" 3-4-2027 ", "mdy"),
        ("4.3.2027", "dmy"),
        ("04. 03. 2027", "dmy"),
        ("4 3 27", "dmy"),
        ("2027-03-04", "dmy"),
        ("2027/3/4", "mdy"),
        ("2027. 3. 4.", "ymd"),
    ],
)
def test_a_day_is_read(text, order):
    assert read_day(text, order) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tomorrow",
        "3/4",
        "31/4/2027",
        "2027-13-01",
        "2027-02-29",
        "3/4/202",
        "3/4/5",
        "0/1/2027",
        "1/1/0000",
        "٣/٤/x",
    ],
)
def test_anything_else_is_none(text):
    assert read_day(text, "dmy") is None


@given(st.text(), st.sampled_from(["dmy", "mdy", "ymd"]))
def test_no_text_breaks_it(text, order):
    read_day(text, order)


@given(
    st.dates(min_value=date(1000, 1, 1)),
    st.sampled_from([("%d/%m/%Y", "dmy"), ("%m.%d.%Y", "mdy"), ("%Y-%m-%d", "dmy")]),
)
def test_what_is_written_is_read_again(day, way):
    assert read_day(day.strftime(way[0]), way[1]) == day
