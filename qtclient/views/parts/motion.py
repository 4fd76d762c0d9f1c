"""Whether things may move."""

import os

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from qtclient.resources.tokens import MOTION


def duration() -> int:
    """Return how long a movement lasts, in milliseconds: 0 where the system (or the environment) asks for calm.

    Qt passes the system's wish on as its "user interface effects"; ``LICENSE_DESK_REDUCED_MOTION=1`` says it
    where a desktop does not.
    """
    if os.environ.get("LICENSE_DESK_REDUCED_MOTION", "") not in {"", "0"}:
        return 0
    return MOTION if QApplication.isEffectEnabled(Qt.UIEffect.UI_General) else 0
