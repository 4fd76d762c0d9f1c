"""What fills the window: follows the session, goes from place to place, and knows the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtclient import links
from qtclient.links import Place
from qtclient.resources import application_icon
from qtclient.session import KEPT_IN_MEMORY, SIGNED_IN, STARTING, VISITING
from qtclient.views import banner_bar, screens
from qtclient.views.banner_bar import Notice
from qtclient.views.frame import Frame
from qtclient.views.parts.focus_ring import FocusRing
from qtclient.views.parts.sheet import Sheet
from qtclient.views.parts.text import localized
from qtclient.views.ways import DECLARING, OUTSIDE, name_of, open_to

if TYPE_CHECKING:
    from qtclient.presenters.overview import OverviewPresenter
    from qtclient.presenters.visit import VisitPresenter
    from qtclient.session import Session, SessionState
    from qtclient.views.parts.theme import Theme

_LONGEST_HISTORY = 50
_SIGN_IN = Place(links.SIGN_IN)
_OVERVIEW = Place(links.OVERVIEW)


class Shell(QWidget):
    """All that stands in the window.

    Screens are built when they are first shown, and dropped when another person signs in or the language changes;
    presenters stay, and with them what was loaded and typed.

    Signals:
        language_chosen(str): another language was chosen; whoever installs it then calls `rebuild`.
        appearance_chosen(str): another theme was chosen, and is in force already.
        moved: another place is shown, or the same one anew.
        server_chosen(str): another server's address is to be used from the next start on; "" for practice mode.
    """

    language_chosen = Signal(str)
    appearance_chosen = Signal(str)
    server_chosen = Signal(str)
    moved = Signal()

    def __init__(
        self,
        session: Session,
        overview: OverviewPresenter,
        presenter_for: screens.PresenterFor,
        theme: Theme,
        language: str,
        server: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Args:
        overview: knows the plan's name, which the menu under the silhouette says.
        presenter_for: gives every other screen its presenter.
        language: the one that is installed.
        server: its address, for the settings before signing in; "" in practice mode.
        parent: the window that this fills; without one it is a window itself.
        """
        super().__init__(parent)
        self._session = session
        self._overview = overview
        self._presenter_for = presenter_for
        self._theme = theme
        self._language = language
        self._server = server
        self._place = Place("")
        self._history: list[Place] = []
        self._wanted: Place | None = None
        self._person = ""
        self._notices: dict[str, Notice] = {}
        self._seen: frozenset[str] = frozenset()
        self._buying = False
        self.window().setWindowIcon(application_icon())
        self.setMinimumSize(680, 480)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.frame = self._new_frame()
        self._ring = FocusRing(self.window())
        self._add_shortcuts()
        session.changed.connect(self._on_session)
        self._on_session(session.state)

    @property
    def place(self) -> Place:
        """Where the person is."""
        return self._place

    def go(self, place: Place) -> None:
        """Show `place`; one that needs signing in is remembered for then."""
        if place.name == links.OUTBOX:
            self.open_outbox()
            return
        phase = self._session.state.phase
        # What a link of the start leads to waits until the window has been painted.
        begins = phase == STARTING and self._session.state.problem is None and not self.isVisible()
        shown = None if begins else open_to(place, phase)
        if shown is None:
            self._wanted = place
            if phase not in {STARTING, SIGNED_IN} and self._place != _SIGN_IN:
                self._show(_SIGN_IN)
            return
        if self._place.name and self._place != shown and (phase != SIGNED_IN or self._place != _SIGN_IN):
            self._history = [*self._history, self._place][-_LONGEST_HISTORY:]
        self._show(shown)

    def go_back(self) -> None:
        """Return to the place before this one."""
        while self._history and not self._sheets_shown():
            place = self._history.pop()
            if open_to(place, self._session.state.phase) == place:
                self._show(place)
                return

    def reload(self) -> None:
        """Ask anew for what is shown."""
        if self._place.name and not self._sheets_shown():
            self._show(self._place)

    def show_purchase_under_way(self, under_way: bool) -> None:
        """Tell on every screen but its own that a purchase is not at its end yet."""
        self._buying = under_way
        elsewhere = under_way and self._place.name != links.PURCHASE
        self._banner(
            banner_bar.PURCHASE,
            Notice(
                "attention",
                self.tr("A purchase is under way."),
                "purchase",
                self.tr("See where it stands"),
                lambda: self.go(Place(links.PURCHASE)),
            )
            if elsewhere
            else None,
        )

    def show_purchase_found(self, notice: Notice | None) -> None:
        """Tell how a purchase ended while nobody looked; None when there is nothing to tell."""
        self._banner(banner_bar.FOUND, notice)

    def show_billing(self, notice: Notice | None) -> None:
        """Tell what of subscription and card needs the owner; None when nothing does."""
        self._banner(banner_bar.BILLING, notice)

    def show_offline(self, offline: bool) -> None:
        """Tell that the server does not answer, so that what is shown may be old."""
        self._banner(
            banner_bar.OFFLINE,
            Notice(
                "neutral",
                self.tr("The server cannot be reached. What you see may be out of date."),
                "offline",
                self.tr("Try again"),
                self.reload,
            )
            if offline
            else None,
        )

    def rebuild(self, language: str) -> None:
        """Build everything anew, in `language`, which has been installed: same place, same state."""
        self._language = language
        offline = banner_bar.OFFLINE in self._notices
        self._drop_frame()
        self._on_session(self._session.state)
        self.show_offline(offline)

    def open_menu(self) -> None:
        """Open the menu under the silhouette."""
        account = self._session.state.account
        if account is None:
            return
        plan = self._overview.state.plan
        person = (account.name, account.email, localized(plan.name) if plan is not None else "")
        menu = screens.silhouette_menu(person, self._language, self._theme.appearance, self)
        menu.go.connect(self.go)
        menu.language_chosen.connect(self._choose_language)
        menu.appearance_chosen.connect(self._choose_appearance)
        menu.sign_out.connect(self._session.sign_out)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_under(self.frame.title_bar.silhouette)

    def open_settings(self) -> None:
        """Open what can be set before signing in."""
        sheet = screens.settings(self._server, self._language, self._theme.appearance, self)
        sheet.server_chosen.connect(self._choose_server)
        sheet.language_chosen.connect(self._choose_language)
        sheet.appearance_chosen.connect(self._choose_appearance)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def open_outbox(self) -> None:
        """Open the mails of practice mode."""
        sheet = cast("Sheet", screens.outbox(self._presenter_for(links.OUTBOX), self))
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go back with the mouse's own button for it."""
        if event.button() == Qt.MouseButton.BackButton:
            self.go_back()
        super().mousePressEvent(event)

    # Following the session

    def _on_session(self, state: SessionState) -> None:
        account = state.account if state.phase == SIGNED_IN else None
        if account is None and self._person and state.problem is not None:
            # The session ran out: whoever signs in again comes back to where this was.
            self._wanted = self._place
        left = bool(self._person) and not state.person and state.problem is None
        another = self._follow_person(state.person)
        self.frame.title_bar.show_person(
            account.name if account is not None else "",
            account.organization.name if account is not None else "",
            signed_out=account is None and (state.phase != STARTING or state.problem is not None),
        )
        inside = self._place.name not in OUTSIDE | DECLARING
        starting = state.phase == STARTING and state.problem is None
        self.frame.show_sidebar(shown=account is not None or (starting and inside))
        if state.phase == STARTING:
            self._show_starting(state)
        elif another or left or self._wanted is not None or open_to(self._place, state.phase) != self._place:
            place = self._next_place(state, another=another, left=left)
            if place != self._place:
                self._show(place)
        self._show_banners(state)

    def _show_starting(self, state: SessionState) -> None:
        wanted = self._wanted
        if state.problem is not None and wanted is not None and wanted.name in DECLARING:
            # A declaration can be written without any server; it is sent when there is one.
            self._wanted = None
            self._show(wanted)
        elif self._place.name in DECLARING or self._place == _SIGN_IN:
            return
        elif state.problem is None:
            # The window as it will be, in skeletons; whether somebody is signed in is not known yet.
            self.frame.show_place(_OVERVIEW, load=False)
            self.frame.focus_screen()
            self.window().setWindowTitle("License Desk")
        else:
            self._show(_SIGN_IN)

    def _next_place(self, state: SessionState, *, another: bool, left: bool) -> Place:
        """Return where to go now that somebody else is here, or that something wanted can be shown."""
        wanted = open_to(self._wanted, state.phase) if self._wanted is not None else None
        if wanted is not None or state.phase == VISITING:
            self._wanted = None
        if wanted is not None:
            return wanted
        if self._place.name in DECLARING and not left:
            return self._place
        if state.phase == SIGNED_IN:
            here = open_to(self._place, state.phase) == self._place and self._place.name
            return self._place if here and not another else _OVERVIEW
        if state.visit_over:
            return Place(links.BUY)
        stays = self._place.name in OUTSIDE and not another
        return self._place if stays else cast("VisitPresenter", self._presenter_for(links.BUY)).place()

    def _follow_person(self, person: str) -> bool:
        """Let nothing of one person stay for the next; say whether there is another one now, somebody at all."""
        before, self._person = self._person, person
        if person == before:
            return False
        if before:
            self._history = []
            self._drop_frame()
        return bool(person)

    def _show_banners(self, state: SessionState) -> None:
        practice = state.service is not None and state.service.practice
        self.frame.show_practice(shown=practice and state.phase != STARTING)
        in_memory = state.kept == KEPT_IN_MEMORY and banner_bar.SESSION not in self._seen
        kept = Notice("neutral", self.tr("You stay signed in until you close License Desk."), "lock")
        kept = replace(kept, action_text=self.tr("See why"), act=self._see_why)
        if state.phase == VISITING:
            kept = Notice(
                "neutral",
                self.tr("Your confirmed address is remembered until you close License Desk."),
                "lock",
            )
        self._banner(banner_bar.SESSION, kept if in_memory else None)
        self.show_purchase_under_way(self._buying and bool(state.person))

    def _see_why(self) -> None:
        self._seen = self._seen | {banner_bar.SESSION}
        self._banner(banner_bar.SESSION, None)
        self.go(Place(links.SECURITY))

    def _banner(self, key: str, notice: Notice | None) -> None:
        if notice is None:
            self._notices.pop(key, None)
        else:
            self._notices[key] = notice
        self.frame.banners.put(key, notice)

    # Going about

    def _on_clock_moved(self) -> None:
        self.reload()
        if self._place != _OVERVIEW and self._session.state.phase == SIGNED_IN:
            # It says the plan's name in the menu, and knows what needs the owner.
            self._overview.load()

    def _show(self, place: Place) -> None:
        for sheet in self._sheets_shown():
            sheet.close()
        moved = place != self._place
        take_focus = moved and self.frame.has_screen_focus()
        # What a link brought is used once: it is not kept as a place to come back to.
        self._place = Place(place.name) if place.name in {links.VERIFY, links.BILLING} else place
        self.frame.show_place(place)
        self.window().setWindowTitle(self.tr("{place} - License Desk").format(place=name_of(place)))
        if take_focus and place.name not in OUTSIDE | DECLARING:
            self.frame.focus_screen()
        self.show_purchase_under_way(self._buying)
        self.moved.emit()

    def _sheets_shown(self) -> list[Sheet]:
        return [sheet for sheet in self.window().findChildren(Sheet) if sheet.isVisible()]

    def _choose_server(self, server: str) -> None:
        self._server = server
        self.server_chosen.emit(server)

    def _choose_language(self, language: str) -> None:
        if language != self._language:
            self.language_chosen.emit(language)

    def _choose_appearance(self, appearance: str) -> None:
        self._theme.choose(appearance)
        self.appearance_chosen.emit(appearance)

    def _add_shortcuts(self) -> None:
        for key, act in (
            ("Alt+Left", self.go_back),
            ("F5", self.reload),
            ("F6", self._focus_next_section),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)
        for number, name in enumerate(self.frame.sidebar.places, 1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(lambda name=name: self._go_by_key(Place(name)))

    def _focus_next_section(self) -> None:
        if not self._sheets_shown():
            self.frame.focus_next_section()

    def _go_by_key(self, place: Place) -> None:
        if not self._sheets_shown() and self._session.state.phase == SIGNED_IN:
            self.go(place)

    # Building

    def _new_frame(self) -> Frame:
        frame = Frame(self._presenter_for)
        frame.go.connect(self.go)
        frame.clock_moved.connect(self._on_clock_moved)
        frame.title_bar.menu_wanted.connect(self.open_menu)
        frame.title_bar.settings_wanted.connect(self.open_settings)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(frame)
        return frame

    def _drop_frame(self) -> None:
        for sheet in self.window().findChildren(Sheet):
            sheet.close()
            sheet.deleteLater()
        old = self.frame
        self.frame = self._new_frame()
        old.hide()
        old.deleteLater()
        for key, notice in self._notices.items():
            self.frame.banners.put(key, notice)
        self.frame.show_sidebar(shown=self._session.state.phase in {STARTING, SIGNED_IN})
        if self._place.name and open_to(self._place, self._session.state.phase) == self._place:
            self._show(self._place)
        else:
            self._place = Place("")
