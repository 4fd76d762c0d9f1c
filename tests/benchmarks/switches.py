"""How long a change of screen takes, from asking for the place to its pixels, in the real window with real data."""

import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

# Before Qt is imported: xcb without a display aborts the interpreter.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")

from PySide6.QtWidgets import QApplication

from qtclient import config, links, log
from qtclient.app import Client
from qtclient.links import Place
from qtclient.views.parts.theme import STYLE
from tests.live_server import LiveServer
from tests.person import Person

PLACES = (links.OVERVIEW, links.PLANS, links.BILLING, links.SECURITY, links.PURCHASE)
ROUNDS = 20


@dataclass(frozen=True)
class Switch:
    """One change of screen.

    Attributes:
        wall_ms: what a person waits.
        cpu_ms: what the window's thread works for it, the same however busy the machine is.
    """

    wall_ms: float
    cpu_ms: float


def measure_switches() -> dict[str, list[Switch]]:
    """Go around all screens; return the switches by place, the first one being the visit that builds the screen."""
    with tempfile.TemporaryDirectory() as folder, LiveServer(Path(folder) / "server") as server:
        settings = config.read(["--server", server.address, "--data-dir", folder, "--language", "en"])
        app = QApplication.instance() or QApplication(["license-desk", *STYLE])
        log.start(settings.log_dir)
        client = Client(app, settings)
        client.show()
        person = Person(client)
        try:
            person.sign_in("free", "practice")
            return go_around(person)
        finally:
            client.close()
            log.stop()


def go_around(person: Person) -> dict[str, list[Switch]]:
    """Visit each place `ROUNDS` times, with the window at rest in between."""
    person.rest()
    times: dict[str, list[Switch]] = {name: [] for name in PLACES}
    for _ in range(ROUNDS):
        for name in PLACES[1:] + PLACES[:1]:
            place = Place(name, "strategic-research" if name == links.PURCHASE else "")
            began, worked = time.perf_counter(), time.thread_time()
            person.client.shell.go(place)
            QApplication.sendPostedEvents()
            # Layout and painting in one go, as the next turn of the event loop would do it.
            person.window.repaint()
            wall, cpu = time.perf_counter() - began, time.thread_time() - worked
            times[name].append(Switch(wall * 1000, cpu * 1000))
            person.rest()
    return times
