"""Invoices: receipts become invoices; credit notes, refunds, further recipients."""

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
