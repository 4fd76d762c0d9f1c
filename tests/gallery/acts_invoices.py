"""The Invoices section of Billing in its states, as scenes show it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QLocale, QPoint

from licensewire.invoices import CREDIT_NOTE, InvoiceFilter
from qtclient.forms import address, tax_id
from qtclient.forms.email_address import INVALID
from qtclient.forms.postal_rules import address_rules
from qtclient.presenters.documents import SavingState
from qtclient.presenters.invoice_model import NUMBER, OPEN
from qtclient.presenters.invoices import FAILED, InvoicesPresenter, State
from qtclient.presenters.purchase_draft import NAME, TAX_ID
from qtclient.presenters.save_all import DONE, FULL, RUNNING, STOPPED, SaveAllState
from qtclient.views.billing.page import BillingView
from tests.gallery import billings, invoices, samples
from tests.gallery.sessions import unreachable
from tests.gallery.stage import settle

if TYPE_CHECKING:
    from qtclient.views.shell import Shell

_FOLDER = Path("/media/archive/Collins Consumer Insights/Invoices")
_MAILED = ("books@collins-insights.example", "cfo@collins-insights.example")


def invoices_loading(shell: Shell) -> None:
    _shown(shell, State())
    _look(shell)


def invoices_empty(shell: Shell) -> None:
    _shown(shell, invoices.ready(0))
    _look(shell)


def invoices_one(shell: Shell) -> None:
    _shown(shell, invoices.ready(1))
    _look(shell)


def invoices_many(shell: Shell) -> None:
    _shown(shell, invoices.ready(100_000))
    _look(shell)


def invoices_still_coming(shell: Shell) -> None:
    _shown(shell, invoices.ready(100_000), held=3)
    _look(shell)


def invoices_credit_note(shell: Shell) -> None:
    presenter = _shown(shell, invoices.ready(6))
    presenter.become(replace(presenter.state, wanted=InvoiceFilter(kind=CREDIT_NOTE), total=2))
    presenter.model.begin(2, [invoices.entry(at, kind=CREDIT_NOTE, total=40) for at in (1, 9)])
    table = _view(shell).invoices.table
    table.setFocus()
    table.setCurrentIndex(presenter.model.index(0, NUMBER))
    _look(shell)


def invoices_no_match(shell: Shell) -> None:
    _shown(shell, replace(invoices.ready(0), wanted=InvoiceFilter(search="2019-777"), first_issued_on=None))
    _look(shell)


def invoices_period(shell: Shell) -> None:
    _shown(shell, invoices.ready(12))
    filters = _view(shell).invoices.filters
    filters.show_other_period()
    filters.first.setText("31.31.2026")
    filters.first.editingFinished.emit()
    _look(shell)


def invoices_failed(shell: Shell) -> None:
    _shown(shell, State(phase=FAILED, problem=unreachable()))
    _look(shell)


def invoices_page_missing(shell: Shell) -> None:
    _shown(shell, replace(invoices.ready(1240), problem=unreachable()), held=4)
    _look(shell)


def invoices_saving_all(shell: Shell) -> None:
    _shown(shell, invoices.ready(1240)).saving.become(SaveAllState(RUNNING, _FOLDER, 1240, 312, 17))
    _look(shell)


def invoices_disk_full(shell: Shell) -> None:
    _shown(shell, invoices.ready(1240)).saving.become(SaveAllState(STOPPED, _FOLDER, 1240, 312, 17, FULL))
    _look(shell)


def invoices_saving_cut(shell: Shell) -> None:
    state = SaveAllState(STOPPED, _FOLDER, 1240, 312, problem=unreachable())
    _shown(shell, invoices.ready(1240)).saving.become(state)
    _look(shell)


def invoices_saved_all(shell: Shell) -> None:
    _shown(shell, invoices.ready(1240)).saving.become(SaveAllState(DONE, _FOLDER, 1240, 911, 329))
    _look(shell)


def invoices_saved_one(shell: Shell) -> None:
    documents = _shown(shell, invoices.ready(7)).documents
    saved = SavingState("2026-000007", saved=_FOLDER / "Invoice 2026-000007.pdf")
    documents.become(replace(documents.state, saving=saved))
    table = _view(shell).invoices.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, OPEN))
    _look(shell)


def invoices_details(shell: Shell) -> None:
    details = _shown(shell, invoices.ready(7)).details
    _view(shell).details.change.click()
    details.become(replace(details.state, rules=address_rules("US", QLocale().name())))


def invoices_details_wrong(shell: Shell) -> None:
    details = _shown(shell, invoices.ready(7)).details
    _view(shell).details.change.click()
    typed = replace(details.state.draft, name="", country="FR", tax_id="FR12")
    typed = replace(typed, address={address.LINE_1: "1 rue de Rivoli", address.CITY: "Paris"})
    details.become(
        replace(
            details.state,
            draft=typed,
            rules=address_rules("FR", QLocale().name()),
            problems={
                NAME: address.REQUIRED,
                address.POSTAL_CODE: address.REQUIRED,
                TAX_ID: tax_id.WRONG_LENGTH,
            },
            problem=unreachable(),
            tries=1,
        )
    )


def invoices_recipients(shell: Shell) -> None:
    recipients = _shown(shell, invoices.ready(7)).recipients
    _view(shell).details.change_mailed.click()
    recipients.become(replace(recipients.state, typed=(*_MAILED, "accounting@"), problems={2: INVALID}))


def _shown(shell: Shell, state: State, *, held: int = 50) -> InvoicesPresenter:
    """Show the list in `state`."""
    presenter = invoices.presenter_of(shell)
    billing = msgspec.structs.replace(billings.renewing(), recipients=_MAILED)
    presenter.note_billing(billing, samples.comparison())
    invoices.fill(presenter, state, held=held)
    settle()
    return presenter


def _look(shell: Shell) -> None:
    """Scroll to the list."""
    settle()
    view = _view(shell)
    inside = view.area.widget()
    assert inside is not None
    place = view.invoices.mapTo(inside, QPoint(0, 0)).y()
    view.area.verticalScrollBar().setValue(place - 16)
    settle()


def _view(shell: Shell) -> BillingView:
    view = shell.findChild(BillingView)
    assert view is not None
    return view
