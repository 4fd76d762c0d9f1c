"""Renewals: what a renewal charges, its tries, and what the subscription knows of it."""

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
