"""How far something long has come."""

from PySide6.QtWidgets import QProgressBar, QWidget


class Progress(QProgressBar):
    """A thin bar; the numbers stand beside it as text, and screen readers are told the value."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setFixedHeight(6)

    def show_part(self, done: int, total: int) -> None:
        """Show that `done` of `total` are there; a total of 0 is one that is not known yet."""
        # Neither may be 0 for Qt, which would begin to move by itself.
        self.setRange(0, max(1, total))
        self.setValue(min(done, max(1, total)))
