"""Icons drawn with the colour of a token, looked up at the moment of painting."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from qtclient.resources.tokens import Palette


@lru_cache(maxsize=256)
def _renderer(path: Path, colour: str) -> QSvgRenderer:
    # Qt's SVG reader does not know currentColor, so the colour is written into the text.
    source = path.read_text(encoding="utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(source.encode()))


class TintedSvg(QIconEngine):
    """Paints one SVG file, its ``currentColor`` replaced by a token's colour.

    Args:
        path: the SVG file.
        tone: the token, see `Palette.tone`.
        palette: asked at each painting for the palette in force.
    """

    def __init__(self, path: Path, tone: str, palette: Callable[[], Palette]) -> None:
        super().__init__()
        self._path = path
        self._tone = tone
        self._palette = palette

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        """Draw into `rect`, in the disabled colour where `mode` says so."""
        tone = "disabled" if mode == QIcon.Mode.Disabled else self._tone
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # In a wider place the rest is the gap to the words beside it.
        side = min(rect.width(), rect.height())
        mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = rect.right() + 1 - side if mirrored else rect.left()
        place = QRectF(left, rect.top(), side, side)
        _renderer(self._path, self._palette().tone(tone)).render(painter, place)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return a picture of `size` in device pixels, on nothing."""
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        """Return another engine for the same file and token."""
        return TintedSvg(self._path, self._tone, self._palette)
