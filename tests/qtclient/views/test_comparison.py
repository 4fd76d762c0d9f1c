"""The comparison: which plans, which marks, and that it can be walked and heard."""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from licensewire.billing import ACTIVE, TRIALING
from qtclient.views.comparison.content import LESS, MORE, SAME, rows, shown_plans
from qtclient.views.comparison.model import hint
from qtclient.views.comparison.table import ComparisonTable
from qtclient.views.parts.page import Column
from tests.gallery import samples

PAID = "strategic-research"


@pytest.fixture(autouse=True)
def _american():
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def table(qtbot):
    column = Column()
    qtbot.addWidget(column)
    made = ComparisonTable(column)
    column.body.addWidget(made)
    assert isinstance(column.body, QVBoxLayout)
    column.resize(1000, 500)
    column.show()
    qtbot.waitExposed(column)
    made.show_comparison(samples.comparison(), "free", None)
    return made


def test_the_trial_is_compared_only_by_who_has_it():
    assert shown_plans(samples.comparison(), "free")[0].id == "free"
    assert "trial" not in [plan.id for plan in shown_plans(samples.comparison(), PAID)]
    assert "trial" in [plan.id for plan in shown_plans(samples.comparison(), "trial")]


def test_numbers_are_numbers_and_differences_are_marked():
    found = {row.name: row.cells for row in rows(samples.comparison(), "free") if not row.group}
    responses = found["Responses per year"]
    assert [cell.text for cell in responses] == ["500", "1,000", "5,000", "Negotiated"]
    assert [cell.against_current for cell in responses] == [SAME, MORE, MORE, SAME]
    assert responses[1].spoken == "1,000, more than you have now"
    licensed = {row.name: row.cells for row in rows(samples.comparison(), PAID) if not row.group}
    assert licensed["Responses per year"][0].against_current == LESS
    assert licensed["Reports"][0].spoken == "not included, less than you have now"


def test_each_buyable_plan_has_its_button_and_only_a_bigger_one_once_licensed(table):
    def buttons():
        return {button.objectName() for button in table.findChildren(QPushButton) if button.isVisibleTo(table)}

    assert buttons() == {f"buy-{PAID}", f"buy-{PAID}-plus", "start-request"}
    table.show_comparison(samples.comparison(), "trial", samples.subscription(TRIALING, 4, "trial"))
    assert buttons() == {f"buy-{PAID}", f"buy-{PAID}-plus", "start-request"}
    table.show_comparison(samples.comparison(), PAID, samples.subscription(ACTIVE, 100))
    assert buttons() == {f"buy-{PAID}-plus", "start-request"}


def test_the_arrow_keys_walk_the_features_and_step_over_the_groups(table):
    view = table.rows_view
    view.setFocus()
    assert view.currentIndex().row() == 1
    seen = set()
    for _ in range(view.model().rowCount()):
        seen.add(view.currentIndex().row())
        QTest.keyClick(view, Qt.Key.Key_Down)
    groups = {row for row in range(view.model().rowCount()) if view.model().row(row).group}
    assert seen == set(range(view.model().rowCount())) - groups


def test_a_screen_reader_hears_feature_plan_and_offer(table):
    spoken = QAccessible.queryAccessibleInterface(table.rows_view)
    assert spoken.role() == QAccessible.Role.Table
    view = table.rows_view
    index = view.model().index(1, 1)
    heard = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Responses per year, Strategic Research: 1,000, more than you have now"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    buy = table.findChild(QPushButton, f"buy-{PAID}")
    name = QAccessible.queryAccessibleInterface(buy).text(QAccessible.Text.Name)
    assert name == "Buy now, Strategic Research"


def test_foreign_words_in_a_hint_are_no_markup():
    assert hint("<b>1 & 2</b>") == "<qt>&lt;b&gt;1 &amp; 2&lt;/b&gt;</qt>"
    assert hint("") == ""


def test_the_heads_stay_when_the_page_is_scrolled(table, qtbot):
    page = table._page
    assert not table._sticky.isVisible()
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 100, timeout=60_000)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    qtbot.waitUntil(table._sticky.isVisible, timeout=60_000)
    assert table._sticky.y() == 0


def test_a_plan_out_of_sight_comes_into_it_with_the_focus(table, qtbot):
    table._page.resize(520, 600)
    table.show_comparison(samples.comparison(), "trial", samples.subscription(TRIALING, 4, "trial"))
    bar = table.rows_view.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=60_000)
    bar.setValue(0)
    next(one for one in table.findChildren(QPushButton, "start-request") if one.isVisible()).setFocus()
    assert bar.value() == bar.maximum()
