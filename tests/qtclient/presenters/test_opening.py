"""Documents that the system's programs show: in a folder of this person alone, and gone afterwards (B8, B9)."""

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from qtclient.presenters.invoice_documents import InvoiceDocuments
from qtclient.presenters.opening import OpeningState
from qtclient.presenters.renewal_calendar import RenewalCalendar
from qtclient.session import SIGNED_OUT
from tests.qtclient.presenters.paper_server import PAPER

pytestmark = pytest.mark.slow

PATIENCE = 60_000


class Viewer(QObject):
    """Stands where the system's program would be started."""

    def __init__(self):
        super().__init__()
        self.files = []

    @Slot(QUrl)
    def show_file(self, url):
        self.files.append(Path(url.toLocalFile()))


@pytest.fixture
def viewer(qapp):
    taken = Viewer()
    QDesktopServices.setUrlHandler("file", taken, "show_file")
    yield taken
    QDesktopServices.unsetUrlHandler("file")


def shown(viewer, qtbot, count=1):
    qtbot.waitUntil(lambda: len(viewer.files) == count, timeout=PATIENCE)
    return viewer.files[-1]


def test_a_paper_is_shown_from_a_folder_that_nobody_else_can_read(papers, viewer, qtbot):
    session, server = papers(3)
    documents = InvoiceDocuments(session)
    documents.open(server.papers[0])
    assert documents.state.opening.opening
    path = shown(viewer, qtbot)
    assert path.name == "Invoice 2026-000003.pdf"
    assert path.read_bytes() == PAPER
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    documents.choose_language("fr")
    documents.open(server.papers[1])
    assert shown(viewer, qtbot, 2).name == "Avoir 2026-000002.pdf"
    session.sign_out()
    qtbot.waitUntil(lambda: session.state.phase == SIGNED_OUT, timeout=PATIENCE)
    documents.forget()
    assert not path.parent.exists()
    assert documents.state.opening == OpeningState()


def test_the_papers_are_gone_when_the_client_ends(papers, viewer, qtbot, qapp):
    session, server = papers(1)
    documents = InvoiceDocuments(session)
    documents.open(server.papers[0])
    path = shown(viewer, qtbot)
    qapp.aboutToQuit.emit()
    assert not path.parent.exists()


def test_one_that_does_not_come_is_told_and_one_asked_for_too_late_is_not_shown(papers, viewer, qtbot):
    session, server = papers(2)
    documents = InvoiceDocuments(session)
    server.broken = True
    documents.open(server.papers[0])
    qtbot.waitUntil(lambda: documents.state.opening.problem is not None, timeout=PATIENCE)
    server.broken = False
    server.papers_open.clear()
    documents.open(server.papers[0])
    qtbot.waitUntil(lambda: len(server.fetched) == 2, timeout=PATIENCE)
    documents.forget()
    server.papers_open.set()
    qtbot.wait(100)
    assert viewer.files == []


def test_saving_replaces_what_was_told_of_opening(papers, viewer, qtbot, tmp_path):
    session, server = papers(1)
    documents = InvoiceDocuments(session)
    server.broken = True
    documents.open(server.papers[0])
    qtbot.waitUntil(lambda: documents.state.opening.problem is not None, timeout=PATIENCE)
    server.broken = False
    documents.save(server.papers[0], tmp_path / "paper.pdf")
    qtbot.waitUntil(lambda: documents.state.saving.saved is not None, timeout=PATIENCE)
    assert (tmp_path / "paper.pdf").read_bytes() == PAPER
    assert documents.state.opening == OpeningState()


def test_a_renewal_that_is_not_coming_has_no_date(papers, qtbot, viewer):
    session, _ = papers(0)
    calendar = RenewalCalendar(session)
    calendar.open()
    qtbot.waitUntil(lambda: calendar.state.opening.problem is not None, timeout=PATIENCE)
    assert viewer.files == []
    assert not calendar.busy
