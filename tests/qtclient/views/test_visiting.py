"""The screens without an account, as a person meets them; no server is behind them here."""

from dataclasses import replace

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from qtclient import links
from qtclient.links import Place
from qtclient.presenters import purchase_state as stages
from qtclient.presenters.visit_state import State
from qtclient.session import SIGNED_IN, SIGNED_OUT, VISITING, SessionState
from qtclient.views.ways import open_to
from tests.gallery import samples, visits
from tests.gallery.sessions import signed_in
from tests.gallery.stage import Scene, Stage, settle

OUT = SessionState(phase=SIGNED_OUT, service=samples.service())


def shown(stage: Stage, place: Place, states: dict, session: SessionState = OUT):
    shell = stage.show(Scene("test", session, place, states), 1024, 700)
    shell.window().activateWindow()
    settle()
    return shell


def control(shell, name, kind=QWidget):
    found = shell.findChild(kind, name)
    assert found is not None, name
    return found


def words(shell):
    return "\n".join(label.text() for label in shell.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(
    ("name", "phase", "leads"),
    [
        (links.BUY, SIGNED_OUT, links.BUY),
        (links.VERIFY, SIGNED_OUT, links.VERIFY),
        (links.PURCHASE, SIGNED_OUT, None),
        (links.PURCHASE, VISITING, links.PURCHASE),
        (links.BILLING, VISITING, None),
        (links.BUY, SIGNED_IN, links.PLANS),
        (links.VERIFY, SIGNED_IN, links.PLANS),
        (links.SIGN_IN, SIGNED_IN, links.OVERVIEW),
    ],
)
def test_where_a_place_leads(name, phase, leads):
    place = open_to(Place(name), phase)
    assert (place.name if place is not None else None) == leads


def test_from_signing_in_to_the_plans_and_back(stage):
    shell = shown(stage, Place(links.SIGN_IN), {links.BUY: visits.comparing(email="")})
    control(shell, "go-buy", QAbstractButton).click()
    settle()
    assert shell.place == Place(links.BUY)
    assert not shell.frame.sidebar.isVisible()
    assert control(shell, "buy-email").hasFocus()
    QTest.keyClick(shell.window(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.place == Place(links.SIGN_IN)


def test_every_button_without_an_address_asks_for_it(stage):
    shell = shown(stage, Place(links.BUY), {links.BUY: visits.comparing(email="")})
    for name in ("buy-now", "buy-strategic-research", "buy-strategic-research-plus"):
        control(shell, name).setFocus()
        control(shell, name, QAbstractButton).click()
        settle()
        assert control(shell, "buy-email").hasFocus()
        assert "Enter your e-mail address" in words(shell)
    primary = [one for one in shell.findChildren(QAbstractButton) if one.property("kind") == "primary"]
    assert [one.objectName() for one in primary if one.isVisible()] == ["buy-now"]


def test_the_wait_for_another_code_is_counted(stage, qtbot):
    shell = shown(stage, Place(links.VERIFY), {links.BUY: visits.proving(wait=2)})
    again = control(shell, "verify-resend", QAbstractButton)
    assert again.text().startswith("Send again in 0:0")
    assert not again.isEnabled()
    qtbot.waitUntil(again.isEnabled, timeout=5000)
    assert again.text() == "Send again"
    # A clock that goes wrong makes nobody wait for hours.
    presenter = shell._presenter_for(links.VERIFY)
    presenter.become(visits.proving(wait=86_400))
    assert again.text() in {"Send again in 5:00", "Send again in 4:59"}


def test_a_new_code_empties_the_field(stage):
    state = visits.proving()
    shell = shown(stage, Place(links.VERIFY), {links.BUY: state})
    field = control(shell, "verify-code", QLineEdit)
    QTest.keyClicks(field, "bcd")
    presenter = shell._presenter_for(links.VERIFY)
    presenter.become(replace(state, refused=None))
    assert field.text() == "BCD"
    presenter.become(visits.proving(life=600))
    assert field.text() == ""


def test_a_link_is_no_place_to_come_back_to(stage):
    shell = shown(stage, Place(links.VERIFY, "ver_1/BCDF2345"), {})
    assert shell.place == Place(links.VERIFY)
    assert "BCDF2345" not in repr(Place(links.VERIFY, "ver_1/BCDF2345"))


def test_the_form_of_a_visitor_and_of_an_owner(stage):
    place = Place(links.PURCHASE, "strategic-research")
    shell = shown(stage, place, {links.PURCHASE: visits.form("en_US")}, visits.session())
    assert "Account settings" in words(shell)
    assert control(shell, "complete-purchase", QAbstractButton).text() == "Submit – US$5,474.70"
    assert len([one for one in shell.findChildren(QAbstractButton) if one.objectName().startswith("consent-")]) == 3
    owner = replace(visits.form("en_US"), visitor_email="")
    shell._presenter_for(links.PURCHASE).become(owner)
    settle()
    assert "Account settings" not in words(shell)
    assert "Your data center" not in words(shell)
    assert control(shell, "complete-purchase", QAbstractButton).text() == "Complete purchase – US$5,474.70"


def test_moving_in_keeps_the_confirmation_and_opens_the_sidebar(stage):
    place = Place(links.PURCHASE, "strategic-research")
    shell = shown(stage, place, {links.PURCHASE: visits.confirmed("en_US", entitled=False)}, visits.session())
    assert "You are being signed in" in words(shell)
    assert not shell.frame.sidebar.isVisible()
    session = shell._session
    inside = signed_in("strategic-research")
    session._become(replace(inside, account=msgspec.structs.replace(inside.account, id=session.state.person)))
    settle()
    assert shell.place == place
    assert shell._presenter_for(links.PURCHASE).state.stage == stages.CONFIRMED
    assert shell.frame.sidebar.isVisible()


def test_a_visit_that_is_over_leads_to_the_buy_page(stage):
    place = Place(links.PURCHASE, "strategic-research")
    shell = shown(stage, place, {links.PURCHASE: visits.form("en_US"), links.BUY: State()}, visits.session())
    shell._session._become(replace(OUT, visit_over=True))
    settle()
    assert shell.place == Place(links.BUY)
    assert "Too much time has passed since your address was confirmed" in words(shell)


def test_card_and_password_are_forgotten_when_the_screen_is_left(stage):
    place = Place(links.PURCHASE, "strategic-research")
    shell = shown(stage, place, {links.PURCHASE: visits.form("en_US")}, visits.session())
    fields = [control(shell, name, QLineEdit) for name in ("card-number", "card-cvc", "account-password")]
    for field in fields:
        QTest.keyClicks(field, "1234")
    control(shell, "compare-plans", QAbstractButton).click()
    settle()
    assert shell.place == Place(links.BUY)
    assert [field.text() for field in fields] == ["", "", ""]
