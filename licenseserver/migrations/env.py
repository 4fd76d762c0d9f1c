"""Alembic's entry: runs the migrations on the connection that `migrate` hands over."""

from alembic import context

from licenseserver import visitor_tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=visitor_tables.HeldAccountRow.metadata,
    transactional_ddl=True,
    compare_type=True,
    render_as_batch=False,
)
context.run_migrations()
