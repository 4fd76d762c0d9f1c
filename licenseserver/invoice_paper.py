"""What is printed on an invoice or a credit note: kept once, never computed again (B8)."""

from datetime import datetime

import msgspec

from licenseserver.invoice_tables import InvoiceRow
from licenseserver.seller import Seller
from licensewire.billing import BillingDetails
from licensewire.money import Money
from licensewire.shape import LocalizedText


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """All that stands on it, apart from the words of the language that it is read in.

    Attributes:
        kind: `licensewire.invoices.INVOICE` or `CREDIT_NOTE`; the amounts of a credit note are below zero.
        time_zone: IANA name; decides the days that are written.
        reference: id of the purchase or the renewal.
        credit: what was left of the period before and is deducted; not below zero on an invoice.
        tax_percent: as written ("8.875"); "0" where there is none.
        tax_note: why there is none: `taxes.REVERSE_CHARGE`, `taxes.NOT_REGISTERED` or "".
        card_brand, card_last_four: "" where they are not known.
        credits, credits_issued_at: with a credit note, the invoice that it takes back.
        reason: with a credit note, why: "withdrawal" or "refund".
    """

    kind: str
    number: str
    issued_at: datetime
    time_zone: str
    reference: str
    seller: Seller
    customer: BillingDetails
    plan_name: LocalizedText
    period_starts_at: datetime
    period_ends_at: datetime
    price: Money
    credit: Money
    subtotal: Money
    tax: Money
    total: Money
    tax_percent: str
    tax_name: LocalizedText
    tax_note: str = ""
    card_brand: str = ""
    card_last_four: str = ""
    credits: str = ""
    credits_issued_at: datetime | None = None
    reason: str = ""


def paper_of(row: InvoiceRow) -> Paper:
    """Return what was printed."""
    return msgspec.json.decode(row.content, type=Paper)
