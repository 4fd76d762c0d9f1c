"""Money: integer minor units and a currency, never a float."""

from licensewire.shape import Answer


class Money(Answer):
    """An amount.

    Attributes:
        minor: the amount in the currency's smallest unit (cents for USD, yen for JPY).
        currency: ISO 4217 code in capitals.
    """

    minor: int
    currency: str
