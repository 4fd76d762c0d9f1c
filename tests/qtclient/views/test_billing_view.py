"""Billing says what is true of every kind of subscription, and offers exactly what can be done about it."""

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from licensewire.billing import TRIALING
from qtclient import links
from qtclient.journal import PurchaseJournal
from qtclient.presenters import billing_state, card_update
from qtclient.presenters.billing import BillingPresenter
from qtclient.presenters.billing_state import State
from qtclient.presenters.purchase_draft import SecretsTyped
from qtclient.session import Session
from qtclient.views.billing.page import BillingView
from qtclient.views.dialogs.cancel_renewal import CancelRenewalSheet
from qtclient.views.dialogs.remove_card import RemoveCardSheet
from qtclient.views.dialogs.withdraw import WithdrawSheet
from tests.gallery import billings, samples
from tests.gallery.sessions import signed_in, unreachable


class Page:
    """The page over a presenter that never hears from a server."""

    def __init__(self, background, folder, qtbot):
        self.session = Session(background)
        self.presenter = BillingPresenter(
            self.session, PurchaseJournal(folder), lambda _page: True, server="here", parent=self.session
        )
        self.session._become(signed_in("strategic-research"))
        self.view = BillingView(self.presenter)
        qtbot.addWidget(self.view)
        self.view.resize(1000, 900)
        self.view.show()
        self.view.activateWindow()

    def show(self, billing, **more):
        self.presenter.become(billings.state(billing, **more))
        return self.words(), self.buttons()

    def words(self, widget=None):
        QApplication.sendPostedEvents()  # what was just added is shown with the next event
        labels = (widget or self.view).findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def buttons(self):
        return {
            button.objectName(): button.isEnabled()
            for part in (self.view.outcome, self.view.subscription, self.view.card, self.view.form)
            for button in part.findChildren(QPushButton)
            if button.isVisible() and button.objectName()
        }

    def asked(self):
        """Return how often the server was asked; without one, every question waits."""
        return len(self.session._waiting)

    def sheet(self, kind):
        found = [sheet for sheet in self.view.window().findChildren(kind) if sheet.isVisible()]
        assert len(found) == 1, found
        return found[0]


@pytest.fixture
def page(qtbot, background, tmp_path):
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield Page(background, tmp_path, qtbot)
    QLocale.setDefault(before)


CARD = {"remove-card", "submit-card"}


def test_a_running_licence_shows_renewal_price_and_the_last_moment_to_cancel(page):
    words, buttons = page.show(billings.renewing())
    for text in (
        "Strategic Research",
        "Renews on",
        "US$5,474.70 per year (US$5,040.00 plus US$434.70 Sales tax)",
        "your local time",
        "Visa ending in 4242",
        "Good until 08 / 2029",
    ):
        assert text in words
    assert buttons == dict.fromkeys({"cancel-renewal", "add-to-calendar", *CARD}, True)


def test_a_changed_price_is_told_beside_the_old_one(page):
    words, _ = page.show(billings.renewing(20, previous_price=billings.dollars(480_000)))
    assert "The running year cost US$4,800.00 without tax." in words


def test_a_cancelled_one_says_when_it_ends_and_can_be_resumed(page):
    words, buttons = page.show(billings.cancelled(41))
    assert "Ends on" in words
    assert "41 day(s) left" in words or "41 days left" in words
    assert "Nothing more is charged" in words
    assert "Renews on" not in words
    assert buttons == dict.fromkeys({"resume-renewal", "see-confirmation", *CARD}, True)


def test_one_that_is_past_due_says_what_happened_what_follows_and_takes_money(page):
    words, buttons = page.show(billings.past_due())
    for text in (
        "November 21, 2026: The card does not have enough funds.",
        "We try again on November 28, 2026, and at once when you enter another card.",
        "Access ends on December 5, 2026 unless it is paid: 12",
        "US$5,474.70",
    ):
        assert text in words
    assert buttons == dict.fromkeys({"pay-now", "cancel-renewal", *CARD}, True)


def test_a_card_that_will_not_be_tried_again_is_not_offered_to_pay_with(page):
    words, buttons = page.show(billings.new_card_needed())
    assert "The bank has blocked this card" in words
    assert "This card is not tried again. Enter another one below" in words
    assert "We try again" not in words
    assert "pay-now" not in buttons
    words, buttons = page.show(billings.no_card_left())
    assert "There is no card on file: enter one below, and it is charged at once." in words
    assert set(buttons) == {"cancel-renewal", "submit-card"}


def test_a_payment_under_way_offers_nothing_that_would_cross_it(page):
    words, buttons = page.show(billings.paying())
    assert "The renewal is being paid" in words
    assert set(buttons) == CARD


