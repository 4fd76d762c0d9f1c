"""The overview: what the account has, until when, what it costs, and what needs its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtclient.presenters.overview import FAILED, READY, OverviewPresenter, State
from qtclient.resources.tokens import SIDE_BY_SIDE, SPACE
from qtclient.views.overview_cards import MattersCard, PlanCard, UsageCard
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.card import Card
from qtclient.views.parts.columns import Columns
from qtclient.views.parts.page import Page
from qtclient.views.parts.skeleton import Skeleton
from qtclient.views.parts.state_panel import ProblemPanel

if TYPE_CHECKING:
    from qtclient.sentences import Sentence


class OverviewView(QWidget):
    """Plan, usage, and a list of what needs attention.

    Signals:
        go(Place): one of the next steps was chosen.
    """

    go = Signal(object)

    def __init__(self, presenter: OverviewPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._page = Page(self.tr("Overview"))
        self._inside: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)
        presenter.changed.connect(self._render)
        self._render(presenter.state)

    def arrive(self, _argument: str) -> None:
        """Load what is shown."""
        self._presenter.load()

    def _render(self, state: State) -> None:
        if state.phase == READY:
            inside = self._full(state)
        elif state.phase == FAILED and state.problem is not None:
            inside = self._failed(state.problem)
        else:
            inside = self._loading()
        self._page.set_subtitle(self._standing(state))
        old, self._inside = self._inside, inside
        if old is not None:
            self._page.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._page.body.addWidget(inside)

    def _standing(self, state: State) -> str:
        if state.phase != READY:
            # A space keeps the line's place.
            return " "
        if not state.matters:
            return self.tr("Nothing needs your attention.")
        return self.tr("%n thing(s) need your attention.", "", len(state.matters))

    def _full(self, state: State) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.large)
        if state.problem is not None:
            column.addWidget(Notice("attention", state.problem.title, state.problem.advice, "offline"))
        side_by_side = Columns(SIDE_BY_SIDE)
        plan, usage = PlanCard(state), UsageCard(state)
        for card in (plan, usage):
            card.go.connect(self.go)
            side_by_side.add(card)
        column.addWidget(side_by_side)
        if state.matters:
            matters = MattersCard(state)
            matters.go.connect(self.go)
            column.addWidget(matters)
        return whole

    def _loading(self) -> QWidget:
        side_by_side = Columns(SIDE_BY_SIDE)
        for widths in ((180, 240, 200), (112, 240, 220)):
            card = Card()
            card.body.addWidget(Skeleton(110, 16))
            card.body.addSpacing(SPACE.small)
            card.body.addWidget(Skeleton(widths[0], 28))
            for width in widths[1:]:
                card.body.addWidget(Skeleton(width, 14))
            card.body.addStretch(1)
            card.body.addWidget(Skeleton(140, 36))
            card.setMinimumHeight(290)
            card.setAccessibleName(self.tr("Loading"))
            side_by_side.add(card)
        return side_by_side

    def _failed(self, problem: Sentence) -> QWidget:
        card = Card()
        panel = ProblemPanel(problem)
        panel.retry.connect(self._presenter.load)
        card.body.addWidget(panel)
        return card
