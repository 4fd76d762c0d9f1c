"""Finding a card number wherever one could hide, so that none ever gets into the backend (H3)."""

import re
import unicodedata
from collections.abc import Iterator

import msgspec

_HIDDEN = "[hidden]"

# Digit groups with at most two blanks or dashes between them: "4242 4242 4242 4242", "4242-4242...".
_GROUPS = re.compile(r"[0-9]+(?:[\s\-\u2010-\u2015\u2212]{1,2}[0-9]+)*")
_DIGITS = re.compile(r"[0-9]+")
_LETTER_OR_DIGIT = re.compile(r"[0-9A-Za-z]")
_HEX = re.compile(r"[0-9a-fA-F]+")
_UUID = re.compile(r"\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b")

# Prefixes that issuers of payment cards have, with the lengths that their numbers have. Wide enough for every
# card that a gateway takes; narrow enough for telephone numbers and ids to pass.
_ISSUERS: tuple[tuple[re.Pattern[str], frozenset[int]], ...] = tuple(
    (re.compile(prefix), frozenset(lengths))
    for prefix, lengths in (
        ("4", (13, 16, 19)),  # Visa
        ("5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720", (16,)),  # Mastercard
        ("3[47]", (15,)),  # American Express
        ("6011|64[4-9]|65", range(16, 20)),  # Discover
        ("30[0-5]|3095|36|3[89]", range(14, 20)),  # Diners Club
        ("35(?:2[89]|[3-8])", range(16, 20)),  # JCB
        ("62|81", range(16, 20)),  # UnionPay
        ("50|5[6-9]|6[0-9]", range(13, 20)),  # Maestro and national debit cards
        ("220[0-4]|9792", range(16, 20)),  # Mir, Troy
    )
)
_TELEPHONE_DIGITS = 15
_DIGEST_LENGTHS = frozenset({16, 24, 32, 40, 64})


def holds_card_number(text: str) -> bool:
    """Return whether a card number stands anywhere in `text`."""
    return next(_found(_plain(text)), None) is not None


def json_holds_card_number(body: str) -> bool:
    """Return whether a request's body holds one: as text, as a JSON number, or behind JSON's escapes."""
    if holds_card_number(body):
        return True
    # Written plainly it was found above; left are escapes ("\\u0034") and numbers such as 4.242424242424242e15.
    if "\\" not in body and "." not in body and "e" not in body.lower():
        return False
    try:
        content = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError):
        return False  # it will be refused as unreadable
    return any(holds_card_number(text) for text in _texts(content))


def without_card_numbers(text: str) -> str:
    """Return `text` with every card number in it replaced."""
    plain = _plain(text)
    spans = list(_found(plain))
    if not spans:
        return text
    for start, end in reversed(spans):
        plain = plain[:start] + _HIDDEN + plain[end:]
    return plain


def _plain(text: str) -> str:
    """Write digits of other scripts and wide forms as 0-9, one character for one."""
    if text.isascii():
        return text
    return "".join(
        character if character.isascii() else str(unicodedata.digit(character, character)) for character in text
    )


def _found(text: str) -> Iterator[tuple[int, int]]:
    uuids = [match.span() for match in _UUID.finditer(text)]
    for run in _GROUPS.finditer(text):
        groups = [match.span() for match in _DIGITS.finditer(text, *run.span())]
        behind = -1
        for first, (start, _) in enumerate(groups):
            if start < behind:
                continue
            if end := _card_from(text, groups[first:], uuids):
                behind = end
                yield start, end


def _card_from(text: str, groups: list[tuple[int, int]], uuids: list[tuple[int, int]]) -> int:
    """Return where a card number ends that begins with the first of `groups`, or 0."""
    digits = ""
    start = groups[0][0]
    for begin, end in groups:
        digits += text[begin:end]
        if len(digits) > 19:
            return 0
        if _is_card_number(digits) and not _is_something_else(text, start, end, len(digits), uuids):
            return end
    return 0


def _is_card_number(digits: str) -> bool:
    return (
        len(digits) >= 13
        and any(len(digits) in lengths and prefix.match(digits) for prefix, lengths in _ISSUERS)
        and _luhn(digits)
    )


def _luhn(digits: str) -> bool:
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if position % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_something_else(text: str, start: int, end: int, count: int, uuids: list[tuple[int, int]]) -> bool:
    """Tell telephone numbers in international form, UUIDs and hexadecimal digests from cards."""
    if count <= _TELEPHONE_DIGITS and text[:start].rstrip(" (").endswith("+"):
        return True
    if any(begin <= start and end <= stop for begin, stop in uuids):
        return True
    return _is_digest(_word_at(text, start)) or _is_digest(_word_at(text, end - 1))


def _word_at(text: str, place: int) -> str:
    start = end = place
    while start and _LETTER_OR_DIGIT.match(text[start - 1]):
        start -= 1
    while end < len(text) and _LETTER_OR_DIGIT.match(text[end]):
        end += 1
    return text[start:end]


def _is_digest(word: str) -> bool:
    return len(word) in _DIGEST_LENGTHS and not word.isdigit() and _HEX.fullmatch(word) is not None


def _texts(content: object) -> Iterator[str]:
    """Every text and number in decoded JSON, without recursion, so that depth costs nothing."""
    waiting: list[object] = [content]
    while waiting:
        match waiting.pop():
            case str(text):
                yield text
            case bool() | None:
                pass
            case int(number):
                yield str(number)
            case float(number) if number.is_integer() and abs(number) < 1e20:
                yield str(int(number))
            case list(values):
                waiting.extend(values)
            case dict(values):
                waiting.extend(values)
                waiting.extend(values.values())
