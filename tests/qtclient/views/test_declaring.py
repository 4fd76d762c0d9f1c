"""Cancelling and withdrawing as a person meets them on the screen; no server is behind it here.

Law ids (DE-1 ...) are those of docs/cancel-law.md.
"""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTextBrowser,
    QWidget,
)

from licensewire import declarations as wire
from qtclient import links
from qtclient.links import Place
from qtclient.presenters import declaration_state as steps
from qtclient.presenters.declaration_state import State
from qtclient.sentences import session_ended
from qtclient.session import SIGNED_OUT, STARTING, SessionState
from qtclient.views.contract_links import ContractLinks
from qtclient.views.parts.sheet import Sheet
from tests.gallery import samples, visits
from tests.gallery.scenes_declaring import DECLARED, for_cause, receipt
from tests.gallery.sessions import signed_in, unreachable
from tests.gallery.stage import Scene, Stage, settle

OUT = SessionState(phase=SIGNED_OUT, service=samples.service())
OFFLINE = SessionState(phase=STARTING, problem=unreachable())
LABELS = {
    "en": ("Cancel contracts here", "Withdraw from contract here"),
    "fr": ("Résilier votre contrat", "Se rétracter du contrat ici"),
}


def shown(stage: Stage, place: str, state: State | None = None, session: SessionState = OUT, size=(1024, 700)):
    states = {place: state} if state is not None else {}
    shell = stage.show(Scene("test", session, Place(place), states), *size)
    shell.window().activateWindow()
    settle()
    return shell


def control(shell, name, kind=QWidget):
    found = [one for one in shell.findChildren(kind, name) if one.isVisible()]
    assert found, name
    return found[0]


def words(shell):
    return "\n".join(label.text() for label in shell.findChildren(QLabel) if label.isVisible())


def presenter(shell, place=links.CANCEL):
    return shell._presenter_for(place)


# Always in sight, one click away


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("session", "place"),
    [
        (OUT, links.SIGN_IN),
        (replace(OUT, problem=session_ended()), links.SIGN_IN),
        (OFFLINE, links.SIGN_IN),
        (OUT, links.BUY),
        (OUT, links.VERIFY),
        (visits.session(), links.PURCHASE),
        (signed_in(), links.OVERVIEW),
        (signed_in(), links.PLANS),
        (signed_in("strategic-research"), links.BILLING),
        (signed_in(), links.SECURITY),
    ],
)
def test_de_1_fr_1_eu_1_both_entries_stand_on_every_screen(stage, session, place, language) -> None:
    stage.speak(language)
    shell = shown(stage, place, session=session, size=(800, 600))
    for name, label in zip(("go-cancel", "go-withdraw"), LABELS[language], strict=True):
        entry = control(shell, name, QAbstractButton)
        assert entry.text() == label
        assert entry.isEnabled()
        assert entry.visibleRegion().boundingRect() == entry.rect()
        assert entry.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize(
    "session", [OUT, OFFLINE, visits.session(), signed_in()], ids=["out", "offline", "visit", "in"]
)
@pytest.mark.parametrize(("entry", "place"), [("go-cancel", links.CANCEL), ("go-withdraw", links.WITHDRAW)])
def test_de_1_de_6_fr_4_one_click_opens_the_form_whoever_is_there(stage, session, entry, place) -> None:
    shell = shown(stage, links.SIGN_IN, session=session)
    QTest.mouseClick(control(shell, entry, QAbstractButton), Qt.MouseButton.LeftButton)
    settle()
    assert shell.place == Place(place)
    assert control(shell, "declare-name", QLineEdit).hasFocus()


def test_de_6_a_session_that_is_lost_takes_nothing_away(stage) -> None:
    shell = shown(stage, links.CANCEL, session=signed_in("strategic-research"))
    QTest.keyClicks(control(shell, "declare-name", QLineEdit), " Jr.")
    typed = presenter(shell).state.declared
    assert typed.name.endswith(" Jr.")
    shell._session._become(replace(OUT, problem=session_ended()))
    settle()
    assert shell.place == Place(links.CANCEL)
    assert control(shell, "declare-name", QLineEdit).text() == typed.name


