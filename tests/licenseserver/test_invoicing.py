"""Numbers without a gap whoever issues at once, and papers that nobody changes any more."""

import multiprocessing
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from licenseserver.audit import verify
from licenseserver.database import Database
from licenseserver.invoice_paper import paper_of
from licenseserver.invoice_tables import InvoiceCounterRow, InvoiceRow
from licenseserver.invoices import document_of
from licenseserver.invoicing import WITHDRAWAL, issue_credit_note
from licenseserver.migrations import migrate
from licenseserver.tables import AccountRow
from tests.licenseserver.papers import DETAILS, NOW, invoice, owner


@pytest.fixture
def ready(database: Database) -> Database:
    """A database with an account in it."""
    with database.transaction() as session:
        owner(session)
    return database


def positions(database: Database, year: int = 2026) -> list[int]:
    with database.transaction(reading=True) as session:
        found = select(InvoiceRow.position).where(InvoiceRow.year == year).order_by(InvoiceRow.position)
        return list(session.scalars(found))


def test_an_invoice_holds_all_that_is_printed(ready):
    with ready.transaction() as session:
        row = invoice(session)
        paper = paper_of(row)
    assert (row.number, row.position, row.kind) == ("2026-000001", 1, "invoice")
    assert row.searched == "2026-000001 1190.00"
    assert (paper.customer, paper.time_zone, paper.seller.tax_id) == (DETAILS, "Europe/Berlin", "EIN 91-1144442")
    assert paper.plan_name == {"en": "Strategic Research", "fr": "Recherche stratégique"}
    assert (paper.card_brand, paper.card_last_four, paper.reference) == ("visa", "4242", row.purchase_id)
    assert (paper.subtotal.minor, paper.tax.minor, paper.total.minor) == (100000, 19000, 119000)


def test_every_year_has_its_own_numbers(ready):
    with ready.transaction() as session:
        numbers = [
            invoice(session, now=moment).number
            for moment in (
                datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC),
                datetime(2027, 1, 1, tzinfo=UTC),
                datetime(2027, 1, 1, 0, 0, 1, tzinfo=UTC),
            )
        ]
    assert numbers == ["2026-000001", "2027-000001", "2027-000002"]


def test_what_is_rolled_back_leaves_no_gap(ready):
    with ready.transaction() as session:
        invoice(session)
    assert issue_many(str(ready.url.render_as_string(hide_password=False)), "acc_1", 0, 3, undone=1.0) == 0
    with ready.transaction() as session:
        assert invoice(session).position == 2
    assert positions(ready) == [1, 2]


def test_one_purchase_has_one_invoice(ready):
    with ready.transaction() as session:
        first = invoice(session)
    with pytest.raises(DatabaseError), ready.transaction() as session:
        invoice(session, purchase_id=first.purchase_id)
    assert positions(ready) == [1]


@pytest.mark.parametrize(
    "changes",
    [
        {"total_minor": 119001},
        {"purchase_id": None},
        {"renewal_id": "ren_1"},
        {"total_minor": -1, "tax_minor": -100001},
    ],
)
def test_what_makes_no_invoice_is_refused_by_the_database(ready, changes):
    with pytest.raises(IntegrityError), ready.transaction() as session:
        invoice(session, **changes)
    assert positions(ready) == []


def test_a_credit_note_takes_the_whole_invoice_back_and_only_once(ready):
    with ready.transaction() as session:
        paid = invoice(session)
    with ready.transaction() as session:
        paid = session.get_one(InvoiceRow, paid.id)
        note = issue_credit_note(session, paid, NOW + timedelta(days=3), WITHDRAWAL)
        assert issue_credit_note(session, paid, NOW + timedelta(days=4), WITHDRAWAL) is note
    paper = paper_of(note)
    assert (note.number, note.kind, note.credits, note.credits_id) == (
        "2026-000002",
        "credit_note",
        paid.number,
        paid.id,
    )
    assert note.searched == "2026-000002 1190.00 2026-000001"
    assert (note.subtotal_minor, note.tax_minor, note.total_minor) == (-100000, -19000, -119000)
    assert (note.purchase_id, note.renewal_id) == (None, None)
    assert (paper.customer, paper.credits_issued_at, paper.reason) == (DETAILS, NOW, WITHDRAWAL)
    with ready.transaction() as session:
        assert invoice(session).position == 3
    with ready.transaction(reading=True) as session:
        assert verify(session)[0] == 3


