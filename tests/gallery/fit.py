"""Finds words that do not fit: cut off by their own widget, by what holds it, or by a neighbour."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from qtclient.views.parts.nav_button import NavButton
from qtclient.views.parts.sheet import Sheet

_TEXT_WIDGETS = QLabel | QAbstractButton | QLineEdit | QComboBox


def misfits(window: QWidget) -> list[str]:
    """Return a sentence for each text of `window` that cannot be read whole."""
    top = _front(window)
    shown = [widget for widget in top.findChildren(QWidget) if widget.isVisible() and _words(widget)]
    found = [f"{_told(widget)}: {why}" for widget in shown for why in _cut(widget, window)]
    found += [
        f"{_told(one)} lies over {_told(other)}" for one, other in combinations(shown, 2) if _overlap(one, other)
    ]
    found += [
        f"{_told(area)}: contents are {area.widget().width()} wide in {area.viewport().width()}"
        for area in top.findChildren(QScrollArea)
        if area.isVisible()
        and area.widget() is not None
        and area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        and area.widget().width() > area.viewport().width()
    ]
    return found


def _front(window: QWidget) -> QWidget:
    return next((sheet.panel for sheet in window.findChildren(Sheet) if sheet.isVisible()), window)


def _words(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLineEdit):
        return widget.displayText() or widget.placeholderText()
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return ""


def _cut(widget: QWidget, window: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _cut_label(widget)
    elif isinstance(widget, QCheckBox):
        if widget.heightForWidth(widget.width()) > widget.height():
            yield f"needs a height of {widget.heightForWidth(widget.width())}, has {widget.height()}"
    elif isinstance(widget, QPushButton | NavButton):
        if widget.sizeHint().width() > widget.width() or widget.sizeHint().height() > widget.height() + 1:
            yield f"needs {_size(widget.sizeHint())}, has {_size(widget.size())}"
    elif isinstance(widget, QLineEdit):
        needed = widget.fontMetrics().horizontalAdvance(_words(widget))
        margins = widget.textMargins()
        room = widget.contentsRect().width() - margins.left() - margins.right() - 20
        if needed > room and not widget.text():
            yield f"its placeholder is {needed} wide, there is room for {room}"
    elif isinstance(widget, QComboBox):
        needed = widget.fontMetrics().horizontalAdvance(_words(widget))
        if needed > widget.width() - 42:
            yield f"its choice is {needed} wide, there is room for {widget.width() - 42}"
    yield from _cut_by_holder(widget, window)


def _cut_label(label: QLabel) -> Iterator[str]:
    room = label.contentsRect()
    metrics = label.fontMetrics()
    flags = int(Qt.TextFlag.TextWordWrap) if label.wordWrap() else 0
    needed = metrics.boundingRect(QRect(0, 0, room.width(), 10_000), flags, label.text())
    if needed.width() > room.width() + 1 or needed.height() > room.height() + 1:
        yield f"needs {_size(needed.size())}, has {_size(room.size())}"


def _cut_by_holder(widget: QWidget, window: QWidget) -> Iterator[str]:
    """What scrolls may lie outside of what is seen; everything else must lie inside all that holds it."""
    place = widget.rect()
    inner: QWidget = widget
    while inner is not window:
        holder = inner.parentWidget()
        if holder is None or holder.property("scrolls") or isinstance(holder.parentWidget(), QAbstractScrollArea):
            return
        place = QRect(inner.mapTo(holder, place.topLeft()), place.size())
        if not holder.rect().adjusted(-1, -1, 1, 1).contains(place):
            yield f"is cut off by {type(holder).__name__}"
            return
        inner = holder


def _overlap(one: QWidget, other: QWidget) -> bool:
    if one.isAncestorOf(other) or other.isAncestorOf(one):
        return False
    if one.visibleRegion().isEmpty() or other.visibleRegion().isEmpty():
        return False
    first, second = _global(one), _global(other)
    shared = first.intersected(second)
    return shared.width() > 1 and shared.height() > 1


def _global(widget: QWidget) -> QRect:
    seen = widget.visibleRegion().boundingRect()
    return QRect(widget.mapToGlobal(QPoint(0, 0)) + seen.topLeft(), seen.size())


def _size(size: object) -> str:
    return f"{size.width()} x {size.height()}"  # type: ignore[attr-defined]


def _told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {_words(widget)[:40]!r}"