def test_who_signs_out_leaves_nothing_for_the_next(stage) -> None:
    shell = shown(stage, links.CANCEL, session=signed_in("strategic-research"))
    QTest.keyClicks(control(shell, "declare-contract", QLineEdit), "LD-1")
    shell._session._become(OUT)
    settle()
    assert shell.place == Place(links.SIGN_IN)
    control(shell, "go-cancel", QAbstractButton).click()
    settle()
    assert control(shell, "declare-name", QLineEdit).text() == ""
    assert control(shell, "declare-contract", QLineEdit).text() == ""


def test_whoever_is_signed_in_need_not_type_what_is_known(stage) -> None:
    shell = shown(stage, links.CANCEL, session=signed_in())
    assert control(shell, "declare-name", QLineEdit).text() == "Maya Collins"
    assert control(shell, "declare-email", QLineEdit).text() == "maya@collins-insights.example"
    assert shell.findChild(QAbstractButton, "go-sign-in").isHidden()


def test_a_server_that_comes_back_interrupts_nobody(stage) -> None:
    shell = shown(stage, links.CANCEL, session=OFFLINE)
    QTest.keyClicks(control(shell, "declare-name", QLineEdit), "Ada")
    for session in (SessionState(busy=True), OFFLINE, SessionState(busy=True), OUT):
        shell._session._become(session)
        settle()
        assert shell.place == Place(links.CANCEL)
        assert control(shell, "declare-name", QLineEdit).text() == "Ada"
        assert not shell.frame.sidebar.isVisible()
    shell._session._become(signed_in())
    settle()
    assert shell.place == Place(links.CANCEL)


def test_a_link_at_the_start_waits_for_the_window_and_not_for_the_server(stage) -> None:
    shell = shown(stage, links.OVERVIEW, session=SessionState(phase=STARTING))
    shell.hide()
    shell.go(Place(links.WITHDRAW))
    assert shell.place != Place(links.WITHDRAW)
    shell.show()
    shell._session._become(OFFLINE)
    settle()
    assert shell.place == Place(links.WITHDRAW)


