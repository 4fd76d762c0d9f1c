"""Finding a card number wherever one could hide, so that none ever gets into the backend (H3)."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import msgspec

_HIDDEN = "[hidden]"

# Stands for whatever nobody can see: zero-width blanks, soft hyphens, marks upon a digit.
_UNSEEN = "\u200b"
_UNSEEN_KINDS = frozenset({"Cf", "Mn", "Me"})

# Digit groups with little between them: "4242 4242 4242 4242", "4242 - 4242...", "4242.4242...". Commas and colons
# are left out, for they join numbers that have nothing to do with each other.
_GROUPS = re.compile(rf"[0-9]+(?:[\s\-\u2010-\u2015\u2212./_\u00b7{_UNSEEN}]{{1,4}}[0-9]+)*")
_DIGITS = re.compile(r"[0-9]+")
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
_DOUBLED = {digit: sum(divmod(2 * int(digit), 10)) for digit in "0123456789"}
_SHORTEST, _LONGEST = 13, 19
_BEGINNING = 4
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
    parts: list[str] = []
    behind = 0
    for start, end in _found(plain):
        parts += (plain[behind:start], _HIDDEN)
        behind = end
    return "".join((*parts, plain[behind:])) if parts else text


def _plain(text: str) -> str:
    """Write digits of other scripts as 0-9 and what is unseen as `_UNSEEN`, one character for one."""
    if text.isascii():
        return text
    return "".join(character if character.isascii() else _plain_character(character) for character in text)


def _plain_character(character: str) -> str:
    if unicodedata.category(character) in _UNSEEN_KINDS:
        return _UNSEEN
    return str(unicodedata.digit(character, character))


def _found(text: str) -> Iterator[tuple[int, int]]:
    # A stranger chooses the text, so that the work must grow with its length and no faster.
    text = _UUID.sub(lambda match: "u" * len(match.group()), text)
    for run in _GROUPS.finditer(text):
        groups = [match.span() for match in _DIGITS.finditer(text, *run.span())]
        behind = -1
        for first, (start, _) in enumerate(groups):
            if start < behind:
                continue
            if end := _card_from(text, groups[first : first + _LONGEST]):
                behind = end
                yield start, end


def _card_from(text: str, groups: list[tuple[int, int]]) -> int:
    """Return where a card number ends that begins with the first of `groups`, or 0."""
    start = groups[0][0]
    digits = ""
    lengths: frozenset[int] = frozenset()
    for begin, end in groups:
        digits += text[begin:end]
        if len(digits) > _LONGEST:
            return 0
        if len(digits) < _SHORTEST:
            continue
        lengths = lengths or _lengths(digits[:_BEGINNING])
        if not lengths:
            return 0
        if len(digits) in lengths and _luhn(digits) and not _is_something_else(text, start, end, len(digits)):
            return end
    return 0


@lru_cache(maxsize=10_000)
def _lengths(beginning: str) -> frozenset[int]:
    """Return how long the numbers are that begin with these four digits."""
    return frozenset().union(*(lengths for prefix, lengths in _ISSUERS if prefix.match(beginning)))


def _luhn(digits: str) -> bool:
    return (sum(map(int, digits[-1::-2])) + sum(map(_DOUBLED.__getitem__, digits[-2::-2]))) % 10 == 0


def _is_something_else(text: str, start: int, end: int, count: int) -> bool:
    """Tell telephone numbers in international form and hexadecimal digests from cards."""
    if count <= _TELEPHONE_DIGITS and text[max(start - 4, 0) : start].rstrip(" (").endswith("+"):
        return True
    return _is_digest(_word_at(text, start)) or _is_digest(_word_at(text, end - 1))


def _word_at(text: str, place: int) -> str:
    """Return the word at `place`, or as much of it as shows that it is too long for a digest."""
    first, last = max(place - max(_DIGEST_LENGTHS), 0), place + max(_DIGEST_LENGTHS)
    start = end = place
    while start > first and text[start - 1].isalnum():
        start -= 1
    while end < min(last + 1, len(text)) and text[end].isalnum():
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
