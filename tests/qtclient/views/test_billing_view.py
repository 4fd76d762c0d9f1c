"""Billing says what is true of every kind of subscription, and offers nothing that does not exist yet."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from licensewire.billing import ACTIVE, CANCELLED, PAST_DUE, TRIALING
from qtclient.presenters import billing
from qtclient.presenters.billing import BillingPresenter
from qtclient.session import Session
from qtclient.views.billing import BillingView
from tests.gallery import samples


@pytest.fixture
def show(qtbot, background):
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    presenter = BillingPresenter(Session(background))
    view = BillingView(presenter)
    qtbot.addWidget(view)
    view.show()

    def shown(subscription=None):
        presenter.become(
            billing.State(
                phase=billing.READY, billing=samples.billing(subscription), comparison=samples.comparison()
            )
        )
        QApplication.sendPostedEvents()  # what was just added is shown with the next event
        labels = "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())
        return labels, {button.text() for button in view.findChildren(QPushButton) if button.isVisible()}

    yield shown
    QLocale.setDefault(before)


def test_a_running_licence_shows_renewal_price_and_the_last_moment_to_cancel(show):
    words, buttons = show(samples.subscription(ACTIVE, 100))
    assert "Renews on" in words
    assert "US$5,040.00 per year" in words
    assert "your local time" in words
    assert "ending in" in words
    assert buttons <= {""}


def test_a_cancelled_one_says_when_access_ends(show):
    words, _ = show(samples.subscription(CANCELLED, 41))
    assert "Access ends on" in words
    assert "Renews on" not in words


def test_a_trial_charges_nothing_by_itself(show):
    words, buttons = show(samples.subscription(TRIALING, 4, "trial"))
    assert "Nothing is charged by itself." in words
    assert "See the plans" in buttons


def test_a_due_payment_and_no_subscription(show):
    assert "Payment due" in show(samples.subscription(PAST_DUE, 12))[0]
    words, buttons = show()
    assert "nothing to pay" in words
    assert "See the plans" in buttons
