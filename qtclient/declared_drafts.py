"""A cancellation or withdrawal that is being written, so that neither a lost connection nor a restart loses it.

What is in it: what the person has typed, and under which key it was sent. Nothing secret.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from qtclient.draft_files import DraftFiles


class Declared(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody declares, as typed.

    Attributes:
        kind: of a cancellation: `licensewire.declarations.ORDINARY` or `EXTRAORDINARY`.
        ends_on: the wished day in the person's own way of writing; "" for as early as possible.
    """

    name: str = ""
    contract: str = ""
    email: str = ""
    kind: str = "ordinary"
    reason: str = ""
    ends_on: str = ""


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """What was sent, and may have arrived: sent again with the same key it counts once.

    Attributes:
        key: the idempotency key.
        language: of the confirmation.
    """

    key: str
    declared: Declared
    language: str


class DeclarationDraft(msgspec.Struct, frozen=True, kw_only=True):
    """How far a declaration has come.

    Attributes:
        server: the backend's name, as in the journal.
        kind: `licensewire.declarations.CANCELLATION` or `WITHDRAWAL`.
        person: who was signed in while it was written; "" for nobody.
        attempt: what was sent last; None before.
    """

    server: str
    kind: str
    person: str = ""
    declared: Declared = Declared()
    attempt: Attempt | None = None


class DeclarationDrafts:
    """The drafts in one folder, one for each server and kind."""

    def __init__(self, folder: Path) -> None:
        self._files = DraftFiles(folder, DeclarationDraft, "a declaration's draft")

    def read(self, server: str, kind: str) -> DeclarationDraft:
        """Return the draft for `server`, an empty one where there is none."""
        draft = self._files.read(_name(server, kind))
        mine = draft is not None and (draft.server, draft.kind) == (server, kind)
        return draft if draft is not None and mine else DeclarationDraft(server=server, kind=kind)

    def write(self, draft: DeclarationDraft) -> None:
        """Replace the draft for its server and kind, in one step."""
        self._files.write(_name(draft.server, draft.kind), draft)

    def remove(self, server: str, kind: str) -> None:
        """Forget the draft of this kind for `server`."""
        self._files.remove(_name(server, kind))


def _name(server: str, kind: str) -> str:
    return f"{kind} {server}"
