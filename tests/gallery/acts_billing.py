"""What a person does on Billing before its picture is taken."""

from dataclasses import replace
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from qtclient import links
from qtclient.presenters import cancellation, withdrawal
from qtclient.sentences import problem
from qtclient.views.billing.card_form import CardForm
from qtclient.views.billing.page import BillingView
from qtclient.views.billing_banner import BillingBanner
from qtclient.views.shell import Shell
from tests.gallery import billings, samples
from tests.gallery.billings import card_states
from tests.gallery.stage import settle


def billing_banner(shell: Shell) -> None:
    presenters: Any = shell._presenter_for
    BillingBanner(shell, shell._session, presenters(links.BILLING), presenters(links.OVERVIEW))


def _card(shell: Shell, name: str) -> None:
    presenter: Any = shell._presenter_for(links.BILLING)
    form = shell.findChild(CardForm)
    view = shell.findChild(BillingView)
    assert form is not None
    assert view is not None
    # As often emptied as it is now: what is typed here stays.
    state = replace(card_states()[name], emptied=presenter.card.state.emptied)
    if state.problem is not None or state.problems:
        number = form.findChild(QLineEdit, "card-number")
        assert number is not None
        QTest.keyClicks(number, "4000 0000 0000 9995" if state.problem else "4242 42")
    presenter.card.become(state)
    settle()
    view.area.ensureWidgetVisible(form, 0, 24)


def card_problems(shell: Shell) -> None:
    _card(shell, "card_problems")


def card_refused(shell: Shell) -> None:
    _card(shell, "card_refused")


def card_checking(shell: Shell) -> None:
    _card(shell, "card_checking")


def card_finding_out(shell: Shell) -> None:
    _card(shell, "card_finding_out")


def card_at_the_bank(shell: Shell) -> None:
    _card(shell, "card_at_the_bank")


def card_changed(shell: Shell) -> None:
    _card(shell, "card_changed")


def card_found(shell: Shell) -> None:
    _card(shell, "card_found")


def _view(shell: Shell) -> BillingView:
    view = shell.findChild(BillingView)
    assert view is not None
    return view


def _cancelling(shell: Shell, state: cancellation.State) -> None:
    presenter: Any = shell._presenter_for(links.BILLING)
    _view(shell).subscription.cancel.click()
    presenter.cancelling.become(state)
    settle()


def sheet_cancel(shell: Shell) -> None:
    _cancelling(shell, cancellation.State(preview=billings.preview()))


def sheet_cancel_loading(shell: Shell) -> None:
    _cancelling(shell, cancellation.State())


def sheet_cancel_refused(shell: Shell) -> None:
    _cancelling(shell, cancellation.State(preview=billings.preview(), problem=problem("renewal_under_way")))


def sheet_cancelled(shell: Shell) -> None:
    _cancelling(shell, cancellation.State(stage=cancellation.DONE, cancellation=billings.cancellation()))


def sheet_remove_card(shell: Shell) -> None:
    _view(shell).card.button.click()


def _withdrawing(shell: Shell, state: withdrawal.State) -> None:
    presenter: Any = shell._presenter_for(links.BILLING)
    _view(shell).subscription.withdrawal.button.click()
    presenter.withdrawing.become(state)
    settle()


def _asked() -> withdrawal.State:
    account = samples.account()
    return withdrawal.State(right=billings.new_contract().withdrawal, name=account.name, email=account.email)


def sheet_withdraw(shell: Shell) -> None:
    _withdrawing(shell, _asked())


def sheet_withdrawn(shell: Shell) -> None:
    _withdrawing(shell, withdrawal.State(stage=withdrawal.DONE, receipt=billings.withdrawal_receipt()))
