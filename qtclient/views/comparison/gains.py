"""What a bigger plan would change, measured on the account's own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QGridLayout, QWidget

from licensewire.plans import NUMBER, UNLIMITED, YES
from licensewire.shape import in_language
from qtclient import formats
from qtclient.resources.tokens import SPACE
from qtclient.views.parts.card import Card
from qtclient.views.parts.meter import NEAR, Bar
from qtclient.views.parts.text import body, caption, strong

if TYPE_CHECKING:
    from licensewire.plans import Plan, PlanComparison, Usage, UsageLine


class GainsCard(Card):
    """Each limit with what is used of it now, and what would be left with `plan`; then what is new."""

    def __init__(
        self, comparison: PlanComparison, usage: Usage, current_plan: str, plan: Plan, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        language = QLocale().name()
        name = in_language(plan.name, language)
        self.body.addWidget(strong(self.tr("What {plan} changes for you").format(plan=name)))
        self.body.addWidget(
            caption(self.tr("Measured on your own data, {moment}").format(moment=formats.moment(usage.measured_at)))
        )
        names = {
            feature.id: in_language(feature.name, language)
            for group in comparison.groups
            for feature in group.features
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.large)
        grid.setVerticalSpacing(SPACE.medium)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 2)
        row = 0
        for line in usage.lines:
            if line.feature_id in names and (after := self._after(line, plan)):
                self._add_line(grid, row, names[line.feature_id], line, after)
                row += 1
        self.body.addLayout(grid)
        current = next((candidate for candidate in comparison.plans if candidate.id == current_plan), None)
        fresh = [
            names[feature]
            for feature, cell in plan.cells.items()
            if cell.kind == YES and feature in names and not _has(current, feature)
        ]
        if fresh:
            template = self.tr("New for you: {features}.")
            self.body.addWidget(body(template.format(features=", ".join(fresh))))

    def _add_line(self, grid: QGridLayout, row: int, name: str, line: UsageLine, after: str) -> None:
        used = QWidget()
        used.setMinimumWidth(120)
        column = QGridLayout(used)
        column.setContentsMargins(0, 0, 0, 0)
        column.setVerticalSpacing(SPACE.hair)
        words = caption(self._used(line))
        if line.limit is not None and line.used >= line.limit * NEAR:
            words.set_tone("danger" if line.used >= line.limit else "attention")
        column.addWidget(words, 0, 0)
        column.addWidget(Bar(line.used, line.limit), 1, 0)
        grid.addWidget(body(name), row, 0)
        grid.addWidget(used, row, 1)
        grid.addWidget(body(after), row, 2)

    def _used(self, line: UsageLine) -> str:
        used = formats.number(line.used)
        if line.limit is None:
            return self.tr("{used} used, without limit").format(used=used)
        return self.tr("{used} of {limit} used").format(used=used, limit=formats.number(line.limit))

    def _after(self, line: UsageLine, plan: Plan) -> str:
        cell = plan.cells.get(line.feature_id)
        if cell is None:
            return ""
        if cell.kind == UNLIMITED:
            return self.tr("Without limit") if line.limit is not None else ""
        if cell.kind != NUMBER or cell.number is None or line.limit == cell.number:
            return ""
        left = cell.number - line.used
        if left < 0:
            return self.tr("{limit}: you are {count} over it").format(
                limit=formats.number(cell.number), count=formats.number(-left)
            )
        return self.tr("{limit}, of which {left} are left").format(
            limit=formats.number(cell.number), left=formats.number(left)
        )


def _has(plan: Plan | None, feature: str) -> bool:
    return plan is not None and feature in plan.cells and plan.cells[feature].kind == YES
