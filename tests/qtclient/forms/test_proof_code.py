"""Codes from mails, typed and pasted in every way that a person would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtclient.forms.proof_code import LENGTH, complete, cursor_after, grouped, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("b", "B"),
        ("bcdf", "BCDF"),
        ("bcdf2", "BCDF-2"),
        ("BCDF-2345", "BCDF-2345"),
        ("  bc df 23 45 \n", "BCDF-2345"),
        ("bcdf2345extra", "BCDF-2345"),
        ("bçd–f", "BDF"),
    ],
)
def test_any_writing_becomes_the_one_of_the_mail(text, shown):
    assert grouped(text) == shown
    assert complete(text) == (len(shown) == LENGTH + 1)


@given(st.text())
def test_writing_it_again_changes_nothing(text):
    assert grouped(grouped(text)) == grouped(text)
    assert plain(grouped(text)) == plain(text)


@given(st.text(alphabet="BCD-2 "), st.integers(0, 20))
def test_the_cursor_stays_behind_its_character(text, cursor):
    place = cursor_after(text, min(cursor, len(text)))
    assert plain(grouped(text)[:place]) == plain(text[: min(cursor, len(text))])
