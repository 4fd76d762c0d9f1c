"""Practice mode's clock: moved forward by a person, kept across restarts, and the gateway's clock with it (G7)."""

import json
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from licenseserver.clock import MovableClock

CLOCK_FILE = "clock.json"


class PracticeClock(MovableClock):
    """The clock of one practice folder.

    Args:
        folder: where it is kept.
        moved_by: told by how many seconds it was moved, for whoever has a clock of his own.
    """

    def __init__(self, folder: Path, moved_by: Callable[[float], object]) -> None:
        self._file = folder / CLOCK_FILE
        self._moved_by = moved_by
        super().__init__(timedelta(seconds=_kept_seconds(self._file)))

    def move_to(self, moment: datetime) -> None:
        """Move it forward; kept before anything can happen at the new time, so that no restart turns it back."""
        forward = max(moment - self.now(), timedelta(0))
        if not forward:
            return
        _keep(self._file, (self.moved + forward).total_seconds())
        self.moved += forward
        self._moved_by(forward.total_seconds())


def _kept_seconds(file: Path) -> float:
    try:
        return float(json.loads(file.read_text(encoding="utf-8"))["moved_seconds"])
    except FileNotFoundError:
        return 0.0


def _keep(file: Path, seconds: float) -> None:
    draft = file.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as opened:
        opened.write(json.dumps({"moved_seconds": seconds}))
        opened.flush()
        os.fsync(opened.fileno())
    draft.replace(file)
