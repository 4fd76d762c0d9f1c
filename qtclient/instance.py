"""One running client for each data folder: the first one keeps the folder, a second one only calls the first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QLockFile

_LOCK_FILE = "running.lock"


class DataFolder:
    """The right to use a data folder.

    Qt's lock notices by itself when the process that held it was killed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = QLockFile(str(folder / _LOCK_FILE))
        self._lock.setStaleLockTime(0)

    def take(self) -> bool:
        """Return whether this client may use the folder: it is the only one, or nobody can write there.

        A full or read-only disk keeps nobody from their license. Two clients do no harm then, for a purchase that
        cannot be noted is not sent.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            return True
        return self._lock.tryLock(100) or self._lock.error() != QLockFile.LockError.LockFailedError

    def release(self) -> None:
        """Let the next client have it."""
        self._lock.unlock()


def door_name(folder: Path) -> str:
    """Name of the local socket at which the folder's running client listens (`doorbell`)."""
    digest = QCryptographicHash.hash(str(folder).encode(), QCryptographicHash.Algorithm.Sha256)
    return "license-desk-" + bytes(digest.toHex().data()).decode()[:16]
