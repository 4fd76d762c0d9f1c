"""The list of invoices: what is looked at is asked for, once, and nothing else (B8)."""

from datetime import date

import pytest

from licensewire.invoices import CREDIT_NOTE, InvoiceFilter
from qtclient.presenters.invoice_model import PAGE
from qtclient.presenters.invoices import FAILED, LOADING, READY, InvoicesPresenter, State
from qtclient.session import SIGNED_OUT
from tests.gallery import samples

pytestmark = pytest.mark.slow

PATIENCE = 60_000


@pytest.fixture
def show(papers, qtbot):
    """The list of so many invoices, its first page there."""

    def shown(count: int):
        session, server = papers(count)
        presenter = InvoicesPresenter(session)
        presenter.load()
        qtbot.waitUntil(lambda: presenter.state.phase != LOADING, timeout=PATIENCE)
        return presenter, server, session

    return shown


def there(presenter, qtbot, row):
    qtbot.waitUntil(lambda: presenter.model.entry(row) is not None, timeout=PATIENCE)
    return presenter.model.entry(row)


def test_the_first_page_brings_the_length_and_the_span(show):
    presenter, server, _ = show(430)
    assert (presenter.state.phase, presenter.state.total) == (READY, 430)
    assert presenter.model.rowCount() == 430
    assert presenter.model.held == PAGE
    assert presenter.state.first_issued_on < presenter.state.last_issued_on
    assert [offset for offset, *_ in server.asked] == [0]


def test_only_what_is_looked_at_is_asked_for_each_page_once(show, qtbot):
    presenter, server, _ = show(1000)
    presenter.look_at(0, 11)
    presenter.look_at(480, 510)
    assert there(presenter, qtbot, 480).number.endswith("000520")
    there(presenter, qtbot, 510)
    presenter.look_at(485, 508)
    presenter.look_at(0, 11)
    there(presenter, qtbot, 0)
    qtbot.wait(150)  # longer than the pace: what would be asked for too much is asked for by then
    assert sorted(offset for offset, *_ in server.asked) == [0, 450, 500]
    assert presenter.model.entry(600) is None


def test_what_flies_by_is_not_asked_for(show, qtbot):
    presenter, server, _ = show(20_000)
    for first in range(0, 15_000, 7):
        presenter.look_at(first, first + 10)
    presenter.look_at(15_000, 15_010)
    there(presenter, qtbot, 15_010)
    assert [offset for offset, *_ in server.asked] == [0, 15_000]


def test_a_search_is_asked_for_when_the_typing_rests(show, qtbot):
    presenter, server, _ = show(300)
    for text in ("0", "00", "000", "0002", "00029"):
        presenter.search(text)
    assert presenter.state.searching
    assert presenter.model.rowCount() == 300  # the rows stay until there are others
    qtbot.waitUntil(lambda: not presenter.state.searching, timeout=PATIENCE)
    assert presenter.state.total == 11  # 000029 and 000290 to 000299
    assert [search for _, _, search, _ in server.asked] == ["", "00029"]
    presenter.search("  00029 ")
    assert not presenter.state.searching
    presenter.search("000291")
    presenter.search_now()
    qtbot.waitUntil(lambda: presenter.state.total == 1, timeout=PATIENCE)
    presenter.show_everything()
    qtbot.waitUntil(lambda: presenter.state.total == 300, timeout=PATIENCE)
    assert not presenter.state.filtered


def test_kind_and_period(show, qtbot):
    presenter, _, _ = show(80)
    presenter.show_kind(CREDIT_NOTE)
    qtbot.waitUntil(lambda: presenter.state.total == 10, timeout=PATIENCE)
    assert presenter.model.entry(0).kind == CREDIT_NOTE
    presenter.show_kind("")
    presenter.show_period(date(2026, 11, 1), date(2026, 11, 30))
    qtbot.waitUntil(lambda: not presenter.state.searching and presenter.state.total < 80, timeout=PATIENCE)
    assert presenter.state.wanted == InvoiceFilter(issued_from=date(2026, 11, 1), issued_until=date(2026, 11, 30))
    assert presenter.state.total == 8
    presenter.show_period(date(1999, 1, 1), date(1999, 12, 31))
    qtbot.waitUntil(lambda: presenter.state.total == 0 and not presenter.state.searching, timeout=PATIENCE)
    assert presenter.state.filtered


def test_an_empty_list(show):
    presenter, server, _ = show(0)
    assert (presenter.state.phase, presenter.state.total) == (READY, 0)
    presenter.look_at(0, 10)
    assert len(server.asked) == 1


def test_a_first_page_that_does_not_come_can_be_tried_again(papers, qtbot):
    session, server = papers(60)
    server.broken = True
    presenter = InvoicesPresenter(session)
    presenter.load()
    qtbot.waitUntil(lambda: presenter.state.phase == FAILED, timeout=PATIENCE)
    assert presenter.state.problem.title
    server.broken = False
    presenter.load()
    assert presenter.state.phase == LOADING
    qtbot.waitUntil(lambda: presenter.state.phase == READY, timeout=PATIENCE)
    assert presenter.state.problem is None


def test_a_page_that_does_not_come_leaves_the_rest_and_is_not_asked_for_again_by_itself(show, qtbot):
    presenter, server, _ = show(300)
    server.broken = True
    presenter.look_at(200, 210)
    qtbot.waitUntil(lambda: presenter.state.problem is not None, timeout=PATIENCE)
    asked = len(server.asked)
    presenter.look_at(250, 260)
    qtbot.wait(200)
    assert len(server.asked) == asked
    assert presenter.model.entry(0) is not None
    server.broken = False
    presenter.retry()
    there(presenter, qtbot, 255)
    assert presenter.state.problem is None


def test_what_was_charged_meanwhile_appears_above(show, qtbot):
    presenter, server, _ = show(120)
    presenter.look_at(100, 110)
    there(presenter, qtbot, 105)
    server.issue(1)
    presenter.note_billing(samples.billing(samples.subscription()), samples.comparison())
    qtbot.wait(100)
    assert presenter.state.total == 120  # the first time it is known, there is nothing new in it
    presenter.note_billing(samples.billing(samples.subscription("cancelled")), samples.comparison())
    qtbot.waitUntil(lambda: presenter.state.total == 121, timeout=PATIENCE)
    assert presenter.model.rowCount() == 121
    assert presenter.model.entry(0).number == "2026-000121"
    assert there(presenter, qtbot, 105).number.endswith("000016")


def test_one_issued_between_two_pages_moves_the_rest_on(show, qtbot):
    presenter, server, _ = show(500)
    server.issue(3)
    presenter.look_at(300, 310)
    qtbot.waitUntil(lambda: presenter.state.total == 503, timeout=PATIENCE)
    assert there(presenter, qtbot, 300).number.endswith("000203")


def test_nothing_of_one_person_is_left_for_the_next(show, qtbot):
    presenter, _, session = show(100)
    presenter.search("2026")
    session.sign_out()
    qtbot.waitUntil(lambda: session.state.phase == SIGNED_OUT, timeout=PATIENCE)
    assert presenter.state == State()
    assert (presenter.model.rowCount(), presenter.model.held) == (0, 0)