def test_the_bank_waits_with_its_page_and_a_button(page):
    words, buttons = page.show(billings.at_the_bank())
    assert "Your bank wants you to confirm the renewal" in words
    assert "access ends on December 5, 2026: 12" in words
    assert {"open-bank-page", "finished-at-bank"} <= set(buttons)
    assert "has not had your confirmation" in page.show(billings.at_the_bank(), done=billing_state.NOT_YET)[0]
    assert "is being asked" in page.show(billings.at_the_bank(), doing=billing_state.CHECKING)[0]


def test_a_trial_and_an_account_without_anything_owe_nothing(page):
    words, buttons = page.show(samples.billing(samples.subscription(TRIALING, 4, "trial")))
    assert "Nothing is charged by itself." in words
    assert "see-plans" in buttons
    words, buttons = page.show(samples.billing())
    assert "nothing to pay" in words
    assert "see-plans" in buttons


def test_one_that_has_ended_says_what_is_kept(page):
    words, buttons = page.show(billings.ended())
    assert "Your license ended on November 17, 2026." in words
    assert "surveys and collected responses are kept" in words
    assert "cancel-renewal" not in buttons


def test_a_card_that_does_not_last_until_the_renewal_is_told_where_it_stands(page):
    assert "It expires before the renewal" in page.show(billings.renewing(300, card_year=2027))[0]
    assert "This card has expired" in page.show(billings.renewing(30, card_year=2026))[0]
    words, buttons = page.show(billings.renewing(5, with_card=False))
    assert "There is no card for the renewal" in words
    assert "remove-card" not in buttons


def test_offline_the_last_known_state_stays_and_nothing_can_be_done(page):
    page.view.form.set_offline(offline=False)
    words, buttons = page.show(billings.past_due(), offline=True, problem=unreachable(), as_of=samples.NOW)
    assert "The server cannot be reached" in words
    assert "What you see is as of November 23, 2026" in words
    assert "Access ends on" in words
    assert [name for name, enabled in buttons.items() if enabled] == ["billing-retry"]
    assert "so nothing can be sent" in words
    assert page.view.subscription.pay_now.toolTip() == "The server cannot be reached just now."
    words, buttons = page.show(billings.past_due())
    assert "as of" not in words
    assert all(buttons.values())


@pytest.mark.parametrize(
    ("done", "text"),
    [
        (billing_state.PAID, "The renewal is paid"),
        (billing_state.RESUMED, "The license renews on"),
        (billing_state.REMOVED, "The payment information was removed"),
    ],
)
def test_what_was_done_is_told(page, done, text):
    assert text in page.show(billings.renewing(), done=done)[0]


def test_cancelling_opens_one_sheet_with_nothing_chosen_and_nothing_in_the_way(page):
    page.show(billings.renewing())
    page.view.subscription.cancel.click()
    sheet = page.sheet(CancelRenewalSheet)
    # CA-1, CA-3: no question to answer, no offer, and the button works before the preview is there.
    assert sheet.reason.reason() == ""
    assert sheet.reason.comment() == ""
    assert sheet.cancel.isEnabled()
    page.presenter.cancelling.become(page.presenter.cancelling.state.__class__(preview=billings.preview()))
    words = page.words(sheet)
    assert "Active surveys: you use 5, a Free account has 3 (2 over the limit)" in words
    assert "All 812 collected responses" in words
    assert "E-mails" not in words  # it fits into a Free account
    assert "until March 3, 2027 the license stays as it is" in words
    sheet.keep.click()
    assert not sheet.isVisible()


def test_the_sheet_becomes_the_confirmation(page):
    page.show(billings.renewing())
    page.view.subscription.cancel.click()
    sheet = page.sheet(CancelRenewalSheet)
    cancelling = page.presenter.cancelling
    cancelling.become(cancelling.state.__class__(stage="done", cancellation=billings.cancellation()))
    words = page.words(sheet)
    for text in ("The renewal is cancelled", "K-2026-7QX4M2", "maya@collins-insights.example", "March 3, 2027"):
        assert text in words
    shown = {button.text() for button in sheet.findChildren(QPushButton) if button.isVisible()}
    assert shown == {"Resume renewal", "Save confirmation", "Close"}


def test_cancelling_what_is_past_due_says_that_it_ends_at_once(page):
    page.show(billings.past_due())
    page.view.subscription.cancel.click()
    assert "ends at once" in page.words(page.sheet(CancelRenewalSheet))


