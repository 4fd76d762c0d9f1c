"""The renewal's date as a calendar file: opened with the system's calendar, or saved (B9)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLocale

from qtclient.presenters.documents import DocumentSaver, SavingState
from qtclient.presenters.opening import DocumentOpener, OpeningState
from qtclient.presenters.presenter import Presenter
from qtclient.session import SIGNED_IN

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject

    from qtclient.api.client import Api
    from qtclient.session import Session, SessionState

CALENDAR: Final = "calendar"


@dataclass(frozen=True)
class CalendarState:
    """How the calendar file asked for last is doing."""

    opening: OpeningState = field(default_factory=OpeningState)
    saving: SavingState = field(default_factory=SavingState)


class RenewalCalendar(Presenter[CalendarState]):
    """Fetches the calendar file in the language that is spoken."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(CalendarState(), parent)
        self._account = ""
        self._opener = DocumentOpener(session, self)
        self._opener.changed.connect(lambda opening: self.become(replace(self.state, opening=opening)))
        self._saver = DocumentSaver(session, self)
        self._saver.changed.connect(lambda saving: self.become(replace(self.state, saving=saving)))
        session.changed.connect(self._on_session)

    @property
    def busy(self) -> bool:
        """Whether a file is on its way."""
        return self.state.opening.opening or self.state.saving.saving

    def file_name(self) -> str:
        """Return what the file is called."""
        return QCoreApplication.translate("RenewalCalendar", "License renewal.ics")

    def open(self) -> None:
        """Hand the file to the program that this computer has for calendars."""
        self._saver.forget()
        self._opener.open(CALENDAR, self.file_name(), _fetched)

    def save(self, path: Path) -> None:
        """Write the file to `path`."""
        self._opener.forget()
        self._saver.save(CALENDAR, path, _fetched)

    def _on_session(self, session: SessionState) -> None:
        account = session.account.id if session.phase == SIGNED_IN and session.account is not None else ""
        if account != self._account:
            self._account = account
            self._opener.forget()
            self._saver.forget()


def _fetched(api: Api) -> bytes:
    return api.renewal_calendar(QLocale().name().partition("_")[0])
