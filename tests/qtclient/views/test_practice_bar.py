"""Practice mode's bar on the screen: what it offers, to whom, and what it says meanwhile (G7)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QProgressBar

from licensewire.practice import BY_DAYS, TO_EXPIRY, TO_RENEWAL
from qtclient import links
from qtclient.links import Place
from qtclient.presenters.practice_clock import State
from qtclient.session import SIGNED_OUT, STARTING, SessionState
from qtclient.views.parts.sheet import Sheet
from qtclient.views.practice_bar import PracticeBar
from tests.gallery import samples
from tests.gallery.sessions import signed_in, unreachable
from tests.gallery.stage import Scene, Stage, settle

OUT = SessionState(phase=SIGNED_OUT, service=samples.service(practice=True))
IN = signed_in("strategic-research", practice=True)
STANDING = State(shown=True, signed_in=True)
TO = ("clock-to-renewal", "clock-to-expiry")


def shown(stage: Stage, session: SessionState = IN, state: State | None = STANDING, place: str = links.OVERVIEW):
    states = {links.CLOCK: state} if state is not None else {}
    shell = stage.show(Scene("test", session, Place(place), states), 1024, 700)
    shell.window().activateWindow()
    settle()
    return shell


def bar(shell):
    return next((one for one in shell.findChildren(PracticeBar) if one.isVisible()), None)


def seen(shell, name):
    return next((one for one in bar(shell).findChildren(QAbstractButton, name) if one.isVisible()), None)


def said(shell):
    return bar(shell).findChild(QLabel, "practice-words").text()


def menu(shell):
    seen(shell, "clock-more").click()
    return next(one for one in bar(shell).findChildren(QMenu) if one.isVisible())


def test_outside_of_practice_mode_there_is_none(stage) -> None:
    assert bar(shown(stage, signed_in(), None)) is None
    assert bar(shown(stage, SessionState(phase=STARTING), None)) is None


@pytest.mark.parametrize("place", [links.OVERVIEW, links.PLANS, links.SECURITY])
def test_it_stands_on_every_screen_with_the_time_and_where_to_go(stage, place) -> None:
    shell = shown(stage, place=place)
    assert said(shell) == "Practice mode: nothing is charged."
    assert [seen(shell, name).text() for name in (*TO, "clock-by-day")] == [
        "To the renewal", "To the end of access", "+1 day"]  # fmt: skip


def test_signed_out_only_days_can_be_gone(stage) -> None:
    shell = shown(stage, OUT, None, links.SIGN_IN)
    assert [seen(shell, name) for name in TO] == [None, None]
    assert seen(shell, "clock-by-day").isEnabled()
    actions = [action.objectName() for action in menu(shell).actions()]
    assert actions == ["clock-by-7", "clock-by-30"]
    QApplication.activePopupWidget().close()


def test_the_time_shown_is_the_backend_s(stage) -> None:
    shell = shown(stage)
    before = bar(shell).findChild(QLabel, "practice-time").text()
    shell._session.set_ahead(round(timedelta(days=400).total_seconds()))
    shell._presenter_for(links.CLOCK).become(STANDING)
    assert bar(shell).findChild(QLabel, "practice-time").text() != before


@pytest.mark.parametrize(
    ("press", "to"), [("clock-to-renewal", TO_RENEWAL), ("clock-to-expiry", TO_EXPIRY), ("clock-by-day", BY_DAYS)]
)
def test_while_it_moves_it_says_so_and_takes_no_second_order(stage, press, to) -> None:
    shell = shown(stage)
    seen(shell, press).setFocus()
    QTest.keyClick(seen(shell, press), Qt.Key.Key_Space)
    assert shell._presenter_for(links.CLOCK).state.moving == to
    assert said(shell).startswith("The clock moves")
    assert bar(shell).findChild(QProgressBar).isVisible()
    assert not any(seen(shell, name).isEnabled() for name in (*TO, "clock-by-day", "clock-more"))


def test_further_days_and_another_account_are_in_the_menu(stage) -> None:
    shell = shown(stage)
    texts = {action.objectName(): action for action in menu(shell).actions() if not action.isSeparator()}
    assert [action.text() for action in texts.values()] == ["+7 days", "+30 days", "Use another sample account"]
    texts["clock-by-30"].trigger()
    QApplication.activePopupWidget().close()
    assert shell._presenter_for(links.CLOCK).state.moving == BY_DAYS


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (replace(STANDING, nothing=TO_RENEWAL), "No renewal is coming for this account."),
        (replace(STANDING, nothing=TO_EXPIRY), "No end of access is coming for this account."),
        (replace(STANDING, problem=unreachable()), "The clock was not moved. The server cannot be reached."),
    ],
)
def test_what_could_not_be_done_is_told(stage, state, told) -> None:
    assert said(shown(stage, state=state)) == told


def test_new_mails_are_one_click_away(stage) -> None:
    shell = shown(stage, state=replace(STANDING, new_mails=3))
    outbox = seen(shell, "clock-outbox")
    assert outbox.text() == "Outbox (3 new)"
    outbox.click()
    assert [sheet for sheet in shell.findChildren(Sheet) if sheet.isVisible()]


def test_after_a_move_what_is_shown_is_asked_for_anew(stage) -> None:
    shell = shown(stage, place=links.SECURITY)
    asked = []
    view = shell.frame.view(links.SECURITY)
    view.arrive = asked.append
    shell._presenter_for(links.CLOCK).moved.emit()
    assert asked == [""]


def test_it_is_there_again_in_another_language(stage) -> None:
    shell = shown(stage)
    stage.speak("fr")
    shell.rebuild("fr")
    settle()
    assert said(shell).startswith("Mode d’entraînement")
