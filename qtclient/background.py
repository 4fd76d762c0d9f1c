"""Blocking work off the GUI thread, its answer back on it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

_log = logging.getLogger(__name__)

T = TypeVar("T")


class Work:
    """One call on its way; made by `Background` and kept by whoever may want to cancel it."""

    def __init__(
        self,
        call: Callable[[], Any],
        owner: QObject,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._call = call
        self._owner = owner
        self._done = done
        self._failed = failed
        self._result: Any = None
        self._error: Exception | None = None
        self._cancelled = False

    def cancel(self) -> None:
        """Neither `done` nor `failed` will be called. What the call does outside is not undone. GUI thread only."""
        self._cancelled = True

    def _execute(self) -> None:
        if self._cancelled:
            return
        try:
            self._result = self._call()
        except Exception as error:
            # The frames of a traceback hold locals (a password, a card) alive: none leaves this thread.
            self._error = error.with_traceback(None)

    def _deliver(self) -> None:
        if self._cancelled or not shiboken6.isValid(self._owner):
            return
        if self._error is not None:
            self._failed(self._error)
        else:
            self._done(self._result)


class Background(QObject):
    """Runs calls on a few worker threads and hands each answer to its owner on the GUI thread.

    One long-lived object with one queued signal: an object per call would be destroyed on the pool's thread.
    """

    _executed = Signal(object)

    def __init__(self, threads: int = 4, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._executed.connect(self._on_executed, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        call: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Work:
        """Run `call` on a worker thread and answer on the GUI thread.

        Args:
            call: blocks as long as it likes; must not touch any QObject.
            owner: when it is gone at delivery, there is no delivery.
            done: receives what `call` returned.
            failed: receives what `call` raised.
        """
        work = self.prepare(call, owner=owner, done=done, failed=failed)
        self.start(work)
        return work

    def prepare(
        self,
        call: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Work:
        """Like `run`, but nothing happens before `start`."""
        return Work(call, owner, done, failed)

    def start(self, work: Work) -> None:
        """Start what `prepare` made."""
        if not self._closed:
            self._pool.start(lambda: self._execute(work))

    def close(self, patience_ms: int = 1000) -> bool:
        """Take no more work, drop what has not begun and wait for the rest.

        Returns:
            Whether every worker thread came to its end within `patience_ms`; if not, the process can only be left.
        """
        self._closed = True
        self._pool.clear()
        return self._pool.waitForDone(patience_ms)

    def _execute(self, work: Work) -> None:
        work._execute()  # noqa: SLF001 - the two classes are one mechanism
        if not self._closed:
            self._executed.emit(work)

    def _on_executed(self, work: Work) -> None:
        if not self._closed:
            work._deliver()  # noqa: SLF001 - the two classes are one mechanism
