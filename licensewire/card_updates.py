"""Replacing the card on file (B4).

The new card is verified with the gateway first; until that has succeeded the old one stays.
"""

from datetime import datetime

from licensewire.bank import BankConfirmation
from licensewire.shape import Answer, Request

PROCESSING = "processing"
NEEDS_CONFIRMATION = "needs_confirmation"
SUCCEEDED = "succeeded"
REFUSED = "refused"
CANCELLED = "cancelled"
FINAL_STATUSES = frozenset({SUCCEEDED, REFUSED, CANCELLED})


class CardUpdateRequest(Request):
    """``POST /v1/billing/card-updates`` with the header ``Idempotency-Key``.

    One that is open is cancelled by a new one.

    Attributes:
        payment_method: the gateway's token for the new card; never the card.
    """

    payment_method: str


class CardUpdate(Answer):
    """How replacing the card stands.

    Attributes:
        status: `PROCESSING`, `NEEDS_CONFIRMATION`, or one of `FINAL_STATUSES`.
        confirmation: with `NEEDS_CONFIRMATION`.
        refusal: why, with `REFUSED`: a constant of `licensewire.purchases`.
        renewal_retried: with `SUCCEEDED`: a renewal that was past due is being paid with the new card.
    """

    id: str
    status: str
    created_at: datetime
    confirmation: BankConfirmation | None = None
    refusal: str | None = None
    renewal_retried: bool = False
