"""Buying without an account: the plans side by side, and the e-mail address with which it begins (A5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from licensewire.plans import BUYABLE
from licensewire.shape import in_language
from qtclient import formats, links
from qtclient.links import Place
from qtclient.presenters.visit_state import EMAIL_INVALID, EMAIL_REQUIRED, FAILED, LOADING
from qtclient.resources.tokens import SPACE
from qtclient.sentences import visit_over
from qtclient.views.comparison.table import ComparisonTable
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.button import link_button, primary_button
from qtclient.views.parts.card import Card
from qtclient.views.parts.field import Field
from qtclient.views.parts.line_edit import LineEdit
from qtclient.views.parts.page import Page
from qtclient.views.parts.state_panel import ProblemPanel
from qtclient.views.parts.text import body
from qtclient.views.plans import open_contact, plans_skeleton

if TYPE_CHECKING:
    from licensewire.plans import Plan
    from qtclient.presenters.visit import VisitPresenter
    from qtclient.presenters.visit_state import State
    from qtclient.sentences import Sentence


class BuyView(Page):
    """E-mail address and *Buy now* on top, the comparison below; every *Buy now* uses the same address.

    Signals:
        go(Place): to the verification, to the form, or to signing in.
    """

    go = Signal(object)

    def __init__(self, presenter: VisitPresenter, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._presenter = presenter
        self._tries = presenter.state.email_tries
        self.title.setText(self.tr("Buy without an account"))
        self.set_subtitle(
            self.tr("Choose a plan, confirm your e-mail address, and pay by card. Your account is made with it.")
        )
        sign_in = link_button(self.tr("Sign in instead"))
        sign_in.setObjectName("go-sign-in")
        sign_in.clicked.connect(lambda: self.go.emit(Place(links.SIGN_IN)))
        self.head.addWidget(sign_in, 0, Qt.AlignmentFlag.AlignTop)
        self._news = Notice("danger", "")
        self._news.setObjectName("buy-problem")
        self._card = self._make_card()
        self._skeleton = plans_skeleton()
        self._problem = ProblemPanel()
        self._problem.retry.connect(presenter.load)
        self.table = ComparisonTable(self.area, with_primary=False)
        self.table.buy.connect(self._buy)
        self.table.request.connect(self._start_request)
        for widget in (self._news, self._card, self._skeleton, self._problem, self.table):
            self.body.addWidget(widget)
        presenter.changed.connect(self._render)
        presenter.go_on.connect(self._go_on)
        self._render(presenter.state)

    def arrive(self, _argument: str) -> None:
        """Load the plans, and be ready to type."""
        self._presenter.load()
        begin = self.email if self.email.isVisibleTo(self) else self.further
        begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self, place: Place) -> None:
        # The verification follows the same presenter: the one that is looked at leads on.
        if self.isVisible():
            self.go.emit(place)

    def _make_card(self) -> QWidget:
        card = Card()
        self.email = LineEdit()
        self.email.setObjectName("buy-email")
        self.email.setInputMethodHints(Qt.InputMethodHint.ImhEmailCharactersOnly)
        self.email.setPlaceholderText(self.tr("name@example.com"))
        self.email.textEdited.connect(self._presenter.note_email)
        self.email.editingFinished.connect(self._presenter.leave_email)
        self.email.returnPressed.connect(self._buy_first)
        self.button = primary_button(self.tr("Buy now"))
        self.button.setObjectName("buy-now")
        self.button.clicked.connect(self._buy_first)
        self._field = Field(self.tr("E-mail address"), self.email)
        self._field.add_beside(self.button)
        self._proved = QWidget()
        row = QHBoxLayout(self._proved)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.medium)
        self._proved_words = body("")
        other = link_button(self.tr("Use another address"))
        other.setObjectName("other-address")
        other.clicked.connect(self._presenter.other_address)
        self.further = primary_button(self.tr("Go on with the purchase"))
        self.further.setObjectName("go-on")
        self.further.clicked.connect(self._buy_first)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._proved_words)
        words.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        row.addWidget(self.further)
        card.body.addWidget(self._field)
        card.body.addWidget(self._proved)
        return card

    def _render(self, state: State) -> None:
        ready = state.comparison is not None
        self._skeleton.setVisible(not ready and state.phase == LOADING)
        self._problem.setVisible(not ready and state.phase == FAILED)
        if state.phase == FAILED and state.problem is not None:
            self._problem.show_problem(state.problem)
        self.table.setVisible(ready)
        if state.comparison is not None:
            self.table.show_comparison(state.comparison, "", None)
        self._show_news(state)
        self._show_email(state)

    def _show_news(self, state: State) -> None:
        told: Sentence | None = state.refused
        meaning = "danger"
        if told is None and state.visit_over:
            told, meaning = visit_over(), "attention"
        if told is None and state.comparison is not None and state.problem is not None:
            told, meaning = state.problem, "attention"
        if told is not None:
            self._news.set_meaning(meaning)
            self._news.tell(told.title, told.advice)
        self._news.setVisible(told is not None)

    def _show_email(self, state: State) -> None:
        proved = state.visitor is not None
        self._field.setVisible(not proved)
        self._proved.setVisible(proved)
        if state.visitor is not None:
            text = self.tr("Your address {email} is confirmed.").format(email=state.visitor.email)
            self._proved_words.setText(text)
        if self.email.text() != state.email:
            self.email.setText(state.email)
        self._field.set_help(self._help())
        self._field.set_problem(
            {
                EMAIL_REQUIRED: self.tr("Enter your e-mail address; the code to confirm it is sent there."),
                EMAIL_INVALID: self.tr("This is not an e-mail address that mail can be sent to. Check it."),
            }.get(state.email_problem, "")
        )
        self.button.set_busy(state.asking, self.tr("Sending the code…"))
        self.email.setReadOnly(state.asking)
        for button in (self.button, self.further):
            if not state.asking:
                button.setEnabled(self._first() is not None)
        if state.email_tries != self._tries:
            self._tries = state.email_tries
            self.email.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(self.email, 0, SPACE.vast)

    def _help(self) -> str:
        plan = self._first()
        if plan is None or plan.price is None:
            return " "
        name = in_language(plan.name, QLocale().name())
        return self.tr("We send you a code to confirm it. Buy now is for {plan}, {price}.").format(
            plan=name, price=formats.price_per_period(plan.price)
        )

    def _first(self) -> Plan | None:
        """Return the plan of the button on top: what was wanted before, else the recommended one."""
        state = self._presenter.state
        plans = state.comparison.plans if state.comparison is not None else ()
        buyable = [plan for plan in plans if plan.availability == BUYABLE]
        wanted = next((plan for plan in buyable if plan.id == state.plan_id), None)
        return wanted or next((plan for plan in buyable if plan.recommended), buyable[0] if buyable else None)

    def _buy_first(self) -> None:
        plan = self._first()
        if plan is not None:
            self._buy(plan.id)

    def _buy(self, plan_id: str) -> None:
        self._presenter.buy(plan_id)

    def _start_request(self) -> None:
        comparison = self._presenter.state.comparison
        if comparison is not None:
            open_contact(comparison.custom_plan_contact)
