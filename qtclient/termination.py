"""Ending in order when the system asks for it: a log-out, a shut-down, Ctrl+C in a terminal.

Python runs a signal's handler between two of its own instructions, and a waiting event loop has none of them: the
signal also writes a byte into a pipe, which wakes the loop.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier


class Termination(QObject):
    """Calls `ended` in the event loop when the process is told to end.

    On Windows the window is closed by the system instead, and this does nothing.
    """

    def __init__(self, ended: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ended = ended
        if os.name == "nt":
            return
        self._reading, self._writing = os.pipe()
        os.set_blocking(self._reading, False)
        os.set_blocking(self._writing, False)
        signal.set_wakeup_fd(self._writing, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            # The handler has nothing to do: the byte in the pipe is what counts.
            signal.signal(number, lambda *_: None)
        self._notifier = QSocketNotifier(self._reading, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)

    def _on_signal(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(self._reading, 64)
        self._ended()
