"""Connections that know whether a request has left, and that end when their exchange runs out of time.

`requests` bounds each read of a socket, not the exchange: a peer that drips one byte every few seconds holds it for
ever, also within the headers. And its errors do not say whether the request had been sent, which is the difference
between "surely not processed" and "may have gone through".
"""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import Any, Self

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

_current = threading.local()


class Exchange:
    """One request and its answer on this thread, as a context manager.

    Attributes:
        sent: bytes of the request have been given to the network.
        expired: the total time was over before the answer was complete.
    """

    def __init__(self, seconds: float) -> None:
        self.sent = False
        self.expired = False
        self._connection: HTTPConnection | None = None
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        _current.exchange = self
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._connection = None
        _current.exchange = None

    def carried_by(self, connection: HTTPConnection) -> None:
        """Tell over which connection the exchange runs."""
        self._connection = connection

    def _expire(self) -> None:
        """On the timer's thread: wake the thread that reads by ending its connection."""
        self.expired = True
        sock = getattr(self._connection, "sock", None)
        if isinstance(sock, socket.socket):
            with contextlib.suppress(OSError):
                # The plain shutdown also for TLS: its own would wait for the peer.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


class _Observed(HTTPConnection):
    _requesting = False

    def request(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - urllib3's own signature is passed through
        self._requesting = True
        exchange = getattr(_current, "exchange", None)
        if exchange is not None:
            exchange.carried_by(self)
        try:
            super().request(*args, **kwargs)
        finally:
            self._requesting = False

    def connect(self) -> None:
        exchange = getattr(_current, "exchange", None)
        if exchange is not None:
            exchange.carried_by(self)
        super().connect()

    def send(self, data: Any) -> None:  # noqa: ANN401 - http.client's own signature is passed through
        if self.sock is None:
            self.connect()
        exchange = getattr(_current, "exchange", None)
        # A proxy's CONNECT is sent while connecting and is not the request.
        if self._requesting and exchange is not None:
            exchange.sent = True
        super().send(data)


class _ObservedTls(_Observed, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Observed


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _ObservedTls


class ObservedAdapter(HTTPAdapter):
    """Carries requests over observed connections; never retries."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as in requests
        """Have the direct connections observed."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as in requests
        """Have the connections through a proxy observed."""
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}
        return manager
