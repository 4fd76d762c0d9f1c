"""What practice mode shows beside the product itself (G7)."""

from datetime import datetime

from licensewire.shape import Answer


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
