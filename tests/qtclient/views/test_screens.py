"""Signing in, the overview and security, by what a person does in them."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from licensewire.billing import ACTIVE, TRIALING
from qtclient import links
from qtclient.links import Place
from qtclient.presenters.security import SecurityState
from qtclient.presenters.sign_in import SignInPresenter
from qtclient.session import SIGNED_OUT, SessionState
from qtclient.views.parts.choice_row import ChoiceRow
from qtclient.views.shell import Shell
from tests.gallery import acts, samples
from tests.gallery.scenes import FULL, PAID, overview_state
from tests.gallery.sessions import signed_in, unreachable
from tests.gallery.stage import Scene, Stage, settle

OUT = SessionState(phase=SIGNED_OUT, service=samples.service(practice=True))


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def button(widget: QWidget, text: str) -> QPushButton:
    return next(found for found in widget.findChildren(QPushButton) if found.text() == text and found.isVisible())


class Asked:
    """Stands where the session would send a sign-in, and notes it."""

    def __init__(self, shell: Shell) -> None:
        self.sent: list[tuple[str, str]] = []
        presenter = shell._presenter_for(links.SIGN_IN)
        assert isinstance(presenter, SignInPresenter)
        presenter._session.sign_in = lambda name, password: self.sent.append((name, password))


# Signing in


def test_enter_moves_on_and_then_submits(stage: Stage) -> None:
    shell = stage.show(Scene("t", OUT, Place(links.SIGN_IN)), 1024, 700)
    asked = Asked(shell)
    settle()
    QTest.keyClicks(shell.focusWidget(), " maya ")
    QTest.keyClick(shell.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClicks(shell.focusWidget(), "secret word")
    QTest.keyClick(shell.focusWidget(), Qt.Key.Key_Return)
    assert asked.sent == [("maya", "secret word")]


def test_what_is_missing_is_said_in_its_place(stage: Stage) -> None:
    shell = stage.show(Scene("t", OUT, Place(links.SIGN_IN)), 1024, 700)
    asked = Asked(shell)
    acts.submit_sign_in(shell)
    assert asked.sent == []
    assert {"Enter your username or e-mail address.", "Enter your password."} <= set(words(shell))
    assert shell.focusWidget().objectName() == "username"


def test_a_sample_account_is_one_press_away(stage: Stage) -> None:
    shell = stage.show(Scene("t", OUT, Place(links.SIGN_IN)), 1024, 700)
    asked = Asked(shell)
    rows = [row for row in shell.findChildren(ChoiceRow) if row.isVisible()]
    assert len(rows) == len(samples.sample_accounts())
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_Space)
    first = samples.sample_accounts()[0]
    assert asked.sent == [(first.username, first.password)]


def test_a_refused_sign_in_is_told_and_keeps_what_was_typed(stage: Stage) -> None:
    shell = stage.show(Scene("t", OUT, Place(links.SIGN_IN)), 1024, 700)
    settle()
    QTest.keyClicks(shell.focusWidget(), "maya")
    shell._session._become(replace(OUT, problem=unreachable()))
    settle()
    assert unreachable().title in words(shell)
    assert shell.focusWidget().text() == "maya"


def test_settings_before_signing_in(stage: Stage) -> None:
    shell = stage.show(Scene("t", OUT, Place(links.SIGN_IN)), 1024, 700)
    chosen: list[str] = []
    shell.server_chosen.connect(chosen.append)
    acts.open_settings(shell)
    from_sheet = shell._sheets_shown()[0]
    server = next(edit for edit in from_sheet.findChildren(QWidget) if edit.accessibleName() == "Server address")
    server.setText("http://somewhere.example")
    button(from_sheet, "Save settings").click()
    assert from_sheet.isVisible()
    assert chosen == []
    server.setText("https://licenses.example/")
    button(from_sheet, "Save settings").click()
    assert chosen == ["https://licenses.example"]
    assert not shell._sheets_shown()


# Overview


def overview(stage: Stage, plan: str, status: str, days: int, used: dict[str, int]) -> Shell:
    state = overview_state(plan, status, days, used)
    return stage.show(Scene("t", signed_in(plan), states={links.OVERVIEW: state}), 1024, 700)


def test_a_trial_sees_its_end_and_the_way_on(stage: Stage) -> None:
    shell = overview(stage, "trial", TRIALING, 4, PAID)
    said = words(shell)
    assert "Trial account" in said
    assert "The trial ends on November 27, 2026." in said
    assert "Your trial ends in 4 days" in said
    button(shell, "Upgrade plan").click()
    assert shell.place == Place(links.PLANS)


def test_a_licence_shows_its_end_its_price_and_what_is_used(stage: Stage) -> None:
    shell = overview(stage, "strategic-research", ACTIVE, 100, PAID)
    said = words(shell)
    assert {"Active until March 3, 2027", "Renews for US$5,040.00 per year", "512 of 1,000", "488 left"} <= set(
        said
    )
    assert "Nothing needs your attention." in said
    button(shell, "Manage billing").click()
    assert shell.place == Place(links.BILLING)


def test_a_full_limit_is_told_first(stage: Stage) -> None:
    shell = overview(stage, "strategic-research", ACTIVE, 100, FULL)
    said = words(shell)
    assert "2 things need your attention." in said
    assert "Limit reached: Responses per year" in said
    assert "The limit is reached." in said


# Security


def test_sessions_are_listed_and_ended(stage: Stage) -> None:
    state = SecurityState(sessions=samples.sessions())
    shell = stage.show(Scene("t", signed_in(), Place(links.SECURITY), {links.SECURITY: state}), 1024, 700)
    presenter = shell._presenter_for(links.SECURITY)
    assert {"Desktop on Linux", "This device", "Desktop on Windows"} <= set(words(shell))
    button(shell, "End session").click()
    assert presenter.state.ending == frozenset({"ses_2"})
    settle()
    assert not button(shell, "Ending").isEnabled()


def test_signing_out_everywhere_is_asked_for_first(stage: Stage) -> None:
    state = SecurityState(sessions=samples.sessions())
    shell = stage.show(Scene("t", signed_in(), Place(links.SECURITY), {links.SECURITY: state}), 1024, 700)
    called: list[bool] = []
    shell._presenter_for(links.SECURITY)._session.sign_out_everywhere = lambda: called.append(True)
    acts.open_sign_out_everywhere(shell)
    sheet = shell._sheets_shown()[0]
    button(sheet, "Stay signed in").click()
    assert called == []
    acts.open_sign_out_everywhere(shell)
    button(shell._sheets_shown()[0], "Sign out everywhere").click()
    assert called == [True]


def test_where_the_session_is_kept(stage: Stage) -> None:
    state = SecurityState(sessions=samples.sessions())
    shell = stage.show(Scene("t", signed_in(), Place(links.SECURITY), {links.SECURITY: state}), 1024, 700)
    assert "Kept in this computer's keyring" in words(shell)
    presenter = shell._presenter_for(links.SECURITY)
    presenter.become(replace(state, keyring_note=unreachable()))
    assert "Kept in this computer's keyring" not in words(shell)
    assert unreachable().title in words(shell)
