"""Invoices through the real window: found, opened, saved, all of them, and made out anew from then on (B8)."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from licensewire.practice import TO_RENEWAL, MovePracticeClock
from qtclient import links
from qtclient.presenters.invoice_model import NUMBER, SAVE
from qtclient.presenters.invoices import READY, InvoicesPresenter
from qtclient.presenters.save_all import DONE, RUNNING, STOPPED, is_whole
from qtclient.views.billing.page import BillingView
from qtclient.views.invoices.table import InvoiceTable
from tests.journeys.conftest import Start, leave
from tests.journeys.test_buying import see_text
from tests.live_server import LiveServer
from tests.owners import Owner
from tests.person import Person
from tests.postbox import Postbox
from tests.server_invoices import add_invoices

pytestmark = pytest.mark.slow

BOOKS = "books@collins-insights.example"


class Viewer(QObject):
    """Stands where the system's program for PDF would be started."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[Path] = []

    @Slot(QUrl)
    def show_file(self, url: QUrl) -> None:
        """Take a file."""
        self.files.append(Path(url.toLocalFile()))


@pytest.fixture
def viewer(qapp: QApplication) -> Iterator[Viewer]:
    taken = Viewer()
    QDesktopServices.setUrlHandler("file", taken, "show_file")
    yield taken
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A backend for the tests that only read, with somebody who has a long list."""
    with LiveServer(tmp_path_factory.mktemp("archive")) as server:
        add_invoices(server, "licensed", 260)
        yield server


def invoices(person: Person) -> InvoicesPresenter:
    view = person.window.findChild(BillingView)
    assert view is not None
    return view._presenter.invoices


def open_billing(person: Person, username: str, password: str = "practice") -> InvoiceTable:
    person.sign_in(username, password)
    person.go(links.BILLING)
    person.wait(lambda: person.window.findChild(BillingView) is not None, "no Billing")
    person.wait(lambda: invoices(person).state.phase == READY, "no invoices")
    table = person.see("invoices", InvoiceTable)
    person.bring_into_sight(table)
    return table


def press(table: InvoiceTable, row: int, column: int) -> None:
    """Go to a cell by keys, and press Enter there."""
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, column))
    QTest.keyClick(table, Qt.Key.Key_Return)


def choose_path(person: Person, path: Path) -> None:
    """Answer the dialog of the system with `path`."""
    person.wait(lambda: bool(person.window.findChildren(QFileDialog)), "no dialog")
    dialog = person.window.findChildren(QFileDialog)[0]
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(path))
    QTest.keyClick(name, Qt.Key.Key_Return)
    person.wait(lambda: not person.window.findChildren(QFileDialog), "the dialog stays")


def words_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def save_row(person: Person, table: InvoiceTable, row: int, path: Path) -> str:
    press(table, row, SAVE)
    choose_path(person, path)
    person.wait(path.exists, "no file")
    see_text(person, "Saved as")
    return words_of(path.read_bytes())


def test_the_next_invoice_has_the_new_details_and_goes_to_the_recipients_too(
    start: Start, shop: LiveServer, postbox: Postbox, tmp_path: Path, viewer: Viewer
) -> None:
    owner = Owner(shop, 7)
    person = start(shop)
    table = open_billing(person, owner.username, owner.password)
    first = invoices(person).model.entry(0)
    assert first is not None
    assert invoices(person).state.total == 1

    press(table, 0, NUMBER)
    person.wait(lambda: bool(viewer.files), "nothing was opened")
    opened = viewer.files[0]
    assert opened.name == f"Invoice {first.number}.pdf"
    assert "Ada Buyer" in words_of(opened.read_bytes())

    person.click("change-billing-details")
    person.wait(lambda: invoices(person).details.state.rules is not None, "no address fields")
    person.type("details-company", "Collins Consumer Insights")
    person.click("save-billing-details")
    see_text(person, "Collins Consumer Insights")
    person.click("change-recipients")
    person.type("recipient-1", BOOKS)
    person.click("save-recipients")
    see_text(person, BOOKS)

    person.click("add-to-calendar")
    person.wait(lambda: len(viewer.files) == 2, "no calendar was opened")
    assert viewer.files[1].name == "License renewal.ics"
    assert viewer.files[1].read_bytes().startswith(b"BEGIN:VCALENDAR")

    owner.api.move_practice_clock(MovePracticeClock(to=TO_RENEWAL))
    person.go(links.OVERVIEW)
    person.go(links.BILLING)
    person.wait(lambda: invoices(person).state.total == 2, "the renewal's invoice does not come")
    table = person.see("invoices", InvoiceTable)
    person.bring_into_sight(table)
    renewed = save_row(person, table, 0, tmp_path / "renewal.pdf")
    assert "Collins Consumer Insights" in renewed
    bought = save_row(person, table, 1, tmp_path / "purchase.pdf")
    assert "Collins Consumer Insights" not in bought

    mail = postbox.next_mail(BOOKS)
    attached = [part for part in mail.iter_attachments() if part.get_content_type() == "application/pdf"]
    assert len(attached) == 1
    assert "Collins Consumer Insights" in words_of(attached[0].get_content())

    leave(person)
    assert not any(path.exists() for path in viewer.files)  # what was only looked at is gone with the client


def test_a_long_list_is_searched_and_scrolled(start: Start, archive: LiveServer) -> None:
    person = start(archive)
    table = open_billing(person, "licensed")
    presenter = invoices(person)
    total = presenter.state.total
    assert total >= 260
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_End)
    person.wait(lambda: presenter.model.entry(total - 1) is not None, "the last row does not come")
    oldest = presenter.model.entry(total - 1)
    assert oldest is not None
    person.type("invoice-search", oldest.number)
    person.wait(lambda: not presenter.state.searching and presenter.state.total == 1, "it was not found")
    assert presenter.model.index(0, NUMBER).data() == oldest.number
    person.type("invoice-search", "no such number")
    see_text(person, "No invoice is like that")
    person.click("invoices-show-all")
    person.wait(lambda: presenter.state.total == total, "not all are back")
    person.choose("invoice-kind", "credit_note")
    see_text(person, "No invoice is like that")
    person.choose("invoice-kind", "")
    year = oldest.issued_at.year
    person.choose("invoice-period", year)
    person.wait(lambda: not presenter.state.searching, "the period does not come")
    assert 0 < presenter.state.total <= total


def test_all_of_them_are_saved_stopped_and_gone_on_with_over_a_restart(
    start: Start, archive: LiveServer, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    person = start(archive)
    open_billing(person, "licensed")
    # Ten of a number's last digits: as many papers as a test has time for.
    person.type("invoice-search", "-00005")
    person.wait(lambda: not invoices(person).state.searching, "nothing was found")
    wanted = invoices(person).state.total
    assert wanted >= 10
    saving = invoices(person).saving
    saving.changed.connect(lambda state: saving.cancel() if state.phase == RUNNING and state.saved == 3 else None)
    person.click("save-all-invoices")
    choose_path(person, folder)
    person.wait(lambda: saving.state.phase == STOPPED, "it did not stop")
    see_text(person, "Saving was stopped")
    # The one that was on its way may still come: whole, or not at all.
    leave(person)
    there = list(folder.iterdir())
    assert 3 <= len(there) <= 4
    assert all(is_whole(path) for path in there)

    person = start(archive, folder=tmp_path / "another-client")
    open_billing(person, "licensed")
    person.choose("invoice-language", "fr")
    person.choose("invoice-language", "en")
    person.type("invoice-search", "-00005")
    person.wait(lambda: not invoices(person).state.searching, "nothing was found")
    person.click("save-all-invoices")
    choose_path(person, folder)
    saving = invoices(person).saving
    person.wait(lambda: saving.state.phase == DONE, "it did not end")
    assert (saving.state.ready, saving.state.present) == (wanted, len(there))
    assert all(is_whole(path) for path in folder.iterdir())
    assert len(list(folder.iterdir())) == wanted
    see_text(person, f"All invoices are saved: {wanted}")


def test_a_client_closed_in_the_middle_leaves_no_half_file(
    start: Start, archive: LiveServer, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    person = start(archive)
    open_billing(person, "licensed")
    person.click("save-all-invoices")
    choose_path(person, folder)
    person.wait(lambda: invoices(person).saving.state.saved >= 2, "it did not begin")
    leave(person)
    left = list(folder.iterdir())
    assert left
    assert all(is_whole(path) for path in left), [path.name for path in left]
