"""E-mail addresses: whether one can be written to, and when two are the same."""

from email_validator import EmailNotValidError, validate_email

from licenseserver.accounts import folded
from licenseserver.problems import invalid_field

_LONGEST = 254


class EmailAddress:
    """An address as it was understood.

    Attributes:
        shown: with its domain in its own script ("ada@bücher.example").
        folded: what two spellings of it share; most servers take upper and lower case for the same.
        deliverable: what a mail is sent to: with the domain in ASCII where that is possible.
    """

    def __init__(self, shown: str, deliverable: str) -> None:
        self.shown = shown
        self.folded = folded(shown)
        self.deliverable = deliverable


def checked_email(text: str, field: str) -> EmailAddress:
    """Return the address in `text`, international ones too. No network is asked.

    Raises:
        ProblemError: the `field` is "required", "too_long" or "invalid".
    """
    text = text.strip()
    if not text:
        raise invalid_field(field, "required")
    if len(text) > _LONGEST:
        raise invalid_field(field, "too_long")
    try:
        found = validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        raise invalid_field(field) from None
    return EmailAddress(found.normalized, found.ascii_email or found.normalized)
