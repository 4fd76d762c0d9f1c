"""What every request passes first and every answer last: its id, its size, the card guard, its line in the log."""

import re
import secrets
import time
from collections.abc import Iterable
from urllib.parse import unquote_plus

import anyio
import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPReceiveMessage, Message, Receive, Scope, Send

from licenseserver.card_numbers import holds_card_number, json_holds_card_number, without_card_numbers
from licenseserver.problems import ProblemError, problem_response
from licensewire import problem

BODY_LIMIT = 64 * 1024
"""Bytes; the largest thing that is sent to us is an event of the gateway, some ten thousand bytes."""

BODY_SECONDS = 30
"""How long a body may take to arrive."""

REQUEST_ID_HEADER = b"x-request-id"

_SANE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_ANSWER_HEADERS = [
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]

_log = structlog.get_logger()


class Doorway:
    """The outermost layer of the application; also for addresses that do not exist."""

    def __init__(self, inside: ASGIApp) -> None:
        self._inside = inside

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or refuse it here."""
        if scope["type"] != ScopeType.HTTP:
            await self._inside(scope, receive, send)
            return
        started = time.perf_counter()
        request_id = _request_id(scope["headers"])
        scope["request_id"] = request_id  # type: ignore[typeddict-unknown-key]  # read by `problems`
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        status = 0

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                own = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((name, value) for name, value in _ANSWER_HEADERS if name not in own),
                    (REQUEST_ID_HEADER, request_id.encode()),
                ]
            await send(message)

        try:
            try:
                body = await _examined_body(scope, receive)
            except ProblemError as refusal:
                response = problem_response(refusal, request_id).to_asgi_response(None, None)  # type: ignore[arg-type]  # it uses neither app nor request for plain bytes
                await response(scope, receive, answer)
            else:
                await self._inside(scope, _replay(body, receive), answer)
        finally:
            _log.info(
                "request",
                method=scope["method"],
                path=without_card_numbers(unquote_plus(scope["path"])),
                status=status,
                milliseconds=round((time.perf_counter() - started) * 1000, 1),
            )


def _request_id(headers: Iterable[tuple[bytes, bytes]]) -> str:
    for name, value in headers:
        if name == REQUEST_ID_HEADER:
            text = value.decode("latin-1")
            if _SANE_ID.fullmatch(text) and not holds_card_number(text):
                return text
    return secrets.token_hex(12)


async def _examined_body(scope: Scope, receive: Receive) -> bytes:
    """Return the body.

    Raises:
        ProblemError: it is too large or too slow, or a card number stands somewhere in the request.
    """
    body = await _body(receive)
    if body and not _says_json(scope["headers"]):
        raise ProblemError(problem.INVALID_REQUEST, "Only JSON is understood here.", status=415)
    try:
        content = body.decode("utf-8")
    except UnicodeDecodeError:
        raise ProblemError(problem.INVALID_REQUEST, "The request's content cannot be read.") from None
    texts = [unquote_plus(scope["path"]), unquote_plus(scope["query_string"].decode("latin-1"))]
    texts += [_text(part) for header in scope["headers"] for part in header]
    if any(holds_card_number(text) for text in texts) or json_holds_card_number(content):
        raise ProblemError(
            problem.CARD_DATA_REFUSED, "A card number stands in this request; cards go to the payment gateway only."
        )
    if any("\x00" in text for text in texts) or "\x00" in content or "\\u0000" in content:
        # PostgreSQL cannot hold this character, and no honest text has it.
        raise ProblemError(problem.INVALID_REQUEST, "A null character stands in this request.")
    return body


def _text(header: bytes) -> str:
    """Return a header's name or value; digits of other scripts come as UTF-8, whatever the standard says."""
    try:
        return header.decode("utf-8")
    except UnicodeDecodeError:
        return header.decode("latin-1")


def _says_json(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    kinds = [value.partition(b";")[0].strip().lower() for name, value in headers if name == b"content-type"]
    return kinds == [b"application/json"]


async def _body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    size = 0
    with anyio.move_on_after(BODY_SECONDS):
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return b""  # the client is gone; the answer will reach nobody
            parts.append(message["body"])
            size += len(message["body"])
            if size > BODY_LIMIT:
                raise ProblemError(problem.INVALID_REQUEST, "The request is too large.", status=413)
            if not message["more_body"]:
                return b"".join(parts)
    raise ProblemError(problem.INVALID_REQUEST, "The request did not arrive in time.", status=408)


def _replay(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives `body` first."""
    given = False

    async def replay() -> HTTPReceiveMessage:
        nonlocal given
        if not given:
            given = True
            return {"type": "http.request", "body": body, "more_body": False}
        return await receive()  # type: ignore[return-value]  # an HTTP scope gives HTTP messages only

    return replay
