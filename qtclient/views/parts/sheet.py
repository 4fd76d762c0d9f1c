"""Dialogs as sheets inside the window: dimmed background, Escape closes, focus kept inside and given back."""

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QRect, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from qtclient.resources import current
from qtclient.resources.tokens import SPACE
from qtclient.views.parts.announce import announce
from qtclient.views.parts.motion import duration
from qtclient.views.parts.text import heading


def _tall(layout: QLayout, width: int) -> int:
    return layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()


def _neighbour(widget: QWidget, *, forward: bool) -> QWidget | None:
    return widget.nextInFocusChain() if forward else widget.previousInFocusChain()


class SheetPanel(QFrame):
    """The sheet's surface."""


class Sheet(QWidget):
    """A dialog over the whole window of `parent_window`.

    Contents go into `body`, buttons into `actions` (the primary one last).

    Signals:
        closed: the sheet is away, by whichever way.
    """

    closed = Signal()
    # Hides QWidget.actions(), which a sheet has no use for.
    actions: QHBoxLayout  # type: ignore[assignment]

    def __init__(self, title: str, parent_window: QWidget, width: int = 480) -> None:
        super().__init__(parent_window.window())
        self._over = parent_window.window()
        self._width = width
        self._before: QWidget | None = None
        self._shown = 0.0
        self.panel = SheetPanel(self)
        self.title = heading(title)
        self.set_title(title)
        self._inside = inside = QWidget()
        inside.setObjectName("column")
        inside.setMinimumHeight(1)  # its width decides; else it keeps the height that the narrowest would need
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(SPACE.large, SPACE.small, SPACE.large, SPACE.small)
        self.body.setSpacing(SPACE.regular)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setWidget(inside)
        inside.installEventFilter(self)
        self._head = head = QVBoxLayout()
        head.setContentsMargins(SPACE.large, SPACE.large, SPACE.large, SPACE.hair)
        head.addWidget(self.title)
        self.actions = QHBoxLayout()
        self.actions.setContentsMargins(SPACE.large, SPACE.regular, SPACE.large, SPACE.large)
        self.actions.setSpacing(SPACE.medium)
        self.actions.addStretch(1)
        layout = QVBoxLayout(self.panel)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(self.actions)
        self._motion = QVariantAnimation(self)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.valueChanged.connect(self._move_to)
        self.setVisible(False)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self.title.setText(title)
        self.panel.setAccessibleName(title)

    def open(self) -> None:
        """Show the sheet over everything in the window and take the focus."""
        window = self._over
        self._before = QApplication.focusWidget()
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self._motion.setDuration(duration())
        self._move_to(0.0 if duration() else 1.0)
        self.show()
        self.raise_()
        if duration():
            self._motion.start()
        first = self._next(None, forward=True)
        (first or self).setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.panel, self.title.text())

    def close(self) -> bool:
        """Put the sheet away and give the focus back to where it was."""
        if not self.isVisible():
            return True
        self._motion.stop()
        self._over.removeEventFilter(self)
        self.hide()
        try:
            if self._before is not None and self._before.isVisible():
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        except RuntimeError:
            # The widget that had the focus was deleted while the sheet stood before it.
            self._before = None
        self.closed.emit()
        return True

    def show_part(self, part: QWidget) -> None:
        """Scroll to `part` of the contents."""
        self._scroll.ensureWidgetVisible(part)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Close on Escape; keep every other key from what lies behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Move round inside the sheet, never out of it."""
        target = self._next(QApplication.focusWidget(), forward=forward)
        if target is not None:
            reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
            target.setFocus(reason)
            if self._scroll.isAncestorOf(target):
                self._scroll.ensureWidgetVisible(target)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the size of the window and of the contents."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        elif watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Keep the panel in the middle."""
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Dim what lies behind."""
        colour = QColor(current().scrim)
        colour.setAlphaF(colour.alphaF() * self._shown)
        QPainter(self).fillRect(self.rect(), colour)

    def _move_to(self, shown: float) -> None:
        self._shown = shown
        self._place()
        self.update()

    def _place(self) -> None:
        width = min(self._width, self.width() - 2 * SPACE.regular)
        wanted = sum(_tall(part, width - 2) for part in (self._head, self.body, self.actions)) + 4
        height = min(wanted, self.height() - 2 * SPACE.regular)
        left = (self.width() - width) // 2
        top = max(SPACE.regular, (self.height() - height) * 2 // 5)
        self.panel.setGeometry(QRect(left, top + round((1 - self._shown) * 8), width, height))

    def _next(self, start: QWidget | None, *, forward: bool) -> QWidget | None:
        """Return the widget of the sheet that Tab goes to after `start`; the first one where that is None."""
        origin = start if start is not None and self.isAncestorOf(start) else self
        candidate = _neighbour(origin, forward=forward)
        while candidate is not None and candidate is not origin:
            if (
                self.isAncestorOf(candidate)
                and candidate.isVisibleTo(self)
                and candidate.isEnabled()
                and candidate.focusPolicy() & Qt.FocusPolicy.TabFocus
                and candidate.focusProxy() is None
            ):
                return candidate
            candidate = _neighbour(candidate, forward=forward)
        return None