def test_a_later_change_does_not_change_an_old_paper(ready):
    with ready.transaction() as session:
        row = invoice(session)
        before = document_of(row, "fr").content
    with ready.transaction() as session:
        account = session.get_one(AccountRow, "acc_1")
        account.time_zone, account.name = "Asia/Tokyo", "Somebody else"
    with ready.transaction(reading=True) as session:
        assert document_of(session.get_one(InvoiceRow, row.id), "fr").content == before


CHANGES = (
    "UPDATE invoices SET content = '{}'",
    "UPDATE invoices SET number = number",
    "DELETE FROM invoices",
)
CHANGES_ON_SQLITE = (
    "INSERT OR REPLACE INTO invoices SELECT * FROM invoices",
    "UPDATE OR REPLACE invoices SET position = position",
)
CHANGES_ON_POSTGRESQL = ("TRUNCATE invoices CASCADE",)


def test_the_database_refuses_to_change_an_invoice(ready):
    with ready.transaction() as session:
        row = invoice(session)
    for statement in CHANGES + (CHANGES_ON_SQLITE if ready.is_sqlite else CHANGES_ON_POSTGRESQL):
        with pytest.raises(DatabaseError, match="immutable"), ready.engine.begin() as connection:
            connection.execute(text(statement))
    with ready.transaction(reading=True) as session:
        assert session.get_one(InvoiceRow, row.id).content == row.content


class _Undone(Exception):
    pass


def maybe_undo(dice: random.Random, undone: float) -> None:
    if dice.random() < undone:
        raise _Undone


def issue_many(address: str, account_id: str, seed: int, count: int, undone: float = 0.4) -> int:
    """Issue invoices one transaction each, a part of which is rolled back; return how many stay."""
    database = Database(address)
    dice = random.Random(seed)
    kept = 0
    try:
        for _ in range(count):
            try:
                with database.transaction() as session:
                    invoice(session, account_id, now=NOW)
                    maybe_undo(dice, undone)
                kept += 1
            except _Undone:
                pass
    finally:
        database.close()
    return kept


def judge(database: Database, kept: int) -> None:
    assert positions(database) == list(range(1, kept + 1))
    with database.transaction(reading=True) as session:
        assert session.scalars(select(InvoiceCounterRow.last)).all() == [kept]
        numbers = session.scalars(select(InvoiceRow.number).order_by(InvoiceRow.position)).all()
        assert numbers == [f"2026-{position:06d}" for position in range(1, kept + 1)]


@pytest.mark.slow
def test_threads_share_the_numbers_on_sqlite(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'license-desk.db'}")
    migrate(database)
    accounts = [f"acc_{name}" for name in "abcd"]
    with database.transaction() as session:
        for account in accounts:
            owner(session, account)
    address = str(database.url)
    with ThreadPoolExecutor(4) as threads:
        kept = sum(threads.map(lambda each: issue_many(address, each[1], each[0], 10), enumerate(accounts)))
    judge(database, kept)
    database.close()


@pytest.mark.slow
def test_processes_share_the_numbers_on_postgresql(postgres):
    address = postgres.new_database()
    database = Database(address)
    migrate(database)
    accounts = [f"acc_{name}" for name in "abcd"]
    with database.transaction() as session:
        for account in accounts:
            owner(session, account)
    # The very first number too: nobody has made the year's counter before they start.
    with multiprocessing.get_context("spawn").Pool(4) as processes:
        kept = sum(processes.starmap(issue_many, [(address, each, seed, 25) for seed, each in enumerate(accounts)]))
    judge(database, kept)
    database.close()
