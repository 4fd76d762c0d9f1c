"""A card number is found wherever it hides; ids, telephone numbers and digests pass."""

import csv
import json
import secrets
import time
import uuid
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licenseserver.card_numbers import holds_card_number, json_holds_card_number, without_card_numbers
from licenseserver.doorway import BODY_LIMIT
from licenseserver.security import new_id, new_token

FACTS = Path(__file__).parents[1] / "facts" / "practice_cards.csv"
with FACTS.open(encoding="utf-8") as file:
    # One row has a number with a slip in it; no rule can tell that from any other long number.
    NUMBERS = [row["number"] for row in csv.DictReader(file) if row["error_code"] != "incorrect_number"]

HARMLESS = [
    "+49 151 2345 6789",
    "+1 (415) 555-0132",
    "+442079460958",
    "2026-11-23 12:00:00",
    "1763899200000",  # milliseconds
    "192.168.100.200, 10.0.0.1",
    "DE 123456789",
    "73282932000074",  # a SIRET
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
    "4242424242424241",  # no valid check digit
    "00004242424242424242",  # a longer number
    "42424242424242424242424242424242",
]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_practice_card_is_found(number: str) -> None:
    groups = [number[start : start + 4] for start in range(0, len(number), 4)]
    for text in (
        number,
        " ".join(groups),
        "-".join(groups),
        "\u00a0".join(groups),
        "  ".join(groups),
        " - ".join(groups),
        ".".join(groups),
        "_".join(groups),
        "/".join(groups),
        "\u00b7".join(groups),
        "\u200b".join(number),
        "\u2060 ".join(groups),
        "\u00ad".join(groups),
        "".join(f"{digit}\ufe0f\u20e3" for digit in number),
        f"visa{number}",
    ):
        assert holds_card_number(f"my card: {text}, 12/30"), text
        assert number not in without_card_numbers(text)
    assert json_holds_card_number(json.dumps({"deep": [[{"name": number}]]}))
    assert json_holds_card_number(json.dumps({"name": int(number)}))
    assert json_holds_card_number(json.dumps({number: 1}))
    escaped = "".join(f"\\u{ord(digit):04x}" for digit in number)
    assert json_holds_card_number(f'{{"name": "{escaped}"}}')
    wide = "".join(chr(0xFF10 + int(digit)) for digit in number)
    assert holds_card_number(wide)


@pytest.mark.parametrize(
    "piece",
    [
        "4 ",
        "\uff14 ",
        "4222222222222a",
        "+4222222222222 ",
        "42222222-2222-2222-2222-222222222222 ",
        "4242424242424242a",
    ],
)
def test_the_work_grows_with_the_length_and_no_faster(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        started = time.process_time()
        json_holds_card_number(json.dumps([text]))
        without_card_numbers(text)
        return time.process_time() - started

    assert seconds(BODY_LIMIT) < 20 * seconds(BODY_LIMIT // 8) + 0.2


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_numbers_pass(text: str) -> None:
    assert not holds_card_number(text)
    assert without_card_numbers(text) == text


def test_a_card_among_other_numbers() -> None:
    assert holds_card_number("order 12 4242 4242 4242 4242 12 30 123")
    assert without_card_numbers("pay 4242-4242-4242-4242 now") == "pay [hidden] now"
    assert json_holds_card_number('{"amount": 4.242424242424242e15}')


def test_our_own_ids_and_tokens_pass() -> None:
    for _ in range(2000):
        texts = [new_id("acc"), new_token("lda"), str(uuid.uuid4()), secrets.token_hex(12), secrets.token_hex(32)]
        for text in [*texts, f"purchase:{uuid.uuid4()}:1:create", f"00-{secrets.token_hex(16)}-{'0' * 16}-01"]:
            assert not holds_card_number(text), text


@given(
    st.sampled_from(NUMBERS),
    st.text(alphabet=st.characters(exclude_categories=["Nd", "Cs"], exclude_characters="+(- \u00a0")),
    st.text(alphabet=st.characters(exclude_categories=["Nd", "Cs"])),
)
def test_found_in_any_surroundings(number: str, before: str, after: str) -> None:
    text = f"{before}/{number}/{after}"
    assert holds_card_number(text)
    assert json_holds_card_number(json.dumps({"text": text}))


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), st.lists))
def test_any_json_is_read(content: object) -> None:
    json_holds_card_number(json.dumps(content))
