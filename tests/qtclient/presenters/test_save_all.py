"""All papers into a folder: whole or not at all, one at a time, stopped and resumed (B8)."""

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from licensewire.invoices import InvoiceFilter
from qtclient.presenters.save_all import CANCELLED, DONE, IDLE, RUNNING, STOPPED, UNWRITABLE, SaveAll, is_whole
from qtclient.session import SIGNED_OUT
from tests.qtclient.presenters.paper_server import PAPER

pytestmark = pytest.mark.slow

PATIENCE = 60_000
EVERYTHING = InvoiceFilter()


def ended(saving, qtbot):
    qtbot.waitUntil(lambda: saving.state.phase != RUNNING, timeout=PATIENCE)
    return saving.state


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def save(papers, tmp_path):
    def begun(count: int):
        session, server = papers(count)
        folder = tmp_path / "papers"
        folder.mkdir()
        return SaveAll(session), server, folder, session

    return begun


def test_every_paper_is_a_file_of_its_own_fetched_one_at_a_time(save, qtbot):
    saving, server, folder, _ = save(230)  # more than a page of the wire
    saving.start(EVERYTHING, folder, "en")
    saving.start(EVERYTHING, folder, "fr")  # a second press
    state = ended(saving, qtbot)
    assert (state.phase, state.saved, state.present, state.total) == (DONE, 230, 0, 230)
    assert len(names(folder)) == 230
    assert names(folder)[0].startswith("Credit note 20")
    assert all(is_whole(path) for path in folder.iterdir())
    assert server.most_at_once == 1
    saving.dismiss()
    assert saving.state.phase == IDLE


def test_what_is_there_whole_is_not_fetched_again_and_what_is_not_whole_is(save, qtbot):
    saving, server, folder, _ = save(12)
    saving.start(EVERYTHING, folder, "en")
    ended(saving, qtbot)
    half = folder / names(folder)[-1]
    half.write_bytes(PAPER[:900])
    (folder / "Invoice 2026-000003.pdf.aBcDeF").write_bytes(b"%PDF-")  # the computer went off there
    (folder / "Invoice of mine.txt").write_text("mine")
    server.fetched.clear()
    saving.start(EVERYTHING, folder, "en")
    state = ended(saving, qtbot)
    assert (state.phase, state.saved, state.present) == (DONE, 1, 11)
    assert len(server.fetched) == 1
    assert half.read_bytes() == PAPER
    assert len(names(folder)) == 13  # the person's own file is left alone


def test_stopped_in_the_middle_and_gone_on_with(save, qtbot):
    saving, server, folder, _ = save(30)
    hold = saving.changed.connect(lambda state: server.papers_open.clear() if state.saved == 7 else None)
    saving.start(EVERYTHING, folder, "en")
    qtbot.waitUntil(lambda: len(server.fetched) == 8, timeout=PATIENCE)
    saving.cancel()
    saving.changed.disconnect(hold)
    assert (saving.state.phase, saving.state.why, saving.state.saved) == (STOPPED, CANCELLED, 7)
    assert all(is_whole(path) for path in folder.iterdir())
    server.papers_open.set()
    saving.resume()
    state = ended(saving, qtbot)
    assert (state.phase, state.ready) == (DONE, 30)
    assert len(names(folder)) == 30


def test_a_server_in_trouble_stops_it_with_what_is_there_kept(save, qtbot):
    saving, server, folder, _ = save(20)
    server.break_after = 5
    saving.start(EVERYTHING, folder, "en")
    state = ended(saving, qtbot)
    assert (state.phase, state.why, state.saved) == (STOPPED, "", 5)
    assert state.problem.title
    server.break_after = -1
    saving.resume()
    state = ended(saving, qtbot)
    assert (state.phase, state.saved, state.present) == (DONE, 15, 5)


def test_only_what_the_filter_finds(save, qtbot):
    saving, _, folder, _ = save(40)
    saving.start(InvoiceFilter(kind="credit_note"), folder, "fr")
    assert ended(saving, qtbot).saved == 5
    assert all(name.startswith("Avoir ") for name in names(folder))


def test_nothing_to_save(save, qtbot):
    saving, _, folder, _ = save(0)
    saving.start(EVERYTHING, folder, "en")
    state = ended(saving, qtbot)
    assert (state.phase, state.total) == (DONE, 0)


def test_a_folder_that_is_gone_is_told(save, qtbot):
    saving, _, folder, _ = save(3)
    folder.rmdir()
    saving.start(EVERYTHING, folder, "en")
    state = ended(saving, qtbot)
    assert (state.phase, state.why, state.saved) == (STOPPED, UNWRITABLE, 0)


def test_a_disk_that_takes_no_more_leaves_no_half_file(save, qtbot):
    saving, _, folder, _ = save(3)
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(PAPER) // 2, before[1]))
    try:
        saving.start(EVERYTHING, folder, "en")
        state = ended(saving, qtbot)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert (state.phase, state.saved) == (STOPPED, 0)
    assert names(folder) == []


def test_signing_out_ends_it(save, qtbot):
    saving, server, folder, session = save(20)
    server.papers_open.clear()
    saving.start(EVERYTHING, folder, "en")
    qtbot.waitUntil(lambda: len(server.fetched) == 1, timeout=PATIENCE)
    session.sign_out()
    qtbot.waitUntil(lambda: session.state.phase == SIGNED_OUT, timeout=PATIENCE)
    server.papers_open.set()
    state = ended(saving, qtbot)
    assert state.saved == 0
    assert all(is_whole(path) for path in folder.iterdir())


def test_a_client_killed_while_it_writes_leaves_no_half_file_under_a_papers_name(tmp_path):
    writer = (
        "import sys; from pathlib import Path; from qtclient.presenters.documents import write_whole\n"
        "folder = Path(sys.argv[1]); content = b'%PDF-' + b'x' * 30_000_000 + b'%%EOF'\n"
        "for number in range(10_000):\n"
        "    print('go', flush=True); write_whole(folder / f'Invoice {number}.pdf', content)"
    )
    with subprocess.Popen([sys.executable, "-c", writer, str(tmp_path)], stdout=subprocess.PIPE) as process:
        assert process.stdout
        for _ in range(2):
            process.stdout.readline()
        process.kill()
    assert all(is_whole(path) for path in tmp_path.glob("*.pdf"))