def test_removing_the_card_says_what_it_means_for_the_renewal(page, qtbot):
    page.show(billings.renewing())
    page.view.card.button.click()
    sheet = page.sheet(RemoveCardSheet)
    words = page.words(sheet)
    assert "The renewal on March 3, 2027 has no card then" in words
    assert "We remind you by mail" in words
    with qtbot.waitSignal(sheet.confirmed):
        sheet.findChild(QPushButton, "confirm-remove-card").click()
    assert page.presenter.state.doing == billing_state.REMOVING
    page.show(billings.cancelled())
    page.view.card.button.click()
    assert "nothing will be charged" in page.words(page.sheet(RemoveCardSheet))


def test_withdrawing_is_in_sight_as_long_as_the_right_lasts(page):
    # EU-1: the label and its place; EU-2: name, contract, e-mail, and the second button.
    assert "withdraw" not in page.show(billings.renewing())[1]
    _, buttons = page.show(billings.new_contract())
    assert buttons["withdraw"]
    button = page.view.subscription.withdrawal.button
    assert button.text() == "Withdraw from contract here"
    button.click()
    sheet = page.sheet(WithdrawSheet)
    words = page.words(sheet)
    for text in ("Maya Collins", "LD-2026-7QX4M2", "maya@collins-insights.example"):
        assert text in words
    assert sheet.confirm.text() == "Confirm withdrawal"
    page.presenter.withdrawing.become(
        page.presenter.withdrawing.state.__class__(stage="done", receipt=billings.withdrawal_receipt())
    )
    assert "W-2026-9RB3K7" in page.words(sheet)
    assert any(
        button.text() == "Save the receipt" and button.isVisible() for button in sheet.findChildren(QPushButton)
    )


def typed(page, number="4242 4242 4242 4242", until="12 / 34", cvc="123"):
    page.view.form.fields.number.setText(number)
    page.view.form.fields.expiry.setText(until)
    page.view.form.fields.cvc.setText(cvc)


def test_a_double_click_and_a_held_enter_send_a_card_once(page):
    page.show(billings.renewing())
    before = page.asked()
    form = page.view.form
    typed(page)
    QTest.mouseDClick(form.button, Qt.MouseButton.LeftButton)
    form.button.click()
    QTest.keyClick(form.fields.cvc, Qt.Key.Key_Return)
    assert page.asked() == before + 1
    assert page.presenter.card.state.stage == card_update.SENDING
    page.presenter.card.become(card_update.State(emptied=page.presenter.card.state.emptied))
    for repeated in (True, True, False, True):
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", repeated)
        QApplication.sendEvent(form.fields.cvc, press)
    assert page.asked() == before + 2


def test_enter_moves_on_and_the_first_wrong_field_gets_the_focus(page):
    page.show(billings.renewing())
    fields = page.view.form.fields
    fields.number.setFocus()
    QTest.keyClick(fields.number, Qt.Key.Key_Return)
    assert fields.expiry.hasFocus()
    page.view.form.button.click()
    assert fields.number.hasFocus()
    assert "Enter the card number." in page.words()


def test_the_code_goes_after_a_refusal_and_the_whole_card_when_it_was_taken(page):
    page.show(billings.renewing())
    state = page.presenter.card.state
    form = page.view.form
    typed(page)
    page.presenter.card.become(card_update.State(emptied=state.emptied, refusals=1, tries=1, first_wrong="cvc"))
    assert form.fields.card() == SecretsTyped("4242 4242 4242 4242", "12 / 34", "")
    page.presenter.card.become(card_update.State(emptied=state.emptied + 1, done=card_update.CHANGED))
    assert form.fields.card() == SecretsTyped()
    assert "The new card is on file" in page.words()


def test_what_is_typed_stays_while_the_rest_changes_and_goes_with_the_screen(page):
    page.show(billings.renewing())
    typed(page)
    page.show(billings.past_due())
    assert page.view.form.fields.card().number
    page.view.hide()
    assert page.view.form.fields.card() == SecretsTyped()


def test_links_lead_to_the_card_and_to_the_sheet_that_cancels(page, qtbot):
    page.view.arrive(links.CARD_FIELDS)
    page.show(billings.renewing())
    qtbot.waitUntil(page.view.form.fields.number.hasFocus)
    page.view.arrive(links.CANCEL_SHEET)
    assert page.sheet(CancelRenewalSheet)


def test_a_link_to_cancel_what_cannot_be_cancelled_opens_nothing(page):
    page.view.arrive(links.CANCEL_SHEET)
    page.show(samples.billing())
    assert not page.view.window().findChildren(CancelRenewalSheet)


def test_while_it_loads_and_when_it_fails_no_section_is_shown(page):
    page.presenter.become(State())
    assert page.buttons() == {}
    page.presenter.become(State(phase=billing_state.FAILED, problem=unreachable()))
    assert page.buttons() == {}
    assert "The server cannot be reached" in page.words()
