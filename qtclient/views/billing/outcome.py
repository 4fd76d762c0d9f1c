"""What stands above the sections: that what is shown may be old, and what has come of what was done last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtclient import formats
from qtclient.presenters.billing_state import NOT_PAID, PAID, REMOVED, RESUMED, TROUBLE
from qtclient.presenters.renewal_calendar import CALENDAR
from qtclient.presenters.standing import renews_at
from qtclient.resources.tokens import SPACE
from qtclient.sentences import refusal
from qtclient.views.invoices.words import opening_text
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.button import link_button
from qtclient.views.saving import ask_where, saving_text

if TYPE_CHECKING:
    from licensewire.billing import Billing
    from qtclient.presenters.billing_state import State
    from qtclient.presenters.renewal_calendar import CalendarState

_Told = tuple[str, str, str]
_NOTHING: _Told = ("", "", "")


class Outcome(QWidget):
    """Notices, each only while there is something to say.

    Signals:
        retry(): the server should be asked again.
        save_calendar(Path): the calendar file should be written there.
    """

    retry = Signal()
    save_calendar = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._old = Notice("attention", "-", "-", "offline")
        self._old.setObjectName("billing-old")
        again = link_button(self.tr("Try again"))
        again.setObjectName("billing-retry")
        again.clicked.connect(self.retry)
        self._old.body.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        self._done = Notice("good", "-", "-")
        self._done.setObjectName("billing-told")
        self._calendar = Notice("neutral", "-", "-", "calendar")
        self._calendar.setObjectName("calendar-told")
        self._save = link_button(self.tr("Save the calendar file"))
        self._save.setObjectName("save-calendar")
        self._save.clicked.connect(self._ask_where)
        self._calendar.body.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.regular)
        for notice in (self._old, self._done, self._calendar):
            column.addWidget(notice)
            notice.hide()
        self.hide()

    def show_state(self, state: State) -> None:
        """Show what is to be told of Billing."""
        old = state.offline or state.problem is not None
        if old:
            self._old.tell(*self._staleness(state))
        self._old.setVisible(old)
        meaning, title, text = self._told(state)
        if title:
            self._done.set_meaning(meaning)
            self._done.tell(title, text)
        self._done.setVisible(bool(title))
        self._show_or_hide()

    def show_calendar(self, state: CalendarState) -> None:
        """Show what became of the calendar file."""
        saving, opening = state.saving, state.opening
        text = saving_text(saving) or opening_text(opening)
        handed_over = opening.document == CALENDAR and not text
        if handed_over:
            text = self.tr("It was handed to this computer's calendar program.")
        if text:
            self._calendar.tell(self.tr("Renewal as a calendar file"), text)
        self._calendar.setVisible(bool(text))
        self._save.setVisible(not saving.saving and saving.saved is None and not opening.opening)
        self._show_or_hide()

    def _show_or_hide(self) -> None:
        self.setVisible(any(not notice.isHidden() for notice in (self._old, self._done, self._calendar)))

    def _staleness(self, state: State) -> tuple[str, str]:
        at = formats.moment(state.as_of) if state.as_of is not None else ""
        shown = self.tr("What you see is as of {moment}.").format(moment=at)
        if state.offline:
            nothing = self.tr("Nothing can be changed until it answers again; it is asked by itself.")
            return self.tr("The server cannot be reached"), f"{shown} {nothing}"
        problem = state.problem
        return (problem.title, f"{shown} {problem.advice}") if problem is not None else ("", "")

    def _told(self, state: State) -> _Told:
        billing = state.billing
        if state.done == TROUBLE and state.trouble is not None:
            return "danger", state.trouble.title, state.trouble.advice
        if billing is None:
            return _NOTHING
        return {
            PAID: self._paid(billing),
            NOT_PAID: self._not_paid(billing),
            RESUMED: self._resumed(billing),
            REMOVED: ("neutral", self.tr("The payment information was removed"), self.tr("A mail says so, too.")),
        }.get(state.done, _NOTHING)

    def _paid(self, billing: Billing) -> _Told:
        end = formats.day(billing.subscription.period_ends_at) if billing.subscription is not None else ""
        text = self.tr("The license runs until {day}. The invoice is below, and was mailed to you.")
        return "good", self.tr("The renewal is paid"), text.format(day=end)

    def _not_paid(self, billing: Billing) -> _Told:
        code = billing.renewal.refusal if billing.renewal is not None else None
        told = refusal(code or "")
        return "danger", told.title, self.tr("Nothing was charged. The license can be used until its access ends.")

    def _resumed(self, billing: Billing) -> _Told:
        due = renews_at(billing)
        text = self.tr("The license renews on {day}. Nothing is charged before.")
        return (
            "good",
            self.tr("The renewal is resumed"),
            text.format(day=formats.day(due)) if due is not None else "",
        )

    def _ask_where(self) -> None:
        name = QCoreApplication.translate("RenewalCalendar", "License renewal.ics")
        ask_where(self, self.tr("Save the calendar file"), name, self.save_calendar.emit)
