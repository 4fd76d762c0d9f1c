"""The two kinds of struct on the wire, and the two kinds of text in them."""

from typing import dataclass_transform

import msgspec


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class _Frozen(msgspec.StructMeta):
    """Tells type checkers what msgspec does: a struct is as frozen as the one it builds on."""


class Request(msgspec.Struct, metaclass=_Frozen, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a client sends: strict, so that a misspelt field is refused and never silently dropped."""


class Answer(msgspec.Struct, metaclass=_Frozen, frozen=True, kw_only=True):
    """What the backend answers: tolerant, so that an older client survives a newer backend's extra fields."""


LocalizedText = dict[str, str]
"""A text of the backend in every language it has: ``{"en": "...", "fr": "..."}``; ``en`` is always there."""


def in_language(text: LocalizedText, language: str) -> str:
    """Return `text` in `language` ("fr", "fr_CA"), else in its base language, else in English."""
    for candidate in (language, language.replace("-", "_").split("_")[0], "en"):
        if candidate in text:
            return text[candidate]
    return next(iter(text.values()), "")
