"""Invoices: receipts become invoices; credit notes, further recipients, mails with something attached."""

import json
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op
from babel.numbers import get_currency_precision

from licenseserver.catalogue import DATA

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# What was issued stays as it was issued, whoever holds the connection (B8).
_GUARD = {
    "sqlite": (
        "CREATE TRIGGER invoices_keep_their_content BEFORE UPDATE ON invoices"
        " BEGIN SELECT RAISE(ABORT, 'invoices are immutable'); END",
        "CREATE TRIGGER invoices_are_not_lost BEFORE DELETE ON invoices"
        " BEGIN SELECT RAISE(ABORT, 'invoices are immutable'); END",
        # INSERT OR REPLACE deletes without asking the trigger above.
        "CREATE TRIGGER invoices_are_not_replaced BEFORE INSERT ON invoices"
        " WHEN EXISTS (SELECT 1 FROM invoices WHERE id = NEW.id OR purchase_id = NEW.purchase_id"
        " OR renewal_id = NEW.renewal_id OR credits_id = NEW.credits_id"
        " OR (seller = NEW.seller AND year = NEW.year AND position = NEW.position))"
        " BEGIN SELECT RAISE(ABORT, 'invoices are immutable'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION invoices_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'invoices are immutable'; END $$",
        "CREATE TRIGGER invoices_keep_their_content BEFORE UPDATE OR DELETE ON invoices"
        " FOR EACH ROW EXECUTE FUNCTION invoices_refuse()",
        "CREATE TRIGGER invoices_are_not_lost BEFORE TRUNCATE ON invoices"
        " FOR EACH STATEMENT EXECUTE FUNCTION invoices_refuse()",
    ),
}
_BATCH = 500


def upgrade() -> None:
    """Create the tables, make every receipt an invoice, and let nobody change one from then on."""
    _create_tables()
    _carry_receipts_over()
    op.drop_index(op.f("ix_receipts_account_id"), table_name="receipts")
    op.drop_table("receipts")
    op.drop_table("receipt_counters")
    op.add_column("mails", sa.Column("attachment", sa.Text(), nullable=True))
    for statement in _GUARD[op.get_bind().dialect.name]:
        op.execute(statement)


