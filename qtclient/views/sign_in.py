"""Signing in, and in practice mode a list of sample accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtclient import links
from qtclient.links import Place
from qtclient.resources.tokens import SPACE
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.button import link_button, primary_button
from qtclient.views.parts.card import Card
from qtclient.views.parts.columns import Columns
from qtclient.views.parts.field import Field
from qtclient.views.parts.line_edit import LineEdit, PasswordEdit
from qtclient.views.parts.mark import Mark
from qtclient.views.parts.page import Column
from qtclient.views.parts.state_panel import ProblemPanel
from qtclient.views.parts.text import body, title
from qtclient.views.sample_accounts import SampleAccounts

if TYPE_CHECKING:
    from licensewire.service import SampleAccount
    from qtclient.presenters.sign_in import SignInPresenter, SignInState

_WIDTH = 400
_WIDTH_WITH_SAMPLES = 860
_SIDE_BY_SIDE = 700


class SignInView(QWidget):
    """Name, password, one button; a problem stands where the eye is.

    Signals:
        go(Place): to buying without an account, or to practice mode's mails.
    """

    go = Signal(object)

    def __init__(self, presenter: SignInPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._area = Column(_WIDTH)
        self._headline = title(self.tr("Sign in"))
        self._headline.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._platform = body(" ").set_tone("muted")
        self._platform.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._form = self._make_form()
        self._trouble = Card()
        self._panel = ProblemPanel()
        self._panel.retry.connect(presenter.retry)
        self._trouble.body.addWidget(self._panel)
        self._form_holder = QWidget()
        holder = QVBoxLayout(self._form_holder)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self._form)
        holder.addLayout(self._make_links())
        holder.addWidget(self._trouble)
        holder.addStretch(1)
        self._samples = SampleAccounts()
        self._samples.chosen.connect(self._use_sample)
        self._area.body.addStretch(1)
        self._area.body.addWidget(Mark(52), 0, Qt.AlignmentFlag.AlignHCenter)
        words = QVBoxLayout()
        words.setSpacing(SPACE.hair)
        words.addWidget(self._headline)
        words.addWidget(self._platform)
        self._area.body.addLayout(words)
        side_by_side = Columns(_SIDE_BY_SIDE)
        side_by_side.add(self._form_holder)
        side_by_side.add(self._samples)
        self._area.body.addWidget(side_by_side)
        self._area.body.addStretch(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area, 1)
        presenter.changed.connect(self._render)
        self._render(presenter.state)

    def arrive(self, _argument: str) -> None:
        """Be ready to type."""
        if self._form.isVisibleTo(self):
            (self._password if self._name.text() else self._name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_form(self) -> QWidget:
        card = Card()
        self._name = LineEdit()
        self._name.setObjectName("username")
        self._password = PasswordEdit()
        self._password.setObjectName("password")
        self._name_field = Field(self.tr("Username or e-mail"), self._name)
        self._password_field = Field(self.tr("Password"), self._password)
        self._problem = Notice("danger", "")
        self._problem.setVisible(False)
        self._submit = primary_button(self.tr("Sign in"))
        self._submit.setObjectName("sign-in")
        self._submit.clicked.connect(self._on_submit)
        self._name.returnPressed.connect(self._on_name_done)
        self._password.returnPressed.connect(self._on_submit)
        card.body.setSpacing(SPACE.regular)
        card.body.addWidget(self._problem)
        card.body.addWidget(self._name_field)
        card.body.addWidget(self._password_field)
        card.body.addSpacing(SPACE.hair)
        card.body.addWidget(self._submit)
        return card

    def _make_links(self) -> QHBoxLayout:
        self._buy = link_button(self.tr("Buy without an account"))
        self._buy.setObjectName("go-buy")
        self._buy.clicked.connect(lambda: self.go.emit(Place(links.BUY)))
        self._outbox = link_button(self.tr("Open the outbox"))
        self._outbox.setObjectName("open-outbox")
        self._outbox.clicked.connect(lambda: self.go.emit(Place(links.OUTBOX)))
        row = QHBoxLayout()
        row.setContentsMargins(0, SPACE.small, 0, 0)
        row.setSpacing(SPACE.large)
        row.addStretch(1)
        row.addWidget(self._buy)
        row.addWidget(self._outbox)
        row.addStretch(1)
        return row

    def _render(self, state: SignInState) -> None:
        unreachable = state.starting and state.problem is not None
        self._platform.setText(
            self.tr("to manage your license of {platform}").format(platform=state.platform_name)
            if state.platform_name
            else " "
        )
        self._form.setVisible(not unreachable)
        self._trouble.setVisible(unreachable)
        self._buy.setVisible(not state.starting)
        self._outbox.setVisible(not state.starting and state.practice)
        if unreachable and state.problem is not None:
            self._panel.show_problem(state.problem)
        told = state.problem if not unreachable else None
        if told is not None:
            self._problem.tell(told.title, told.advice)
        self._problem.setVisible(told is not None)
        waiting = state.busy or (state.starting and not unreachable)
        self._submit.set_busy(waiting, self.tr("Signing in") if state.busy else self.tr("Connecting"))
        for editor in (self._name, self._password):
            editor.setReadOnly(state.busy)
        self._samples.setVisible(bool(state.samples))
        self._area.column.setMaximumWidth(_WIDTH_WITH_SAMPLES if state.samples else _WIDTH)
        self._samples.show_accounts(state.samples, enabled=state.ready)

    def _on_name_done(self) -> None:
        if self._password.text():
            self._on_submit()
        else:
            self._password.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_submit(self) -> None:
        name, password = self._name.text().strip(), self._password.text()
        self._name_field.set_problem("" if name else self.tr("Enter your username or e-mail address."))
        self._password_field.set_problem("" if password else self.tr("Enter your password."))
        if not name:
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not password:
            self._password.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._presenter.sign_in(name, password)

    def _use_sample(self, sample: SampleAccount) -> None:
        self._name.setText(sample.username)
        self._password.setText(sample.password)
        self._presenter.sign_in_as(sample)
