"""The invoices as a Qt table: true to its length, words per row, and rows that are to come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from licensewire.invoices import CREDIT_NOTE
from qtclient.presenters.invoice_model import (
    ABOUT,
    ISSUED,
    MOST_PAGES,
    NUMBER,
    OPEN,
    PAGE,
    SAVE,
    TOTAL,
    WORDS,
    InvoiceModel,
)
from tests.gallery import samples
from tests.gallery.invoices import entries, entry

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def model(qapp):
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    model = InvoiceModel()
    model.name_plans(samples.comparison())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    del tester
    QLocale.setDefault(before)


def texts(model, row):
    return [model.index(row, column).data() for column in (NUMBER, ISSUED, ABOUT, TOTAL)]


def test_it_is_as_long_as_the_list_whatever_is_held(model):
    model.begin(3000, entries(PAGE, total=3000))
    assert model.rowCount() == 3000
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.held == PAGE
    assert texts(model, 0) == ["2026-003000", "November 23, 2026", "Strategic Research", "US$5,487.30"]
    assert model.index(2999, 0).data(WORDS) is None
    assert model.index(2999, 0).data() == ""
    assert model.index(2999, 0).data(SPOKEN) == "is being loaded"


def test_every_row_is_named_for_screen_readers(model):
    model.begin(3, entries(3))
    spoken = model.index(0, NUMBER).data(SPOKEN)
    assert spoken == "Invoice 2026-000003, November 23, 2026, Strategic Research, US$5,487.30"
    assert model.index(1, NUMBER).data(SPOKEN).startswith("Credit note 2026-000002, ")
    assert model.index(1, NUMBER).data(SPOKEN).endswith("-US$5,487.30")
    assert model.index(0, OPEN).data(SPOKEN) == "Open 2026-000003"
    assert model.index(0, SAVE).data(SPOKEN) == "Save 2026-000003"
    for column in range(model.columnCount()):
        assert model.headerData(column, Qt.Orientation.Horizontal, SPOKEN)


def test_a_credit_note_says_what_it_takes_back(model):
    model.begin(1, [entry(0, kind=CREDIT_NOTE, total=17)])
    words = model.index(0, 0).data(WORDS)
    assert (words.chip, words.about) == ("Credit note", "for 2026-000016")


def test_a_plan_that_nobody_knows_any_more_keeps_its_id(model):
    model.name_plans(None)
    model.begin(1, entries(1))
    assert texts(model, 0)[2] == "strategic-research"
    model.name_plans(samples.comparison())
    assert texts(model, 0)[2] == "Strategic Research"


def test_words_follow_the_language(model):
    model.begin(1, entries(1))
    assert texts(model, 0)[3] == "US$5,487.30"
    QLocale.setDefault(QLocale("fr_FR"))
    model.forget_words()
    assert texts(model, 0)[3].endswith("$US")


def test_what_is_new_stands_above_and_the_rest_is_asked_for_again(model):
    model.begin(120, entries(PAGE, total=120))
    model.put(1, entries(PAGE, total=120, first=PAGE))
    inserted = []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    model.grow(2, entries(PAGE, total=122))
    assert inserted == [(0, 1)]
    assert model.rowCount() == 122
    assert model.entry(0).number == "2026-000122"
    assert model.missing(PAGE, PAGE + 10) == [1]


@given(st.lists(st.tuples(st.integers(0, 99_999), st.integers(1, 30)), max_size=60))
def test_memory_stays_bounded_and_rows_true_however_one_scrolls(places):
    model = InvoiceModel()
    model.begin(100_000, entries(PAGE, total=100_000))
    for at, rows in places:
        last = min(99_999, at + rows)
        for page in model.missing(at, last):
            count = min(PAGE, 100_000 - page * PAGE)
            model.put(page, [entry(position, total=100_000) for position in (page * PAGE, page * PAGE + count - 1)])
        assert model.missing(at, last) == []
        assert model.held <= PAGE * MOST_PAGES
    assert model.rowCount(QModelIndex()) == 100_000


@given(st.integers(-5, 300), st.integers(-5, 300), st.integers(0, 200))
def test_nothing_outside_of_the_list_is_asked_for(first, last, total):
    model = InvoiceModel()
    model.begin(total, entries(min(PAGE, total), total=total))
    pages = model.missing(first, last)
    assert all(0 <= page * PAGE < max(1, total) for page in pages)
    if total == 0:
        assert pages == []
