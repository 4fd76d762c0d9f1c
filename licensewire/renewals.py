"""The renewal of a subscription: announced, charged, tried again, cancelled, taken up again (B1, B5, B6, B7)."""

from datetime import datetime

from licensewire.bank import BankConfirmation
from licensewire.money import Money
from licensewire.shape import Answer, LocalizedText, Request

UPCOMING = "upcoming"
PROCESSING = "processing"
NEEDS_CONFIRMATION = "needs_confirmation"
PAST_DUE = "past_due"

# Why a renewal is cancelled, for those who want to say; none is preselected (B5).
TOO_EXPENSIVE = "too_expensive"
NOT_NEEDED = "not_needed"
MISSING_FEATURE = "missing_feature"
TOO_DIFFICULT = "too_difficult"
ANOTHER_PRODUCT = "another_product"
OTHER = "other"
REASONS = (TOO_EXPENSIVE, NOT_NEEDED, MISSING_FEATURE, TOO_DIFFICULT, ANOTHER_PRODUCT, OTHER)


class Renewal(Answer):
    """The next renewal, or the one that is being paid; a subscription that will not renew has none.

    Attributes:
        status: `UPCOMING`, `PROCESSING` (outcome not known yet), `NEEDS_CONFIRMATION` (the bank asks the owner) or
            `PAST_DUE`.
        due_at: when the card is charged first.
        price, tax, total: as they would be charged now; `total` is what leaves the card.
        tax_name, tax_percent, tax_note: as in a quote.
        previous_price: what the running period cost, where the new price differs from it.
        tries: how often the card was charged without success.
        refusal: why the last try failed: a constant of `licensewire.purchases`.
        refused_at: when that was.
        next_try_at: when the card is charged again by itself; None where it is not.
        needs_new_card: this card will not be tried again, whatever happens (a hard decline).
        access_ends_at: with `PAST_DUE` and `NEEDS_CONFIRMATION`: when access ends unless it is paid.
        confirmation: with `NEEDS_CONFIRMATION`.
    """

    status: str
    due_at: datetime
    price: Money
    tax: Money
    total: Money
    tax_name: LocalizedText
    tax_percent: str = "0"
    tax_note: str = ""
    previous_price: Money | None = None
    tries: int = 0
    refusal: str | None = None
    refused_at: datetime | None = None
    next_try_at: datetime | None = None
    needs_new_card: bool = False
    access_ends_at: datetime | None = None
    confirmation: BankConfirmation | None = None


class Loss(Answer):
    """What of a limit the account uses now, beside what a Free account may use.

    Attributes:
        limit_id: as in the plans' comparison ("active_surveys", "responses", "user_seats" ...).
        over: how much is above the Free account's limit; 0 where it fits.
    """

    limit_id: str
    name: LocalizedText
    used: int
    free_limit: int | None
    over: int = 0


class CancellationPreview(Answer):
    """``GET /v1/billing/cancellation``: what cancelling means, measured on the account's data (B5, B6).

    Attributes:
        access_ends_at: premium features work until then.
        not_charged: what would have been charged at the renewal.
        stays: what is kept for good (surveys, responses ...), in words.
        losses: the limits in which the account is compared with Free.
        features_lost: premium features that stop.
    """

    subscription_id: str
    plan_id: str
    access_ends_at: datetime
    cancel_until: datetime
    not_charged: Money
    stays: tuple[LocalizedText, ...]
    losses: tuple[Loss, ...]
    features_lost: tuple[LocalizedText, ...]


class CancelRenewal(Request):
    """``POST /v1/billing/cancellation``: no renewal any more, the running period untouched.

    Sent twice it changes nothing. Refused as `problem.NOTHING_TO_CANCEL` where no renewal is coming, as
    `problem.TOO_LATE` after the deadline, and as `problem.RENEWAL_UNDER_WAY` while the card is being charged.

    Attributes:
        reason: one of `REASONS`, or "" for none.
        comment: in the owner's own words, 1,000 characters at most.
    """

    reason: str = ""
    comment: str = ""


class Cancellation(Answer):
    """A renewal that was cancelled; its confirmation is mailed and can be saved as a file.

    Attributes:
        reference: what the confirmation is called by ("K-2026-7QX4M2").
        access_ends_at: premium features work until then, and until then it can be undone.
        mailed_to: where the confirmation went.
    """

    reference: str
    subscription_id: str
    received_at: datetime
    access_ends_at: datetime
    mailed_to: str
