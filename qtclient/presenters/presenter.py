"""What all presenters are: the holder of a screen's state."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

S = TypeVar("S")


class Presenter(QObject, Generic[S]):
    """Holds a screen's frozen state; views read it, verbs change it.

    Signals:
        changed(S): the state is another one now.
    """

    changed = Signal(object)

    def __init__(self, state: S, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state

    @property
    def state(self) -> S:
        """What the screen shows now."""
        return self._state

    def become(self, state: S) -> None:
        """Take on `state` and tell whoever shows it."""
        self._state = state
        self.changed.emit(state)
