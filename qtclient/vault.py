"""The operating system's keyring, or nowhere: where a session's secrets outlive the client (F1).

A keyring can hang for ever (an unanswered prompt, a stopped daemon), so that it is only ever touched on one daemon
thread of its own, and waited for with bounded patience.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import queue
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as PatienceOverError
from typing import Any, TypeVar

import msgspec
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

_log = logging.getLogger(__name__)

T = TypeVar("T")

LOCKED = "locked"
NONE = "none"
NO_ANSWER = "no_answer"

SERVICE_NAME = "License Desk"
PATIENCE_SECONDS = 5.0

# The real keyrings of each system. What the environment or a configuration file selects is not asked: it may be a
# keyring that forgets everything, or one that writes plain text.
_BACKENDS = {
    "linux": (
        ("keyring.backends.SecretService", "Keyring"),
        ("keyring.backends.kwallet", "DBusKeyring"),
    ),
    "darwin": (("keyring.backends.macOS", "Keyring"),),
    "win32": (("keyring.backends.Windows", "WinVaultKeyring"),),
}


class Secrets(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What the keyring holds for one server; written as an array, for Windows keeps only 1,280 characters.

    Attributes:
        refresh_token: "" when signed out.
        device_token: survives signing out; spares the owner the limits that a stranger's wrong guesses fill.
        visitor_token: of somebody who has proved an e-mail address and has no account yet.
    """

    refresh_token: str = ""
    device_token: str = ""
    session_id: str = ""
    visitor_token: str = ""

    def __repr__(self) -> str:
        return "Secrets(hidden)"


class KeyringUnusableError(Exception):
    """The keyring did not do what it was asked.

    Attributes:
        trouble: `LOCKED`, `NONE` or `NO_ANSWER`.
    """

    def __init__(self, trouble: str) -> None:
        super().__init__(trouble)
        self.trouble = trouble


class Vault:
    """Secrets by server address, in the operating system's keyring.

    All methods block for at most `patience` seconds and raise `KeyringUnusableError`.
    """

    def __init__(self, patience: float = PATIENCE_SECONDS) -> None:
        self._patience = patience
        self._calls: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = queue.SimpleQueue()
        self._late: Future[Any] | None = None
        self._backend: KeyringBackend | None = None
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def read(self, server: str) -> Secrets | None:
        """Return what is kept for `server`, or None."""
        text = self._on_thread(lambda: self._keyring().get_password(SERVICE_NAME, server))
        if not text:
            return None
        try:
            return msgspec.json.decode(text, type=Secrets)
        except msgspec.MsgspecError:
            _log.warning("an entry of the keyring could not be read and is ignored")
            return None

    def write(self, server: str, secrets: Secrets) -> None:
        """Keep `secrets`, and read them back: a keyring that only pretends counts as none."""
        text = msgspec.json.encode(secrets).decode()

        def keep() -> bool:
            keyring = self._keyring()
            keyring.set_password(SERVICE_NAME, server, text)
            return keyring.get_password(SERVICE_NAME, server) == text

        if not self._on_thread(keep):
            raise KeyringUnusableError(NONE)

    def erase(self, server: str) -> None:
        """Keep nothing for `server` any more."""

        def forget() -> None:
            with contextlib.suppress(PasswordDeleteError):  # there was nothing
                self._keyring().delete_password(SERVICE_NAME, server)

        self._on_thread(forget)

    def _keyring(self) -> KeyringBackend:
        """On the keyring's thread."""
        if self._backend is None:
            self._backend = _first_usable()
        return self._backend

    def _on_thread(self, call: Callable[[], T]) -> T:
        if self._late is not None and not self._late.done():
            # It still hangs on an earlier call: waiting for it again would only make the person wait.
            raise KeyringUnusableError(NO_ANSWER)
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="keyring", daemon=True)
                self._thread.start()
        answer: Future[T] = Future()
        self._calls.put((call, answer))
        try:
            return answer.result(self._patience)
        except PatienceOverError:
            self._late = answer
            raise KeyringUnusableError(NO_ANSWER) from None
        except KeyringUnusableError:
            raise
        except KeyringLocked:
            raise KeyringUnusableError(LOCKED) from None
        except Exception as error:  # the back ends raise whatever their system raises
            _log.warning("the keyring failed: %s", type(error).__name__)
            self._backend = None
            raise KeyringUnusableError(NONE) from None

    def _serve(self) -> None:
        while True:
            call, answer = self._calls.get()
            try:
                answer.set_result(call())
            except BaseException as error:
                answer.set_exception(error)
            # Nothing may outlive the call in this loop's frame.
            del call, answer


def _first_usable() -> KeyringBackend:
    for module, name in _BACKENDS.get(sys.platform, ()):
        try:
            kind: type[KeyringBackend] = getattr(importlib.import_module(module), name)
            if kind.viable:
                return kind()
        except Exception as error:  # the back ends raise whatever their system raises
            _log.info("keyring %s is not usable: %s", module, type(error).__name__)
    raise KeyringUnusableError(NONE)
