"""Alembic's entry: runs the migrations on the connection that `migrate` hands over."""

from alembic import context

from licenseserver import card_update_tables, declaration_tables, invoice_tables, renewal_tables, visitor_tables
from licenseserver.tables import Table

# Every module with tables, so that all of them are known here.
TABLES = (card_update_tables, declaration_tables, invoice_tables, renewal_tables, visitor_tables)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    transactional_ddl=True,
    compare_type=True,
    render_as_batch=False,
)
context.run_migrations()
