"""What typing, pasting and mending a card number does, for every practice card and for anything at all."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtclient.forms.card_number import (
    INCOMPLETE,
    LONGEST,
    TOO_LONG,
    UNKNOWN,
    WRONG_DIGIT,
    after_edit,
    brand_of,
    cursor_before_erasing,
    cvc_problem,
    grouped,
    number_in,
    number_problem,
    passes_luhn,
    plain_digits,
)

DIGITS = st.text("0123456789", max_size=LONGEST)


@pytest.mark.parametrize(
    ("digits", "brand"),
    [
        ("4242424242424242", "visa"),
        ("5555555555554444", "mastercard"),
        ("2223003122003222", "mastercard"),
        ("378282246310005", "amex"),
        ("6011000990139424", "discover"),
        ("6555900000604105", "discover"),
        ("36227206271667", "diners"),
        ("3056930009020004", "diners"),
        ("3566002020360505", "jcb"),
        ("6205500000000000004", "unionpay"),
    ],
)
def test_a_good_number_is_recognised_and_passes(digits: str, brand: str) -> None:
    assert brand_of(digits).id == brand
    assert number_problem(digits) == ""


def test_a_brand_is_known_as_soon_as_it_is_certain() -> None:
    assert brand_of("") is UNKNOWN
    assert brand_of("4").id == "visa"
    assert brand_of("3") is UNKNOWN
    assert brand_of("37").id == "amex"
    assert brand_of("22") is UNKNOWN
    assert brand_of("2221").id == "mastercard"


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("4242424242424242", "4242 4242 4242 4242"),
        ("378282246310005", "3782 822463 10005"),
        ("36227206271667", "3622 720627 1667"),
        ("3056930009020004", "3056 9300 0902 0004"),
        ("6205500000000000004", "6205 5000 0000 0000 004"),
        ("42", "42"),
        ("", ""),
    ],
)
def test_numbers_are_grouped_as_on_the_card(digits: str, shown: str) -> None:
    assert grouped(digits) == shown


@pytest.mark.parametrize(
    "text",
    [
        "4242 4242 4242 4242",
        "4242-4242-4242-4242",
        "\t4242.4242.4242.4242\n",
        "Card: 4242 4242 4242 4242",
        "4242 4242 4242 4242 exp 12/28 cvc 123",
        "٤٢٤٢ ٤٢٤٢ ٤٢٤٢ ٤٢٤٢",
        "４２４２ ４２４２ ４２４２ ４２４２",
    ],
)
def test_a_pasted_number_is_understood(text: str) -> None:
    assert number_in(text) == "4242424242424242"


def test_what_is_wrong_is_told_apart() -> None:
    assert number_problem("") == INCOMPLETE
    assert number_problem("424242424242424") == INCOMPLETE
    assert number_problem("4242424242424241") == WRONG_DIGIT
    assert number_problem("37828224631000500") == TOO_LONG


def test_the_security_code_has_its_brands_length() -> None:
    assert cvc_problem("123", "4242424242424242") == ""
    assert cvc_problem("1234", "4242424242424242") == TOO_LONG
    assert cvc_problem("123", "378282246310005") == INCOMPLETE
    assert cvc_problem("1234", "378282246310005") == ""
    assert cvc_problem("123", "") == ""


def test_a_digit_can_be_mended_in_the_middle() -> None:
    typed = after_edit("42242 4242 4242 424", 2)
    assert (typed.text, typed.cursor) == ("4224 2424 2424 2424", 2)


def test_backspace_takes_the_digit_before_a_blank() -> None:
    assert cursor_before_erasing("4242 4242", 5) == 4
    assert cursor_before_erasing("4242 4242", 3) == 3
    assert cursor_before_erasing("", 0) == 0


def test_nothing_of_a_number_can_be_read_from_its_repr() -> None:
    assert "4242" not in repr(after_edit("4242", 4))


@given(DIGITS)
def test_grouping_only_adds_blanks(digits: str) -> None:
    assert grouped(digits).replace(" ", "") == digits
    assert grouped(plain_digits(grouped(digits))) == grouped(digits)


@given(st.text(max_size=60), st.integers(0, 60))
def test_any_text_leaves_a_calm_field(text: str, cursor: int) -> None:
    typed = after_edit(text, min(cursor, len(text)))
    assert 0 <= typed.cursor <= len(typed.text)
    assert set(typed.text) <= set("0123456789 ")
    again = after_edit(typed.text, typed.cursor)
    assert again.text == typed.text or len(plain_digits(typed.text)) > LONGEST


@given(DIGITS, st.data())
def test_the_cursor_stays_behind_its_digit(digits: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(digits)))
    typed = after_edit(digits, at)
    assert len(plain_digits(typed.text[: typed.cursor])) == at


@given(st.text("0123456789", min_size=11, max_size=18), st.data())
def test_one_wrong_digit_is_always_noticed(start: str, data: st.DataObject) -> None:
    whole = next(start + check for check in "0123456789" if passes_luhn(start + check))
    place = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.sampled_from([sign for sign in "0123456789" if sign != whole[place]]))
    assert not passes_luhn(whole[:place] + other + whole[place + 1 :])


def test_every_practice_card_is_typed_and_passes_but_the_one_that_should_not() -> None:
    table = Path(__file__).parents[2] / "facts" / "practice_cards.csv"
    for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
        typed = ""
        for sign in row["number"]:
            typed = after_edit(typed + sign, len(typed) + 1).text
        wrong = WRONG_DIGIT if row["error_code"] == "incorrect_number" else ""
        assert number_problem(plain_digits(typed)) == wrong, row["scenario"]
