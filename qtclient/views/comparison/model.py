"""The comparison as a Qt table: one row a feature, one column a plan."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from qtclient.views.comparison.content import CellText, Row

CELL = Qt.ItemDataRole.UserRole
ROW = Qt.ItemDataRole.UserRole + 1

_NOWHERE = QModelIndex()


def hint(text: str) -> str:
    """Return foreign text for a tool tip, which would guess at markup: escaped, and wrapped at a readable width."""
    return f"<qt>{html.escape(text)}</qt>" if text else ""


class ComparisonModel(QAbstractTableModel):
    """Rows are features and names of groups; the features' names are the vertical header."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self._plans: tuple[str, ...] = ()

    def fill(self, rows: tuple[Row, ...], plans: tuple[str, ...]) -> None:
        """Show `rows` under the names `plans`."""
        if (rows, plans) == (self._rows, self._plans):
            return
        self.beginResetModel()
        self._rows, self._plans = rows, plans
        self.endResetModel()

    def row(self, number: int) -> Row:
        """Return row `number`."""
        return self._rows[number]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many plans there are."""
        return 0 if parent.isValid() else len(self._plans)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Return that cells can be walked; the names of groups are stepped over."""
        if not index.isValid() or self._rows[index.row()].group:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's type
        """Return a cell's text, its spoken form, its explanation, or the `CellText` itself (`CELL`)."""
        row = self._rows[index.row()]
        if row.group:
            return None
        cell: CellText = row.cells[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.name}, {self._plans[index.column()]}: {cell.spoken}"
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return row.explanation
            case Qt.ItemDataRole.ToolTipRole:
                return hint(row.explanation)
        return cell if role == CELL else None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's type
        """Return plans' names across and features' names down."""
        if orientation == Qt.Orientation.Horizontal:
            return self._plans[section] if role == Qt.ItemDataRole.DisplayRole else None
        row = self._rows[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.ToolTipRole:
                return hint(row.explanation)
        return row if role == ROW else None
