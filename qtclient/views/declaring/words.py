"""What is said of a declaration: what is wrong with a field, and a day in words."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from qtclient import formats
from qtclient.presenters.declaration_state import CONTRACT, EMAIL, ENDS_ON, INVALID, NAME, PAST, REASON, REQUIRED

if TYPE_CHECKING:
    from datetime import date


def problem_text(name: str, code: str) -> str:
    """Return the sentence for what is wrong with the field `name`; "" for nothing."""
    if not code:
        return ""
    translate = QCoreApplication.translate
    return {
        (NAME, REQUIRED): translate("Declaration", "Enter your name."),
        (CONTRACT, REQUIRED): translate("Declaration", "Say which contract it is."),
        (EMAIL, REQUIRED): translate("Declaration", "Enter the e-mail address for the confirmation."),
        (EMAIL, INVALID): translate(
            "Declaration", "This is not an e-mail address that mail can be sent to. Check it."
        ),
        (REASON, REQUIRED): translate("Declaration", "An extraordinary cancellation needs its reason."),
        (ENDS_ON, INVALID): translate("Declaration", "This date cannot be read. Write it as in the example."),
        (ENDS_ON, PAST): translate(
            "Declaration", "This day is over. Choose a later one, or leave it empty for as early as possible."
        ),
    }.get((name, code), translate("Declaration", "This cannot be taken as it is. Check it."))


def day_in_words(value: date) -> str:
    """Write the day of a calendar in words; it is the same day wherever it is read."""
    # Noon, so that no time zone makes another day of it.
    return formats.day(datetime.combine(value, time(12)).astimezone())
