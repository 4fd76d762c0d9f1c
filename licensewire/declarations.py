"""Cancelling or withdrawing from a contract signed out (BGB 312k, Code de la consommation L215-1-1, CRD 11a).

The answer never tells whether the contract was found: who declares is identified by name and contract or e-mail
only, and what became of it goes by mail.
"""

from datetime import date, datetime

from licensewire.shape import Answer, Request

CANCELLATION = "cancellation"
WITHDRAWAL = "withdrawal"

ORDINARY = "ordinary"
EXTRAORDINARY = "extraordinary"


class CancellationDeclaration(Request):
    """``POST /v1/declarations/cancellation``, with the header ``Idempotency-Key``.

    Attributes:
        name: of the person who has the contract.
        contract: contract number, invoice number, brand ID or user name; "" where the e-mail address tells it.
        email: where the confirmation goes.
        kind: `ORDINARY` or `EXTRAORDINARY` (with `reason`).
        reason: for `EXTRAORDINARY` only.
        ends_on: the wished day; None for as early as possible.
        language: of the confirmation.
    """

    name: str
    email: str
    contract: str = ""
    kind: str = ORDINARY
    reason: str = ""
    ends_on: date | None = None
    language: str = "en"


class WithdrawalDeclaration(Request):
    """``POST /v1/declarations/withdrawal``, with the header ``Idempotency-Key``; no reason is asked.

    Attributes:
        contract: contract number, invoice number, brand ID or user name.
        email: where the acknowledgement goes.
    """

    name: str
    contract: str
    email: str
    language: str = "en"


class DeclarationReceipt(Answer):
    """That a declaration arrived: its content with day and time, to be stored (BGB 312k (3) and (4), CRD 11a (4)).

    Attributes:
        reference: what it is called by ("K-2026-7QX4M2").
        kind: `CANCELLATION` or `WITHDRAWAL`.
        text: the whole declaration as it was received, in `language`, to be shown and saved as it is.
    """

    reference: str
    kind: str
    received_at: datetime
    mailed_to: str
    language: str
    text: str


class WithdrawalRight(Answer):
    """What a withdrawal would do to the contract of the account that is signed in.

    Attributes:
        until: the last moment at which it can be declared.
        invoice_number: of the contract's invoice.
    """

    contract: str
    until: datetime
    invoice_number: str
