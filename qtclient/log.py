"""The log: a rotating file, with secrets taken out before they are written.

No secret is ever meant to be logged; the filter is there for the day on which somebody forgets.
"""

from __future__ import annotations

import contextlib
import logging
import re
import sys
from pathlib import Path
from types import TracebackType

FILE_NAME = "license-desk.log"
_MOST_BYTES = 1024 * 1024
_OLD_FILES = 3
_HIDDEN = "[hidden]"

# Patterns as text: they are compiled with the first message, not while the client starts.
_SECRETS = (
    # Tokens and keys by the name in front of them.
    r"(?i)((?:bearer|authorization|password|token|secret|cvc|publishable_key)"
    r"[\"']?\s*[:= ]\s*[\"']?)(?:bearer\s+)?[^\s\"',;&}]+",
    # The gateway's keys and payment methods, and the backend's tokens, by their shape.
    r"\b()(?:sk|pk|rk|whsec|pm|tok|seti|pi)_[A-Za-z0-9_]{6,}",
    r"\b()ld[ardv]_[A-Za-z0-9_-]{20,}",
    # Anything that could be a card number: 12 to 19 digits, also in groups.
    r"(?<![\w.-])()\d(?:[ -]?\d){11,18}(?![\w-])",
)


def redacted(text: str) -> str:
    """Return `text` without what looks like a secret."""
    for pattern in _SECRETS:
        text = re.sub(pattern, rf"\g<1>{_HIDDEN}", text)
    return text


class _Redacting(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


class _RotatingFile(logging.FileHandler):
    """A file that makes place for a new one when it is full.

    Written here because logging.handlers brings sockets and pickle along, which a quick start does not want.
    """

    def emit(self, record: logging.LogRecord) -> None:
        if self.stream is not None and self.stream.tell() > _MOST_BYTES:
            self._rotate()
        super().emit(record)

    def _rotate(self) -> None:
        self.close()
        path = Path(self.baseFilename)
        for number in range(_OLD_FILES, 0, -1):
            older = path.with_name(f"{path.name}.{number - 1}") if number > 1 else path
            if older.exists():
                older.replace(path.with_name(f"{path.name}.{number}"))
        self.stream = self._open()


def start(folder: Path) -> None:
    """Write the log into `folder`, and what matters to standard error too; readable for the person only."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    formatter = _Redacting("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
    handlers: list[logging.Handler] = []
    if sys.stderr is not None:  # a frozen client without a console has none
        console = logging.StreamHandler(sys.stderr)
        console.setLevel(logging.WARNING)
        handlers.append(console)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / FILE_NAME
        path.touch(mode=0o600)
        handlers.append(_RotatingFile(path, encoding="utf-8", errors="backslashreplace"))
    except OSError as error:
        # A full or read-only disk must not keep anybody from their license.
        logging.getLogger(__name__).warning("no log file: %s", error.strerror)
    for handler in handlers:
        handler.setFormatter(formatter)
        root.addHandler(handler)
    # Their debug output names paths and hosts; what matters of it is logged here.
    logging.getLogger("urllib3").setLevel(logging.WARNING)
    sys.excepthook = _on_unexpected


def stop() -> None:
    """Write out everything and close the file."""
    root = logging.getLogger()
    for handler in list(root.handlers):
        if isinstance(handler.formatter, _Redacting):
            root.removeHandler(handler)
            with contextlib.suppress(OSError):  # a full disk does not take the last lines
                handler.close()


def _on_unexpected(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, traceback)
        return
    logging.getLogger("qtclient").critical("unexpected", exc_info=(kind, error, traceback))
