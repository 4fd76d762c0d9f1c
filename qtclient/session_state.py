"""How things stand between the person and the server, as `qtclient.session` tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from licensewire.service import Service
    from licensewire.session import Account
    from licensewire.visitors import VisitorState
    from qtclient.sentences import Sentence

STARTING = "starting"
SIGNED_OUT = "signed_out"
VISITING = "visiting"
SIGNED_IN = "signed_in"

KEPT_IN_KEYRING = "keyring"
KEPT_IN_MEMORY = "memory"


@dataclass(frozen=True)
class SessionState:
    """How things stand between the person and the server.

    Attributes:
        phase: `STARTING` (with a `problem`: could not start, `Session.retry` tries again), `SIGNED_OUT`, `VISITING`
            (an e-mail address is proved, and there is no account yet) or `SIGNED_IN`.
        account: with `SIGNED_IN`.
        visitor: with `VISITING`.
        visit_over: with `SIGNED_OUT`: what proved the visitor's address has run out, and it has to be proved again.
        service: who answers at the server's address, as soon as that is known.
        problem: what the person should be told, calmly.
        busy: signing in or out.
        kept: where the session lives: `KEPT_IN_KEYRING`, `KEPT_IN_MEMORY` (until the client closes), "" for none.
        keyring_trouble: why it is not in the keyring, one of the ``KEYRING_...`` of `sentences`; "" where it is.
    """

    phase: str = STARTING
    account: Account | None = None
    visitor: VisitorState | None = None
    visit_over: bool = False
    service: Service | None = None
    problem: Sentence | None = None
    busy: bool = False
    kept: str = ""
    keyring_trouble: str = ""

    @property
    def person(self) -> str:
        """Whose data is asked for and noted: an account's id, the id that a visitor's will have, "" for nobody."""
        if self.phase == SIGNED_IN and self.account is not None:
            return self.account.id
        if self.phase == VISITING and self.visitor is not None:
            return self.visitor.id
        return ""
