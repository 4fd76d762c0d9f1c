"""What stands in the window: title bar, banners, sidebar and a stack of screens. It is built anew as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qtclient import links
from qtclient.links import Place
from qtclient.resources.tokens import NARROW_BELOW
from qtclient.views import screens
from qtclient.views.account_settings import AccountSettingsView
from qtclient.views.banner_bar import BannerBar
from qtclient.views.contract_links import ContractLinks
from qtclient.views.parts.card import Line
from qtclient.views.parts.page import Column
from qtclient.views.sidebar import Sidebar
from qtclient.views.title_bar import TitleBar

if TYPE_CHECKING:
    from qtclient.views.practice_bar import PracticeBar


class Frame(QWidget):
    """Builds each screen when it is first shown, and shows it.

    Signals:
        go(Place): a screen, a tab or the sidebar asks to go somewhere.
        clock_moved: practice mode's clock was moved.
    """

    go = Signal(object)
    clock_moved = Signal()

    def __init__(self, presenter_for: screens.PresenterFor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter_for = presenter_for
        self._views: dict[str, QWidget] = {}
        self._settings: AccountSettingsView | None = None
        self._practice: PracticeBar | None = None
        self.title_bar = TitleBar()
        self.banners = BannerBar()
        self.sidebar = Sidebar()
        self.sidebar.chosen.connect(lambda name: self.go.emit(Place(name)))
        self._edge = Line(Qt.Orientation.Vertical)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title_bar)
        column.addWidget(Line())
        column.addWidget(self.banners)
        self._over = QVBoxLayout()
        column.addLayout(self._over)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self._edge)
        self._contracts = ContractLinks()
        self._contracts.go.connect(self.go)
        inside = QVBoxLayout()
        inside.setSpacing(0)
        inside.addWidget(self._stack, 1)
        inside.addWidget(self._contracts)
        row.addLayout(inside, 1)
        column.addLayout(row, 1)

    def show_place(self, place: Place, *, load: bool = True) -> None:
        """Show the screen of `place`.

        Args:
            place: any but one that needs an argument and has none.
            load: tell the screen that it was arrived at, so that it loads what it shows.
        """
        view = self.view(place.name)
        if place.name in screens.SETTINGS:
            settings = self._account_settings()
            settings.show_tab(place.name, view)
            self._put(settings)
        else:
            self._put(view)
        self.sidebar.show_place(place.name)
        if load:
            screens.arrive(view, place.argument)

    def show_sidebar(self, *, shown: bool) -> None:
        """Show the sidebar, or nothing of it: outside there is nowhere to go by it."""
        self.sidebar.setVisible(shown)
        self._edge.setVisible(shown)

    def show_practice(self, *, shown: bool) -> None:
        """Show practice mode's bar, or none of it."""
        if shown and self._practice is None:
            self._practice = screens.practice_bar(self._presenter_for(links.CLOCK))
            self._practice.go.connect(self.go)
            self._practice.moved.connect(self.clock_moved)
            self._over.addWidget(self._practice)
        if self._practice is not None:
            self._practice.setVisible(shown)

    def view(self, name: str) -> QWidget:
        """Return the screen of the place `name`, built if this is the first time."""
        view = self._views.get(name)
        if view is None:
            view = screens.build(name, self._presenter_for)
            # Every view has this signal (see `screens`), though the table knows it by its text only.
            view.go.connect(self.go)  # type: ignore[attr-defined]
            self._views[name] = view
        return view

    def focus_screen(self) -> None:
        """Take the focus to the screen, so that the keyboard scrolls it and Tab goes on inside it."""
        view = self._stack.currentWidget()
        if view is not None:
            column = next((found for found in view.findChildren(Column) if found.isVisible()), None)
            (column or view).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_next_section(self) -> None:
        """Go round: sidebar, screen, silhouette (F6)."""
        focused = self._focused()
        if focused is not None and self.sidebar.isAncestorOf(focused):
            self.focus_screen()
        elif focused is not None and self._stack.isAncestorOf(focused):
            self.title_bar.silhouette.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.sidebar.isVisible():
            self.sidebar.focus_first()
        else:
            self.focus_screen()

    def has_screen_focus(self) -> bool:
        """Say whether the focus is in a screen, or nowhere."""
        focused = self._focused()
        return focused is None or not (self.sidebar.isAncestorOf(focused) or self.title_bar.isAncestorOf(focused))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold the sidebar where there is no room for words."""
        self.sidebar.set_narrow(narrow=event.size().width() < NARROW_BELOW)
        super().resizeEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name and form
        """Go on by Tab: through the screen first, and the line under it last."""
        self._contracts.come_last()
        return super().focusNextPrevChild(forward)

    def _focused(self) -> QWidget | None:
        return self.window().focusWidget()

    def _account_settings(self) -> AccountSettingsView:
        if self._settings is None:
            self._settings = AccountSettingsView()
            self._settings.go.connect(self.go)
        return self._settings

    def _put(self, widget: QWidget) -> None:
        if self._stack.indexOf(widget) < 0:
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
