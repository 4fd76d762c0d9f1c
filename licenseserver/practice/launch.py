"""Starting practice mode: a free port, the gateway simulator, the sample accounts, the backend."""

from pathlib import Path
from types import TracebackType
from typing import Self

from litestar import Litestar
from msgspec.structs import replace

from licenseserver.app import create_app
from licenseserver.catalogue import load_catalogue
from licenseserver.clock import Clock
from licenseserver.database import Database
from licenseserver.migrations import migrate
from licenseserver.practice.gateway.server import PUBLISHABLE_KEY, SECRET_KEY, WEBHOOK_SECRET, PracticeGateway
from licenseserver.practice.samples import SAMPLES
from licenseserver.practice.settling import settle_samples
from licenseserver.serving import listen
from licenseserver.settings import Settings

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
        self.app: Litestar = create_app(self.settings, Clock(), [sample.shown() for sample in SAMPLES])

    def __enter__(self) -> Self:
        if self._gateway:
            self._gateway.send_events_to(self.settings.address + _EVENTS_PATH)
            self._gateway.start()
        database = Database(self.settings.database)
        try:
            migrate(database)
            settle_samples(database, load_catalogue(), self.settings, Clock().now())
        finally:
            database.close()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._gateway:
            self._gateway.stop()
        self.bound.close()
