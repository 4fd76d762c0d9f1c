"""The purchase screen: what it keeps, what it forgets, and where it leads the eye."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton

from qtclient.forms.postal_rules import address_rules
from qtclient.journal import PurchaseJournal
from qtclient.presenters import purchase_state as stages
from qtclient.presenters.purchase import PurchasePresenter
from qtclient.presenters.visit_memory import VisitMemory
from qtclient.sentences import refusal
from qtclient.session import Session
from qtclient.views.purchase import PurchaseView
from qtclient.visit_drafts import VisitDrafts
from tests.gallery import purchases, samples


@pytest.fixture
def view(qtbot, background, tmp_path):
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    session = Session(background)
    memory = VisitMemory(VisitDrafts(tmp_path), "here")
    presenter = PurchasePresenter(
        session, PurchaseJournal(tmp_path), lambda _page: True, memory=memory, server="here"
    )
    made = PurchaseView(presenter)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitExposed(made)
    presenter.become(purchases.form("en_US"))
    yield made
    # Whatever typing began to wait for.
    presenter.stop_pricing()
    QLocale.setDefault(before)


def words(view):
    QApplication.sendPostedEvents()  # what was just added is shown with the next event
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def edit(view, name):
    return view.findChild(QLineEdit, name)


def test_limits_come_before_the_card_and_consents_unticked(view):
    shown = words(view)
    assert shown.index("FedRAMP is not available") < shown.index("Card number")
    boxes = view.findChildren(QCheckBox)
    assert len(boxes) == 2
    assert not any(box.isChecked() for box in boxes)
    assert all("Version" in words(box.parentWidget()) for box in boxes)


def test_the_text_of_a_consent_is_read_in_place(view):
    consent = view.findChild(QCheckBox, "consent-terms-of-service").parentWidget()
    link = consent.findChild(QPushButton)
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert consent.readable.text.isVisible()
    assert consent.readable.text.toPlainText()
    assert consent.readable.text.hasFocus()
    assert not view.form.consents.accepted()


def test_the_button_says_the_exact_amount(view):
    total = view._presenter.state.quote.total
    assert f"{total.minor / 100:,.2f}" in view.findChild(QPushButton, "complete-purchase").text()


def test_a_refusal_keeps_the_number_empties_the_cvc_and_moves_the_focus(view):
    view.form.card.number.setText("4000 0000 0000 9995")
    edit(view, "card-cvc").setText("123")
    state = view._presenter.state
    view._presenter.become(stages.back_to_form(state, refusal("insufficient_funds"), refused=True))
    assert edit(view, "card-number").text() == "4000 0000 0000 9995"
    assert edit(view, "card-cvc").text() == ""
    assert view.focusWidget() is edit(view, "card-cvc")
    assert "The card does not have enough funds" in words(view)


def test_the_first_wrong_field_comes_into_sight_with_the_focus(view, qtbot):
    state = view._presenter.state
    problems = {"postal_code": "required", "automatic-renewal": "consent_missing"}
    view._presenter.become(replace(state, problems=problems, first_wrong="postal_code", tries=state.tries + 1))
    field = edit(view, "billing-postal-code")
    assert view.focusWidget() is field
    assert field.accessibleDescription() == "This is needed for the receipt."
    qtbot.waitUntil(lambda: not field.visibleRegion().isEmpty(), timeout=60_000)


def test_leaving_the_screen_forgets_the_card_and_nothing_else(view):
    view.form.card.number.setText("4242 4242 4242 4242")
    edit(view, "card-cvc").setText("123")
    QTest.keyClicks(edit(view, "billing-company"), "Arbor")
    view.hide()
    assert edit(view, "card-number").text() == ""
    assert edit(view, "card-cvc").text() == ""
    assert edit(view, "billing-company").text().endswith("Arbor")
    assert view._presenter.state.draft.company.endswith("Arbor")


def test_a_view_built_anew_shows_the_same_draft(view, qtbot):
    QTest.keyClicks(edit(view, "billing-company"), "Arbor")
    again = PurchaseView(view._presenter)
    qtbot.addWidget(again)
    assert edit(again, "billing-company").text() == edit(view, "billing-company").text()
    assert edit(again, "billing-line-1").text() == edit(view, "billing-line-1").text()


def test_enter_held_down_goes_nowhere_and_pressed_goes_on(view):
    company = edit(view, "billing-company")
    company.setFocus()
    QTest.keyClick(company, Qt.Key.Key_Return)
    assert view.focusWidget().objectName() == "billing-country"


def test_the_summary_follows_the_page(view, qtbot):
    qtbot.waitUntil(lambda: view.area.verticalScrollBar().maximum() > 400, timeout=60_000)
    view.area.verticalScrollBar().setValue(view.area.verticalScrollBar().maximum())
    total = view.findChild(QLabel, "total-today")
    qtbot.waitUntil(lambda: not total.visibleRegion().isEmpty(), timeout=60_000)


@pytest.mark.parametrize("width", [560, 760, 1000, 1400])
def test_nothing_is_cut_off_sideways_at_any_width(view, qtbot, width):
    view.resize(width, 600)
    qtbot.waitUntil(lambda: view.area.widget().width() <= view.area.viewport().width(), timeout=60_000)
    assert view.summary.width() <= view.area.column.width()


def test_a_changed_price_is_said(view):
    state = view._presenter.state
    view._presenter.become(replace(state, total_before=samples.PRICE))
    assert ("The total has changed" in words(view)) == (state.quote.total != samples.PRICE)


def test_rules_that_come_late_take_neither_the_focus_nor_a_letter(view):
    presenter = view._presenter
    city = edit(view, "billing-city")
    city.setFocus()
    city.selectAll()
    QTest.keyClicks(city, "Mar")
    german = replace(presenter.state, rules=address_rules("DE", "en_US"))
    presenter.become(replace(german, draft=replace(german.draft, country="DE")))
    assert view.focusWidget() is city
    QTest.keyClicks(city, "burg")
    assert edit(view, "billing-city") is city
    assert presenter.state.draft.address["city"] == "Marburg"
    assert "Postal code" in words(view)
    assert "ZIP code" not in words(view)


def test_what_one_person_typed_is_not_there_for_the_next(view):
    QTest.keyClicks(edit(view, "billing-line-1"), "My secret street")
    view._presenter.become(purchases.form("en_US", draft=replace(purchases.draft(), address={})))
    assert edit(view, "billing-line-1").text() == ""
    assert view.form.draft().address["region"] == ""
