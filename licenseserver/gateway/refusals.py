"""The gateway's many words for "no", joined to what a person can act upon."""

from licensewire import purchases

_BY_CODE = {
    "insufficient_funds": purchases.INSUFFICIENT_FUNDS,
    "incorrect_cvc": purchases.INCORRECT_CVC,
    "invalid_cvc": purchases.INCORRECT_CVC,
    "incorrect_number": purchases.INCORRECT_NUMBER,
    "invalid_number": purchases.INCORRECT_NUMBER,
    "expired_card": purchases.EXPIRED_CARD,
    "invalid_expiry_month": purchases.EXPIRED_CARD,
    "invalid_expiry_year": purchases.EXPIRED_CARD,
    "lost_card": purchases.LOST_OR_STOLEN,
    "stolen_card": purchases.LOST_OR_STOLEN,
    "pickup_card": purchases.LOST_OR_STOLEN,
    "card_velocity_exceeded": purchases.TOO_OFTEN,
    "withdrawal_count_limit_exceeded": purchases.TOO_OFTEN,
    "card_decline_rate_limit_exceeded": purchases.TOO_OFTEN,
    "processing_error": purchases.TRY_AGAIN_LATER,
    "try_again_later": purchases.TRY_AGAIN_LATER,
    "issuer_not_available": purchases.TRY_AGAIN_LATER,
    "reenter_transaction": purchases.TRY_AGAIN_LATER,
    "approve_with_id": purchases.TRY_AGAIN_LATER,
    "payment_intent_authentication_failure": purchases.CONFIRMATION_FAILED,
    "authentication_required": purchases.CONFIRMATION_FAILED,
}


def refusal_of(code: str, decline_code: str) -> str:
    """Return the constant of `licensewire.purchases` for a gateway's error.

    The bank's own reason (`decline_code`) says more than the error's `code`, so it is looked at first.
    """
    return _BY_CODE.get(decline_code) or _BY_CODE.get(code) or purchases.DECLINED
