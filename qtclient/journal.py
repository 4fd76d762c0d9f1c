"""Purchases and cards under way, so that a killed client finds them again (A8, B4).

One small file an intent: two clients of the same person never write the same one, and a damaged one damages
nothing else. No card and no token is in it.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import uuid
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from licensewire.money import Money

_log = logging.getLogger(__name__)

_KEY = re.compile(r"[A-Za-z0-9-]{1,64}")
_ENDING = ".json"
_DAMAGED = ".damaged"


class Note(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One intent, noted before it is sent.

    Attributes:
        key: the idempotency key.
        server: the backend's address.
        account_id: whose intent it is: an account's, or that of the account that a visitor's purchase makes.
    """

    key: str
    server: str
    account_id: str
    started_at: datetime


class JournalEntry(Note, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One intent to buy.

    Attributes:
        total: what the person agreed to.
        purchase_id: as soon as the backend has answered with it.
    """

    plan_id: str
    quote_id: str
    total: Money
    purchase_id: str = ""


class CardNote(Note, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One intent to replace the card on file."""


E = TypeVar("E", bound=Note)


class _Notes(Generic[E]):
    """The notes of one kind in one folder.

    Attributes:
        damaged: whether a note was found that could not be read; it was set aside and the person should be told.
    """

    def __init__(self, folder: Path, kind: type[E]) -> None:
        self._folder = folder
        self._kind = kind
        self.damaged = False

    def record(self, entry: E) -> None:
        """Write a note and see it safely on the disk; call it before sending, and do not send if it raises.

        Raises:
            OSError: it could not be written.
            ValueError: the key is not one.
        """
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._path(entry.key)
        draft = path.with_name(f"{path.name}.{uuid.uuid4().hex}.draft")
        try:
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(msgspec.json.encode(entry))
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        self._sync_folder()

    def remove(self, key: str) -> None:
        """The intent has come to an end that the person has seen.

        Where the note cannot be taken away, it is found again and told once more: no reason to stop anything.
        """
        try:
            self._path(key).unlink(missing_ok=True)
            self._sync_folder()
        except OSError as error:
            _log.warning("a note of the journal cannot be removed: %s", error.strerror)

    def entries(self, server: str, account_id: str) -> tuple[E, ...]:
        """The notes of this account on this server, oldest first."""
        found = (self._read(path) for path in sorted(self._folder.glob(f"*{_ENDING}")))
        mine = [entry for entry in found if entry and (entry.server, entry.account_id) == (server, account_id)]
        return tuple(sorted(mine, key=lambda entry: entry.started_at))

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError("not an idempotency key")
        return self._folder / f"{key}{_ENDING}"

    def _read(self, path: Path) -> E | None:
        try:
            return msgspec.json.decode(path.read_bytes(), type=self._kind)
        except FileNotFoundError:
            return None
        except OSError as error:
            _log.warning("a note of the journal cannot be opened: %s", error.strerror)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            _log.warning("a note of the journal is damaged and set aside")
            with contextlib.suppress(OSError):
                path.replace(path.with_name(path.name + _DAMAGED))
        self.damaged = True
        return None

    def _sync_folder(self) -> None:
        """Make the folder's own change last; Windows neither needs nor allows it."""
        if os.name == "nt" or not self._folder.exists():
            return
        descriptor = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class CardJournal(_Notes[CardNote]):
    """The notes of cards that were sent to replace the one on file."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, CardNote)


class PurchaseJournal(_Notes[JournalEntry]):
    """The notes of purchases.

    Attributes:
        cards: the notes of cards, in a folder of their own inside this one.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, JournalEntry)
        self.cards = CardJournal(folder / "cards")

    def note_purchase(self, key: str, purchase_id: str) -> None:
        """Add the purchase's id to its note."""
        entry = self._read(self._path(key))
        if entry is not None and entry.purchase_id != purchase_id:
            self.record(msgspec.structs.replace(entry, purchase_id=purchase_id))
