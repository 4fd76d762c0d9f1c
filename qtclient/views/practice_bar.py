"""Practice mode's bar: that nothing is charged, what time it is there, and the clock's control (G7)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from licensewire.practice import BY_DAYS, TO_EXPIRY, TO_RENEWAL
from qtclient import formats, links
from qtclient.links import Place
from qtclient.resources import icon
from qtclient.resources.tokens import SPACE
from qtclient.views.parts.announce import announce
from qtclient.views.parts.button import Button, icon_button, link_button
from qtclient.views.parts.glyph import Glyph
from qtclient.views.parts.round_menu import RoundMenu
from qtclient.views.parts.text import caption, strong

if TYPE_CHECKING:
    from collections.abc import Callable

    from qtclient.presenters.practice_clock import PracticeClockPresenter, State

_SECOND_MS = 1000
_LONGER = (7, 30)


class PracticeBar(QFrame):
    """One bar over the whole width, under the banners, on every screen.

    Signals:
        go(Place): to the outbox.
        moved: the clock was moved: what is shown is to be asked for anew.
    """

    go = Signal(object)
    moved = Signal()

    def __init__(self, presenter: PracticeClockPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._told = ""
        self.setProperty("meaning", "accent")
        self.setAccessibleName(self.tr("Practice mode"))
        self._words = strong("")
        self._words.setObjectName("practice-words")
        self._time = caption("")
        self._time.setObjectName("practice-time")
        self._renewal = self._button("clock-to-renewal", self.tr("To the renewal"), presenter.to_renewal)
        self._expiry = self._button("clock-to-expiry", self.tr("To the end of access"), presenter.to_expiry)
        self._day = self._button("clock-by-day", self.tr("+%n day(s)", "", 1), partial(presenter.by_days, 1))
        self._outbox = self._button("clock-outbox", self.tr("Outbox"), self._open_outbox)
        self._more = icon_button("more", self.tr("More of practice mode"))
        self._more.setObjectName("clock-more")
        self._more.clicked.connect(self._open_menu)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(4)
        self._lay_out()
        self._second = QTimer(self)
        self._second.setInterval(_SECOND_MS)
        self._second.timeout.connect(self._show_time)
        presenter.changed.connect(self._render)
        presenter.moved.connect(self.moved)
        self._render(presenter.state)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Let the time go on while somebody looks."""
        super().showEvent(event)
        self._second.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Stop that."""
        self._second.stop()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._words)
        words.addWidget(self._time)
        row = QHBoxLayout()
        row.setContentsMargins(SPACE.large, SPACE.hair, SPACE.regular, SPACE.hair)
        row.setSpacing(SPACE.regular)
        row.addWidget(Glyph("practice", 18, "accent"))
        row.addLayout(words, 1)
        for button in (self._renewal, self._expiry, self._day, self._outbox, self._more):
            row.addWidget(button)
        # It keeps its place: nothing below jumps when the clock is moved.
        policy = self._progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(policy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self._progress)

    def _button(self, name: str, text: str, act: Callable[[], None]) -> Button:
        button = link_button(text)
        button.setObjectName(name)
        # Without the signal's own argument, which says nothing here.
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _render(self, state: State) -> None:
        moving = bool(state.moving)
        for button in (self._renewal, self._expiry):
            button.setVisible(state.signed_in)
        for button in (self._renewal, self._expiry, self._day, self._more):
            button.setEnabled(not moving)
        self._outbox.setText(
            self.tr("Outbox (%n new)", "", state.new_mails) if state.new_mails else self.tr("Outbox")
        )
        self._progress.setVisible(moving)
        told = self._sentence(state)
        self._words.setText(told)
        if told != self._told:
            self._told = told
            announce(self, told)
        self._show_time()

    def _sentence(self, state: State) -> str:
        if state.moving:
            return {
                TO_RENEWAL: self.tr("The clock moves to the renewal…"),
                TO_EXPIRY: self.tr("The clock moves to the end of access…"),
                BY_DAYS: self.tr("The clock moves on…"),
            }[state.moving]
        if state.nothing == TO_RENEWAL:
            return self.tr("No renewal is coming for this account.")
        if state.nothing == TO_EXPIRY:
            return self.tr("No end of access is coming for this account.")
        if state.problem is not None:
            return self.tr("The clock was not moved. {problem}.").format(problem=state.problem.title)
        return self.tr("Practice mode: nothing is charged.")

    def _show_time(self) -> None:
        self._time.setText(formats.moment(self._presenter.now()))

    def _open_outbox(self) -> None:
        self.go.emit(Place(links.OUTBOX))

    def _open_menu(self) -> None:
        menu = RoundMenu(self)
        menu.setAccessibleName(self._more.accessibleName())
        for days in _LONGER:
            longer = menu.addAction(icon("clock"), self.tr("+%n day(s)", "", days))
            longer.setObjectName(f"clock-by-{days}")
            longer.triggered.connect(partial(self._presenter.by_days, days))
        if self._presenter.state.signed_in:
            menu.addSeparator()
            other = menu.addAction(icon("account"), self.tr("Use another sample account"))
            other.setObjectName("another-sample-account")
            other.triggered.connect(self._presenter.use_another_account)
        menu.aboutToHide.connect(menu.deleteLater)
        below = QPoint(0, self._more.height() + SPACE.hair)
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            below.setX(self._more.width() - menu.sizeHint().width())
        menu.popup(self._more.mapToGlobal(below))
        menu.setActiveAction(menu.actions()[0])
