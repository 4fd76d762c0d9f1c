"""A choice from a list, drawn with the family's own arrow."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from qtclient.resources import icon


class _Row(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        hint = super().sizeHint(option, index)
        hint.setHeight(max(32, hint.height()))
        return hint


class ComboBox(QComboBox):
    """A combo box whose popup has rows of a comfortable height, and which the wheel changes only with the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arrow = icon("chevron-down")
        self.setItemDelegate(_Row(self))
        rows = self.view()
        if isinstance(rows, QListView):
            # One row is asked for its height, not each of 250 countries several times over.
            rows.setUniformItemSizes(True)
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll the page instead of changing a choice that was only passed over."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the box by the style, and the arrow over it."""
        super().paintEvent(event)
        left = 8 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.width() - 26
        self._arrow.paint(QPainter(self), QRect(left, (self.height() - 18) // 2, 18, 18))