def test_the_way_back_to_signing_in(stage) -> None:
    shell = shown(stage, links.SIGN_IN)
    control(shell, "go-cancel", QAbstractButton).click()
    control(shell, "go-sign-in", QAbstractButton).click()
    assert shell.place == Place(links.SIGN_IN)
    QTest.keyClick(shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.place == Place(links.CANCEL)


# The fields


def _fields(shell, kinds=(QLineEdit, QPlainTextEdit, QRadioButton)):
    view = shell.frame.view(shell.place.name)
    return [one.objectName() for kind in kinds for one in view.fields.findChildren(kind) if one.isVisible()]


def test_de_2_fr_2_cancelling_asks_what_the_law_has_and_no_more(stage) -> None:
    shell = shown(stage, links.CANCEL)
    asked = ["declare-name", "declare-contract", "declare-email", "declare-ends-on"]
    kinds = ["declare-ordinary", "declare-extraordinary"]
    assert _fields(shell) == [*asked, *kinds]
    assert control(shell, "declare-ordinary", QRadioButton).isChecked()
    control(shell, "declare-extraordinary", QRadioButton).click()
    # A reason is asked for an extraordinary one only.
    assert _fields(shell) == [*asked, "declare-reason", *kinds]
    control(shell, "declare-ordinary", QRadioButton).click()
    assert _fields(shell) == [*asked, *kinds]


def test_eu_2_withdrawing_asks_name_contract_and_e_mail_and_no_reason(stage) -> None:
    shell = shown(stage, links.WITHDRAW)
    assert _fields(shell) == ["declare-name", "declare-contract", "declare-email"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_de_3_fr_3_eu_2_the_buttons_say_what_they_do(stage, language) -> None:
    stage.speak(language)
    shell = shown(stage, links.CANCEL, State(step=steps.SUMMARY, declared=DECLARED))
    send = control(shell, "declare-send", QAbstractButton)
    assert send.text() == {"en": "Cancel now", "fr": "Notification de la résiliation"}[language]
    shell = shown(stage, links.WITHDRAW)
    confirm = control(shell, "declare-on", QAbstractButton)
    assert confirm.text() == {"en": "Confirm withdrawal", "fr": "Confirmer la rétractation"}[language]


def test_the_first_wrong_field_gets_the_focus_and_says_why(stage) -> None:
    shell = shown(stage, links.CANCEL)
    control(shell, "declare-on", QAbstractButton).click()
    assert control(shell, "declare-name", QLineEdit).hasFocus()
    assert "Enter your name." in words(shell)
    QTest.keyClicks(shell.focusWidget(), "Ada")
    assert "Enter your name." not in words(shell)
    QTest.keyClick(shell.focusWidget(), Qt.Key.Key_Return)
    assert control(shell, "declare-email", QLineEdit).hasFocus()
    assert "Enter the e-mail address for the confirmation." in words(shell)


def test_nothing_is_complained_of_while_it_is_typed_the_first_time(stage) -> None:
    shell = shown(stage, links.CANCEL)
    email = control(shell, "declare-email", QLineEdit)
    email.setFocus()
    QTest.keyClicks(email, "ada@")
    assert "cannot be" not in words(shell)
    assert "not an e-mail address" not in words(shell)
    QTest.keyClick(email, Qt.Key.Key_Tab)
    assert "not an e-mail address" in words(shell)


@pytest.mark.parametrize(
    ("language", "typed", "shows"),
    [("en", "3/31/27", "3/31/2027"), ("en", "2027-03-31", "3/31/2027"), ("fr", "31.3.2027", "31/03/2027"),
     ("en", "March 31, 2027", "3/31/2027"), ("fr", "31 mars 2027", "31/03/2027")],
)  # fmt: skip
def test_de_2_the_wished_day_is_understood_as_people_write_it(stage, language, typed, shows) -> None:
    stage.speak(language)
    shell = shown(stage, links.CANCEL)
    day = control(shell, "declare-ends-on", QLineEdit)
    day.setFocus()
    QTest.keyClicks(day, typed)
    assert day.text() == typed
    QTest.keyClick(day, Qt.Key.Key_Tab)
    assert day.text() == shows
    assert presenter(shell).state.declared.ends_on == "2027-03-31"
    # Typing elsewhere leaves it as it was understood, so that another language reads the same day.
    QTest.keyClicks(control(shell, "declare-name", QLineEdit), "Ada")
    assert presenter(shell).state.declared.ends_on == "2027-03-31"


@pytest.mark.parametrize(("typed", "told"), [("some day", "cannot be read"), ("1/1/2020", "This day is over")])
def test_a_day_that_cannot_be_is_told(stage, typed, told) -> None:
    shell = shown(stage, links.CANCEL, State(declared=replace_day(typed)))
    control(shell, "declare-on", QAbstractButton).click()
    assert control(shell, "declare-ends-on", QLineEdit).hasFocus()
    assert told in words(shell)


def replace_day(text):
    return type(DECLARED)(name=DECLARED.name, email=DECLARED.email, ends_on=text)


# Three steps at most


def test_fr_3_the_summary_shows_everything_and_leads_back(stage) -> None:
    shell = shown(stage, links.CANCEL, State(declared=for_cause("Closed for good")))
    assert "Step 1 of 3" in words(shell)
    control(shell, "declare-on", QAbstractButton).click()
    settle()
    said = words(shell)
    for text in ("Step 2 of 3", "Maya Collins", DECLARED.email, "Extraordinary cancellation", "Closed for good",
                 "As early as possible", "The one that goes with the e-mail address"):  # fmt: skip
        assert text in said
    # Nobody sends by pressing Enter once too often.
    QTest.keyClick(shell.focusWidget(), Qt.Key.Key_Return)
    assert presenter(shell).state.step == steps.SUMMARY
    assert not presenter(shell).state.sending
    control(shell, "declare-change", QAbstractButton).click()
    settle()
    assert control(shell, "declare-name", QLineEdit).hasFocus()
    assert control(shell, "declare-reason", QPlainTextEdit).toPlainText() == "Closed for good"


def test_ca_1_no_more_clicks_than_buying(stage) -> None:
    """Buying takes the menu, the plan, the form's ticks and its button; cancelling the entry, on, and now."""
    shell = shown(stage, links.OVERVIEW, session=signed_in("strategic-research"))
    clicks = 0
    for name in ("go-cancel", "declare-on", "declare-send"):
        control(shell, name, QAbstractButton).click()
        settle()
        clicks += 1
    assert presenter(shell).state.sending
    buying = ("silhouette", "Upgrade plan", "buy-now", "consent", "consent", "complete-purchase")
    assert clicks <= len(buying)
    assert not [sheet for sheet in shell.findChildren(Sheet) if sheet.isVisible()]


def test_de_4_eu_3_the_receipt_has_reference_moment_text_and_address(stage) -> None:
    for place, kind in ((links.CANCEL, wire.CANCELLATION), (links.WITHDRAW, wire.WITHDRAWAL)):
        shell = shown(stage, place, State(step=steps.RECEIVED, receipt=receipt(kind)))
        said = words(shell)
        assert receipt(kind).reference in said
        assert "November 23, 2026" in said
        assert f"A confirmation was mailed to {DECLARED.email}." in said
        text = control(shell, "declaration-text", QTextBrowser)
        assert text.toPlainText() == receipt(kind).text
        assert text.isReadOnly()
        assert control(shell, "declaration-save", QAbstractButton).isEnabled()


def test_ac_1_everything_has_a_name_and_a_place_in_the_way_of_tab(stage) -> None:
    shell = shown(stage, links.CANCEL, State(declared=for_cause("x")))
    view = shell.frame.view(links.CANCEL)
    wanted = [one for kind in (QLineEdit, QPlainTextEdit, QRadioButton) for one in view.findChildren(kind)]
    for one in [one for one in wanted if one.isVisible()]:
        assert one.accessibleName() or one.text(), one.objectName()
    control(shell, "declare-name").setFocus()
    way = []
    while "declare-name" not in way[1:]:
        way.append(shell.focusWidget().objectName())
        QTest.keyClick(shell.focusWidget(), Qt.Key.Key_Tab)
    # One stop for both kinds, as everywhere: the arrow keys choose.
    names = ("name", "contract", "email", "extraordinary", "reason", "ends-on", "on")
    assert way[:7] == [f"declare-{name}" for name in names]
    # The line under the screen comes after everything in it, and the window begins anew.
    last = way.index("go-cancel")
    assert way[last + 1] == "go-withdraw"
    inside = {one.objectName() for one in view.findChildren(QWidget) if one.objectName()}
    assert set(way[:last]) <= inside | {""}
    control(shell, "declare-extraordinary").setFocus()
    QTest.keyClick(shell.focusWidget(), Qt.Key.Key_Up)
    assert presenter(shell).state.declared.kind == wire.ORDINARY


def test_what_is_wrong_with_the_connection_is_told_and_what_was_typed_stays(stage) -> None:
    state = State(step=steps.SUMMARY, declared=DECLARED, unanswered=True, refused=unreachable())
    shell = shown(stage, links.CANCEL, state, OFFLINE)
    assert "The server cannot be reached" in words(shell)
    assert "What you typed is kept" in words(shell)
    assert control(shell, "declare-send", QAbstractButton).isEnabled()


def test_the_line_is_not_part_of_what_scrolls(stage) -> None:
    shell = shown(stage, links.CANCEL, size=(800, 600))
    line = next(one for one in shell.findChildren(ContractLinks) if one.isVisible())
    assert line.mapTo(shell, line.rect().bottomLeft()).y() == shell.height() - 1
