"""The tables of invoices: the papers and their numbers, and who else gets them by mail (B8)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from licenseserver.purchase_tables import PurchaseRow
from licenseserver.renewal_tables import RenewalRow
from licenseserver.tables import Table


class InvoiceRow(Table):
    """An invoice or a credit note; the database itself refuses to alter or remove it.

    One charge has one invoice, and one invoice at most one credit note.

    Attributes:
        seller: whose numbers these are.
        position: 1, 2, 3 ... in the seller's year, without a gap.
        number: the same as it is written ("2026-000017").
        searched: what a search looks through: the number, the total ("5487.30"), and the number that it credits.
        subtotal_minor, tax_minor, total_minor: below zero on a credit note.
        credits_id: the invoice that a credit note takes back; `credits` is its number.
        content: all that is printed (`invoice_paper.Paper` as JSON), so that no later change of an address or
            of the catalogue changes an old paper.
    """

    __tablename__ = "invoices"
    __table_args__ = (
        UniqueConstraint("seller", "year", "position"),
        CheckConstraint("subtotal_minor + tax_minor = total_minor", name="sum"),
        CheckConstraint(
            "(kind = 'invoice' AND total_minor >= 0 AND credits_id IS NULL"
            " AND (purchase_id IS NULL) <> (renewal_id IS NULL))"
            " OR (kind = 'credit_note' AND total_minor <= 0 AND credits_id IS NOT NULL"
            " AND purchase_id IS NULL AND renewal_id IS NULL)",
            name="one_occasion",
        ),
        # All that a search looks at, so that it never has to open the papers themselves.
        Index(
            "ix_invoices_account_id_issued_at",
            "account_id",
            "issued_at",
            "number",
            "id",
            "kind",
            "plan_id",
            "searched",
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    seller: Mapped[str]
    year: Mapped[int]
    position: Mapped[int]
    number: Mapped[str]
    kind: Mapped[str]
    issued_at: Mapped[datetime]
    plan_id: Mapped[str]
    searched: Mapped[str]
    subtotal_minor: Mapped[int]
    tax_minor: Mapped[int]
    total_minor: Mapped[int]
    currency: Mapped[str]
    purchase_id: Mapped[str | None] = mapped_column(ForeignKey(PurchaseRow.id), unique=True)
    renewal_id: Mapped[str | None] = mapped_column(ForeignKey(RenewalRow.id), unique=True)
    credits_id: Mapped[str | None] = mapped_column(ForeignKey("invoices.id"), unique=True)
    credits: Mapped[str]
    content: Mapped[str]


class InvoiceCounterRow(Table):
    """The last number that a seller gave in a year; locked from then until the paper is there for good."""

    __tablename__ = "invoice_counters"

    seller: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class InvoiceRecipientRow(Table):
    """An address that gets the account's future invoices by mail."""

    __tablename__ = "invoice_recipients"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    email: Mapped[str]
    deliverable: Mapped[str]
