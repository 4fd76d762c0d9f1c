"""The window: where it goes, how it comes back, and what it tells."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from qtclient import links
from qtclient.links import Place
from qtclient.session import SIGNED_OUT, STARTING, SessionState
from qtclient.views import screens
from qtclient.views.parts.banner import Banner
from qtclient.views.parts.page import Column
from qtclient.views.parts.sheet import Sheet
from qtclient.views.shell import Shell
from tests.gallery import acts, samples
from tests.gallery.scenes import overview_state
from tests.gallery.sessions import signed_in, unreachable
from tests.gallery.stage import Scene, Stage, settle

OUT = SessionState(phase=SIGNED_OUT, service=samples.service(practice=True))
INSIDE = (links.OVERVIEW, links.PLANS, links.BILLING, links.SECURITY)


def opened(stage: Stage, session: SessionState | None = None, place: str = links.OVERVIEW) -> Shell:
    shell = stage.show(Scene("test", session or signed_in(), Place(place)), 1024, 700)
    shell.activateWindow()
    settle()
    return shell


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text().strip()]


def banners(shell: Shell) -> list[str]:
    return [banner.words.text() for banner in shell.frame.findChildren(Banner) if banner.isVisible()]


def test_every_place_has_a_view_and_a_title(stage: Stage) -> None:
    shell = opened(stage)
    for name in INSIDE:
        shell.go(Place(name))
        assert shell.place == Place(name)
        assert shell.windowTitle().endswith(" - License Desk")
        assert len(shell.windowTitle()) > len(" - License Desk")


def test_a_view_is_built_when_it_is_first_shown(stage: Stage) -> None:
    shell = opened(stage)
    assert set(shell.frame._views) == {links.OVERVIEW}
    shell.go(Place(links.SECURITY))
    view = shell.frame.view(links.SECURITY)
    shell.go(Place(links.OVERVIEW))
    shell.go(Place(links.SECURITY))
    assert shell.frame.view(links.SECURITY) is view
    assert set(shell.frame._views) == {links.OVERVIEW, links.SECURITY}
    assert set(screens.VIEWS) >= set(INSIDE)


def test_the_way_back(stage: Stage) -> None:
    shell = opened(stage)
    shell.go(Place(links.PLANS))
    shell.go(Place(links.BILLING))
    QTest.keyClick(shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.place == Place(links.PLANS)
    QTest.keyClick(shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.place == Place(links.OVERVIEW)
    QTest.keyClick(shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.place == Place(links.OVERVIEW)


@pytest.mark.parametrize(("key", "name"), list(zip("1234", INSIDE, strict=True)))
def test_places_by_number(stage: Stage, key: str, name: str) -> None:
    shell = opened(stage)
    QTest.keyClick(shell, key, Qt.KeyboardModifier.ControlModifier)
    assert shell.place == Place(name)


def test_f6_goes_round_sidebar_screen_and_silhouette(stage: Stage) -> None:
    shell = opened(stage, place=links.SECURITY)
    seen = []
    for _ in range(3):
        QTest.keyClick(shell, Qt.Key.Key_F6)
        focused = shell.focusWidget()
        seen.append(
            "sidebar"
            if shell.frame.sidebar.isAncestorOf(focused)
            else "silhouette"
            if focused is shell.frame.title_bar.silhouette
            else "screen"
        )
    assert sorted(seen) == ["screen", "sidebar", "silhouette"]


def test_a_place_wanted_before_sign_in_is_shown_after_it(stage: Stage) -> None:
    shell = opened(stage, OUT, links.BILLING)
    assert shell.place == Place(links.SIGN_IN)
    assert not shell.frame.sidebar.isVisible()
    shell._session._become(signed_in())
    assert shell.place == Place(links.BILLING)
    assert shell.frame.sidebar.isVisible()


def test_while_starting_the_window_is_there_already(stage: Stage) -> None:
    shell = opened(stage, SessionState(phase=STARTING))
    assert shell.frame.sidebar.isVisible()
    assert not shell.frame.title_bar.silhouette.isEnabled()


def test_nothing_of_one_person_stays_for_the_next(stage: Stage) -> None:
    shell = opened(stage)
    frame = shell.frame
    shell._session._become(OUT)
    assert shell.frame is not frame
    assert set(shell.frame._views) == {links.SIGN_IN}
    assert "Arbor Studio" not in words(shell)


def test_whoever_s_session_ran_out_comes_back_to_the_same_place(stage: Stage) -> None:
    shell = opened(stage, place=links.SECURITY)
    shell._session._become(replace(OUT, problem=unreachable()))
    assert shell.place == Place(links.SIGN_IN)
    shell._session._become(signed_in())
    assert shell.place == Place(links.SECURITY)


def test_whoever_signs_out_begins_at_the_overview(stage: Stage) -> None:
    shell = opened(stage, place=links.SECURITY)
    shell._session._become(OUT)
    shell._session._become(signed_in())
    assert shell.place == Place(links.OVERVIEW)


def test_at_most_two_banners_the_most_pressing_first(stage: Stage) -> None:
    shell = opened(stage, signed_in(kept="memory"))
    assert len(banners(shell)) == 1
    shell.show_offline(True)
    shell.show_purchase_under_way(True)
    settle()
    assert [text.split()[1] for text in banners(shell)] == ["purchase", "server"]
    shell.show_purchase_under_way(False)
    shell.show_offline(False)
    settle()
    assert not any("purchase is under way" in text for text in banners(shell))


def test_a_purchase_under_way_is_told_everywhere_but_on_its_own_screen(stage: Stage) -> None:
    shell = opened(stage)
    shell.show_purchase_under_way(True)
    shell.go(Place(links.SECURITY))
    settle()
    assert any("purchase" in text for text in banners(shell))
    shell.go(Place(links.PURCHASE, "strategic-research"))
    settle()
    assert not any("purchase is under way" in text for text in banners(shell))


def test_another_language_builds_everything_anew_at_the_same_place(stage: Stage) -> None:
    shell = opened(stage, place=links.SECURITY)
    chosen: list[str] = []
    shell.language_chosen.connect(chosen.append)
    shell._choose_language("fr")
    assert chosen == ["fr"]
    stage.speak("fr")
    shell.rebuild("fr")
    settle()
    assert shell.place == Place(links.SECURITY)
    assert "Sécurité" in words(shell)
    shell.go_back()
    assert shell.place == Place(links.OVERVIEW)


def test_another_appearance_is_in_force_at_once(stage: Stage, qapp: QApplication) -> None:
    shell = opened(stage)
    chosen: list[str] = []
    shell.appearance_chosen.connect(chosen.append)
    light = qapp.palette().window().color().name()
    shell._choose_appearance("dark")
    assert chosen == ["dark"]
    assert qapp.palette().window().color().name() != light


def test_the_silhouette_menu_by_keyboard(stage: Stage) -> None:
    shell = opened(stage)
    overview = shell._overview
    overview.become(overview_state("free", "free", 0, {"responses": 1}))
    shell.frame.title_bar.silhouette.setFocus()
    QTest.keyClick(shell.frame.title_bar.silhouette, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert {"Maya Collins", "maya@collins-insights.example", "Free account"} <= set(words(menu))
    texts = [action.text() for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
    assert texts == ["Upgrade plan", "Account settings", "Language", "Appearance", "Sign out"]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle()
    assert shell.place == Place(links.PLANS)


def test_language_and_appearance_are_marked_in_the_menu(stage: Stage) -> None:
    shell = opened(stage)
    acts.open_menu(shell)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    inner: Callable[[QAction], list[QAction]] = lambda action: action.menu().actions()  # noqa: E731
    marked = [
        option.text()
        for action in menu.actions()
        if action.menu() is not None
        for option in inner(action)
        if option.isChecked()
    ]
    assert marked == ["English", "Light"]
    menu.close()


def test_a_sheet_keeps_the_window_s_keys_from_what_lies_behind(stage: Stage) -> None:
    shell = opened(stage)
    shell.go(Place(links.SECURITY))
    shell._presenter_for(links.SECURITY).become(
        replace(shell._presenter_for(links.SECURITY).state, sessions=samples.sessions())
    )
    acts.open_sign_out_everywhere(shell)
    QTest.keyClick(shell, "1", Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.place == Place(links.SECURITY)
    assert [sheet.isVisible() for sheet in shell.findChildren(Sheet)] == [True]


def test_a_session_that_ends_takes_open_sheets_away(stage: Stage) -> None:
    shell = opened(stage, place=links.SECURITY)
    sheet = Sheet("Something", shell)
    sheet.open()
    shell._session._become(OUT)
    settle()
    assert shell.findChildren(Sheet) == []


def test_going_somewhere_takes_the_focus_along(stage: Stage) -> None:
    shell = opened(stage)
    shell.frame.focus_screen()
    shell.go(Place(links.SECURITY))
    focused = shell.focusWidget()
    assert isinstance(focused, Column)
    assert shell.frame.view(links.SECURITY).isAncestorOf(focused)


def test_a_name_is_never_taken_for_markup(stage: Stage) -> None:
    bar = opened(stage).frame.title_bar
    bar.show_person("<h1>Maya</h1> & Co", "", signed_out=False)
    assert (
        bar.silhouette.toolTip().replace("\N{NO-BREAK SPACE}", " ") == "<p>&lt;h1&gt;Maya&lt;/h1&gt; &amp; Co</p>"
    )
    bar.show_person("", "", signed_out=False)
    assert bar.silhouette.toolTip() == ""
