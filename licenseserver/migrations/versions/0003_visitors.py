"""Visitors: what can be bought by somebody without an account; what stands before a licence belongs to a buyer."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make accounts buyers, give buyers what they buy, and create the tables of visitors."""
    op.create_table(
        "buyers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_buyers")),
    )
    op.execute("INSERT INTO buyers (id) SELECT id FROM accounts")
    _prepare_accounts()
    for table in ("quotes", "purchases", "purchase_keys", "gateway_customers"):
        _give_to_buyers(table)
    with op.batch_alter_table("mails") as batch:
        batch.alter_column("account_id", existing_type=sa.Text(), nullable=True)
    _create_tables()


def _prepare_accounts() -> None:
    op.add_column("accounts", sa.Column("email_folded", sa.Text(), nullable=True))
    connection = op.get_bind()
    accounts = sa.table("accounts", sa.column("id"), sa.column("email"), sa.column("email_folded"))
    for account_id, email in connection.execute(sa.select(accounts.c.id, accounts.c.email)).all():
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", email).casefold()).strip()
        connection.execute(sa.update(accounts).where(accounts.c.id == account_id).values(email_folded=folded))
    with op.batch_alter_table("accounts") as batch:
        batch.alter_column("email_folded", existing_type=sa.Text(), nullable=False)
        batch.create_foreign_key(op.f("fk_accounts_id_buyers"), "buyers", ["id"], ["id"])
        batch.create_index(op.f("ix_accounts_email_folded"), ["email_folded"], unique=False)


def _give_to_buyers(table: str) -> None:
    open_ones = sa.text("status IN ('processing', 'needs_confirmation')")
    checks = {
        "purchases": (
            sa.CheckConstraint("total_minor > 0", name=op.f("ck_purchases_total_positive")),
            sa.CheckConstraint(
                "(status = 'succeeded') = (subscription_id IS NOT NULL)",
                name=op.f("ck_purchases_licence_with_success"),
            ),
        )
    }
    if table in {"quotes", "purchases"}:
        op.drop_index(op.f(f"ix_{table}_account_id"), table_name=table)
    if table == "purchases":
        op.drop_index("uq_purchases_account_id_open", table_name=table)
    op.execute(f"ALTER TABLE {table} RENAME COLUMN account_id TO buyer_id")
    # Where a table is made anew (SQLite), its checks are not read from the old one.
    with op.batch_alter_table(table, table_args=checks.get(table, ())) as batch:
        batch.drop_constraint(op.f(f"fk_{table}_account_id_accounts"), type_="foreignkey")
        batch.create_foreign_key(op.f(f"fk_{table}_buyer_id_buyers"), "buyers", ["buyer_id"], ["id"])
    if table in {"quotes", "purchases"}:
        op.create_index(op.f(f"ix_{table}_buyer_id"), table, ["buyer_id"], unique=False)
    if table == "purchases":
        op.create_index(
            "uq_purchases_buyer_id_open",
            table,
            ["buyer_id"],
            unique=True,
            sqlite_where=open_ones,
            postgresql_where=open_ones,
        )


def _create_tables() -> None:
    op.create_table(
        "verifications",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_folded", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=True),
        sa.Column("sends", sa.Integer(), nullable=False),
        sa.Column("tries_left", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verifications")),
    )
    op.create_index(op.f("ix_verifications_email_folded"), "verifications", ["email_folded"], unique=False)
    op.create_index(op.f("ix_verifications_expires_at"), "verifications", ["expires_at"], unique=False)
    op.create_table(
        "visitors",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_folded", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_made_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["buyers.id"], name=op.f("fk_visitors_id_buyers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitors")),
    )
    op.create_index(
        "uq_visitors_email_folded_no_account",
        "visitors",
        ["email_folded"],
        unique=True,
        sqlite_where=sa.text("account_made_at IS NULL"),
        postgresql_where=sa.text("account_made_at IS NULL"),
    )
    op.create_table(
        "visitor_tokens",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("visitor_id", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("followed_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed_refresh", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visitor_id"], ["visitors.id"], name=op.f("fk_visitor_tokens_visitor_id_visitors")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_visitor_tokens")),
    )
    op.create_index(op.f("ix_visitor_tokens_visitor_id"), "visitor_tokens", ["visitor_id"], unique=False)
    op.create_index(op.f("ix_visitor_tokens_followed_until"), "visitor_tokens", ["followed_until"], unique=False)
    op.create_table(
        "held_accounts",
        sa.Column("purchase_id", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("username_folded", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("data_center_id", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_held_accounts_purchase_id_purchases")
        ),
        sa.PrimaryKeyConstraint("purchase_id", name=op.f("pk_held_accounts")),
        sa.UniqueConstraint("username_folded", name=op.f("uq_held_accounts_username_folded")),
    )
