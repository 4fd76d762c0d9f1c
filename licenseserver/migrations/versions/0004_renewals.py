"""Renewals: what a renewal charges, its tries, the notices, and what the subscription knows of it."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_CONTRACT_ALPHABET = "BCDFGHJKMNPQRSTVWXYZ23456789"


def upgrade() -> None:
    """Tell subscriptions when they are looked at, give licences a contract number, and create the tables."""
    _extend_subscriptions()
    _create_renewals()
    op.create_table(
        "renewal_attempts",
        sa.Column("renewal_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("off_session", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("intent_id", sa.Text(), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.Column("gateway_code", sa.Text(), nullable=True),
        sa.Column("is_hard", sa.Boolean(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["renewal_id"], ["renewals.id"], name=op.f("fk_renewal_attempts_renewal_id_renewals")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_renewal_attempts_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("renewal_id", "number", name=op.f("pk_renewal_attempts")),
    )
    op.create_index(op.f("ix_renewal_attempts_account_id"), "renewal_attempts", ["account_id"], unique=False)
    op.create_table(
        "subscription_notices",
        sa.Column("subscription_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscriptions.id"],
            name=op.f("fk_subscription_notices_subscription_id_subscriptions"),
        ),
        sa.PrimaryKeyConstraint("subscription_id", "name", name=op.f("pk_subscription_notices")),
    )


def _extend_subscriptions() -> None:
    for column in (
        sa.Column("contract", sa.Text(), nullable=True),
        sa.Column("period_number", sa.Integer(), server_default="1", nullable=False),
        sa.Column("price_minor", sa.Integer(), nullable=True),
        sa.Column("access_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=True),
    ):
        op.add_column("subscriptions", column)
    op.execute("UPDATE subscriptions SET price_minor = renewal_price_minor")
    op.execute("UPDATE subscriptions SET look_at = started_at WHERE ended_at IS NULL")
    op.execute(
        "UPDATE subscriptions SET access_ends_at = period_ends_at"
        " WHERE ended_at IS NULL AND status IN ('cancelled', 'trialing')"
    )
    _give_contracts()
    op.create_index("uq_subscriptions_contract", "subscriptions", ["contract"], unique=True)
    op.create_index(
        "ix_subscriptions_look_at",
        "subscriptions",
        ["look_at"],
        unique=False,
        sqlite_where=sa.text("look_at IS NOT NULL"),
        postgresql_where=sa.text("look_at IS NOT NULL"),
    )


def _give_contracts() -> None:
    connection = op.get_bind()
    rows = sa.table("subscriptions", sa.column("id"), sa.column("status"), sa.column("contract"))
    given: set[str] = set()
    licences = sa.select(rows.c.id).where(rows.c.status != "trialing")
    for (subscription_id,) in connection.execute(licences).all():
        while (contract := _contract()) in given:
            pass
        given.add(contract)
        connection.execute(sa.update(rows).where(rows.c.id == subscription_id).values(contract=contract))


def _contract() -> str:
    first, second = ("".join(secrets.choice(_CONTRACT_ALPHABET) for _ in range(4)) for _ in range(2))
    return f"LD-{first}-{second}"


def _create_renewals() -> None:
    op.create_table(
        "renewals",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("subscription_id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("period_starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("period_ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("price_minor", sa.Integer(), nullable=False),
        sa.Column("tax_minor", sa.Integer(), nullable=False),
        sa.Column("total_minor", sa.Integer(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("previous_price_minor", sa.Integer(), nullable=False),
        sa.Column("tax_percent", sa.Text(), nullable=False),
        sa.Column("tax_name", sa.Text(), nullable=False),
        sa.Column("tax_note", sa.Text(), nullable=False),
        sa.Column("billing_details", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retries_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("payment_method", sa.Text(), nullable=True),
        sa.Column("off_session", sa.Boolean(), nullable=False),
        sa.Column("intent_id", sa.Text(), nullable=True),
        sa.Column("confirm_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempt_started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("give_up_reason", sa.Text(), nullable=True),
        sa.Column("waits", sa.Integer(), nullable=False),
        sa.Column("confirmation_page", sa.Text(), nullable=True),
        sa.Column("confirmation_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("needs_new_card", sa.Boolean(), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.Column("gateway_code", sa.Text(), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("total_minor > 0", name=op.f("ck_renewals_total_positive")),
        sa.CheckConstraint("price_minor + tax_minor = total_minor", name=op.f("ck_renewals_sum")),
        sa.CheckConstraint("period_starts_at < period_ends_at", name=op.f("ck_renewals_period_order")),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscriptions.id"], name=op.f("fk_renewals_subscription_id_subscriptions")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_renewals_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renewals")),
        sa.UniqueConstraint("subscription_id", "number", name=op.f("uq_renewals_subscription_id_number")),
        sa.UniqueConstraint("intent_id", name=op.f("uq_renewals_intent_id")),
    )
    op.create_index(op.f("ix_renewals_account_id"), "renewals", ["account_id"], unique=False)
