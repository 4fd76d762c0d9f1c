"""What a journey needs: a real backend on either database, the real client with its window, and a person."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from qtclient import config
from qtclient.app import Client
from tests.live_server import LiveServer, live_server, postgres, shared_server  # noqa: F401 - fixtures
from tests.person import Person

Start = Callable[..., Person]


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

    def begin(server: LiveServer, language: str = "en", folder: Path | None = None) -> Person:
        arguments = [
            "--server",
            server.address,
            "--data-dir",
            str(folder or tmp_path / "client"),
            "--language",
            language,
        ]
        client = Client(qapp, config.read(arguments, dict(os.environ)))
        person = Person(client)
        running.append(person)
        client.show()
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
    assert client.close()
    client.window.deleteLater()
    client.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
