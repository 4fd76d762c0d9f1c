"""What a visitor has typed so far, so that a restart loses nothing of it; one small file a server.

Without card, password, code and token: those are in no file.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from qtclient.draft_files import DraftFiles


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
    """The drafts in one folder."""

    def __init__(self, folder: Path) -> None:
        self._files = DraftFiles(folder, VisitDraft, "a visitor's draft")

    def read(self, server: str) -> VisitDraft:
        """Return the draft for `server`, an empty one where there is none."""
        draft = self._files.read(server)
        return draft if draft is not None and draft.server == server else VisitDraft(server=server)

    def write(self, draft: VisitDraft) -> None:
        """Replace the draft for its server, in one step."""
        self._files.write(draft.server, draft)

    def remove(self, server: str) -> None:
        """Forget the draft for `server`."""
        self._files.remove(server)
