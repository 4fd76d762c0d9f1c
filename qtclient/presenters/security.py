"""Where the account is signed in, and how to end it there (F1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qtclient.presenters.presenter import Presenter
from qtclient.sentences import Sentence, kept_in_memory, sentence
from qtclient.session import KEPT_IN_MEMORY, SIGNED_IN, Session, SessionState

if TYPE_CHECKING:
    from licensewire.session import SessionEntry, SessionList


@dataclass(frozen=True)
class SecurityState:
    """What the security screen shows.

    Attributes:
        sessions: None while they have not been read.
        loading: being read; what is shown stays.
        ending: ids of sessions that are being ended.
        signing_out: the person's own session, or all, are being ended.
        problem: what went wrong last.
        keyring_note: why the session lasts only until the client closes; None where the keyring holds it.
    """

    sessions: tuple[SessionEntry, ...] | None = None
    loading: bool = False
    ending: frozenset[str] = frozenset()
    signing_out: bool = False
    problem: Sentence | None = None
    keyring_note: Sentence | None = None


class SecurityPresenter(Presenter[SecurityState]):
    """Lists and ends sessions."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(SecurityState(keyring_note=_keyring_note(session.state)), parent)
        self._session = session
        session.changed.connect(self._on_session)

    def load(self) -> None:
        """Read the sessions."""
        if self.state.loading:
            return
        self.become(replace(self.state, loading=True, problem=None))
        self._session.ask(
            lambda api: api.sessions(), owner=self, done=self._on_sessions, failed=self._on_not_loaded
        )

    def end(self, entry: SessionEntry) -> None:
        """End one session; the person's own one means signing out."""
        if entry.current:
            self.sign_out()
            return
        if entry.id in self.state.ending:
            return
        self.become(replace(self.state, ending=self.state.ending | {entry.id}, problem=None))
        self._session.ask(
            lambda api: api.end_session(entry.id),
            owner=self,
            done=lambda _: self._on_ended(entry.id),
            failed=lambda error: self._on_not_ended(entry.id, error),
        )

    def sign_out(self) -> None:
        """End the session here."""
        self._session.sign_out()

    def sign_out_everywhere(self) -> None:
        """End every session of the account."""
        self._session.sign_out_everywhere()

    def _on_sessions(self, answer: SessionList) -> None:
        self.become(replace(self.state, sessions=answer.sessions, loading=False))

    def _on_not_loaded(self, error: Exception) -> None:
        self.become(replace(self.state, loading=False, problem=sentence(error)))

    def _on_ended(self, session_id: str) -> None:
        left = tuple(entry for entry in self.state.sessions or () if entry.id != session_id)
        self.become(replace(self.state, sessions=left, ending=self.state.ending - {session_id}))

    def _on_not_ended(self, session_id: str, error: Exception) -> None:
        self.become(replace(self.state, ending=self.state.ending - {session_id}, problem=sentence(error)))

    def _on_session(self, state: SessionState) -> None:
        if state.phase != SIGNED_IN:
            # Nothing of one person stays for the next.
            self.become(SecurityState())
            return
        problem = state.problem if self.state.signing_out and not state.busy else self.state.problem
        note = _keyring_note(state)
        self.become(replace(self.state, signing_out=state.busy, problem=problem, keyring_note=note))


def _keyring_note(state: SessionState) -> Sentence | None:
    return kept_in_memory(state.keyring_trouble) if state.kept == KEPT_IN_MEMORY else None