def _create_tables() -> None:
    op.create_table(
        "invoice_counters",
        sa.Column("seller", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seller", "year", name=op.f("pk_invoice_counters")),
    )
    op.create_table(
        "invoice_recipients",
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("deliverable", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_invoice_recipients_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("account_id", "position", name=op.f("pk_invoice_recipients")),
    )
    op.create_table(
        "invoices",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("seller", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("searched", sa.Text(), nullable=False),
        sa.Column("subtotal_minor", sa.Integer(), nullable=False),
        sa.Column("tax_minor", sa.Integer(), nullable=False),
        sa.Column("total_minor", sa.Integer(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("purchase_id", sa.Text(), nullable=True),
        sa.Column("renewal_id", sa.Text(), nullable=True),
        sa.Column("credits_id", sa.Text(), nullable=True),
        sa.Column("credits", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.CheckConstraint("subtotal_minor + tax_minor = total_minor", name=op.f("ck_invoices_sum")),
        sa.CheckConstraint(
            "(kind = 'invoice' AND total_minor >= 0 AND credits_id IS NULL"
            " AND (purchase_id IS NULL) <> (renewal_id IS NULL))"
            " OR (kind = 'credit_note' AND total_minor <= 0 AND credits_id IS NOT NULL"
            " AND purchase_id IS NULL AND renewal_id IS NULL)",
            name=op.f("ck_invoices_one_occasion"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_invoices_account_id_accounts")),
        sa.ForeignKeyConstraint(["credits_id"], ["invoices.id"], name=op.f("fk_invoices_credits_id_invoices")),
        sa.ForeignKeyConstraint(["purchase_id"], ["purchases.id"], name=op.f("fk_invoices_purchase_id_purchases")),
        sa.ForeignKeyConstraint(["renewal_id"], ["renewals.id"], name=op.f("fk_invoices_renewal_id_renewals")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoices")),
        sa.UniqueConstraint("credits_id", name=op.f("uq_invoices_credits_id")),
        sa.UniqueConstraint("purchase_id", name=op.f("uq_invoices_purchase_id")),
        sa.UniqueConstraint("renewal_id", name=op.f("uq_invoices_renewal_id")),
        sa.UniqueConstraint("seller", "year", "position", name=op.f("uq_invoices_seller_year_position")),
    )
    op.create_index(
        "ix_invoices_account_id_issued_at",
        "invoices",
        ["account_id", "issued_at", "number", "id", "kind", "plan_id", "searched"],
        unique=False,
    )


def _carry_receipts_over() -> None:
    """Make invoices of the receipts, with what stood on them and the numbers that they had."""
    connection = op.get_bind()
    seller = json.loads((DATA / "seller.json").read_text(encoding="utf-8"))
    plans = json.loads((DATA / "catalogue.json").read_text(encoding="utf-8"))["plans"]
    names = {plan["id"]: plan["name"] for plan in plans}
    # Typed, so that its moments are read alike on both databases.
    receipts = sa.table(
        "receipts",
        sa.column("purchase_id"),
        sa.column("account_id"),
        sa.column("number"),
        sa.column("issued_at", sa.DateTime(timezone=True)),
        sa.column("card_brand"),
        sa.column("card_last_four"),
    )
    purchases = sa.table("purchases", sa.column("id"), sa.column("quote"), sa.column("billing_details"))
    accounts = sa.table("accounts", sa.column("id"), sa.column("time_zone"))
    invoices = sa.Table("invoices", sa.MetaData(), autoload_with=connection)
    found = (
        sa.select(receipts, purchases.c.quote, purchases.c.billing_details, accounts.c.time_zone)
        .join(purchases, purchases.c.id == receipts.c.purchase_id)
        .join(accounts, accounts.c.id == receipts.c.account_id)
        .order_by(receipts.c.number)
    )
    rows = [_invoice(row, seller, names) for row in connection.execute(found).all()]
    for start in range(0, len(rows), _BATCH):
        connection.execute(sa.insert(invoices), rows[start : start + _BATCH])
    connection.execute(
        sa.text(
            "INSERT INTO invoice_counters (seller, year, last) SELECT :seller, year, last FROM receipt_counters"
        ),
        {"seller": seller["id"]},
    )


def _invoice(row: sa.Row[Any], seller: dict[str, Any], names: dict[str, dict[str, str]]) -> dict[str, Any]:
    quote = json.loads(row.quote)
    year, _, position = row.number.partition("-")
    total = quote["total"]
    amount = Decimal(total["minor"]).scaleb(-get_currency_precision(total["currency"]))
    # SQLite gives the moment without its zone: it is UTC.
    issued_at = row.issued_at.isoformat() + ("" if row.issued_at.tzinfo else "Z")
    copied = ("period_starts_at", "period_ends_at", "price", "credit", "subtotal", "tax", "total", "tax_percent")
    content = {
        "kind": "invoice",
        "number": row.number,
        "issued_at": issued_at,
        "time_zone": row.time_zone,
        "reference": row.purchase_id,
        "seller": seller,
        "customer": json.loads(row.billing_details),
        "plan_name": names.get(quote["plan_id"], {"en": quote["plan_id"]}),
        **{name: quote[name] for name in copied},
        "tax_name": quote["tax_name"],
        "tax_note": quote["tax_note"],
        "card_brand": row.card_brand,
        "card_last_four": row.card_last_four,
    }
    return {
        "id": "inv_" + row.purchase_id.removeprefix("pur_"),
        "account_id": row.account_id,
        "seller": seller["id"],
        "year": int(year),
        "position": int(position),
        "number": row.number,
        "kind": "invoice",
        "issued_at": row.issued_at,
        "plan_id": quote["plan_id"],
        "searched": f"{row.number} {amount}",
        "subtotal_minor": quote["subtotal"]["minor"],
        "tax_minor": quote["tax"]["minor"],
        "total_minor": total["minor"],
        "currency": total["currency"],
        "purchase_id": row.purchase_id,
        "credits": "",
        "content": json.dumps(content, ensure_ascii=False, separators=(",", ":")),
    }
