"""How a second start calls the client that runs already: a local socket that takes one deep link.

Imported after the first paint: QtNetwork is not cheap.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 2000
_MOST_BYTES = 2048


class Doorbell(QObject):
    """Listens for other starts of the same person's client.

    Signals:
        rung(str): somebody started the client again, with this link ("" for none): come to the front.
    """

    rung = Signal(str)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._callers: list[QLocalSocket] = []
        self._server = QLocalServer(self)
        # Nobody else on this computer may ring.
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_caller)
        # What a killed client left behind; the folder's lock says that nobody else listens.
        QLocalServer.removeServer(name)
        self._server.listen(name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _on_caller(self) -> None:
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            self._callers.append(caller)
            caller.readyRead.connect(self._read)
            caller.disconnected.connect(self._let_go)
        self._read()

    def _read(self) -> None:
        # Whoever has something to say; a slot for each caller would have to hold it beyond its own end.
        for caller in list(self._callers):
            if caller.bytesAvailable() > _MOST_BYTES:
                caller.abort()
            elif caller.canReadLine():
                line = bytes(caller.readLine(_MOST_BYTES).data()).decode("utf-8", "replace").strip()
                caller.write(b"coming\n")
                caller.disconnectFromServer()
                self.rung.emit(line)

    def _let_go(self) -> None:
        for caller in list(self._callers):
            if caller.state() == QLocalSocket.LocalSocketState.UnconnectedState:
                self._callers.remove(caller)
                caller.deleteLater()


def ring(name: str, link: str) -> bool:
    """Call the running client and return whether it is coming."""
    caller = QLocalSocket()
    caller.connectToServer(name)
    if not caller.waitForConnected(_PATIENCE_MS):
        return False
    caller.write(link.encode() + b"\n")
    caller.flush()
    return caller.waitForReadyRead(_PATIENCE_MS)
