"""What a client must know of a backend before anybody signs in."""

from licensewire.shape import Answer, LocalizedText

CARD_ENTRY_FIELDS = "fields"
CARD_ENTRY_HOSTED = "hosted"


class CardEntry(Answer):
    """How a card gets from the person to the payment gateway, past the backend (H3).

    Attributes:
        how: `CARD_ENTRY_FIELDS`, the client's own fields, exchanged for a token at `gateway_address`;
            `CARD_ENTRY_HOSTED`, a page of the gateway in the system browser.
        gateway_address: base address of the gateway's API, as the client reaches it.
        publishable_key: the gateway's key that may be known to everybody.
        hosted_page: address of the page, for `CARD_ENTRY_HOSTED` only.
    """

    how: str
    gateway_address: str = ""
    publishable_key: str = ""
    hosted_page: str | None = None


class SampleAccount(Answer):
    """An account of practice mode, offered on the sign-in screen.

    Attributes:
        kind: "free", "trial", "licensed", "cancelled", "at_limit" or "empty".
    """

    username: str
    password: str
    kind: str
    description: LocalizedText


class Service(Answer):
    """``GET /v1/service``: who answers here, and in which way it can be used.

    Attributes:
        platform_name: the survey platform's own name.
        languages: language codes in which the backend has its texts.
        sample_accounts: filled in practice mode only.
    """

    platform_name: str
    version: str
    languages: tuple[str, ...]
    card_entry: CardEntry
    practice: bool = False
    sample_accounts: tuple[SampleAccount, ...] = ()
