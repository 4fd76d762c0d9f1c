"""What a visitor has typed so far, so that a restart loses nothing of it; one small file a server.

Without card, password, code and token: those are in no file.
"""

from __future__ import annotations

import contextlib
import logging
import os
import uuid
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

import msgspec

_log = logging.getLogger(__name__)


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """The purchase form of a visitor, without consents: those are given when it is bought.

    Attributes:
        address: field's name in `qtclient.forms.address` -> what was typed.
    """

    account_name: str = ""
    username: str = ""
    data_center_id: str = ""
    name: str = ""
    company: str = ""
    country: str = ""
    address: dict[str, str] = {}
    tax_id: str = ""


class CodeSent(msgspec.Struct, frozen=True, kw_only=True):
    """A code that is on its way to `email`; attributes as in `licensewire.visitors.Verification`."""

    id: str
    email: str
    expires_at: datetime
    resend_at: datetime


class VisitDraft(msgspec.Struct, frozen=True, kw_only=True):
    """How far a visitor has come.

    Attributes:
        server: the backend's name, as in the journal.
        email: as typed.
        plan_id: what is wanted.
        code_sent: while the address is being proved.
        typed_by: the visitor's id to whom `typed` belongs; "" before the address is proved.
    """

    server: str
    email: str = ""
    plan_id: str = ""
    code_sent: CodeSent | None = None
    typed_by: str = ""
    typed: Typed = Typed()


class VisitDrafts:
    """The drafts in one folder. A draft is a convenience: what goes wrong with its file is logged and no more."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, server: str) -> VisitDraft:
        """Return the draft for `server`, an empty one where there is none."""
        try:
            draft = msgspec.json.decode(self._path(server).read_bytes(), type=VisitDraft)
        except FileNotFoundError:
            return VisitDraft(server=server)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            _log.warning("a visitor's draft cannot be read: %s", type(error).__name__)
            return VisitDraft(server=server)
        return draft if draft.server == server else VisitDraft(server=server)

    def write(self, draft: VisitDraft) -> None:
        """Replace the draft for its server, in one step."""
        path = self._path(draft.server)
        new = path.with_name(f"{path.name}.{uuid.uuid4().hex}.draft")
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(msgspec.json.encode(draft))
            new.replace(path)
        except OSError as error:
            _log.warning("a visitor's draft cannot be written: %s", error.strerror)
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)

    def remove(self, server: str) -> None:
        """Forget the draft for `server`."""
        try:
            self._path(server).unlink(missing_ok=True)
        except OSError as error:
            _log.warning("a visitor's draft cannot be removed: %s", error.strerror)

    def _path(self, server: str) -> Path:
        # A server's name has characters that a file's must not have.
        return self._folder / f"{blake2b(server.encode(), digest_size=12).hexdigest()}.json"
