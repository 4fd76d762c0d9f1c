"""All papers of a filter into one folder: one after the other, each whole or not at all; it can be resumed."""

from __future__ import annotations

import logging
import os
import shutil
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from licensewire.invoices import PAGE_LIMIT
from qtclient.presenters.documents import write_whole
from qtclient.presenters.invoice_words import FileNames
from qtclient.presenters.presenter import Presenter
from qtclient.sentences import Sentence, sentence

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from licensewire.invoices import InvoiceEntry, InvoiceFilter, InvoicePage
    from qtclient.api.client import Api
    from qtclient.background import Work
    from qtclient.session import Session

_log = logging.getLogger(__name__)

IDLE = "idle"
RUNNING = "running"
STOPPED = "stopped"
DONE = "done"

# Why it stopped, where that was not a `problem` of the way to the server.
CANCELLED = "cancelled"
FULL = "full"
UNWRITABLE = "unwritable"

_HEAD, _TAIL = b"%PDF-", b"%%EOF"


@dataclass(frozen=True)
class SaveAllState:
    """How it goes.

    Attributes:
        phase: `IDLE`, `RUNNING`, `STOPPED` or `DONE`.
        folder: where to.
        total: how many there are; 0 as long as that is not known.
        saved: how many were written by this run.
        present: how many were there already, whole.
        why: with `STOPPED`: `CANCELLED`, `FULL`, `UNWRITABLE`, or "" for a `problem`.
    """

    phase: str = IDLE
    folder: Path | None = None
    total: int = 0
    saved: int = 0
    present: int = 0
    why: str = ""
    problem: Sentence | None = None

    @property
    def ready(self) -> int:
        """How many are in the folder."""
        return self.saved + self.present


@dataclass(frozen=True)
class _Errand:
    """What was asked for."""

    wanted: InvoiceFilter
    folder: Path
    language: str
    names: FileNames


@dataclass(frozen=True)
class _Step:
    """What became of some entries: `present` of them were there, then perhaps one was written, or could not be."""

    present: int
    saved: int = 0
    why: str = ""


class SaveAll(Presenter[SaveAllState]):
    """Has at most one request under way, so that everything else the person does stays quick."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(SaveAllState(), parent)
        self._session = session
        self._errand: _Errand | None = None
        self._work: Work | None = None
        self._offset = 0
        self._waiting: tuple[InvoiceEntry, ...] = ()

    def start(self, wanted: InvoiceFilter, folder: Path, language: str) -> None:
        """Save all that `wanted` finds as PDF in `language` to `folder`; ignored while another run is under way."""
        if self.state.phase == RUNNING:
            return
        self._errand = _Errand(wanted, folder, language, FileNames(language))
        self._go()

    def resume(self) -> None:
        """Go on where it stopped: what is there already, whole, is not fetched again."""
        if self.state.phase == STOPPED:
            self._go()

    def cancel(self) -> None:
        """Stop; what was written stays."""
        if self.state.phase == RUNNING:
            self._stop(CANCELLED)

    def dismiss(self) -> None:
        """The person has seen how it ended."""
        if self.state.phase in {DONE, STOPPED}:
            self.forget()

    def forget(self) -> None:
        """Stop, and know nothing of it any more."""
        if self._work is not None:
            self._work.cancel()
            self._work = None
        self._errand = None
        self._waiting = ()
        if self.state != SaveAllState():
            self.become(SaveAllState())

    # One step after the other

    def _go(self) -> None:
        if self._errand is None:
            return
        self._offset = 0
        self._waiting = ()
        self.become(SaveAllState(RUNNING, self._errand.folder))
        self._ask_for_page()

    def _ask_for_page(self) -> None:
        if self._errand is None:
            return
        self._work = self._session.ask(
            partial(_page, self._errand, self._offset), owner=self, done=self._on_page, failed=self._on_failure
        )

    def _on_page(self, page: InvoicePage) -> None:
        self._waiting = page.entries
        # What is issued meanwhile moves the rest on: some are met twice, and none is passed over.
        self._offset = page.offset + len(page.entries)
        self.become(replace(self.state, total=page.total))
        if page.entries:
            self._take_next()
        else:
            self.become(replace(self.state, phase=DONE, total=self.state.ready))

    def _take_next(self) -> None:
        if self._errand is None:
            return
        self._work = self._session.ask(
            partial(_step, self._errand, self._waiting), owner=self, done=self._on_step, failed=self._on_failure
        )

    def _on_step(self, step: _Step) -> None:
        state = self.state
        self.become(replace(state, saved=state.saved + step.saved, present=state.present + step.present))
        if step.why:
            self._stop(step.why)
            return
        self._waiting = self._waiting[step.present + step.saved :]
        if self._waiting:
            self._take_next()
        elif self._offset < self.state.total:
            self._ask_for_page()
        else:
            self.become(replace(self.state, phase=DONE))

    def _on_failure(self, error: Exception) -> None:
        self.become(replace(self.state, phase=STOPPED, problem=sentence(error)))

    def _stop(self, why: str) -> None:
        if self._work is not None:
            self._work.cancel()
            self._work = None
        self.become(replace(self.state, phase=STOPPED, why=why))


# On a worker thread


def _page(errand: _Errand, offset: int, api: Api) -> InvoicePage:
    if offset == 0:
        _clear_leftovers(errand)
    return api.invoices(errand.wanted, offset, PAGE_LIMIT)


def _step(errand: _Errand, entries: tuple[InvoiceEntry, ...], api: Api) -> _Step:
    """Pass over what is there, and fetch and write the first one that is not."""
    for present, entry in enumerate(entries):
        path = errand.folder / errand.names.of(entry)
        if is_whole(path):
            continue
        content = api.invoice(entry.id, errand.language)
        if write_whole(path, content):
            return _Step(present, saved=1)
        return _Step(present, why=_why_not(errand.folder, len(content)))
    return _Step(len(entries))


def is_whole(path: Path) -> bool:
    """Say whether a PDF lies at `path` from its first byte to its last."""
    try:
        with path.open("rb") as file:
            if file.read(len(_HEAD)) != _HEAD:
                return False
            file.seek(max(0, file.seek(0, os.SEEK_END) - 1024))
            return _TAIL in file.read()
    except OSError:
        return False


def _why_not(folder: Path, needed: int) -> str:
    try:
        return FULL if shutil.disk_usage(folder).free < needed + 4096 else UNWRITABLE
    except OSError:
        return UNWRITABLE


def _clear_leftovers(errand: _Errand) -> None:
    """Remove what a computer that went off in the middle of writing left beside the papers."""
    form = errand.names.leftover()
    try:
        for entry in os.scandir(errand.folder):
            if form.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                Path(entry.path).unlink(missing_ok=True)
    except OSError as error:
        _log.info("%s could not be tidied: %s", errand.folder, error)
