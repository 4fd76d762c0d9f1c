"""What stands in the comparison: columns, grouped rows and cells, with every text ready to be painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from licensewire.plans import INCLUDED, NEGOTIATED, NUMBER, UNLIMITED, YES
from licensewire.shape import in_language
from qtclient import formats

if TYPE_CHECKING:
    from licensewire.plans import Cell, Plan, PlanComparison

SAME = "same"
MORE = "more"
LESS = "less"


@dataclass(frozen=True)
class CellText:
    """One cell.

    Attributes:
        text: what is painted beside the tick, or alone.
        spoken: what a screen reader says.
        tick: painted with a tick.
        against_current: `MORE`, `LESS` or `SAME` as the current plan has it.
    """

    text: str
    spoken: str
    tick: bool = False
    against_current: str = SAME


@dataclass(frozen=True)
class Row:
    """One row: a feature, or with no cells the name of the group that follows."""

    name: str
    explanation: str = ""
    cells: tuple[CellText, ...] = ()

    @property
    def group(self) -> bool:
        """Whether this is the name of a group."""
        return not self.cells


def shown_plans(comparison: PlanComparison, current_plan: str) -> tuple[Plan, ...]:
    """Return the plans worth comparing: of those had without buying, the first one and the person's own."""
    included = [plan.id for plan in comparison.plans if plan.availability == INCLUDED]
    return tuple(
        plan
        for plan in comparison.plans
        if plan.availability != INCLUDED or plan.id in {current_plan, *included[:1]}
    )


def rows(comparison: PlanComparison, current_plan: str) -> tuple[Row, ...]:
    """Return every row of the comparison in the language in force."""
    language = QLocale().name()
    plans = shown_plans(comparison, current_plan)
    current = next((plan for plan in plans if plan.id == current_plan), None)
    found: list[Row] = []
    for group in comparison.groups:
        found.append(Row(in_language(group.name, language)))
        for feature in group.features:
            mine = current.cells.get(feature.id) if current is not None else None
            found.append(
                Row(
                    in_language(feature.name, language),
                    in_language(feature.explanation, language) if feature.explanation else "",
                    tuple(_cell_text(plan.cells.get(feature.id), mine) for plan in plans),
                )
            )
    return tuple(found)


def _cell_text(cell: Cell | None, mine: Cell | None) -> CellText:
    translate = QCoreApplication.translate
    against = _against(cell, mine)
    tick = cell is not None and cell.kind == YES
    if cell is not None and cell.kind == NUMBER:
        text = formats.number(cell.number or 0)
    elif cell is not None and cell.kind == UNLIMITED:
        text = translate("Comparison", "Unlimited")
    elif cell is not None and cell.kind == NEGOTIATED:
        text = translate("Comparison", "Negotiated")
    elif tick:
        text = translate("Comparison", "Included")
    else:
        text = "–"
    spoken = translate("Comparison", "not included") if text == "–" else text
    if against == MORE:
        spoken = translate("Comparison", "{offer}, more than you have now").format(offer=spoken)
    elif against == LESS:
        spoken = translate("Comparison", "{offer}, less than you have now").format(offer=spoken)
    return CellText(text, spoken, tick, against)


def _against(cell: Cell | None, mine: Cell | None) -> str:
    if mine is None:
        return SAME
    offer, have = _worth(cell), _worth(mine)
    if offer is None or have is None or offer == have:
        return SAME
    return MORE if offer > have else LESS


def _worth(cell: Cell | None) -> float | None:
    """Return a cell's worth for comparing; None for what is negotiated and cannot be compared."""
    if cell is None:
        return 0.0
    if cell.kind == NUMBER:
        return float(cell.number or 0)
    return {UNLIMITED: float("inf"), YES: 1.0, NEGOTIATED: None}.get(cell.kind, 0.0)
