"""What the bank wants to hear from the card's owner (A7)."""

from datetime import datetime

from licensewire.shape import Answer


class BankConfirmation(Answer):
    """The bank wants to hear from the card's owner (3-D Secure).

    Attributes:
        page: address of the bank's page, for the system browser.
        expires_at: after that what it is for is refused as `purchases.CONFIRMATION_EXPIRED`.
    """

    page: str
    expires_at: datetime
