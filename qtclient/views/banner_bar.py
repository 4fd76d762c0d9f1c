"""Banners under the title bar: what must not be missed, at most two at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtclient.views.parts.announce import announce
from qtclient.views.parts.banner import Banner

PURCHASE: Final = "purchase"
FOUND: Final = "found"
BILLING: Final = "billing"
OFFLINE: Final = "offline"
SESSION: Final = "session"
# The most pressing first; what does not fit waits until another is gone.
_ORDER: Final = (PURCHASE, FOUND, BILLING, OFFLINE, SESSION)
_MOST: Final = 2


@dataclass(frozen=True)
class Notice:
    """A banner's contents.

    Attributes:
        act: what its one action does; None for no action.
    """

    meaning: str
    text: str
    icon_name: str = ""
    action_text: str = ""
    act: Callable[[], None] | None = None


class BannerBar(QWidget):
    """Holds the banners, by key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices: dict[str, Notice] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.setVisible(False)

    def put(self, key: str, notice: Notice | None) -> None:
        """Show `notice` under one of this module's keys; None takes it away."""
        before = self._notices.get(key)
        if notice is None:
            self._notices.pop(key, None)
        else:
            self._notices[key] = notice
        if notice == before:
            return
        self._show()
        if notice is not None and (before is None or before.text != notice.text):
            announce(self, notice.text)

    def _show(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        shown = [self._notices[key] for key in _ORDER if key in self._notices][:_MOST]
        for notice in shown:
            banner = Banner(notice.meaning, notice.text, notice.action_text, notice.icon_name)
            if notice.act is not None:
                banner.acted.connect(notice.act)
            self._layout.addWidget(banner)
        self.setVisible(bool(shown))
