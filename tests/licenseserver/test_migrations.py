"""The migrations make exactly the tables that the code knows, on both databases."""

import concurrent.futures
from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError

from licenseserver.database import Database
from licenseserver.invoice_paper import paper_of
from licenseserver.invoice_tables import InvoiceCounterRow, InvoiceRow
from licenseserver.invoices import document_of
from licenseserver.migrations import alembic_config, migrate
from licenseserver.tables import Table

_DAY = "'2026-01-01'"
OLD_ROWS = (
    "INSERT INTO organizations (id, name) VALUES ('o', 'O')",
    "INSERT INTO accounts (id, organization_id, username, username_folded, password_hash, name, email, role,"
    f" time_zone, country, language, created_at) VALUES ('a', 'o', 'u', 'u', '', 'Zoë', 'ZOË@Example.org', 'owner',"
    f" 'UTC', 'FR', 'fr', {_DAY})",
    "INSERT INTO subscriptions (id, account_id, plan_id, status, started_at, period_started_at, period_ends_at)"
    f" VALUES ('s', 'a', 'p', 'active', {_DAY}, {_DAY}, '2027-01-01')",
    "INSERT INTO purchases (id, account_id, idempotency_key, fingerprint, status, attempt, quote, billing_details,"
    " language, payment_method, return_address, total_minor, currency, created_at, attempt_started_at,"
    " subscription_id) VALUES ('pur_p', 'a', 'k', '', 'succeeded', 1, :quote, :details, 'fr', 'pm', '', 119000,"
    f" 'USD', {_DAY}, {_DAY}, 's')",
    f"INSERT INTO purchase_keys (account_id, key, purchase_id, taken_at) VALUES ('a', 'k', 'pur_p', {_DAY})",
    "INSERT INTO receipts (purchase_id, account_id, number, issued_at, card_brand, card_last_four)"
    f" VALUES ('pur_p', 'a', '2026-000007', {_DAY}, 'visa', '4242')",
    "INSERT INTO receipt_counters (year, last) VALUES (2026, 7)",
)


OLD_DETAILS = (
    '{"name":"Zoë","address":{"country":"FR","lines":["1 rue X"],"city":"Lyon","postal_code":"69002"},"tax_id":""}'
)
OLD_QUOTE = (
    '{"id":"quo_1","plan_id":"strategic-research","period_starts_at":"2026-01-01T00:00:00Z",'
    '"period_ends_at":"2027-01-01T00:00:00Z","price":{"minor":100000,"currency":"USD"},'
    '"credit":{"minor":0,"currency":"USD"},"subtotal":{"minor":100000,"currency":"USD"},'
    '"tax":{"minor":19000,"currency":"USD"},"tax_percent":"19","tax_name":{"en":"VAT","fr":"TVA"},"tax_note":"",'
    '"total":{"minor":119000,"currency":"USD"},"first_renewal_at":"2027-01-01T00:00:00Z",'
    '"first_renewal_total":{"minor":119000,"currency":"USD"},"cancel_until":"2026-12-31T00:00:00Z",'
    '"expires_at":"2026-01-01T00:00:00Z","consents":[]}'
)


def the_receipt_is_an_invoice(database: Database) -> None:
    """It has the number and the words that it had, and the next one follows it."""
    with database.transaction(reading=True) as session:
        row = session.scalars(select(InvoiceRow)).one()
        assert (row.number, row.position, row.searched, row.purchase_id) == (
            "2026-000007",
            7,
            "2026-000007 1190.00",
            "pur_p",
        )
        assert row.issued_at == datetime(2026, 1, 1, tzinfo=UTC)
        paper = paper_of(row)
        assert (paper.customer.name, paper.time_zone, paper.card_last_four) == ("Zoë", "UTC", "4242")
        assert paper.plan_name["en"] == "Strategic Research"
        assert (paper.tax.minor, paper.issued_at) == (19000, row.issued_at)
        assert b"%PDF" in document_of(row, "fr").content
        assert session.get_one(InvoiceCounterRow, (row.seller, 2026)).last == 7


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


def test_what_was_bought_before_there_were_visitors_stays(fresh_address: str) -> None:
    database = Database(fresh_address)
    config = alembic_config()
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        for statement in OLD_ROWS:
            given = {"quote": OLD_QUOTE, "details": OLD_DETAILS} if ":quote" in statement else {}
            connection.execute(text(statement), given)
    migrate(database)
    with database.engine.connect() as connection:
        accounts = connection.execute(text("SELECT email_folded FROM accounts JOIN buyers USING (id)")).all()
        assert accounts == [("zoë@example.org",)]
        bought = "SELECT buyer_id, total_minor FROM purchases JOIN purchase_keys USING (buyer_id)"
        assert connection.execute(text(bought)).all() == [("a", 119000)]
    the_receipt_is_an_invoice(database)
    for forbidden in (
        "UPDATE purchases SET total_minor = 0",
        "UPDATE purchases SET subscription_id = NULL",
        "UPDATE purchases SET buyer_id = 'nobody'",
        "DELETE FROM buyers",
        "INSERT INTO purchase_keys (buyer_id, key, taken_at) VALUES ('a', 'k', '2026-01-01')",
    ):
        with pytest.raises(IntegrityError), database.engine.begin() as connection:
            connection.execute(text(forbidden))
    database.close()


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
