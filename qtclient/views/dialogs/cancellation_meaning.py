"""What stays and what goes when the renewal is cancelled, measured on the account's own data (B6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from licensewire.shape import in_language
from qtclient import formats
from qtclient.resources.tokens import SPACE
from qtclient.views.parts.columns import Columns
from qtclient.views.parts.glyph import Glyph
from qtclient.views.parts.skeleton import Skeleton
from qtclient.views.parts.text import body, caption, strong

if TYPE_CHECKING:
    from licensewire.renewals import CancellationPreview, Loss
    from qtclient.sentences import Sentence

_BESIDE = 460


class CancellationMeaning(QWidget):
    """Two lists beside each other; skeletons until they are there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: CancellationPreview | None = None
        self._skeleton = _skeleton()
        self._problem = caption("")
        self._lists: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._skeleton)
        self._column.addWidget(self._problem)
        self._problem.hide()

    def show_preview(self, preview: CancellationPreview | None, problem: Sentence | None) -> None:
        """Show the preview; or why there is none, which holds nothing up."""
        self._skeleton.setVisible(preview is None and problem is None)
        told = self.tr("What exactly would stop could not be measured just now. You can cancel all the same.")
        self._problem.set_text_or_hide(told if preview is None and problem is not None else "")
        if preview is None or preview == self._preview:
            return
        self._preview = preview
        if self._lists is not None:
            self._lists.hide()
            self._lists.deleteLater()
        self._lists = self._made(preview)
        self._column.addWidget(self._lists)

    def _made(self, preview: CancellationPreview) -> QWidget:
        language = QLocale().name()
        lists = Columns(below=_BESIDE)
        stays = [("check", "good", in_language(text, language)) for text in preview.stays]
        goes = [("minus", "attention", self._loss(loss, language)) for loss in preview.losses if loss.over]
        goes += [("minus", "muted", in_language(text, language)) for text in preview.features_lost]
        lists.add(_list(self.tr("What stays"), stays))
        lists.add(_list(self.tr("What stops"), goes or [("check", "good", self.tr("Nothing that you use."))]))
        return lists

    def _loss(self, loss: Loss, language: str) -> str:
        name = in_language(loss.name, language)
        if loss.free_limit is None:
            return name
        text = self.tr("{name}: you use {used}, a Free account has {limit} ({over} over the limit)")
        return text.format(
            name=name,
            used=formats.number(loss.used),
            limit=formats.number(loss.free_limit),
            over=formats.number(loss.over),
        )


def _list(title: str, rows: list[tuple[str, str, str]]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.small)
    column.addWidget(strong(title))
    for icon, tone, text in rows:
        line = QHBoxLayout()
        line.setSpacing(SPACE.small)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 2, 0, 0)
        beside.addWidget(Glyph(icon, 16, tone))
        beside.addStretch(1)
        line.addLayout(beside)
        line.addWidget(body(text), 1)
        column.addLayout(line)
    column.addStretch(1)
    return holder


def _skeleton() -> QWidget:
    lists = Columns(below=_BESIDE)
    for widths in ((90, 200, 180), (90, 220, 200)):
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        for width in widths:
            column.addWidget(Skeleton(width, 14))
        column.addStretch(1)
        lists.add(holder)
    return lists
