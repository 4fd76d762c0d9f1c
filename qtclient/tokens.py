"""The session's tokens: taken up, renewed, saved before they are used, given up.

Everything here runs on worker threads, several at a time.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from licensewire import problem
from licensewire.service import Service
from licensewire.session import Account, Refresh, SignedIn, SignIn
from licensewire.visitors import CodeEntered, Visitor, VisitorSignIn, VisitorState
from qtclient.api.client import Api
from qtclient.api.errors import ApiError, OutcomeUnknown, Refused, SessionEnded
from qtclient.vault import KeyringUnusableError, Secrets, Vault

_log = logging.getLogger(__name__)

T = TypeVar("T")

# The backend's ways to say that a token is no longer good.
_TOKEN_IS_OVER = frozenset({problem.NOT_SIGNED_IN, problem.SESSION_ENDED})
_VISIT_IS_OVER = _TOKEN_IS_OVER | {problem.VISITOR_EXPIRED}


@dataclass(frozen=True)
class Opened:
    """What was found at the start.

    Attributes:
        account: None where nobody is signed in.
        visitor: who has proved an address, and has no account yet.
        ended: there was a session, and the backend has ended it meanwhile.
        visit_over: there was a visitor, and the proof has run out meanwhile.
    """

    service: Service
    account: Account | None
    visitor: VisitorState | None = None
    ended: bool = False
    visit_over: bool = False


class TokenKeeper:
    """Keeps one person's tokens for one server.

    Attributes:
        keyring_trouble: why the secrets are only in memory (`vault.LOCKED`, ...); "" where the keyring holds them.
    """

    def __init__(self, api: Api, vault: Vault, *, server: str, device_name: str) -> None:
        """Take over `api` and its token.

        Args:
            api: asked as the person that is signed in.
            vault: where the secrets outlive the client.
            server: what the vault calls the backend; the same at every start, also where the address is not.
            device_name: how the backend calls the session in its list.
        """
        self._api = api
        self._vault = vault
        self._server = server
        self._device_name = device_name
        self._secrets = Secrets()
        self._lock = threading.RLock()
        self._people_gone = 0
        self.keyring_trouble = ""

    @property
    def signed_in(self) -> bool:
        """Whether there is a session to be renewed."""
        return bool(self._secrets.refresh_token)

    @property
    def visiting(self) -> bool:
        """Whether there is a proved address and no session."""
        return bool(self._secrets.visitor_token) and not self.signed_in

    def open(self) -> Opened:
        """Find out who answers, and take up the session that the keyring holds.

        Raises:
            ApiError: the backend could not be asked; the session is kept for the next try.
        """
        service = self._api.service()
        with self._lock:
            if not self.signed_in and not self.visiting:
                self._secrets = self._read()
            if self.visiting:
                return self._open_visit(service)
            if not self.signed_in:
                return Opened(service, None)
            try:
                return Opened(service, self._renew())
            except SessionEnded:
                return Opened(service, None, ended=True)

    def sign_in(self, username: str, password: str) -> Account:
        """Begin a session and save it."""
        signed_in = self._api.sign_in(
            SignIn(
                username=username,
                password=password,
                device_name=self._device_name,
                device_token=self._secrets.device_token or None,
            )
        )
        with self._lock:
            self._take(signed_in)
        return signed_in.account

    def prove(self, verification_id: str, code: str) -> VisitorState:
        """Exchange a code for a visitor's token and save it; returns where that visitor left off earlier."""
        visitor = self._confirm(verification_id, CodeEntered(code=code))
        with self._lock:
            self._secrets = msgspec.structs.replace(self._secrets, visitor_token=visitor.token)
            self._save()
            self._api.transport.access_token = visitor.token
        try:
            return self._api.visitor()
        except ApiError:
            # The code is used up and the token is good: whatever else there is to know is asked for later.
            return VisitorState(
                id=visitor.id, email=visitor.email, plan_id=visitor.plan_id, expires_at=visitor.expires_at
            )

    def _confirm(self, verification_id: str, code: CodeEntered) -> Visitor:
        try:
            return self._api.confirm_code(verification_id, code)
        except OutcomeUnknown:
            # If the first one arrived the code is used now, which is told, and another one can be had.
            return self._api.confirm_code(verification_id, code)

    def move_in(self) -> Account:
        """Exchange the visitor's token for a session of the account that was bought, and save it."""
        request = VisitorSignIn(device_name=self._device_name)
        signed_in = self.call(lambda api: api.visitor_session(request))
        with self._lock:
            self._take(signed_in)
        return signed_in.account

    def forget_visitor(self) -> None:
        """Forget a proved address."""
        with self._lock:
            if self.visiting:
                self._forget()

    def call(self, call: Callable[[Api], T]) -> T:
        """Make one exchange; renew the access token once where the backend says that it has run out.

        Raises:
            SessionEnded: there is no session any more.
            ApiError: whatever the exchange raised.
        """
        people_gone = self._people_gone
        used = self._api.transport.access_token
        try:
            return call(self._api)
        except Refused as refused:
            over = _VISIT_IS_OVER if self.visiting else _TOKEN_IS_OVER
            if refused.problem.code not in over or not (self.signed_in or self.visiting):
                raise
            request_id = refused.request_id
        with self._lock:
            if self._people_gone != people_gone:
                # What one person has asked for is never asked for again as the next one, who may be here by now.
                raise SessionEnded(request_id)
            # Another thread may have renewed it meanwhile: a refresh token is good for one exchange.
            if self._api.transport.access_token == used:
                if self.visiting:
                    # A visitor's token is not renewed: the address has to be proved again.
                    self._forget()
                    raise SessionEnded(request_id)
                self._renew()
        return call(self._api)

    def renew(self) -> Account:
        """Renew the session now, so that what the account may use is up to date (A4)."""
        with self._lock:
            return self._renew()

    def sign_out(self) -> None:
        """End the session here at once, and at the backend if it can be reached."""
        try:
            self.call(lambda api: api.sign_out())
        except ApiError as error:
            # The person wants to be gone; the backend ends a session that nobody renews by itself.
            _log.warning("the backend was not told of signing out: %s", type(error).__name__)
        with self._lock:
            self._forget()

    def sign_out_everywhere(self) -> None:
        """End all sessions of the account.

        Raises:
            ApiError: the backend could not be asked; everything stays as it is.
        """
        self.call(lambda api: api.end_all_sessions())
        with self._lock:
            self._forget()

    def _open_visit(self, service: Service) -> Opened:
        self._api.transport.access_token = self._secrets.visitor_token
        try:
            return Opened(service, None, self._api.visitor())
        except Refused as refused:
            if refused.problem.code not in _VISIT_IS_OVER:
                raise
            self._forget()
            return Opened(service, None, visit_over=True)

    def _renew(self) -> Account:
        token = self._secrets.refresh_token
        if not token:
            raise SessionEnded
        try:
            signed_in = self._exchange(token)
        except Refused as refused:
            if refused.problem.code not in _TOKEN_IS_OVER:
                raise
            self._forget()
            raise SessionEnded(refused.request_id) from None
        self._take(signed_in)
        return signed_in.account

    def _exchange(self, token: str) -> SignedIn:
        request = Refresh(refresh_token=token)
        try:
            return self._api.refresh(request)
        except OutcomeUnknown:
            # Not a blind repetition: the backend takes the previous token for 30 s more, for this very case.
            return self._api.refresh(request)

    def _take(self, signed_in: SignedIn) -> None:
        """Save first, then use: a client that is killed in between still finds its session."""
        tokens = signed_in.tokens
        self._secrets = Secrets(
            refresh_token=tokens.refresh_token,
            device_token=tokens.device_token or self._secrets.device_token,
            session_id=tokens.session_id,
        )
        self._save()
        self._api.transport.access_token = tokens.access_token

    def _forget(self) -> None:
        self._people_gone += 1
        self._api.transport.access_token = ""
        self._secrets = Secrets(device_token=self._secrets.device_token)
        self._save()

    def _read(self) -> Secrets:
        try:
            kept = self._vault.read(self._server)
        except KeyringUnusableError as error:
            self.keyring_trouble = error.trouble
            return self._secrets
        self.keyring_trouble = ""
        return kept if kept is not None else self._secrets

    def _save(self) -> None:
        try:
            self._vault.write(self._server, self._secrets)
        except KeyringUnusableError as error:
            self.keyring_trouble = error.trouble
        else:
            self.keyring_trouble = ""
