"""Errors as the backend answers them: RFC 9457 problem details with a stable code."""

from licensewire.shape import Answer

INVALID_REQUEST = "invalid_request"
NOT_FOUND = "not_found"
NOT_SIGNED_IN = "not_signed_in"
WRONG_CREDENTIALS = "wrong_credentials"
SESSION_ENDED = "session_ended"
TOO_MANY_ATTEMPTS = "too_many_attempts"
FORBIDDEN = "forbidden"
CARD_DATA_REFUSED = "card_data_refused"
QUOTE_EXPIRED = "quote_expired"
QUOTE_CHANGED = "quote_changed"
CONSENT_MISSING = "consent_missing"
CONSENT_OUTDATED = "consent_outdated"
PLAN_NOT_BUYABLE = "plan_not_buyable"
ALREADY_LICENSED = "already_licensed"
PURCHASE_UNDER_WAY = "purchase_under_way"
IDEMPOTENCY_KEY_MISSING = "idempotency_key_missing"
IDEMPOTENCY_KEY_REUSED = "idempotency_key_reused"
IDEMPOTENCY_KEY_BUSY = "idempotency_key_busy"
IDEMPOTENCY_KEY_CLOSED = "idempotency_key_closed"
GATEWAY_UNAVAILABLE = "gateway_unavailable"
RECEIPT_NOT_READY = "receipt_not_ready"
CODE_WRONG = "code_wrong"
CODE_EXPIRED = "code_expired"
CODE_USED = "code_used"
CODE_SUPERSEDED = "code_superseded"
CODE_TRIES_SPENT = "code_tries_spent"
VISITOR_EXPIRED = "visitor_expired"
NOT_BOUGHT = "not_bought"
NOTHING_TO_CANCEL = "nothing_to_cancel"
NOTHING_TO_RESUME = "nothing_to_resume"
NOTHING_TO_PAY = "nothing_to_pay"
TOO_LATE = "too_late"
RENEWAL_UNDER_WAY = "renewal_under_way"
NO_CARD = "no_card"
NEW_CARD_NEEDED = "new_card_needed"
NO_RIGHT_TO_WITHDRAW = "no_right_to_withdraw"
NOT_BACKWARDS = "not_backwards"
INTERNAL = "internal"


class FieldProblem(Answer):
    """One field that was refused.

    Attributes:
        field: dotted path in the request ("billing_details.address.postal_code").
        code: what is wrong with it ("required", "invalid", "too_long", ...).
    """

    field: str
    code: str


class Problem(Answer):
    """The body of every answer of status 400 and above (``application/problem+json``).

    Attributes:
        code: one of this module's constants; the only part that a client understands.
        request_id: what support needs to find the exchange in the backend's log.
        retry_after_seconds: when asking again makes sense.
    """

    status: int
    code: str
    title: str = ""
    detail: str = ""
    type: str = "about:blank"
    request_id: str = ""
    retry_after_seconds: int | None = None
    fields: tuple[FieldProblem, ...] = ()
