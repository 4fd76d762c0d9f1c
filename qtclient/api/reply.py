"""An answer: read to its end within a ceiling, and decoded strictly."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from licensewire.problem import Problem
from qtclient.api import errors

if TYPE_CHECKING:
    import requests

T = TypeVar("T")

_CHUNK_BYTES = 16 * 1024


class Reply(msgspec.Struct, frozen=True):
    """An answer that has been read to its end.

    Attributes:
        media_type: without parameters, in small letters.
    """

    status: int
    media_type: str
    body: bytes
    request_id: str

    def __repr__(self) -> str:
        # A body may hold tokens.
        return f"Reply({self.status}, {self.media_type}, {len(self.body)} bytes, {self.request_id})"


class _TooLongError(ValueError):
    pass


def whole_body(response: requests.Response, ceiling: int) -> bytes:
    """Read the body; both a long one and one that unpacks to a long one stop at `ceiling` bytes.

    Raises:
        ValueError: it is longer.
        requests.RequestException: it did not come to its end.
    """
    parts = []
    size = 0
    for part in response.iter_content(_CHUNK_BYTES):
        size += len(part)
        if size > ceiling:
            raise _TooLongError
        parts.append(part)
    return b"".join(parts)


def decoded(reply: Reply, answer: type[T]) -> T:
    """Decode the body.

    Raises:
        Unreadable: it is not JSON by name, or not by content, or has another shape.
    """
    if reply.media_type != "application/json":
        raise errors.Unreadable(reply.request_id)
    try:
        return msgspec.json.decode(reply.body, type=answer)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise errors.Unreadable(reply.request_id) from None


def problem_of(reply: Reply) -> Problem | None:
    """The problem that an answer of our backend carries, or None for anybody else's answer."""
    if reply.media_type != "application/problem+json":
        return None
    try:
        problem = msgspec.json.decode(reply.body, type=Problem)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if problem.request_id:
        return problem
    return msgspec.structs.replace(problem, request_id=reply.request_id)
