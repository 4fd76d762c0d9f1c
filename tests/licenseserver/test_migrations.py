"""The migrations make exactly the tables that the code knows, on both databases."""

import concurrent.futures

import pytest
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from licenseserver.database import Database
from licenseserver.migrations import migrate
from licenseserver.tables import Table


def test_no_drift(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        missing = produce_migrations(context, Table.metadata).upgrade_ops
        assert missing is not None
        # What is printed here is what the migration lacks.
        assert missing.is_empty(), render_python_code(missing)


def test_starting_several_at_once_migrates_once(fresh_address: str) -> None:
    databases = [Database(fresh_address) for _ in range(4)]
    try:
        with concurrent.futures.ThreadPoolExecutor(4) as threads:
            list(threads.map(migrate, databases))
        assert "accounts" in inspect(databases[0].engine).get_table_names()
    finally:
        for each in databases:
            each.close()


def test_migrating_again_changes_nothing(database: Database) -> None:
    migrate(database)
    with database.transaction(reading=True) as session:
        assert session.scalar(text("SELECT count(*) FROM alembic_version")) == 1


@pytest.mark.parametrize("statement", ["UPDATE audit_log SET action = 'x'", "DELETE FROM audit_log"])
def test_the_audit_log_refuses_changes(database: Database, statement: str) -> None:
    with database.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO audit_log (number, at, actor, action, subject, details, request_id,"
                " previous_hash, hash)"
                " VALUES (1, '2026-01-01', 'a', 'b', 'c', '{}', '', '', '')"
            )
        )
    with pytest.raises(Exception, match="append-only"), database.engine.begin() as connection:
        connection.execute(text(statement))
