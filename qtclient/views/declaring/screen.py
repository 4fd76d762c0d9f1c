"""The frame of both declarations: title, where one stands, form, summary, receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtclient import links
from qtclient.links import Place
from qtclient.presenters.declaration_state import FORM, RECEIVED, SUMMARY
from qtclient.resources.tokens import SPACE
from qtclient.views.declaring.received import Received
from qtclient.views.declaring.summary import Summary
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.button import link_button, primary_button, secondary_button
from qtclient.views.parts.card import Card
from qtclient.views.parts.page import Column
from qtclient.views.parts.steps import Steps
from qtclient.views.parts.text import body, title

if TYPE_CHECKING:
    from qtclient.presenters.declaration import DeclarationPresenter
    from qtclient.presenters.declaration_state import State
    from qtclient.views.declaring.fields import DeclarationFields

_WIDTH = 620


class DeclaringScreen(QWidget):
    """One declaration, from the first field to the receipt.

    Signals:
        go(Place): back to signing in, or to practice mode's mails.
    """

    go = Signal(object)

    def __init__(
        self,
        presenter: DeclarationPresenter,
        fields: DeclarationFields,
        steps: tuple[tuple[str, str], ...],
        parent: QWidget | None = None,
    ) -> None:
        """Args:
        steps: each step of `declaration_state` with its name.
        """
        super().__init__(parent)
        self._presenter = presenter
        self._step = ""
        self.title = title("")
        self.lead = body("").set_tone("muted")
        self._steps = Steps(tuple(name for _, name in steps))
        self._order = [step for step, _ in steps]
        self.news = Notice("danger", "")
        self.news.setObjectName("declare-problem")
        self.fields = fields
        self.summary = Summary()
        self.received = Received()
        self.on_button = primary_button("")
        self.on_button.setObjectName("declare-on")
        self.change_button = secondary_button(self.tr("Change"))
        self.change_button.setObjectName("declare-change")
        self.send_button = primary_button("")
        self.send_button.setObjectName("declare-send")
        self._back = link_button(self.tr("Back to sign in"))
        self._back.setObjectName("go-sign-in")
        self._form = self._make_form()
        self._check = self._make_check()
        self._lay_out()
        self._connect()

    def arrive(self, _argument: str) -> None:
        """Be ready to type."""
        self._presenter.open()
        self._take_focus()

    def _lay_out(self) -> None:
        area = Column(_WIDTH)
        words = QVBoxLayout()
        words.setSpacing(SPACE.hair)
        words.addWidget(self.title)
        words.addWidget(self.lead)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        area.body.addLayout(head)
        for widget in (self._steps, self.news, self._form, self._check, self.received):
            area.body.addWidget(widget)
        area.body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        self._area = area

    def _make_form(self) -> QWidget:
        card = Card()
        card.body.setSpacing(SPACE.large)
        card.body.addWidget(self.fields)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.on_button)
        card.body.addLayout(buttons)
        return card

    def _make_check(self) -> QWidget:
        card = Card()
        card.body.setSpacing(SPACE.large)
        card.body.addWidget(self.summary)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.medium)
        buttons.addStretch(1)
        buttons.addWidget(self.change_button)
        buttons.addWidget(self.send_button)
        card.body.addLayout(buttons)
        return card

    def _connect(self) -> None:
        presenter = self._presenter
        self.fields.edited.connect(presenter.note)
        self.fields.left.connect(presenter.leave)
        self.fields.submitted.connect(presenter.go_on)
        self.on_button.clicked.connect(presenter.go_on)
        self.change_button.clicked.connect(presenter.change)
        self.send_button.clicked.connect(presenter.send)
        self._back.clicked.connect(lambda: self.go.emit(Place(links.SIGN_IN)))
        self.received.save.connect(presenter.save)
        self.received.outbox.connect(lambda: self.go.emit(Place(links.OUTBOX)))
        self.received.done.connect(self._on_done)
        presenter.saver.changed.connect(self.received.show_saving)
        presenter.changed.connect(self._render)

    def show_now(self) -> None:
        """Show how things stand; called when the words are set."""
        self.received.show_saving(self._presenter.saver.state)
        self._render(self._presenter.state)

    def _render(self, state: State) -> None:
        step = state.step if state.step in self._order else FORM
        self._back.setVisible(not state.signed_in and step != RECEIVED)
        self.lead.setVisible(step != RECEIVED)
        self._steps.show_step(self._order.index(step))
        self._form.setVisible(step == FORM)
        self._check.setVisible(step == SUMMARY)
        self.received.setVisible(step == RECEIVED)
        self.fields.show_state(state)
        if step == SUMMARY:
            self.summary.show_declared(state.declared)
        if state.receipt is not None:
            self.received.show_receipt(state.receipt, practice=state.practice)
        for button in (self.on_button, self.send_button):
            button.set_busy(state.sending, self.tr("Sending…"))
        self.change_button.setEnabled(not state.sending)
        self._show_news(state, step)
        if step != self._step:
            begun, self._step = bool(self._step), step
            if begun and self.isVisible():
                self._take_focus()

    def _show_news(self, state: State, step: str) -> None:
        told = state.refused
        shown = step != RECEIVED and not state.sending and (told is not None or state.unanswered)
        if shown:
            title_ = told.title if told is not None else self.tr("No answer has come yet")
            advice = told.advice if told is not None else ""
            if state.unanswered:
                advice = self.tr(
                    "What you typed is kept. Send it again as soon as the server can be reached: however often it "
                    "is sent, it counts once."
                )
            self.news.set_meaning("attention" if state.unanswered else "danger")
            self.news.tell(title_, advice)
        self.news.setVisible(shown)

    def _take_focus(self) -> None:
        begin = {FORM: self.fields.first, SUMMARY: self.summary, RECEIVED: self.received.save_button}[
            self._presenter.state.step
        ]
        begin.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._presenter.state.step != FORM:
            self._area.verticalScrollBar().setValue(0)

    def _on_done(self) -> None:
        self._presenter.done()
        self.go.emit(Place(links.SIGN_IN))
