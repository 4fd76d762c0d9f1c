"""Signing in (F1), with the sample accounts of practice mode (G7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qtclient.presenters.presenter import Presenter
from qtclient.session import SIGNED_OUT, STARTING, Session, SessionState

if TYPE_CHECKING:
    from licensewire.service import SampleAccount
    from qtclient.sentences import Sentence


@dataclass(frozen=True)
class SignInState:
    """What the sign-in screen shows.

    Attributes:
        ready: the server has answered and a sign-in can be sent.
        starting: still waiting for the server (with a `problem`: it was not reached, `SignInPresenter.retry`).
        busy: the sign-in is being checked.
        platform_name: the survey platform's own name; "" before the server has answered.
        practice: practice mode, where nothing is charged.
        samples: accounts to choose from, in practice mode.
    """

    ready: bool = False
    starting: bool = True
    busy: bool = False
    problem: Sentence | None = None
    platform_name: str = ""
    practice: bool = False
    samples: tuple[SampleAccount, ...] = ()


class SignInPresenter(Presenter[SignInState]):
    """Follows the session while nobody is signed in."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(_shown(session.state), parent)
        self._session = session
        session.changed.connect(self._on_session)

    def sign_in(self, username: str, password: str) -> None:
        """Sign in with what was typed; blanks around the name come with pasting."""
        self._session.sign_in(username.strip(), password)

    def sign_in_as(self, sample: SampleAccount) -> None:
        """Sign in with a sample account."""
        self._session.sign_in(sample.username, sample.password)

    def retry(self) -> None:
        """Try to reach the server again."""
        self._session.retry()

    def _on_session(self, state: SessionState) -> None:
        self.become(_shown(state))


def _shown(state: SessionState) -> SignInState:
    service = state.service
    return SignInState(
        ready=state.phase == SIGNED_OUT and not state.busy,
        starting=state.phase == STARTING,
        busy=state.phase == SIGNED_OUT and state.busy,
        problem=state.problem,
        platform_name=service.platform_name if service else "",
        practice=service.practice if service else False,
        samples=service.sample_accounts if service else (),
    )
