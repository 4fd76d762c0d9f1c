"""The gateway's many words for "no": joined to what a person can act upon, and which of them mean "never again".

A decline is hard when the card must not be tried again. Any of these says so:

- the network's own answer, where the gateway passes it on. Visa's category 1 ("the issuer will never approve": 04,
  07, 12, 14, 15, 41, 43, 46, 57, R0, R1, R3) and Mastercard's merchant advice codes 03 ("do not try again") and 21
  ("payment cancelled") allow no retry at all (`tests/facts/dunning_limits.csv`: TabaPay, PayPal, Checkout.com).
- the gateway's advice `do_not_try_again` (docs.stripe.com/declines/card#retrying-issuer-declines).
- the gateway's word for one of the above, or for a block of its own. Stripe's own retries end at the same words
  (docs.stripe.com/billing/revenue-recovery/smart-retries, docs.stripe.com/declines/codes).

Everything else may be right another day: no funds, a limit, "do not honor", a bank that is away, and an expired
card, which many banks carry on under its new date.
"""

from dataclasses import dataclass

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
    "setup_intent_authentication_failure": purchases.CONFIRMATION_FAILED,
    "authentication_required": purchases.CONFIRMATION_FAILED,
}

_DO_NOT_TRY_AGAIN = "do_not_try_again"
_OWNER_NEEDED = frozenset({"authentication_required", "authentication_not_handled"})

_NEVER_AGAIN_BY_VISA = frozenset({"04", "07", "12", "14", "15", "41", "43", "46", "57", "R0", "R1", "R3"})
_NEVER_AGAIN_BY_MASTERCARD = frozenset({"03", "21"})
_NEVER_AGAIN = frozenset({
    _DO_NOT_TRY_AGAIN,
    "pickup_card",  # 04, 07
    "invalid_transaction",  # 12
    "incorrect_number",  # 14
    "invalid_number",  # 14
    "lost_card",  # 41
    "stolen_card",  # 43
    "invalid_account",  # 46
    "card_not_supported",  # 57
    "not_permitted",  # 57
    "service_not_allowed",  # 57
    "transaction_not_allowed",  # 57
    "stop_payment_order",  # R0
    "revocation_of_authorization",  # R1
    "revocation_of_all_authorizations",  # R3
    "fraudulent",
    "highest_risk_level",
    "merchant_blacklist",
    "currency_not_supported",
    "live_mode_test_card",
    "test_mode_live_card",
})  # fmt: skip


@dataclass(frozen=True)
class Decline:
    """A bank's "no" in all the words that the gateway has for it; "" for a word that it did not say.

    Attributes:
        code: the gateway's kind of error.
        decline_code: the bank's reason, in the gateway's words.
        advice_code: how to go on, in the gateway's words.
        network: the card's brand ("visa", "mastercard", ...).
        network_decline_code: the network's response code.
        network_advice_code: the network's advice (Mastercard's merchant advice code).
    """

    code: str = ""
    decline_code: str = ""
    advice_code: str = ""
    network: str = ""
    network_decline_code: str = ""
    network_advice_code: str = ""

    @property
    def refusal(self) -> str:
        """What a person is told: a constant of `licensewire.purchases`."""
        return refusal_of(self.code, self.decline_code)

    @property
    def is_hard(self) -> bool:
        """Whether the card must not be tried again."""
        if self.network == "visa" and self.network_decline_code in _NEVER_AGAIN_BY_VISA:
            return True
        if self.network == "mastercard" and self.network_advice_code in _NEVER_AGAIN_BY_MASTERCARD:
            return True
        return self.advice_code == _DO_NOT_TRY_AGAIN or not _NEVER_AGAIN.isdisjoint((self.code, self.decline_code))

    @property
    def owner_needed(self) -> bool:
        """Whether the bank said no only because it could not ask the card's owner."""
        return not _OWNER_NEEDED.isdisjoint((self.code, self.decline_code))

    @property
    def in_words(self) -> str:
        """The gateway's own words, for support."""
        return "/".join(filter(None, (self.code, self.decline_code)))


def refusal_of(code: str, decline_code: str) -> str:
    """Return the constant of `licensewire.purchases` for a gateway's error.

    The bank's own reason (`decline_code`) says more than the error's `code`, so it is looked at first.
    """
    return _BY_CODE.get(decline_code) or _BY_CODE.get(code) or purchases.DECLINED
