"""Where the account is signed in, how to end it there, and where the session is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtclient import formats
from qtclient.resources.tokens import SPACE
from qtclient.views.dialogs.sign_out_everywhere import SignOutEverywhereSheet
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.button import secondary_button
from qtclient.views.parts.card import Card, Line
from qtclient.views.parts.chip import Chip
from qtclient.views.parts.glyph import Glyph
from qtclient.views.parts.page import Page
from qtclient.views.parts.skeleton import Skeleton
from qtclient.views.parts.state_panel import ProblemPanel
from qtclient.views.parts.text import body, caption, strong

if TYPE_CHECKING:
    from licensewire.session import SessionEntry
    from qtclient.presenters.security import SecurityPresenter, SecurityState


class SecurityView(QWidget):
    """The list of sessions, and signing out everywhere.

    Signals:
        go(Place): not used; every view has it.
    """

    go = Signal(object)

    def __init__(self, presenter: SecurityPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        page = Page(self.tr("Security"), self.tr("Where you are signed in, and where your session is kept."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        self._trouble = Notice("danger", "")
        page.body.addWidget(self._trouble)
        sessions = Card(self.tr("Signed-in devices"))
        self._everywhere = secondary_button(self.tr("Sign out everywhere"))
        self._everywhere.setObjectName("sign-out-everywhere")
        self._everywhere.clicked.connect(self._ask_everywhere)
        sessions.head.addWidget(self._everywhere)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        sessions.body.addLayout(self._list)
        self._shown: tuple[object, ...] = ()
        self._ends: list[QWidget] = []
        page.body.addWidget(sessions)
        kept = Card(self.tr("This session"))
        row = QHBoxLayout()
        row.setSpacing(SPACE.medium)
        self._kept_glyph = Glyph("lock", 20)
        row.addWidget(self._kept_glyph)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._kept_title = strong()
        self._kept_text = body().set_tone("muted")
        words.addWidget(self._kept_title)
        words.addWidget(self._kept_text)
        row.addLayout(words, 1)
        kept.body.addLayout(row)
        page.body.addWidget(kept)
        presenter.changed.connect(self._render)
        self._render(presenter.state)

    def arrive(self, _argument: str) -> None:
        """Read the sessions."""
        self._presenter.load()

    def _render(self, state: SecurityState) -> None:
        failed = state.problem is not None and state.sessions is None
        if state.problem is not None and not failed:
            self._trouble.tell(state.problem.title, state.problem.advice)
        self._trouble.setVisible(state.problem is not None and not failed)
        self._everywhere.setEnabled(bool(state.sessions) and not state.signing_out)
        key = (state.sessions, state.ending, state.problem if failed else None)
        if key != self._shown or not self._list.count():
            self._shown = key
            self._fill(state)
        note = state.keyring_note
        self._kept_glyph.set_icon("lock" if note is None else "attention", "good" if note is None else "attention")
        self._kept_title.setText(
            self.tr("Kept in this computer's keyring") if note is None else note.title,
        )
        self._kept_text.setText(
            self.tr("You stay signed in when License Desk closes. The session is stored nowhere else.")
            if note is None
            else note.advice
        )

    def _fill(self, state: SecurityState) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if state.sessions is not None:
            for index, entry in enumerate(state.sessions):
                if index:
                    self._list.addWidget(Line())
                self._list.addWidget(self._row(entry, ending=entry.id in state.ending))
        elif state.problem is not None:
            panel = ProblemPanel(state.problem)
            panel.retry.connect(self._presenter.load)
            self._list.addWidget(panel)
        else:
            for _ in range(2):
                self._list.addWidget(_row_skeleton())

    def _row(self, entry: SessionEntry, *, ending: bool) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, SPACE.medium, 0, SPACE.medium)
        layout.setSpacing(SPACE.medium)
        layout.addWidget(Glyph("device", 22))
        words = QVBoxLayout()
        words.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(SPACE.small)
        first.addWidget(strong(entry.device_name).set_wrapped(False))
        if entry.current:
            first.addWidget(Chip(self.tr("This device"), "accent"))
        first.addStretch(1)
        words.addLayout(first)
        times = self.tr("Signed in {since}, last used {used}").format(
            since=formats.moment(entry.signed_in_at), used=formats.moment(entry.last_used_at)
        )
        words.addWidget(caption(times))
        layout.addLayout(words, 1)
        end = secondary_button(self.tr("Sign out") if entry.current else self.tr("End session"))
        end.setAccessibleDescription(entry.device_name)
        end.clicked.connect(lambda: self._presenter.end(entry))
        end.set_busy(ending, self.tr("Ending"))
        layout.addWidget(end)
        return row

    def _ask_everywhere(self) -> None:
        sheet = SignOutEverywhereSheet(self)
        sheet.confirmed.connect(self._presenter.sign_out_everywhere)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()


def _row_skeleton() -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, SPACE.medium, 0, SPACE.medium)
    layout.setSpacing(SPACE.medium)
    layout.addWidget(Skeleton(22, 22))
    words = QVBoxLayout()
    words.setSpacing(SPACE.small)
    words.addWidget(Skeleton(180, 14))
    words.addWidget(Skeleton(300, 12))
    layout.addLayout(words, 1)
    layout.addWidget(Skeleton(110, 36))
    return row
