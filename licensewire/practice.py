"""What practice mode shows beside the product itself (G7)."""

from datetime import datetime

from licensewire.shape import Answer, Request


class PracticeMail(Answer):
    """A mail of the practice backend, which nobody else receives.

    Attributes:
        text: the mail's plain text, links and codes in it.
        sent_at: None where no mail server is set; the mail is complete all the same.
    """

    id: str
    recipient: str
    subject: str
    text: str
    created_at: datetime
    sent_at: datetime | None = None


class PracticeMails(Answer):
    """``GET /v1/practice/mails``: the newest fifty, newest first; 404 outside of practice mode."""

    mails: tuple[PracticeMail, ...]


TO_RENEWAL = "to_renewal"
TO_EXPIRY = "to_expiry"
BY_DAYS = "by_days"


class PracticeClock(Answer):
    """``GET /v1/practice/clock``: the practice backend's time; 404 outside of practice mode.

    Attributes:
        moved_seconds: how far it is ahead of the computer's own time.
        renewal_at: where `TO_RENEWAL` would lead for the account that is signed in; None where none is coming.
        expiry_at: where `TO_EXPIRY` would lead: to the end of access; None where none is coming.
    """

    now: datetime
    moved_seconds: int = 0
    renewal_at: datetime | None = None
    expiry_at: datetime | None = None


class MovePracticeClock(Request):
    """``POST /v1/practice/clock``: moves it forward, never back; everything due on the way happens, in order.

    Attributes:
        to: `TO_RENEWAL` (just after the renewal is due), `TO_EXPIRY` (just after access has ended) or `BY_DAYS`.
        days: with `BY_DAYS`, 1 to 400.
    """

    to: str
    days: int = 0
