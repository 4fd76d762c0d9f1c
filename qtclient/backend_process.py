"""Practice mode's backend: a child process that ends with the client (G7)."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from PySide6.QtCore import QJsonDocument, QObject, QProcess, QTimer, Signal

from qtclient.sentences import Sentence, practice_did_not_start, practice_not_installed

_log = logging.getLogger(__name__)

_START_MS = 60_000
_GENTLE_MS = 3000
_FIRM_MS = 2000
# What `python -m` answers when the module is not there, told apart from a backend that fails.
_NOT_INSTALLED = "No module named licenseserver"


class BackendProcess(QObject):
    """Starts the backend, waits for its one line, and takes it down with the client.

    Signals:
        ready(str): it answers at this address.
        failed(Sentence): it did not come up, or ended by itself.
    """

    ready = Signal(str)
    failed = Signal(object)

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data_dir = data_dir
        self._announced = False
        self._stopping = False
        self._output = b""
        self._complaints = ""
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.readyReadStandardError.connect(self._on_complaint)
        self._process.errorOccurred.connect(self._on_error)
        self._process.finished.connect(self._on_finished)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._on_patience_over)

    def start(self) -> None:
        """Start it; the window is there long before it answers."""
        if self._process.state() != QProcess.ProcessState.NotRunning:
            return
        self._announced = self._stopping = False
        self._output, self._complaints = b"", ""
        self._data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        program, *arguments = _command()
        self._patience.start(_START_MS)
        self._process.start(program, [*arguments, "--practice", "--data", str(self._data_dir), "--announce"])

    def stop(self) -> None:
        """End it: by closing its input, then by asking, then by force. Blocks for at most a few seconds."""
        self._stopping = True
        self._patience.stop()
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        self._process.closeWriteChannel()
        if self._process.waitForFinished(_GENTLE_MS):
            return
        self._process.terminate()
        if self._process.waitForFinished(_FIRM_MS):
            return
        self._process.kill()
        self._process.waitForFinished(_FIRM_MS)

    def _on_output(self) -> None:
        self._output += self._process.readAllStandardOutput().data()
        line, newline, _ = self._output.partition(b"\n")
        if self._announced or not newline:
            return
        address: object = QJsonDocument.fromJson(line).object().get("address")
        if not isinstance(address, str):
            self._give_up("its first line is not an announcement")
            return
        self._announced = True
        self._patience.stop()
        self.ready.emit(address)

    def _on_complaint(self) -> None:
        text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        self._complaints = (self._complaints + text)[-4000:]

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            # A frozen client may have been packed without the backend.
            self._fail(practice_not_installed() if _frozen() else practice_did_not_start())

    def _on_finished(self, code: int) -> None:
        self._on_complaint()
        if self._stopping:
            return
        _log.error("practice mode's backend ended with %s: %s", code, self._complaints.strip()[-1000:])
        missing = not self._announced and _NOT_INSTALLED in self._complaints
        self._fail(practice_not_installed() if missing else practice_did_not_start())

    def _on_patience_over(self) -> None:
        self._give_up("it did not announce itself in time")

    def _give_up(self, why: str) -> None:
        _log.error("practice mode's backend is given up: %s", why)
        self.stop()
        self._fail(practice_did_not_start())

    def _fail(self, told: Sentence) -> None:
        self._patience.stop()
        self.failed.emit(told)


def _frozen() -> bool:
    """Whether this is a bundle without a Python of its own."""
    return bool(getattr(sys, "frozen", False))


def _command() -> list[str]:
    """The backend's program: beside a frozen client, else a module of the same Python."""
    if _frozen():
        beside = Path(sys.executable).with_name("license-desk-server")
        return [str(beside.with_suffix(Path(sys.executable).suffix))]
    return [sys.executable, "-m", "licenseserver"]
