"""The ring round what has the keyboard's focus: one widget over the window, the same for every control."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from qtclient.resources import current
from qtclient.resources.tokens import RADIUS

_WIDTH = 2
_OFFSET = 2
_ROOM = _WIDTH + _OFFSET
_FOLLOWED = frozenset(
    {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange}
)


class FocusRing(QWidget):
    """Follows the focus inside `window`.

    A ring appears where the focus came by the keyboard or by the program; a press of the mouse shows it on fields
    only, where it tells where the typing goes.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._followed: list[QWidget] = []
        self._target: QWidget | None = None
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 - Qt's name and signature
        """Stay round the control when it or anything that holds it moves."""
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the ring in the accent colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current().accent), _WIDTH))
        half = _WIDTH / 2
        radius = RADIUS.control + _OFFSET
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._followed:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._followed = []
        self._target = None
        typed = isinstance(new, QLineEdit | QPlainTextEdit | QComboBox)
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if new is None or not self._belongs(new) or (by_mouse and not typed):
            self.hide()
            return
        self._target = new
        holder: QWidget | None = new
        while holder is not None and holder is not self.window():
            holder.installEventFilter(self)
            self._followed.append(holder)
            holder = holder.parentWidget()
        self._place()

    def _belongs(self, widget: QWidget) -> bool:
        return widget.window() is self.window() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        window = self.window()
        whole = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        seen = whole.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)
        holder = target.parentWidget()
        while holder is not None and holder is not window:
            if isinstance(holder.parentWidget(), QAbstractScrollArea):
                shown = QRect(holder.mapTo(window, QPoint(0, 0)), holder.size())
                if not shown.intersects(whole):
                    self.hide()
                    return
                # A control cut off by scrolling has no honest outline; the part that is seen keeps its sides.
                seen = seen.intersected(shown.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM))
            holder = holder.parentWidget()
        self.setGeometry(seen)
        self.show()
        self.raise_()
