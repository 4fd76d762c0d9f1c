"""Practice mode's outbox: every mail as plain text, with what can be copied out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtclient import formats
from qtclient.presenters.outbox import FAILED, LOADING
from qtclient.resources.tokens import SPACE
from qtclient.views.parts.button import primary_button, secondary_button
from qtclient.views.parts.card import Card
from qtclient.views.parts.sheet import Sheet
from qtclient.views.parts.skeleton import Skeleton
from qtclient.views.parts.state_panel import EmptyPanel, ProblemPanel
from qtclient.views.parts.text import Text, body, caption, strong

if TYPE_CHECKING:
    from licensewire.practice import PracticeMail
    from qtclient.presenters.outbox import OutboxPresenter, State

_WIDTH = 620
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class OutboxSheet(Sheet):
    """Lists the mails, newest first; loads when it is opened."""

    def __init__(self, presenter: OutboxPresenter, parent_window: QWidget) -> None:
        super().__init__("", parent_window, _WIDTH)
        self.set_title(self.tr("Outbox"))
        self._presenter = presenter
        self._mails: tuple[PracticeMail, ...] | None = None
        self.body.addWidget(
            caption(self.tr("In practice mode no mail leaves this computer. What would have been sent is here."))
        )
        self._skeleton = _skeleton()
        self._problem = ProblemPanel()
        self._problem.retry.connect(presenter.load)
        self._empty = EmptyPanel(
            self.tr("No mail yet"), self.tr("Codes, confirmations and receipts appear here."), icon_name="mail"
        )
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.regular)
        for part in (self._skeleton, self._problem, self._empty, self._list):
            self.body.addWidget(part)
        self.body.addStretch(1)
        again = secondary_button(self.tr("Look again"))
        again.setObjectName("outbox-again")
        again.clicked.connect(presenter.load)
        done = primary_button(self.tr("Close"))
        done.setObjectName("outbox-close")
        done.clicked.connect(self.close)
        self.actions.addWidget(again)
        self.actions.addWidget(done)
        presenter.changed.connect(self._render)
        self._render(presenter.state)

    def open(self) -> None:
        """Show the sheet and ask for the mails."""
        self._presenter.load()
        super().open()

    def _render(self, state: State) -> None:
        ready = state.phase not in {LOADING, FAILED}
        self._skeleton.setVisible(state.phase == LOADING)
        self._problem.setVisible(state.phase == FAILED)
        if state.phase == FAILED and state.problem is not None:
            self._problem.show_problem(state.problem)
        self._empty.setVisible(ready and not state.mails)
        self._list.setVisible(ready and bool(state.mails))
        if ready and state.mails != self._mails:
            self._mails = state.mails
            while (item := self._column.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
            for mail in state.mails:
                self._column.addWidget(_mail(mail))


def _mail(mail: PracticeMail) -> QWidget:
    card = Card()
    card.setObjectName(f"mail-{mail.id}")
    card.body.setSpacing(SPACE.hair)
    card.body.addWidget(strong(mail.subject))
    card.body.addWidget(caption(f"{mail.recipient} · {formats.moment(mail.created_at)}"))
    text: Text = body(mail.text)
    text.setTextInteractionFlags(_SELECTABLE)
    text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    text.setAccessibleName(mail.subject)
    card.body.addSpacing(SPACE.small)
    card.body.addWidget(text)
    return card


def _skeleton() -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.regular)
    for _ in range(2):
        column.addWidget(Skeleton(240, 14))
        column.addWidget(Skeleton(0, 96))
    return holder
