"""Starting practice mode: a free port, the gateway simulator, the sample accounts, the backend."""

import urllib.parse
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

from litestar import Litestar
from msgspec.structs import replace

from licenseserver.app import create_app
from licenseserver.catalogue import load_catalogue
from licenseserver.database import Database
from licenseserver.migrations import migrate
from licenseserver.practice.clock import PracticeClock
from licenseserver.practice.gateway.server import PUBLISHABLE_KEY, SECRET_KEY, WEBHOOK_SECRET, PracticeGateway
from licenseserver.practice.samples import SAMPLES
from licenseserver.practice.settling import settle_samples
from licenseserver.serving import listen
from licenseserver.settings import Settings

_TIMEOUT_SECONDS = 10
_EVENTS_PATH = "/v1/gateway/events"


class PracticeServer:
    """Everything that practice mode needs, until the block ends.

    Attributes:
        settings: the settings as completed here.
        bound: the socket to serve on; loopback only.
        app: the application.
    """

    def __init__(self, settings: Settings, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Practice is for this computer only, whatever the settings say; a port is taken if one is asked for.
        self.bound = listen("127.0.0.1", 0 if settings.port == Settings().port else settings.port)
        port = self.bound.getsockname()[1]
        self._gateway = None if settings.gateway_address else PracticeGateway(folder)
        address = settings.gateway_address or (self._gateway.address if self._gateway else "")
        self.settings = replace(
            settings,
            practice=True,
            host="127.0.0.1",
            port=port,
            database=(
                f"sqlite:///{folder / 'license-desk.db'}"
                if settings.database == Settings().database
                else settings.database
            ),
            gateway_address=address,
            gateway_publishable_key=PUBLISHABLE_KEY,
            gateway_secret_key=SECRET_KEY,
            gateway_events_secret=WEBHOOK_SECRET,
        )
        self._clock = PracticeClock(folder, self._move_gateway)
        if self._gateway:
            self._gateway.move_forward(self._clock.moved.total_seconds())
        self.app: Litestar = create_app(self.settings, self._clock, [sample.shown() for sample in SAMPLES])

    def __enter__(self) -> Self:
        if self._gateway:
            self._gateway.send_events_to(self.settings.address + _EVENTS_PATH)
            self._gateway.start()
        database = Database(self.settings.database)
        try:
            migrate(database)
            settle_samples(database, load_catalogue(), self.settings, self._clock.now())
        finally:
            database.close()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._gateway:
            self._gateway.stop()
        self.bound.close()

    def _move_gateway(self, seconds: float) -> None:
        """Let the gateway's clock go along: its cards expire, and it forgets keys."""
        if self._gateway:
            self._gateway.move_forward(seconds)
            return
        request = urllib.request.Request(  # noqa: S310  # the address is the operator's own
            f"{self.settings.gateway_address}/control/clock",
            data=urllib.parse.urlencode({"seconds": seconds}).encode(),
            headers={"Authorization": f"Bearer {SECRET_KEY}"},
        )
        urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS).close()  # noqa: S310  # as above
