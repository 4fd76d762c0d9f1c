"""Active subscription: plan, period, renewal, and what can be done about them (B2, B5, B7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qtclient import formats
from qtclient.presenters import standing as ways
from qtclient.presenters.billing_state import CHECKING, NOT_YET, PAYING, RESUMING
from qtclient.presenters.standing import access_ends_at, days_between, renews_at, standing
from qtclient.resources.tokens import SPACE
from qtclient.views.billing.debt import Debt
from qtclient.views.billing.facts import Facts, facts_of, plan_name
from qtclient.views.billing.withdrawal_row import WithdrawalRow
from qtclient.views.parts import bank_step
from qtclient.views.parts.bank_step import BankStep, BankWords
from qtclient.views.parts.banner import Notice
from qtclient.views.parts.button import Button, link_button, primary_button, secondary_button
from qtclient.views.parts.card import Card
from qtclient.views.parts.chip import Chip
from qtclient.views.parts.text import body, strong

if TYPE_CHECKING:
    from datetime import datetime

    from licensewire.billing import Billing
    from qtclient.presenters.billing_state import State


class SubscriptionCard(Card):
    """How the subscription stands, and the one next step.

    Signals:
        plans(): what can be bought is wanted.
        pay(), open_bank_page(), finished_at_bank(), resume_renewal(): verbs of the presenter.
        cancel_renewal(): the sheet that cancels is wanted.
        confirmation(): the confirmation of the cancellation is wanted.
        calendar(): the renewal as a calendar file is wanted.
        withdraw(): the sheet that withdraws from the contract is wanted.
    """

    plans = Signal()
    pay = Signal()
    open_bank_page = Signal()
    finished_at_bank = Signal()
    resume_renewal = Signal()
    cancel_renewal = Signal()
    confirmation = Signal()
    calendar = Signal()
    withdraw = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self.title.setText(self.tr("Active subscription"))
        self.setAccessibleName(self.title.text())
        self.chip = Chip()
        self.head.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignVCenter)
        self._plan = strong("")
        self._text = body("")
        self._card_note = Notice("attention", "-", "-")
        self._debt = Debt()
        self._bank = self._made_bank()
        self._facts = Facts()
        self.see_plans = self._button(primary_button(self.tr("See the plans")), "see-plans", self.plans)
        self.pay_now = self._button(primary_button(self.tr("Pay now")), "pay-now", self.pay)
        self.resume = self._button(primary_button(self.tr("Resume renewal")), "resume-renewal", self.resume_renewal)
        self.add = self._button(secondary_button(self.tr("Add to calendar")), "add-to-calendar", self.calendar)
        self.add.set_icon("calendar")
        self.cancel = self._button(
            secondary_button(self.tr("Cancel renewal")), "cancel-renewal", self.cancel_renewal
        )
        self.confirmed = self._button(
            link_button(self.tr("See the confirmation")), "see-confirmation", self.confirmation
        )
        actions = QHBoxLayout()
        actions.setSpacing(SPACE.medium)
        for button in (self.see_plans, self.pay_now, self.resume, self.cancel, self.add, self.confirmed):
            actions.addWidget(button)
        actions.addStretch(1)
        self.withdrawal = WithdrawalRow()
        self.withdrawal.withdraw.connect(self.withdraw)
        for part in (self._plan, self._text, self._card_note, self._debt, self._bank, self._facts):
            self.body.addWidget(part)
        self.body.addLayout(actions)
        self.body.addStretch(1)
        self.body.addWidget(self.withdrawal)

    def show_state(self, state: State) -> None:
        """Show how the subscription stands."""
        billing = state.billing
        if billing is None:
            return
        how = standing(billing, state.now)
        subscription = billing.subscription
        running = subscription is not None and how in ways.RUNNING
        self.chip.show_state(*self._status(how))
        self._plan.set_text_or_hide(
            plan_name(subscription.plan_id, state.comparison) if subscription is not None and running else ""
        )
        self._text.set_text_or_hide(self._told(billing, how))
        self._show_card_note(billing, how, state.now)
        self._debt.show_debt(billing, how, state.now)
        self._show_bank(billing, how, state)
        self._facts.show_facts(facts_of(billing, how, state.now))
        self._show_buttons(billing, how, state)
        self.withdrawal.show_right(billing.withdrawal, offline=state.offline)

    def _status(self, how: str) -> tuple[str, str]:
        return {
            ways.TRIAL: (self.tr("Trial"), "accent"),
            ways.RENEWING: (self.tr("Active"), "good"),
            ways.PAYING: (self.tr("Renewal under way"), "accent"),
            ways.AT_THE_BANK: (self.tr("Confirmation needed"), "danger"),
            ways.PAST_DUE: (self.tr("Payment due"), "danger"),
            ways.ENDING: (self.tr("Renewal cancelled"), "attention"),
            ways.ENDED: (self.tr("Ended"), "neutral"),
        }.get(how, ("", ""))

    def _told(self, billing: Billing, how: str) -> str:
        if how == ways.FREE:
            return self.tr("There is no paid license on this account, and nothing to pay.")
        if how == ways.ENDED:
            end = access_ends_at(billing)
            text = self.tr(
                "Your license ended on {day}. This is a Free account now: surveys and collected responses are "
                "kept, and nothing is charged."
            )
            return text.format(day=formats.day(end) if end is not None else "")
        return ""

    def _show_card_note(self, billing: Billing, how: str, now: datetime) -> None:
        due = renews_at(billing)
        missing = how == ways.RENEWING and billing.card is None and due is not None
        self._card_note.setVisible(missing)
        if missing and due is not None:
            text = self.tr("Enter a card below. Without one the license ends on {day}: %n day(s) left.", "",
                           days_between(now, due))  # fmt: skip
            self._card_note.tell(self.tr("There is no card for the renewal"), text.format(day=formats.day(due)))

    def _show_bank(self, billing: Billing, how: str, state: State) -> None:
        confirmation = billing.renewal.confirmation if billing.renewal is not None else None
        self._bank.setVisible(how == ways.AT_THE_BANK and confirmation is not None)
        if how != ways.AT_THE_BANK or confirmation is None:
            return
        end = access_ends_at(billing)
        text = self.tr("This page works until {moment}.").format(moment=formats.moment(confirmation.expires_at))
        if end is not None:
            days = days_between(state.now, end)
            ends = self.tr("Unless it is confirmed, access ends on {day}: %n day(s) left.", "", days)
            text = f"{text} {ends.format(day=formats.day(end))}"
        asking = bank_step.ASKING if state.doing == CHECKING else ""
        heard_nothing = bank_step.NOT_YET if state.done == NOT_YET else ""
        self._bank.show_step(confirmation, text, asked=asking or heard_nothing, offline=state.offline)
        for button in (self._bank.open, self._bank.finish):
            button.setEnabled(not state.offline and not state.doing)

    def _show_buttons(self, billing: Billing, how: str, state: State) -> None:
        free = not state.offline and not state.doing
        new_card = billing.card is None or (billing.renewal is not None and billing.renewal.needs_new_card)
        shown = {
            self.see_plans: how in {ways.FREE, ways.TRIAL, ways.ENDED},
            self.pay_now: how == ways.PAST_DUE and not new_card,
            self.resume: how == ways.ENDING,
            self.cancel: how in {ways.RENEWING, ways.PAST_DUE, ways.AT_THE_BANK},
            self.add: how == ways.RENEWING,
            self.confirmed: how == ways.ENDING and billing.cancellation is not None,
        }
        self.pay_now.set_busy(state.doing == PAYING, self.tr("Paying…"))
        self.resume.set_busy(state.doing == RESUMING, self.tr("Resuming…"))
        why = self.tr("The server cannot be reached just now.") if state.offline else ""
        for button, wanted in shown.items():
            button.setVisible(wanted)
            button.setEnabled(free or button is self.see_plans)
            button.setToolTip("" if button is self.see_plans else why)

    def _made_bank(self) -> BankStep:
        step = BankStep(
            BankWords(
                title=self.tr("Your bank wants you to confirm the renewal"),
                text=self.tr(
                    "Open its page and confirm there, then come back: this window notices by itself, or press the "
                    "button."
                ),
                calm=self.tr("You may close License Desk. The renewal waits for the bank."),
            )
        )
        step.open_page.connect(self.open_bank_page)
        step.finished.connect(self.finished_at_bank)
        return step

    @staticmethod
    def _button(button: Button, name: str, signal: SignalInstance) -> Button:
        button.setObjectName(name)
        button.clicked.connect(signal)
        return button
