"""Cancel renewal: what it means, one button, and the confirmation in the same place (B5, B6, CA-1, CA-3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from qtclient import formats
from qtclient.presenters import standing as ways
from qtclient.presenters.declared_once import DONE, SENDING
from qtclient.presenters.standing import access_ends_at, days_between, standing
from qtclient.views.billing.facts import Facts
from qtclient.views.dialogs.cancellation_meaning import CancellationMeaning
from qtclient.views.dialogs.cancellation_reason import CancellationReason
from qtclient.views.parts.announce import announce
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.button import danger_button, primary_button, quiet_button, secondary_button
from qtclient.views.parts.sheet import Sheet
from qtclient.views.parts.text import body, caption
from qtclient.views.saving import ask_where, document_language, saving_text

if TYPE_CHECKING:
    from qtclient.presenters.billing_state import State as BillingState
    from qtclient.presenters.cancellation import CancellationPresenter, State

_WIDTH = 640


class CancelRenewalSheet(Sheet):
    """Nothing in it has to be answered, nothing is offered instead, and its button works from the first moment.

    Signals:
        resume_renewal: the cancellation just confirmed should be undone.
    """

    resume_renewal = Signal()

    def __init__(self, presenter: CancellationPresenter, billing: BillingState, parent_window: QWidget) -> None:
        """Args:
        presenter: was told what to show.
        billing: how things stood when the sheet was asked for.
        parent_window: whose window it covers.
        """
        super().__init__("", parent_window, _WIDTH)
        self._presenter = presenter
        self._billing = billing
        self._stage = ""
        self._words = body("")
        self.meaning = CancellationMeaning()
        self.reason = CancellationReason()
        self._problem = Notice("danger", "-", "-")
        self._facts = Facts()
        self._saved = caption("")
        self._saved.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for part in (self._problem, self._words, self.meaning, self.reason, self._facts, self._saved):
            self.body.addWidget(part)
        self._made_actions()
        presenter.changed.connect(self._render)
        self._render(presenter.state)

    def _made_actions(self) -> None:
        presenter = self._presenter
        self.keep = quiet_button(self.tr("Keep renewal"))
        self.keep.setObjectName("keep-renewal")
        self.keep.clicked.connect(self.close)
        self.cancel = danger_button(self.tr("Cancel renewal"))
        self.cancel.setObjectName("confirm-cancel-renewal")
        self.cancel.clicked.connect(lambda: presenter.cancel(self.reason.reason(), self.reason.comment()))
        self.resume = quiet_button(self.tr("Resume renewal"))
        self.resume.setObjectName("resume-at-once")
        self.resume.clicked.connect(self._resume)
        self.save = secondary_button(self.tr("Save confirmation"))
        self.save.set_icon("download")
        self.save.setObjectName("save-confirmation")
        self.save.clicked.connect(self._ask_where)
        self.done = primary_button(self.tr("Close"))
        self.done.setObjectName("close-cancellation")
        self.done.clicked.connect(self.close)
        for button in (self.keep, self.cancel, self.resume, self.save, self.done):
            self.actions.addWidget(button)

    def _render(self, state: State) -> None:
        done = state.stage == DONE and state.cancellation is not None
        self.set_title(self.tr("The renewal is cancelled") if done else self.tr("Cancel renewal?"))
        self._words.set_text_or_hide(self._told(state))
        self.meaning.setVisible(not done)
        self.reason.setVisible(not done)
        if not done:
            self.meaning.show_preview(state.preview, state.preview_problem)
        self._problem.setVisible(state.problem is not None and not done)
        if state.problem is not None:
            self._problem.tell(state.problem.title, state.problem.advice)
        self._facts.show_facts(self._rows(state))
        self._saved.set_text_or_hide(saving_text(state.saving))
        for button in (self.keep, self.cancel):
            button.setVisible(not done)
        for button in (self.resume, self.save, self.done):
            button.setVisible(done)
        self.resume.setVisible(done and self._can_be_undone(state))
        self.cancel.set_busy(state.stage == SENDING, self.tr("Being cancelled…"))
        self.save.setEnabled(not state.saving.saving)
        if done and self._stage != DONE:
            self.done.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self.panel, f"{self.title.text()}. {self._words.text()}")
        self._stage = state.stage

    def _told(self, state: State) -> str:
        if state.stage == DONE and state.cancellation is not None:
            told = self.tr("Nothing more is charged. The confirmation was mailed to {email}.")
            return told.format(email=state.cancellation.mailed_to)
        billing = self._billing.billing
        end = state.preview.access_ends_at if state.preview is not None else None
        if end is None and billing is not None:
            end = access_ends_at(billing)
        unpaid = billing is not None and standing(billing, self._billing.now) in ways.UNPAID
        if unpaid or end is None:
            return self.tr(
                "The renewal that is due is not charged any more. The period that was paid is over, so the license "
                "ends at once."
            )
        text = self.tr(
            "Nothing is charged any more, and until {day} the license stays as it is: %n day(s). Until then you "
            "can resume the renewal.",
            "",
            days_between(self._billing.now, end),
        )
        return text.format(day=formats.day(end))

    def _rows(self, state: State) -> list[tuple[str, str]]:
        cancellation = state.cancellation
        if state.stage != DONE or cancellation is None:
            return []
        rows = [
            (self.tr("Reference"), cancellation.reference),
            (self.tr("Received"), formats.moment(cancellation.received_at)),
            (self.tr("Access ends on"), formats.moment(cancellation.access_ends_at)),
        ]
        if self._can_be_undone(state):
            rows.append((self.tr("Can be resumed"), self.tr("until then")))
        return rows

    def _can_be_undone(self, state: State) -> bool:
        return state.cancellation is not None and state.cancellation.access_ends_at > self._billing.now

    def _resume(self) -> None:
        self.close()
        self.resume_renewal.emit()

    def _ask_where(self) -> None:
        cancellation = self._presenter.state.cancellation
        if cancellation is None:
            return
        name = self.tr("Cancellation {reference}.pdf").format(reference=cancellation.reference)
        language, presenter = document_language(), self._presenter
        ask_where(self, self.tr("Save confirmation"), name, lambda path: presenter.save(path, language))
