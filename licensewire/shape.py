"""The two kinds of struct on the wire, and the two kinds of text in them."""

from collections.abc import Iterator
from typing import dataclass_transform

import msgspec


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class _Frozen(msgspec.StructMeta):
    """Tells type checkers what msgspec does: a struct is as frozen as the one it builds on."""


class Request(msgspec.Struct, metaclass=_Frozen, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a client sends: strict, so that a misspelt field is refused and never silently dropped."""


class Answer(msgspec.Struct, metaclass=_Frozen, frozen=True, kw_only=True):
    """What the backend answers: tolerant, so that an older client survives a newer backend's extra fields."""


def learn_structs(*packages: str) -> None:
    """Let msgspec learn all structs of these packages that are imported by now; before threads decode them.

    It learns a struct when it decodes one for the first time. Two threads that do so at once end the process by a
    segmentation fault (seen with 0.22: one reads what the other has not finished).

    Args:
        packages: names of top packages ("licensewire").
    """
    for kind in _structs_below(msgspec.Struct):
        if kind.__module__.partition(".")[0] in packages:
            msgspec.json.Decoder(kind)


def _structs_below(kind: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    for below in kind.__subclasses__():
        yield below
        yield from _structs_below(below)


LocalizedText = dict[str, str]
"""A text of the backend in every language it has: ``{"en": "...", "fr": "..."}``; ``en`` is always there."""


def in_language(text: LocalizedText, language: str) -> str:
    """Return `text` in `language` ("fr", "fr_CA"), else in its base language, else in English."""
    for candidate in (language, language.replace("-", "_").split("_")[0], "en"):
        if candidate in text:
            return text[candidate]
    return next(iter(text.values()), "")
