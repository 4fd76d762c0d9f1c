"""Whatever an owner does in whatever order, and however the bank answers: the same few things are always true."""

import contextlib
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from licenseserver.database import Database
from licenseserver.migrations import migrate
from licenseserver.problems import ProblemError
from licenseserver.renewal_tables import IN_FLIGHT, SUCCEEDED
from licensewire import billing
from tests.licenseserver.renewals.wishes import cancel, plan, resume
from tests.licenseserver.renewals.year import BANK_ALWAYS, BANK_ONCE, MASTERCARD, NO_FUNDS_LATER, VISA, Year

CARDS = st.sampled_from([VISA, MASTERCARD, NO_FUNDS_LATER, BANK_ONCE, BANK_ALWAYS])
FAULTS = st.sampled_from(["drop_before", "drop_after", "error_before", "error_after"])


class AnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        database = Database(f"sqlite:///{self.folder.name}/license-desk.db")
        migrate(database)
        self.year = Year(Path(self.folder.name) / "gateway", database)
        self.owner = self.year.owner()
        self.plus = False

    def teardown(self) -> None:
        self.year.close()
        self.year.database.close()
        self.folder.cleanup()

    @rule(days=st.sampled_from([0.01, 1, 2.5, 8, 44, 120, 366]))
    def time_passes(self, days: float) -> None:
        self.year.pass_days(days)

    @rule()
    def servers_are_away(self) -> None:
        self.year.sleep_until(self.year.now + timedelta(days=9))

    @rule(card=CARDS)
    def new_card(self, card: str) -> None:
        self.year.change_card(self.owner, card)
        self.year.engine.work()

    @precondition(lambda self: not self.is_in_flight())
    @rule()
    def no_card(self) -> None:
        self.year.remove_card(self.owner)

    @rule()
    def cancelled(self) -> None:
        with contextlib.suppress(ProblemError):
            cancel(self.year, self.owner)

    @rule()
    def resumed(self) -> None:
        with contextlib.suppress(ProblemError):
            resume(self.year, self.owner)

    @rule()
    def tried_by_hand(self) -> None:
        with contextlib.suppress(ProblemError):
            self.year.engine.pay(self.owner)

    @rule(answer=st.sampled_from(["confirm", "refuse"]), asked=st.booleans())
    def the_bank_is_answered(self, answer: str, asked: bool) -> None:
        renewal = self.year.renewal(self.owner)
        if renewal is not None and renewal.confirmation is not None:
            self.year.answer_bank(renewal.confirmation.page, answer)
            if asked:
                self.year.engine.check(self.owner)

    @rule(fault=FAULTS, path=st.sampled_from(["/v1/payment_intents$", "/confirm$", "/cancel$"]))
    def the_gateway_will_fail(self, fault: str, path: str) -> None:
        self.year.fault(fault, path)

    @precondition(lambda self: not self.plus)
    @rule()
    def a_larger_plan(self) -> None:
        self.year.simulator.faults.clear()
        with contextlib.suppress(ProblemError):
            self.year.buy(self.owner, "strategic-research-plus")
            self.plus = True

    def is_in_flight(self) -> bool:
        return any(row.status in IN_FLIGHT for row in self.year.renewals(self.owner))

    @invariant()
    def every_period_is_charged_once_and_has_its_invoice(self) -> None:
        charged = Counter(charge["renewal_id"] for charge in self.year.charges(self.owner))
        paid = {row.id for row in self.year.renewals(self.owner) if row.status == SUCCEEDED}
        assert all(times == 1 for times in charged.values())
        # What the bank has charged may not have been asked about yet; nothing else is ahead of what is written.
        assert paid <= set(charged)
        unsettled = {row.id for row in self.year.renewals(self.owner) if row.status in IN_FLIGHT}
        assert set(charged) <= paid | unsettled
        assert {invoice.renewal_id for invoice in self.year.invoices(self.owner)} == paid

    @invariant()
    def access_and_status_agree(self) -> None:
        subscription = self.year.subscription(self.owner)
        has_ended = subscription.status == billing.ENDED
        assert (plan(self.year, self.owner) == "free") == has_ended
        if subscription.status == billing.CANCELLED:
            assert (subscription.renews_at, subscription.access_ends_at) == (None, subscription.period_ends_at)
        if subscription.status == billing.PAST_DUE:
            assert subscription.access_ends_at is not None
        assert subscription.period_started_at < subscription.period_ends_at


AnyOrder.TestCase.settings = settings(
    max_examples=8,
    stateful_step_count=14,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
TestAnyOrder = pytest.mark.slow(AnyOrder.TestCase)
