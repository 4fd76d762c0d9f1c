"""Buying: quotes, purchases, receipts, the card on file, mails; and brand IDs that never change."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# A brand ID is part of public addresses: once given, it stays, whoever holds the connection (D1).
_BRAND_GUARD = {
    "sqlite": (
        "CREATE TRIGGER organizations_keep_brand_id BEFORE UPDATE OF brand_id ON organizations"
        " WHEN OLD.brand_id IS NOT NULL AND NEW.brand_id IS NOT OLD.brand_id"
        " BEGIN SELECT RAISE(ABORT, 'a brand ID is permanent'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION organizations_refuse_brand_id() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'a brand ID is permanent'; END $$",
        "CREATE TRIGGER organizations_keep_brand_id BEFORE UPDATE OF brand_id ON organizations FOR EACH ROW"
        " WHEN (OLD.brand_id IS NOT NULL AND NEW.brand_id IS DISTINCT FROM OLD.brand_id)"
        " EXECUTE FUNCTION organizations_refuse_brand_id()",
    ),
}


def upgrade() -> None:
    """Create the tables of buying and guard the brand IDs."""
    _create_tables()
    for statement in _BRAND_GUARD[op.get_bind().dialect.name]:
        op.execute(statement)


def _create_tables() -> None:
    op.create_table(
        "receipt_counters",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_receipt_counters")),
    )
    op.create_table(
        "server_processes",
        sa.Column("executor_id", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("executor_id", name=op.f("pk_server_processes")),
    )
    op.create_table(
        "billing_details",
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_billing_details_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_billing_details")),
    )
    op.create_table(
        "cards_on_file",
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("payment_method", sa.Text(), nullable=False),
        sa.Column("brand", sa.Text(), nullable=False),
        sa.Column("last_four", sa.Text(), nullable=False),
        sa.Column("expiry_month", sa.Integer(), nullable=False),
        sa.Column("expiry_year", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_cards_on_file_account_id_accounts")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_cards_on_file")),
    )
    op.create_table(
        "gateway_customers",
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("customer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_gateway_customers_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_gateway_customers")),
        sa.UniqueConstraint("customer", name=op.f("uq_gateway_customers_customer")),
    )
    op.create_table(
        "mails",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_problem", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_mails_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
        sa.UniqueConstraint("occasion", name=op.f("uq_mails_occasion")),
    )
    op.create_index(op.f("ix_mails_account_id"), "mails", ["account_id"], unique=False)
    op.create_index(
        "ix_mails_waiting",
        "mails",
        ["next_attempt_at"],
        unique=False,
        sqlite_where=sa.text("sent_at IS NULL"),
        postgresql_where=sa.text("sent_at IS NULL"),
    )
    op.create_table(
        "quotes",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_quotes_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotes")),
    )
    op.create_index(op.f("ix_quotes_account_id"), "quotes", ["account_id"], unique=False)
    op.create_index(op.f("ix_quotes_expires_at"), "quotes", ["expires_at"], unique=False)
    op.create_table(
        "purchases",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("idempotency_key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("billing_details", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("payment_method", sa.Text(), nullable=False),
        sa.Column("return_address", sa.Text(), nullable=False),
        sa.Column("total_minor", sa.Integer(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempt_started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("intent_id", sa.Text(), nullable=True),
        sa.Column("confirm_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmation_page", sa.Text(), nullable=True),
        sa.Column("confirmation_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.Column("gateway_code", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("subscription_id", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(status = 'succeeded') = (subscription_id IS NOT NULL)", name=op.f("ck_purchases_licence_with_success")
        ),
        sa.CheckConstraint("total_minor > 0", name=op.f("ck_purchases_total_positive")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_purchases_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscriptions.id"], name=op.f("fk_purchases_subscription_id_subscriptions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchases")),
        sa.UniqueConstraint("intent_id", name=op.f("uq_purchases_intent_id")),
        sa.UniqueConstraint("subscription_id", name=op.f("uq_purchases_subscription_id")),
    )
    op.create_index(op.f("ix_purchases_account_id"), "purchases", ["account_id"], unique=False)
    op.create_index(
        "ix_purchases_open",
        "purchases",
        ["status"],
        unique=False,
        sqlite_where=sa.text("status IN ('processing', 'needs_confirmation')"),
        postgresql_where=sa.text("status IN ('processing', 'needs_confirmation')"),
    )
    op.create_index(
        "uq_purchases_account_id_open",
        "purchases",
        ["account_id"],
        unique=True,
        sqlite_where=sa.text("status IN ('processing', 'needs_confirmation')"),
        postgresql_where=sa.text("status IN ('processing', 'needs_confirmation')"),
    )
    op.create_table(
        "consents",
        sa.Column("purchase_id", sa.Text(), nullable=False),
        sa.Column("consent_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["purchase_id"], ["purchases.id"], name=op.f("fk_consents_purchase_id_purchases")),
        sa.PrimaryKeyConstraint("purchase_id", "consent_id", name=op.f("pk_consents")),
    )
    op.create_table(
        "purchase_keys",
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("purchase_id", sa.Text(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_purchase_keys_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_purchase_keys_purchase_id_purchases")
        ),
        sa.PrimaryKeyConstraint("account_id", "key", name=op.f("pk_purchase_keys")),
        sa.UniqueConstraint("purchase_id", name=op.f("uq_purchase_keys_purchase_id")),
    )
    op.create_table(
        "receipts",
        sa.Column("purchase_id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("card_brand", sa.Text(), nullable=False),
        sa.Column("card_last_four", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_receipts_account_id_accounts")),
        sa.ForeignKeyConstraint(["purchase_id"], ["purchases.id"], name=op.f("fk_receipts_purchase_id_purchases")),
        sa.PrimaryKeyConstraint("purchase_id", name=op.f("pk_receipts")),
        sa.UniqueConstraint("number", name=op.f("uq_receipts_number")),
    )
    op.create_index(op.f("ix_receipts_account_id"), "receipts", ["account_id"], unique=False)
