"""What a buyer is told when a purchase came to nothing, and at which fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from licensewire import purchases as wire
from qtclient.api.errors import CardRefused, Refused
from qtclient.presenters.purchase_draft import CVC, EXPIRY, NUMBER
from qtclient.presenters.purchase_request import form_field
from qtclient.sentences import Sentence, refusal, sentence

if TYPE_CHECKING:
    from licensewire.purchases import Purchase

_CARD_FIELDS = {wire.INCORRECT_NUMBER: NUMBER, wire.EXPIRED_CARD: EXPIRY, wire.INCORRECT_CVC: CVC}


def told_of(error: Exception) -> tuple[Sentence, dict[str, str]]:
    """Return what to say of an error by which surely nothing was charged, and field -> problem if it is one's."""
    if isinstance(error, CardRefused):
        name = form_field(error.field)
        return sentence(error), {name: error.reason} if name else {}
    if isinstance(error, Refused):
        fields = ((form_field(entry.field), entry.code) for entry in error.problem.fields)
        return sentence(error), {name: code for name, code in fields if name}
    if isinstance(error, OSError):
        return not_noted(), {}
    return sentence(error), {}


def told_of_end(purchase: Purchase) -> tuple[Sentence, dict[str, str]]:
    """Return the sentence for a purchase that was refused or cancelled, and field -> problem where it is one's."""
    if purchase.status != wire.REFUSED:
        return cancelled(), {}
    reason = purchase.refusal or wire.DECLINED
    return refusal(reason), {_CARD_FIELDS[reason]: reason} if reason in _CARD_FIELDS else {}


def cancelled() -> Sentence:
    """Say that the buyer gave the purchase up in time."""
    return Sentence(
        QCoreApplication.translate("Purchase", "The purchase was cancelled"),
        QCoreApplication.translate("Purchase", "Nothing was charged. What you typed is still here."),
    )


def not_noted() -> Sentence:
    """Say that nothing was sent because it could not be noted on this computer first."""
    return Sentence(
        QCoreApplication.translate("Purchase", "This computer could not note the purchase"),
        QCoreApplication.translate(
            "Purchase", "Nothing was sent and nothing was charged. Free some space on the disk, then try again."
        ),
    )
