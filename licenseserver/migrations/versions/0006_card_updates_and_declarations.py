"""Card updates, cancellations, and declarations made without signing in."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    _create_card_updates()
    _create_declarations()
    _create_cancellations()
    _create_refunds()


def _create_card_updates() -> None:
    is_open = sa.text("status IN ('processing', 'needs_confirmation')")
    op.create_table(
        "card_updates",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("idempotency_key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("payment_method", sa.Text(), nullable=False),
        sa.Column("return_address", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempt_started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("setup_id", sa.Text(), nullable=True),
        sa.Column("confirm_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmation_page", sa.Text(), nullable=True),
        sa.Column("confirmation_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.Column("gateway_code", sa.Text(), nullable=True),
        sa.Column("renewal_retried", sa.Boolean(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(status = 'refused') = (refusal IS NOT NULL)", name=op.f("ck_card_updates_refusal_with_reason")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_card_updates_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_updates")),
        sa.UniqueConstraint(
            "account_id", "idempotency_key", name=op.f("uq_card_updates_account_id_idempotency_key")
        ),
        sa.UniqueConstraint("setup_id", name=op.f("uq_card_updates_setup_id")),
    )
    op.create_index(
        "uq_card_updates_account_id_open",
        "card_updates",
        ["account_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index(
        "ix_card_updates_look_at",
        "card_updates",
        ["look_at"],
        unique=False,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_table(
        "cards_to_let_go",
        sa.Column("payment_method", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("setup_id", sa.Text(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_cards_to_let_go_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("payment_method", name=op.f("pk_cards_to_let_go")),
    )
    op.create_index(op.f("ix_cards_to_let_go_look_at"), "cards_to_let_go", ["look_at"], unique=False)


def _create_declarations() -> None:
    op.create_table(
        "declarations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("idempotency_key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("contract", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("deliverable", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=True),
        sa.Column("subscription_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_declarations_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscriptions.id"], name=op.f("fk_declarations_subscription_id_subscriptions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declarations")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_declarations_idempotency_key")),
        sa.UniqueConstraint("reference", name=op.f("uq_declarations_reference")),
    )
    op.create_index(op.f("ix_declarations_account_id"), "declarations", ["account_id"], unique=False)
    waits = sa.text("outcome = 'waiting'")
    op.create_index(
        "ix_declarations_waiting",
        "declarations",
        ["received_at"],
        unique=False,
        sqlite_where=waits,
        postgresql_where=waits,
    )


def _create_cancellations() -> None:
    op.create_table(
        "cancellations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("subscription_id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("access_ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mailed_to", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("declaration_id", sa.Text(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_cancellations_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declarations.id"], name=op.f("fk_cancellations_declaration_id_declarations")
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscriptions.id"], name=op.f("fk_cancellations_subscription_id_subscriptions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cancellations")),
        sa.UniqueConstraint("declaration_id", name=op.f("uq_cancellations_declaration_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_cancellations_reference")),
    )
    op.create_index(op.f("ix_cancellations_account_id"), "cancellations", ["account_id"], unique=False)
    op.create_index(op.f("ix_cancellations_subscription_id"), "cancellations", ["subscription_id"], unique=False)
    stands = sa.text("undone_at IS NULL")
    op.create_index(
        "uq_cancellations_subscription_id_standing",
        "cancellations",
        ["subscription_id"],
        unique=True,
        sqlite_where=stands,
        postgresql_where=stands,
    )


def _create_refunds() -> None:
    op.create_table(
        "refunds",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("invoice_id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("declaration_id", sa.Text(), nullable=False),
        sa.Column("intent_id", sa.Text(), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("gateway_refund", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("credit_note_id", sa.Text(), nullable=True),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_refunds_amount_positive")),
        sa.CheckConstraint(
            "(status = 'paid_back') = (credit_note_id IS NOT NULL)", name=op.f("ck_refunds_credit_note_when_paid")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_refunds_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["credit_note_id"], ["invoices.id"], name=op.f("fk_refunds_credit_note_id_invoices")
        ),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declarations.id"], name=op.f("fk_refunds_declaration_id_declarations")
        ),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_refunds_invoice_id_invoices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refunds")),
        sa.UniqueConstraint("credit_note_id", name=op.f("uq_refunds_credit_note_id")),
        sa.UniqueConstraint("declaration_id", name=op.f("uq_refunds_declaration_id")),
        sa.UniqueConstraint("invoice_id", name=op.f("uq_refunds_invoice_id")),
    )
    op.create_index(op.f("ix_refunds_account_id"), "refunds", ["account_id"], unique=False)
    is_open = sa.text("status = 'pending'")
    op.create_index(
        "ix_refunds_look_at",
        "refunds",
        ["look_at"],
        unique=False,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
