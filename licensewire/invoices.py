"""Invoices and credit notes: immutable, numbered without gaps, one for each charge and each refund (B8)."""

from datetime import date, datetime

from licensewire.money import Money
from licensewire.shape import Answer, Request

INVOICE = "invoice"
CREDIT_NOTE = "credit_note"

PAGE_LIMIT = 200
"""The most entries that one page can hold."""

RECIPIENTS_LIMIT = 5
"""To how many further addresses an invoice is mailed."""


class InvoiceEntry(Answer):
    """An invoice in the list.

    Attributes:
        number: as written on it ("2026-000017").
        kind: `INVOICE`, or `CREDIT_NOTE` with a total below zero.
        purchase_id: of the purchase that it is for; None for a renewal and for a credit note.
        credits: number of the invoice that a credit note takes back, "" otherwise.
    """

    id: str
    number: str
    kind: str
    issued_at: datetime
    plan_id: str
    total: Money
    purchase_id: str | None = None
    credits: str = ""


class InvoicePage(Answer):
    """``GET /v1/invoices?offset=0&limit=50&search=&kind=&issued_from=&issued_until=``: newest first.

    Attributes:
        total: how many there are with this filter; positions run from 0 to `total` - 1.
        offset: the first entry's position.
        first_issued_on, last_issued_on: the span of all of them, whatever the filter; None without any.
    """

    entries: tuple[InvoiceEntry, ...]
    total: int
    offset: int
    first_issued_on: date | None = None
    last_issued_on: date | None = None


class InvoiceFilter(Request):
    """What of the list is wanted; an empty one is everything.

    Attributes:
        search: part of a number, or the whole or a part of an amount or a plan's name.
        kind: `INVOICE`, `CREDIT_NOTE` or "".
        issued_from: first day, in the account's time zone.
        issued_until: last day, inclusive.
    """

    search: str = ""
    kind: str = ""
    issued_from: date | None = None
    issued_until: date | None = None


class InvoiceRecipients(Request):
    """``PUT /v1/billing/recipients``: who else gets the future invoices by mail; `RECIPIENTS_LIMIT` at most."""

    emails: tuple[str, ...] = ()
