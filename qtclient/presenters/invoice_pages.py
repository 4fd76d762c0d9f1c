"""Pages of a list that is too long to hold: those looked at last are kept, the rest is asked for again."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


class Pages(Generic[T]):
    """A sparse list in pages of equal size.

    Args:
        size: entries on a page.
        most: how many pages are kept; the one that was used longest ago makes room for a new one.
    """

    def __init__(self, size: int, most: int) -> None:
        self.size = size
        self._most = most
        self._pages: OrderedDict[int, tuple[T, ...]] = OrderedDict()

    def __len__(self) -> int:
        """Return how many entries are held."""
        return sum(map(len, self._pages.values()))

    def get(self, position: int) -> T | None:
        """Return the entry at `position`; None where its page is not held."""
        number, at = divmod(position, self.size)
        page = self._pages.get(number)
        return page[at] if page is not None and at < len(page) else None

    def use(self, first: int, last: int) -> list[int]:
        """Take note that the positions from `first` to `last` are looked at.

        Returns:
            Numbers of the pages that are missing for them, in order.
        """
        missing = []
        for number in range(max(0, first) // self.size, last // self.size + 1):
            if number in self._pages:
                self._pages.move_to_end(number)
            else:
                missing.append(number)
        return missing

    def put(self, number: int, entries: Sequence[T]) -> None:
        """Hold the page `number`."""
        self._pages[number] = tuple(entries[: self.size])
        self._pages.move_to_end(number)
        while len(self._pages) > self._most:
            self._pages.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        self._pages.clear()
