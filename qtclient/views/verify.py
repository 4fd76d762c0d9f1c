"""Proving an e-mail address with the code from a mail (A5)."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from licensewire.visitors import MAIL_DELAYED, MAIL_REFUSED
from qtclient import formats, links
from qtclient.links import Place
from qtclient.resources.tokens import SPACE
from qtclient.views.parts.announce import announce
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.button import link_button, primary_button
from qtclient.views.parts.card import Card, Line
from qtclient.views.parts.field import Field
from qtclient.views.parts.glyph import Glyph
from qtclient.views.parts.page import Column
from qtclient.views.parts.text import body, caption, strong, title
from qtclient.views.visiting.code_edit import CodeEdit

if TYPE_CHECKING:
    from qtclient.presenters.visit import VisitPresenter
    from qtclient.presenters.visit_state import State

_WIDTH = 460
_SECOND_MS = 1000
# Seconds between two questions whether the mail has left.
_LOOK_AT_MAIL_EVERY = 4
# A clock that goes wrong must not make anybody wait for hours: the server has the last word anyway.
_LONGEST_WAIT = 300


class VerifyView(QWidget):
    """Says to which address the code went, and takes it.

    Signals:
        go(Place): to the buy page or to signing in.
    """

    go = Signal(object)

    def __init__(self, presenter: VisitPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._tries = presenter.state.code_tries
        self._sent = ""
        self._area = Column(_WIDTH)
        self._title = title("")
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._to = body("").set_tone("muted")
        self._address = strong("")
        for label in (self._to, self._address):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._address.setObjectName("verify-address")
        words = QVBoxLayout()
        words.setSpacing(SPACE.hair)
        for label in (self._title, self._to, self._address):
            words.addWidget(label)
        self._area.body.addStretch(1)
        self._area.body.addWidget(Glyph("mail", 40, "accent"), 0, Qt.AlignmentFlag.AlignHCenter)
        self._area.body.addLayout(words)
        self._area.body.addWidget(self._make_form())
        self._area.body.addStretch(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        self._second = QTimer(self)
        self._second.setInterval(_SECOND_MS)
        self._second.timeout.connect(self._on_second)
        self._seconds = 0
        presenter.changed.connect(self._render)
        presenter.go_on.connect(self._go_on)
        self._render(presenter.state)

    def arrive(self, argument: str) -> None:
        """Be ready to type; with a link's argument, check what it brings."""
        if argument:
            self._presenter.open_link(argument)
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self, place: Place) -> None:
        # The buy page follows the same presenter: the one that is looked at leads on.
        if self.isVisible():
            self.go.emit(place)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Count the seconds while somebody looks."""
        super().showEvent(event)
        self._second.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Count no more."""
        self._second.stop()
        super().hideEvent(event)

    def _on_second(self) -> None:
        self._seconds += 1
        if self._seconds % _LOOK_AT_MAIL_EVERY == 0:
            self._presenter.look_at_mail()
        self._show_times(self._presenter.state)

    def _make_form(self) -> QWidget:
        card = Card()
        card.body.setSpacing(SPACE.regular)
        self._news = Notice("danger", "")
        self._news.setObjectName("verify-problem")
        self.code = CodeEdit()
        self.code.setObjectName("verify-code")
        self.code.completed.connect(self._presenter.enter)
        self.code.returnPressed.connect(self._submit)
        self._field = Field(self.tr("Code from the mail"), self.code)
        self.button = primary_button(self.tr("Confirm"))
        self.button.setObjectName("verify-confirm")
        self.button.clicked.connect(self._submit)
        self.again = link_button(self.tr("Send again"))
        self.again.setObjectName("verify-resend")
        self.again.clicked.connect(self._presenter.resend)
        self.other = link_button(self.tr("Use another address"))
        self.other.setObjectName("other-address")
        self.other.clicked.connect(self._presenter.other_address)
        links_row = QHBoxLayout()
        links_row.addWidget(self.again)
        links_row.addStretch(1)
        links_row.addWidget(self.other)
        self._hint = caption(
            self.tr("If this address has an account already, the mail says so instead of bringing a code.")
        )
        sign_in = link_button(self.tr("Sign in"))
        sign_in.setObjectName("go-sign-in")
        sign_in.clicked.connect(lambda: self.go.emit(Place(links.SIGN_IN)))
        self._outbox = link_button(self.tr("Open the outbox"))
        self._outbox.setObjectName("open-outbox")
        self._outbox.clicked.connect(lambda: self.go.emit(Place(links.OUTBOX)))
        below = QHBoxLayout()
        below.addWidget(sign_in)
        below.addStretch(1)
        below.addWidget(self._outbox)
        for widget in (self._news, self._field, self.button):
            card.body.addWidget(widget)
        card.body.addLayout(links_row)
        card.body.addWidget(Line())
        card.body.addWidget(self._hint)
        card.body.addLayout(below)
        return card

    def _render(self, state: State) -> None:
        sent = state.sent
        self._title.setText(self.tr("Confirm your e-mail address"))
        self._to.set_text_or_hide(self.tr("We have sent a code to") if sent is not None else "")
        self._address.set_text_or_hide(sent.email if sent is not None else "")
        self._field.setVisible(sent is not None)
        self.again.setVisible(sent is not None)
        self.other.setText(self.tr("Use another address") if sent is not None else self.tr("Start again"))
        self._hint.setVisible(sent is not None)
        self._outbox.setVisible(state.practice)
        self.button.setVisible(sent is not None or state.checking)
        self.button.set_busy(state.checking, self.tr("Checking the code…"))
        self.code.setReadOnly(state.checking)
        self._show_news(state)
        self._show_times(state)
        came = sent.id + sent.expires_at.isoformat() if sent is not None else ""
        if came != self._sent:
            self._sent = came
            self.code.empty()
        if state.code_tries != self._tries:
            self._tries = state.code_tries
            # It stays to be compared with the mail, and the next character begins a new one.
            self.code.selectAll()
            (self.again if state.over and self.again.isEnabled() else self.code).setFocus(
                Qt.FocusReason.OtherFocusReason
            )

    def _show_news(self, state: State) -> None:
        if state.refused is not None:
            self._news.set_meaning("danger")
            self._news.tell(state.refused.title, state.refused.advice)
        elif state.resent:
            self._news.set_meaning("good")
            self._news.tell(
                self.tr("A new code is on its way"),
                self.tr("The code from the mail before does not work any more."),
            )
        elif state.mail == MAIL_REFUSED:
            self._news.set_meaning("danger")
            self._news.tell(
                self.tr("The mail was not accepted"),
                self.tr("The mail server of this address does not take it. Check the address, or use another one."),
            )
        elif state.mail == MAIL_DELAYED:
            self._news.set_meaning("attention")
            self._news.tell(
                self.tr("The mail could not be sent yet"),
                self.tr("We keep trying. If it comes too late for its code, have a new one sent."),
            )
        trouble = state.mail in {MAIL_REFUSED, MAIL_DELAYED}
        self._news.setVisible(state.refused is not None or state.resent or trouble)

    def _show_times(self, state: State) -> None:
        sent = state.sent
        if sent is None:
            return
        now = self._presenter.now()
        if sent.expires_at <= now:
            told = self.tr("This code has expired. Have a new one sent.")
        else:
            told = self.tr("8 characters, good until {time}. Nothing there? Look in the spam folder too.").format(
                time=formats.time_of_day(sent.expires_at)
            )
        self._field.set_help(told)
        left = min(_LONGEST_WAIT, ceil((sent.resend_at - now).total_seconds()))
        could = self.again.isEnabled()
        if state.resending:
            words = self.tr("Sending…")
        elif left > 0:
            minutes, seconds = divmod(left, 60)
            words = self.tr("Send again in {time}").format(time=f"{minutes}:{seconds:02}")
        else:
            words = self.tr("Send again")
        self.again.setText(words)
        self.again.setEnabled(left <= 0 and not state.resending)
        if self.again.isEnabled() and not could and state.over:
            announce(self.again, words)

    def _submit(self) -> None:
        self._presenter.enter(self.code.text())
