"""A list too long to hold: what is held is true, what is missing is asked for, and memory has a bound."""

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from qtclient.presenters.invoice_pages import Pages

SIZE, MOST = 5, 4


@given(st.integers(0, 200), st.integers(0, 60), st.sets(st.integers(0, 60)))
def test_missing_are_exactly_the_pages_in_sight_that_are_not_held(first: int, count: int, held: set[int]) -> None:
    pages: Pages[int] = Pages(SIZE, 1000)
    for number in held:
        pages.put(number, range(number * SIZE, (number + 1) * SIZE))
    last = first + count
    missing = pages.use(first, last)
    wanted = {position // SIZE for position in range(first, last + 1)}
    assert missing == sorted(wanted - held)
    for position in range(first, last + 1):
        assert pages.get(position) == (position if position // SIZE in held else None)


class Scrolling(RuleBasedStateMachine):
    """Somebody scrolls through a list of any length; each missing page that is in sight arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: Pages[int] = Pages(SIZE, MOST)
        self.total = 1
        self.sight = (0, 0)

    @rule(total=st.integers(1, 400))
    def another_list(self, total: int) -> None:
        self.pages.clear()
        self.total, self.sight = total, (0, 0)

    @rule(at=st.integers(0, 399), rows=st.integers(1, SIZE * (MOST - 1)))
    def look(self, at: int, rows: int) -> None:
        first = min(at, self.total - 1)
        self.sight = (first, min(self.total - 1, first + rows - 1))
        for number in self.pages.use(*self.sight):
            self.pages.put(number, range(number * SIZE, min(self.total, (number + 1) * SIZE)))

    @rule(number=st.integers(0, 79))
    @precondition(lambda self: self.total > SIZE)
    def a_late_page_arrives(self, number: int) -> None:
        self.pages.put(number, range(number * SIZE, max(number * SIZE, min(self.total, (number + 1) * SIZE))))
        self.pages.use(*self.sight)

    @invariant()
    def nothing_untrue_is_held(self) -> None:
        for position in range(self.total):
            assert self.pages.get(position) in {None, position}

    @invariant()
    def memory_has_a_bound(self) -> None:
        assert len(self.pages) <= SIZE * MOST


TestScrolling = Scrolling.TestCase


def test_what_was_looked_at_last_stays() -> None:
    pages: Pages[int] = Pages(SIZE, 2)
    pages.put(0, range(5))
    pages.put(1, range(5, 10))
    pages.use(0, 4)
    pages.put(2, range(10, 15))
    assert (pages.get(0), pages.get(5), pages.get(10)) == (0, None, 10)
