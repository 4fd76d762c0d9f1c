"""The list of invoices: pages, filters, and searching as people write."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import event, insert, text

from licenseserver.catalogue import load_catalogue
from licenseserver.database import Database
from licenseserver.invoice_list import invoice_page
from licenseserver.invoice_search import amounts_meant, within_thousands
from licenseserver.invoice_tables import InvoiceRow
from licenseserver.invoicing import REFUND, issue_credit_note
from licenseserver.migrations import migrate
from licenseserver.problems import ProblemError
from licensewire.invoices import InvoiceFilter
from tests.licenseserver.papers import invoice, owner

CATALOGUE = load_catalogue()
YEARS = 7


def amounts(total):
    return {"price_minor": total, "credit_minor": 0, "subtotal_minor": total, "tax_minor": 0, "total_minor": total}


@pytest.fixture
def full(database: Database) -> Database:
    """An account with a purchase a year, one of them taken back, and somebody else with one."""
    with database.transaction() as session:
        owner(session, "acc_1", time_zone="America/New_York")
        owner(session, "acc_2")
        invoice(session, "acc_2", now=datetime(2020, 5, 1, tzinfo=UTC), **amounts(548730))
        for year in range(YEARS):
            # Already the next year in UTC, still the last day of the old one in New York.
            moment = datetime(2021 + year, 1, 1, 3, tzinfo=UTC)
            plan = "strategic-research-plus" if year % 2 else "strategic-research"
            row = invoice(session, "acc_1", now=moment, plan_id=plan, **amounts(548730 + 100000 * year))
        issue_credit_note(session, row, moment + timedelta(days=3), REFUND)
    return database


def page(database, offset=0, limit=50, account_id="acc_1", **wanted):
    with database.transaction(reading=True) as session:
        return invoice_page(session, CATALOGUE, account_id, InvoiceFilter(**wanted), offset, limit)


def numbers(found):
    return [entry.number for entry in found.entries]


def test_the_newest_comes_first_in_pages_that_fit_together(full):
    everything = page(full)
    assert numbers(everything) == [
        "2027-000002",
        *(f"{year}-000001" for year in range(2027, 2020, -1)),
    ]
    assert (everything.total, everything.offset) == (YEARS + 1, 0)
    pages = [page(full, offset, 3) for offset in range(0, 9, 3)]
    assert [entry for each in pages for entry in each.entries] == list(everything.entries)
    assert {each.total for each in pages} == {YEARS + 1}
    assert page(full, 1000).entries == ()
    assert page(full, 1000).total == YEARS + 1


def test_an_entry_tells_what_it_is(full):
    note, paid = page(full, limit=2).entries
    assert (note.kind, note.credits, note.purchase_id) == ("credit_note", paid.number, None)
    assert note.total.minor == -paid.total.minor == -1148730
    assert (paid.kind, paid.credits, paid.plan_id) == ("invoice", "", "strategic-research")
    assert paid.purchase_id.startswith("pur_")


def test_days_are_the_accounts_own(full):
    everything = page(full)
    assert (everything.first_issued_on, everything.last_issued_on) == (date(2020, 12, 31), date(2027, 1, 3))
    assert numbers(page(full, issued_until=date(2020, 12, 31))) == ["2021-000001"]
    assert numbers(page(full, issued_from=date(2026, 12, 31))) == ["2027-000002", "2027-000001"]
    assert numbers(page(full, issued_from=date(2021, 12, 31), issued_until=date(2021, 12, 31))) == ["2022-000001"]
    assert page(full, issued_from=date(2022, 1, 1), issued_until=date(2022, 1, 1)).total == 0
    # The span is that of all, whatever is filtered: it is what a calendar offers.
    assert page(full, issued_until=date(2020, 12, 31)).last_issued_on == date(2027, 1, 3)
    assert page(full, issued_from=date.min, issued_until=date.max).total == YEARS + 1


def test_one_kind(full):
    assert numbers(page(full, kind="credit_note")) == ["2027-000002"]
    assert page(full, kind="invoice").total == YEARS


def test_nobody_sees_what_is_others(full):
    assert page(full, account_id="acc_2").total == 1
    assert page(full, account_id="acc_2", search="2021").total == 0


SEARCHES = (
    ("2023-000001", ["2023-000001"]),
    (" 23-0 ", ["2023-000001"]),
    # The credit note too: its invoice is what was looked for.
    ("2027-000001", ["2027-000002", "2027-000001"]),
    ("5487.30", ["2021-000001"]),
    ("5,487.30", ["2021-000001"]),
    ("5 487,30", ["2021-000001"]),
    ("5\u202f487,30\xa0$US", ["2021-000001"]),
    ("US$5,487.30", ["2021-000001"]),
    ("5'487.30 USD", ["2021-000001"]),
    ("5.487,30", ["2021-000001"]),
    ("５４８７", ["2021-000001"]),
    ("5,487", ["2021-000001"]),
    ("5,48", ["2021-000001"]),
    ("6,4", ["2022-000001"]),
    ("-11,487.30", ["2027-000002", "2027-000001"]),
    ("−11 487,30", ["2027-000002", "2027-000001"]),
    ("487.3", ["2027-000002", *(f"{year}-000001" for year in range(2027, 2020, -1))]),
    ("PLUS", ["2026-000001", "2024-000001", "2022-000001"]),
    ("strategique p", ["2026-000001", "2024-000001", "2022-000001"]),
    ("5,487.31", []),
    ("54.87", []),
    ("zzz", []),
    ("%", []),
    ("_", []),
    ("'; DROP", []),
)


def test_a_search_finds_what_was_meant(full):
    for search, found in SEARCHES:
        result = page(full, search=search)
        assert (numbers(result), result.total) == (found, len(found)), search


def test_blank_searches_for_nothing(full):
    assert page(full, search="  ").total == YEARS + 1


def test_filters_hold_together(full):
    found = page(full, search="2027-000001", kind="invoice", issued_from=date(2026, 1, 1))
    assert numbers(found) == ["2027-000001"]


NONSENSE = (
    ({}, -1, 50, "offset", "invalid"),
    ({}, 2**63, 50, "offset", "invalid"),
    ({}, 0, 0, "limit", "invalid"),
    ({}, 0, 201, "limit", "invalid"),
    ({"kind": "receipt"}, 0, 50, "kind", "invalid"),
    ({"search": "x" * 101}, 0, 50, "search", "too_long"),
    ({"issued_from": date(2026, 2, 2), "issued_until": date(2026, 2, 1)}, 0, 50, "issued_until", "invalid"),
)


def test_nonsense_is_told_by_field(full):
    for wanted, offset, limit, field, code in NONSENSE:
        with pytest.raises(ProblemError) as caught:
            page(full, offset, limit, **wanted)
        assert [(each.field, each.code) for each in caught.value.fields] == [(field, code)]


def matches(typed: str, canonical: str) -> bool:
    digits = within_thousands(typed)
    return any(part in canonical for part in amounts_meant(typed)) or bool(
        digits and digits.rstrip("_") in canonical
    )


@given(
    units=some.integers(0, 10**7),
    cents=some.integers(0, 99),
    separators=some.sampled_from(
        [(",", "."), (" ", ","), ("\u202f", ","), (".", ","), ("'", "."), ("", "."), ("", ",")]
    ),
    around=some.sampled_from(["{}", "US${}", "{} $US", "{} €", "€{}", "EUR {}", "-{}", "CA$ {}"]),
)
def test_every_usual_way_to_write_an_amount_is_understood(units, cents, separators, around):
    group, point = separators
    written = f"{units:,}".replace(",", group) + f"{point}{cents:02}"
    assert matches(around.format(written).casefold(), f"{units}.{cents:02}")


@pytest.fixture
def crowded(tmp_path):
    """One account with a hundred thousand invoices."""
    database = Database(f"sqlite:///{tmp_path / 'license-desk.db'}")
    migrate(database)
    with database.transaction() as session:
        owner(session)
    with database.engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            for start in range(0, 100_000, 10_000):
                connection.execute(insert(InvoiceRow), [crowd(start + position) for position in range(10_000)])
    yield database
    database.close()


def crowd(position: int) -> dict[str, object]:
    year, total = 2000 + position // 4000, 119_000 + position * 7
    number = f"{year}-{position:06d}"
    return {
        "id": f"inv_{position:024d}",
        "account_id": "acc_1",
        "seller": "meridian",
        "year": year,
        "position": position,
        "number": number,
        "kind": "invoice",
        "issued_at": datetime(2000, 1, 1, tzinfo=UTC) + timedelta(hours=2 * position),
        "plan_id": "strategic-research",
        "searched": f"{number} {total / 100:.2f}",
        "subtotal_minor": total,
        "tax_minor": 0,
        "total_minor": total,
        "currency": "USD",
        "renewal_id": f"ren_{position}",
        "credits": "",
        "content": "x" * 1500,
    }


@pytest.mark.slow
def test_a_hundred_thousand_are_read_from_the_index_alone(crowded):
    statements = []

    def note(_connection, _cursor, statement, parameters, *_):
        if "FROM invoices" in statement and "content" not in statement:
            statements.append((statement, parameters))

    event.listen(crowded.engine, "before_cursor_execute", note)
    asked = [
        page(crowded),
        page(crowded, 50_000),
        page(crowded, 0, search="2015-060042"),
        page(crowded, 0, search="1,19"),
        page(crowded, 0, kind="invoice", issued_from=date(2010, 1, 1)),
    ]
    event.remove(crowded.engine, "before_cursor_execute", note)
    assert [(found.total, len(found.entries)) for found in asked[:3]] == [(100_000, 50), (100_000, 50), (1, 1)]
    assert asked[1].entries[0].number == f"{2000 + 49_999 // 4000}-049999"
    with crowded.engine.connect() as connection:
        for statement, parameters in statements:
            plan = " ".join(
                row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            )
            assert "USE TEMP B-TREE" not in plan or "invoices.id IN" in statement, (statement, plan)
            # The rows of a page are opened by their ids; whatever counts or searches sees only the index.
            assert "COVERING INDEX ix_invoices_account_id_issued_at" in plan or "invoices.id IN" in statement, plan
        assert connection.execute(text("SELECT count(*) FROM invoices")).scalar() == 100_000
