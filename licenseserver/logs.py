"""Structured logs: one JSON object a line on stderr, and no secret in any of them."""

import logging
import re
import sys

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from licenseserver.card_numbers import without_card_numbers

_HIDDEN = "[hidden]"
_SECRET_NAME = re.compile(
    r"password|passwd|secret|token|authorization|cookie|api_?key|cvc|card_?number|client_secret", re.IGNORECASE
)
# What the things that may be looked for in a text look like: keys of the gateway, bearer tokens, our own tokens,
# and a password in a database's address.
_SECRET_TEXT = re.compile(
    r"\b(?:sk|rk|whsec)_[A-Za-z0-9_]{8,}|\bBearer\s+\S+|\bld[ardv]_[A-Za-z0-9_-]{20,}|_secret_[A-Za-z0-9]{8,}"
)
# Bounded, because a stranger chooses the path that is logged: the search must take no longer than the path is.
_ADDRESS_PASSWORD = re.compile(r"(\b\w{1,40}://[^:/@\s]*:)[^@/\s]+@")


def configure_logs(level: str) -> None:
    """Send everything, libraries included, through one JSON writer on stderr.

    Args:
        level: "debug", "info", "warning" or "error".
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        hide_secrets,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    # These write a line for every step; what we need of them is in our own lines.
    for name in ("alembic", "httpx", "stripe", "urllib3", "uvicorn.error"):
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def hide_secrets(_logger: WrappedLogger, _method: str, entry: EventDict) -> EventDict:
    """Replace values under telling names, and what looks like a secret or a card number in any text."""
    # What begins with an underscore is structlog's own and never written.
    return {name: value if name.startswith("_") else _hidden(name, value) for name, value in entry.items()}


def _hidden(name: str, value: object) -> object:
    if _SECRET_NAME.search(name):
        return _HIDDEN
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, dict):
        return {key: _hidden(str(key), inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_hidden(name, inner) for inner in value]
    if isinstance(value, bool | int | float | None):
        return value if without_card_numbers(str(value)) == str(value) else _HIDDEN
    return _clean(str(value))


def _clean(text: str) -> str:
    text = _ADDRESS_PASSWORD.sub(rf"\1{_HIDDEN}@", text)
    return without_card_numbers(_SECRET_TEXT.sub(_HIDDEN, text))
