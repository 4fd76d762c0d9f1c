"""What a journey needs: a real backend on either database, the real client with its window, and a person."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from qtclient import config
from qtclient.app import Client
from tests.keyring_session import keyring  # noqa: F401 - fixture
from tests.live_server import (  # noqa: F401 - fixtures
    LiveServer,
    begun,
    live_server,
    postgres,
    prepared,
    shared_server,
)
from tests.person import Person
from tests.postbox import Postbox

Start = Callable[..., Person]

# The registries say that this one is a French network's.
FROM_FRANCE = "90.0.0.1"


class Browser(QObject):
    """Stands where the system's browser would be started, and keeps the pages that it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[str] = []

    @Slot(QUrl)
    def show_page(self, url: QUrl) -> None:
        """Take a page."""
        self.pages.append(url.toString())


@pytest.fixture
def browser(qapp: QApplication) -> Iterator[Browser]:
    """What the client hands to the system's browser."""
    taken = Browser()
    QDesktopServices.setUrlHandler("http", taken, "show_page")
    yield taken
    QDesktopServices.unsetUrlHandler("http")


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path) -> Iterator[Start]:
    """Start the client as often as the test wants; the second start finds what the first one left."""
    running: list[Person] = []
    before = QLocale()

    def begin(server: LiveServer, language: str = "en", folder: Path | None = None, link: str = "") -> Person:
        arguments = [
            "--server",
            server.address,
            "--data-dir",
            str(folder or tmp_path / "client"),
            "--language",
            language,
            *([link] if link else []),
        ]
        client = Client(qapp, config.read(arguments, dict(os.environ)))
        person = Person(client)
        running.append(person)
        client.show()
        # Without a window manager no window becomes the active one by itself, and no field would ever be left.
        assert QTest.qWaitForWindowExposed(client.window)
        client.window.activateWindow()
        return person

    yield begin
    for person in running:
        leave(person)
    QLocale.setDefault(before)


def leave(person: Person) -> None:
    """Close the client as the window's cross does; one that was closed already stays closed."""
    client = person.client
    if not isValid(client):
        return
    # What is under way may take longer on a busy machine than a client waits for it; after that it has to be over.
    assert any(client.close() for _ in range(20))
    client.window.deleteLater()
    client.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with Postbox() as taken:
        yield taken


@pytest.fixture(params=["sqlite", "postgresql"])
def shop(request: pytest.FixtureRequest, tmp_path: Path, postbox: Postbox) -> Iterator[LiveServer]:
    """A backend that sends its mails, and sees everybody come from France."""
    folder = tmp_path / "backend"
    database = begun(request, request.param, folder)
    environment = {
        "LICENSE_DESK_MAIL_SERVER": postbox.address,
        "LICENSE_DESK_PRACTICE_ADDRESS": FROM_FRANCE,
    }
    with LiveServer(folder, database, environment=environment) as server:
        yield server
