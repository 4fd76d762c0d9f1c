"""From the command line to the end: the window's frame first, then everything that belongs into it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QApplication

from qtclient import config, log
from qtclient.config import Config
from qtclient.first_paint import FirstPaint
from qtclient.instance import DataFolder, door_name
from qtclient.language import spoken
from qtclient.views.parts.theme import STYLE, palette_for
from qtclient.views.window import Window

if TYPE_CHECKING:
    from qtclient.app import Client


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the client until its window is closed; return the exit code."""
    settings = config.read(sys.argv[1:] if arguments is None else arguments)
    folder = DataFolder(settings.data_dir)
    app = QApplication([*sys.argv[:1], *STYLE])
    app.setApplicationName("License Desk")
    app.setDesktopFileName(config.APPLICATION)
    if not folder.take():
        # It runs already: bring that one to the front, at the place that was asked for here.
        loading = import_module("qtclient.loading")
        return 0 if loading.ring(door_name(settings.data_dir), settings.link) else 1
    log.start(settings.log_dir)
    start = Start(app, settings)
    start.window.show()
    code = app.exec()
    finished = start.close()
    folder.release()
    log.stop()
    if not finished:
        # A worker hangs in a call to the system, and would hold the exit until that call comes back.
        os._exit(code)
    return code


class Start(QObject):
    """The window, and behind its first paint the client.

    Attributes:
        window: what is shown at once.
        client: what fills it; None until the window has been painted.
    """

    def __init__(self, app: QApplication, settings: Config) -> None:
        super().__init__()
        self._app = app
        self._config = settings
        app.setLayoutDirection(QLocale(spoken(settings.language)).textDirection())
        self.window = Window(palette_for(app, settings.theme))
        self.client: Client | None = None
        FirstPaint(self.window).happened.connect(self._fill)

    def close(self) -> bool:
        """End everything; return whether all workers came to their end."""
        return self.client is None or self.client.close()

    def _fill(self) -> None:
        if not self.window.isVisible():
            return  # closed again before anything was in it
        try:
            # Here, not above: to import the client takes longer than to paint its frame.
            self.client = import_module("qtclient.app").Client(self._app, self._config, self.window)
            self.client.show()
        except Exception:
            # A frame that nothing will ever fill is no window; the error itself goes to the log.
            self._app.exit(1)
            raise
