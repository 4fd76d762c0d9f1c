"""Choosing the data center: the list, what is searched for, and which one is marked (C3)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from qtclient.forms.country_names import country_names
from qtclient.presenters.presenter import Presenter
from qtclient.sentences import Sentence, sentence

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from licensewire.data_centers import DataCenter, DataCenterChoice
    from qtclient.session import Session

LOADING: Final = "loading"
FAILED: Final = "failed"
READY: Final = "ready"


@dataclass(frozen=True)
class State:
    """What the picker shows.

    Attributes:
        phase: `LOADING`, `FAILED` (see `problem`) or `READY`.
        choice: the list with its default, with `READY`.
        search: what is typed into the search field.
        chosen: id of the data center that *Confirm* would take; "" before there is a list.
    """

    phase: str = LOADING
    choice: DataCenterChoice | None = None
    search: str = ""
    chosen: str = ""
    problem: Sentence | None = None

    @property
    def listed(self) -> tuple[DataCenter, ...]:
        """All data centers: the default first, those that cannot be chosen last."""
        if self.choice is None:
            return ()
        default = self.choice.default_id
        return tuple(sorted(self.choice.data_centers, key=lambda each: (bool(each.obstacle), each.id != default)))

    @property
    def found(self) -> frozenset[str]:
        """Ids of those that the search is about: every word is in city, country, region or id, in any language."""
        words = _folded(self.search).split()
        return frozenset(each.id for each in self.listed if all(word in _searched(each) for word in words))


class PickerPresenter(Presenter[State]):
    """Loads the list and keeps the mark on a data center that can be chosen."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(State(), parent)
        self._session = session

    def begin(self, chosen: str = "") -> None:
        """Start choosing; `chosen` is what was taken before, "" where nobody chose yet."""
        self.become(State(chosen=chosen))
        self.load()

    def load(self) -> None:
        """Ask for the list."""
        self.become(replace(self.state, phase=LOADING, problem=None))
        self._session.ask(lambda api: api.data_centers(), owner=self, done=self._on_answer, failed=self._on_failure)

    def search(self, text: str) -> None:
        """Show only what fits `text`."""
        self.become(replace(self.state, search=text))

    def mark(self, data_center_id: str) -> None:
        """Mark one; nothing happens where it cannot be chosen."""
        if _can_be_chosen(self.state.choice, data_center_id):
            self.become(replace(self.state, chosen=data_center_id))

    def _on_answer(self, choice: DataCenterChoice) -> None:
        # What was chosen may have become unavailable in between.
        chosen = self.state.chosen if _can_be_chosen(choice, self.state.chosen) else choice.default_id
        self.become(replace(self.state, phase=READY, choice=choice, chosen=chosen))

    def _on_failure(self, error: Exception) -> None:
        self.become(replace(self.state, phase=FAILED, problem=sentence(error)))


def _can_be_chosen(choice: DataCenterChoice | None, data_center_id: str) -> bool:
    listed = choice.data_centers if choice is not None else ()
    return any(each.id == data_center_id and not each.obstacle for each in listed)


def _searched(place: DataCenter) -> str:
    languages = {*place.city, *place.region, "en"}
    names = [country_names(language).get(place.country, "") for language in sorted(languages)]
    return _folded(" ".join((place.id, place.country, *place.city.values(), *place.region.values(), *names)))


def _folded(text: str) -> str:
    """Return `text` without case and accents: "montreal" finds Montréal."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()
