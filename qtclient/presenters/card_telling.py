"""What an owner is told when a new card did not come about, and at which fields."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from qtclient.api.errors import CardRefused
from qtclient.presenters.purchase_draft import CARD_FIELDS
from qtclient.sentences import Sentence, sentence


def told_of(error: Exception) -> tuple[Sentence, dict[str, str]]:
    """Return what to say of an error by which surely nothing was changed, and field -> problem if it is one's."""
    if isinstance(error, CardRefused):
        return sentence(error), {error.field: error.reason} if error.field in CARD_FIELDS else {}
    if isinstance(error, OSError):
        return not_noted(), {}
    return sentence(error), {}


def not_noted() -> Sentence:
    """Say that nothing was sent because it could not be noted on this computer first."""
    return Sentence(
        QCoreApplication.translate("CardUpdate", "This computer could not note the new card's way"),
        QCoreApplication.translate(
            "CardUpdate",
            "Nothing was sent, and the card on file stays. Free some space on the disk, then try again.",
        ),
    )
