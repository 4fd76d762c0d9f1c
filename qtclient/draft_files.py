"""What somebody has typed so far, for the next start: one small file each, whole or not at all.

A draft is a convenience: what goes wrong with its file is logged and no more. No card, password, code or token is
in any of them.
"""

from __future__ import annotations

import contextlib
import logging
import os
import uuid
from hashlib import blake2b
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

_log = logging.getLogger(__name__)

D = TypeVar("D", bound=msgspec.Struct)


class DraftFiles(Generic[D]):
    """The drafts of one kind, in one folder."""

    def __init__(self, folder: Path, kind: type[D], called: str) -> None:
        """Args:
        called: what the log calls one of them ("a visitor's draft").
        """
        self._folder = folder
        self._kind = kind
        self._called = called

    def read(self, name: str) -> D | None:
        """Return the draft of this name; None where there is none that can be read."""
        try:
            return msgspec.json.decode(self._path(name).read_bytes(), type=self._kind)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            _log.warning("%s cannot be read: %s", self._called, type(error).__name__)
            return None

    def write(self, name: str, draft: D) -> None:
        """Replace the draft of this name, in one step."""
        path = self._path(name)
        new = path.with_name(f"{path.name}.{uuid.uuid4().hex}.draft")
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(msgspec.json.encode(draft))
            new.replace(path)
        except OSError as error:
            _log.warning("%s cannot be written: %s", self._called, error.strerror)
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """Forget the draft of this name."""
        try:
            self._path(name).unlink(missing_ok=True)
        except OSError as error:
            _log.warning("%s cannot be removed: %s", self._called, error.strerror)

    def _path(self, name: str) -> Path:
        # A server's name has characters that a file's must not have.
        return self._folder / f"{blake2b(name.encode(), digest_size=12).hexdigest()}.json"
