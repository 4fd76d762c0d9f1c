"""How quick the list of invoices is with 100,000 of them, in the real window against a real backend (B8)."""

import os
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

# Before Qt is imported: xcb without a display aborts the interpreter.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from qtclient import config, links, log
from qtclient.app import Client
from qtclient.presenters.invoices import READY, State
from qtclient.views.billing.page import BillingView
from qtclient.views.invoices.painting import ROW
from qtclient.views.parts.theme import STYLE
from tests.live_server import LiveServer
from tests.person import Person
from tests.server_invoices import add_invoices

COUNT = 100_000
ROUNDS = 20
AIM_FIRST_PAGE_MS, AIM_FRAME_MS = 300.0, 33.0
_WHEEL_STEPS, _DRAG_STEPS, _PAGES = 400, 400, 40
_PATIENCE_SECONDS = 60.0
_PATIENCE_MS = 60_000


@dataclass
class InvoiceTimes:
    """What was measured, in milliseconds.

    Attributes:
        first_pages: from asking for the list to its first rows' pixels: the server's part is in it.
        first_pages_cpu: the same as work of the window's thread.
        frames: by way of scrolling, what the window's thread was busy with between two looks at its events.
        frames_cpu: the same as work of that thread, however busy the machine is.
        held: rows in memory after all that.
    """

    first_pages: list[float] = field(default_factory=list)
    first_pages_cpu: list[float] = field(default_factory=list)
    frames: dict[str, list[float]] = field(default_factory=dict)
    frames_cpu: dict[str, list[float]] = field(default_factory=dict)
    held: int = 0

    def report(self) -> dict[str, object]:
        """Return the figures as they are written to build/bench.json."""
        return {
            "rows": COUNT,
            "first_page_ms": {
                "p50": statistics.median(self.first_pages),
                "max": max(self.first_pages),
                "max_cpu": max(self.first_pages_cpu),
            },
            "frames_ms": {
                way: {
                    "p50": statistics.median(times),
                    "p99": sorted(times)[len(times) * 99 // 100],
                    "longest": max(times),
                    "longest_cpu": max(self.frames_cpu[way]),
                }
                for way, times in self.frames.items()
            },
            "rows_in_memory": self.held,
        }


def measure_invoices(count: int = COUNT) -> InvoiceTimes:
    """Fill a backend, open Billing, and look at the list in all ways in which people do."""
    with tempfile.TemporaryDirectory() as folder, LiveServer(Path(folder) / "server") as server:
        add_invoices(server, "licensed", count)
        settings = config.read(["--server", server.address, "--data-dir", folder, "--language", "en"])
        app = QApplication.instance() or QApplication(["license-desk", *STYLE])
        log.start(settings.log_dir)
        client = Client(app, settings)
        client.show()
        person = Person(client)
        try:
            person.sign_in("licensed", "practice")
            person.go(links.BILLING)
            return _Looker(person).look()
        finally:
            client.close()
            log.stop()


class _Looker:
    """Somebody who looks at the list, with a clock in the hand."""

    def __init__(self, person: Person) -> None:
        self._times = InvoiceTimes()
        person.wait(lambda: person.window.findChild(BillingView) is not None, "no Billing")
        view = person.window.findChild(BillingView)
        assert view is not None
        self._person, self._table = person, view.invoices.table
        self._presenter = view._presenter.invoices
        person.wait(lambda: self._presenter.state.phase == READY, "no invoices")
        person.rest()
        person.bring_into_sight(self._table)

    def look(self) -> InvoiceTimes:
        for _ in range(ROUNDS):
            self._first_page()
            self._person.rest()
        bar = self._table.verticalScrollBar()
        self._scroll("wheel", [step * 3 * ROW for step in range(_WHEEL_STEPS)])
        self._scroll("drag", [bar.maximum() * step // _DRAG_STEPS for step in range(_DRAG_STEPS)])
        # Stopping at places far apart: each time a page has to come, and is painted when it does.
        self._scroll("jump", [bar.maximum() * (step * 7 % _PAGES) // _PAGES for step in range(_PAGES)], rest=True)
        self._times.held = self._presenter.model.held
        return self._times

    def _first_page(self) -> None:
        self._presenter.model.begin(0, ())
        self._presenter.become(State())
        began, cpu = time.perf_counter(), time.thread_time()
        self._presenter.load()
        self._wait_for_the_list()
        self._paint()
        self._times.first_pages.append((time.perf_counter() - began) * 1000)
        self._times.first_pages_cpu.append((time.thread_time() - cpu) * 1000)

    def _scroll(self, way: str, values: list[int], *, rest: bool = False) -> None:
        frames = self._times.frames.setdefault(way, [])
        worked = self._times.frames_cpu.setdefault(way, [])

        def frame(value: int | None) -> None:
            began, cpu = time.perf_counter(), time.thread_time()
            if value is not None:
                self._table.verticalScrollBar().setValue(value)
            QApplication.processEvents()
            self._paint()
            frames.append((time.perf_counter() - began) * 1000)
            worked.append((time.thread_time() - cpu) * 1000)

        for value in values:
            frame(value)
            if rest:
                patience = time.perf_counter() + _PATIENCE_SECONDS
                while self._missing():
                    frame(None)
                    assert time.perf_counter() < patience, "a page does not come"

    def _missing(self) -> bool:
        first = self._table.verticalScrollBar().value() // ROW
        return self._presenter.model.entry(first) is None

    def _paint(self) -> None:
        # Layout and painting in one go, as the next turn of the event loop would do it.
        QApplication.sendPostedEvents()
        self._table.viewport().repaint()

    def _wait_for_the_list(self) -> None:
        """Sleep until the answer is there: looking for it all the time would take the time from who answers."""
        loop = QEventLoop()
        watch = self._presenter.changed.connect(lambda state: loop.quit() if state.phase == READY else None)
        QTimer.singleShot(_PATIENCE_MS, loop.quit)
        loop.exec()
        self._presenter.changed.disconnect(watch)
        assert self._presenter.state.phase == READY, "nothing comes"


def print_invoices(times: InvoiceTimes) -> None:
    """Say the figures at the terminal."""
    figures = times.report()
    first = figures["first_page_ms"]
    print(
        f"\n{COUNT:,} invoices: first page p50 {first['p50']:.1f} ms, max {first['max']:.1f} ms, "  # type: ignore[index]
        f"of which the window works at most {first['max_cpu']:.1f} ms"  # type: ignore[index]
    )
    print(f"{'frames while scrolling':24}{'p50':>8}{'p99':>8}{'longest':>10}{'CPU longest':>13}")
    for way, one in figures["frames_ms"].items():  # type: ignore[attr-defined]
        print(f"{way:24}{one['p50']:>8.1f}{one['p99']:>8.1f}{one['longest']:>10.1f}{one['longest_cpu']:>13.1f}")
    print(f"rows in memory: {times.held:,}")
    print(f"aims: first page under {AIM_FIRST_PAGE_MS:.0f} ms, longest frame under {AIM_FRAME_MS:.0f} ms")
