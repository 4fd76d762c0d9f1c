"""What a person does in a scene before its picture is taken."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton

from qtclient import links
from qtclient.views.purchase import PurchaseView
from qtclient.views.shell import Shell
from tests.gallery import data_centers
from tests.gallery.acts_billing import (  # noqa: F401 - scenes name their acts in this module
    billing_banner,
    card_at_the_bank,
    card_changed,
    card_checking,
    card_finding_out,
    card_found,
    card_problems,
    card_refused,
    sheet_cancel,
    sheet_cancel_loading,
    sheet_cancel_refused,
    sheet_cancelled,
    sheet_remove_card,
    sheet_withdraw,
    sheet_withdrawn,
)
from tests.gallery.acts_invoices import (  # noqa: F401 - scenes name their acts in this module
    invoices_credit_note,
    invoices_details,
    invoices_details_wrong,
    invoices_disk_full,
    invoices_empty,
    invoices_failed,
    invoices_loading,
    invoices_many,
    invoices_no_match,
    invoices_one,
    invoices_page_missing,
    invoices_period,
    invoices_recipients,
    invoices_saved_all,
    invoices_saved_one,
    invoices_saving_all,
    invoices_saving_cut,
    invoices_still_coming,
)
from tests.gallery.scenes_declaring import SAVED
from tests.gallery.stage import settle


def submit_sign_in(shell: Shell) -> None:
    _press(shell, "sign-in")


def open_settings(shell: Shell) -> None:
    _press(shell, "settings")


def open_sign_out_everywhere(shell: Shell) -> None:
    _press(shell, "sign-out-everywhere")


def open_outbox(shell: Shell) -> None:
    presenter = shell._presenter_for(links.OUTBOX)
    state = presenter.state  # type: ignore[attr-defined]
    shell.open_outbox()
    # What the scene says stays, though the sheet has asked anew.
    presenter.become(state)  # type: ignore[attr-defined]


def open_start_over(shell: Shell) -> None:
    _press(shell, "start-over")


def show_terms(shell: Shell) -> None:
    view = shell.findChild(PurchaseView)
    assert view is not None
    view.area.ensureWidgetVisible(view.form.button)


def show_banners(shell: Shell) -> None:
    shell.show_purchase_under_way(True)
    shell.show_offline(True)


def save_declaration(shell: Shell) -> None:
    presenter = shell._presenter_for(links.CANCEL)
    presenter.saver.become(SAVED)  # type: ignore[attr-defined]


def open_clock_menu(shell: Shell) -> None:
    _press(shell, "clock-more")


def open_menu(shell: Shell) -> None:
    shell.open_menu()


def pick_while_loading(shell: Shell) -> None:
    data_centers.opened(shell, data_centers.State())


def pick_recommended(shell: Shell) -> None:
    data_centers.opened(shell, data_centers.listed("90.0.0.1"))


def pick_default(shell: Shell) -> None:
    data_centers.opened(shell, data_centers.listed("10.0.0.1"))


def pick_government(shell: Shell) -> None:
    picker = data_centers.opened(shell, data_centers.listed("90.0.0.1", chosen="yul1"))
    QTest.keyClicks(picker.search, "gov")
    settle()


def pick_searched(shell: Shell) -> None:
    picker = data_centers.opened(shell, data_centers.listed("90.0.0.1"))
    QTest.keyClicks(picker.search, "montreal")
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    settle()


def pick_nothing_found(shell: Shell) -> None:
    picker = data_centers.opened(shell, data_centers.listed("90.0.0.1"))
    QTest.keyClicks(picker.search, "Atlantis")
    settle()


def pick_failed(shell: Shell) -> None:
    data_centers.opened(shell, data_centers.failed())


def press_tab(shell: Shell) -> None:
    for _ in range(3):
        QTest.keyClick(shell, Qt.Key.Key_Tab)
        settle()


def _press(shell: Shell, name: str) -> None:
    button = shell.findChild(QPushButton, name) or shell.findChild(QAbstractButton, name)
    assert button is not None, name
    button.click()
