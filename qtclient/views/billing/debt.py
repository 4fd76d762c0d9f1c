"""A renewal that is due and not paid: what happened, when it is tried again, when access ends (B7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from qtclient import formats
from qtclient.presenters import standing as ways
from qtclient.presenters.standing import access_ends_at, days_between
from qtclient.sentences import refusal
from qtclient.views.parts.banner import Notice

if TYPE_CHECKING:
    from datetime import datetime

    from licensewire.billing import Billing
    from licensewire.renewals import Renewal


class Debt(QWidget):
    """A notice in the owner's words; nothing where nothing is due."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = Notice("danger", "-", "-")
        self.notice.setObjectName("renewal-debt")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        column.addWidget(self._bar)

    def show_debt(self, billing: Billing, how: str, now: datetime) -> None:
        """Say how a renewal that stands like `how` goes on."""
        paying = how == ways.PAYING
        self.setVisible(how in {ways.PAYING, ways.PAST_DUE})
        self._bar.setVisible(paying)
        if paying:
            self.notice.set_meaning("accent")
            self.notice.tell(
                self.tr("The renewal is being paid"),
                self.tr(
                    "This usually takes a few seconds. You may close License Desk: the outcome comes by mail too."
                ),
            )
        elif how == ways.PAST_DUE:
            self.notice.set_meaning("danger")
            self.notice.tell(self.tr("The renewal is not paid"), " ".join(self._sentences(billing, now)))

    def _sentences(self, billing: Billing, now: datetime) -> list[str]:
        told = []
        renewal = billing.renewal
        if renewal is not None:
            told += self._tried(renewal)
        if billing.card is None:
            told.append(self.tr("There is no card on file: enter one below, and it is charged at once."))
        elif renewal is not None and renewal.needs_new_card:
            told.append(self.tr("This card is not tried again. Enter another one below; it is charged at once."))
        elif renewal is not None and renewal.next_try_at is not None:
            text = self.tr("We try again on {day}, and at once when you enter another card.")
            told.append(text.format(day=formats.day(renewal.next_try_at)))
        end = access_ends_at(billing)
        if end is not None:
            days = days_between(now, end)
            text = self.tr("Access ends on {day} unless it is paid: %n day(s) left.", "", days)
            told.append(text.format(day=formats.day(end)))
        return told

    def _tried(self, renewal: Renewal) -> list[str]:
        if renewal.refusal is None:
            return []
        if renewal.refused_at is None:
            return [f"{refusal(renewal.refusal).title}."]
        text = self.tr("{day}: {what_happened}.")
        return [text.format(day=formats.day(renewal.refused_at), what_happened=refusal(renewal.refusal).title)]
