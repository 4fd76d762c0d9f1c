"""Withdrawing within 14 days: who may, until when, the money back exactly once, what runs on (CRD 9 and 11a)."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from sqlalchemy import select

from licenseserver import withdrawals
from licenseserver.accounts import plan_of
from licenseserver.audit import verify
from licenseserver.declaration_tables import RefundRow
from licenseserver.invoice_tables import InvoiceRow
from licenseserver.problems import ProblemError
from licenseserver.purchase_tables import PurchaseRow
from licenseserver.seller import load_seller
from licenseserver.withdrawals import last_moment
from licensewire import billing, problem
from licensewire.billing import BillingDetails
from licensewire.declarations import WithdrawalDeclaration
from tests.licenseserver.cancelling.conftest import DAY, Desk
from tests.licenseserver.renewals.year import START

NAME = "Maya Collins"


def consumer(desk: Desk, plan: str = "strategic-research", **facts: str) -> str:
    account_id = desk.year.account(**{"country": "DE", "time_zone": "Europe/Berlin", **facts})
    desk.year.buy(account_id, plan)
    return account_id


def refunds(desk: Desk, account_id: str) -> list[RefundRow]:
    with desk.year.database.transaction(reading=True) as session:
        return list(session.scalars(select(RefundRow).where(RefundRow.account_id == account_id)))


def paid_back(desk: Desk) -> list[int]:
    """The gateway's own word on what it has paid back."""
    with desk.year.simulator.ledger.transaction("practice", desk.year.simulator.now()) as tx:
        rows = tx.run("SELECT amount FROM refunds ORDER BY refunded_at, rowid").fetchall()
    return [amount for (amount,) in rows]


def papers(desk: Desk, account_id: str) -> list[tuple[str, int]]:
    with desk.year.database.transaction(reading=True) as session:
        rows = session.scalars(select(InvoiceRow).where(InvoiceRow.account_id == account_id))
        return [(row.kind, row.total_minor) for row in rows]


def plan(desk: Desk, account_id: str) -> str:
    with desk.year.database.transaction(reading=True) as session:
        return plan_of(session, account_id, desk.year.now)


@pytest.mark.parametrize(
    ("concluded", "zone", "last"),
    [
        (datetime(2026, 11, 23, 12, tzinfo=UTC), "Europe/Berlin", datetime(2026, 12, 7, 22, 59, 59, tzinfo=UTC)),
        # In Berlin it is the 24th already; the 8th is a Tuesday.
        (
            datetime(2026, 11, 23, 23, 30, tzinfo=UTC),
            "Europe/Berlin",
            datetime(2026, 12, 8, 22, 59, 59, tzinfo=UTC),
        ),
        # 14 days later is a Saturday: until Monday night.
        (datetime(2026, 11, 28, 12, tzinfo=UTC), "Europe/Paris", datetime(2026, 12, 14, 22, 59, 59, tzinfo=UTC)),
        # The clocks go back in between.
        (datetime(2026, 10, 20, 12, tzinfo=UTC), "Europe/Paris", datetime(2026, 11, 3, 22, 59, 59, tzinfo=UTC)),
    ],
)
def test_fourteen_days_are_whole_days_of_the_buyer(concluded: datetime, zone: str, last: datetime) -> None:
    assert last_moment(concluded, zone) == last


def test_who_may(open_desk: Desk) -> None:
    desk = open_desk
    inside = consumer(desk)
    right = desk.billing(inside).withdrawal
    assert (right.contract, right.until) == (desk.contract(inside), datetime(2026, 12, 7, 22, 59, 59, tzinfo=UTC))
    outside = [
        consumer(desk, country="US"),
        consumer(desk, country="GB"),
        desk.year.account(country="DE"),
        desk.year.trial(9),
    ]
    for account_id in outside:
        assert desk.billing(account_id).withdrawal is None
        with pytest.raises(ProblemError) as refusal:
            desk.withdraw(account_id)
        assert refusal.value.code == problem.NO_RIGHT_TO_WITHDRAW


@pytest.mark.parametrize("business", [{"company": "Collins Research GmbH"}, {"tax_id": "DE136695976"}])
def test_a_business_may_not(open_desk: Desk, business: dict[str, str]) -> None:
    desk, account_id = open_desk, consumer(open_desk)
    with desk.year.database.transaction() as session:
        purchase = session.scalars(select(PurchaseRow).where(PurchaseRow.buyer_id == account_id)).one()
        details = msgspec.json.decode(purchase.billing_details, type=BillingDetails)
        purchase.billing_details = msgspec.json.encode(msgspec.structs.replace(details, **business)).decode()
    assert desk.billing(account_id).withdrawal is None


def test_the_whole_price_goes_back_and_the_account_is_free_at_once(open_desk: Desk) -> None:
    desk, account_id = open_desk, consumer(open_desk)
    paid = papers(desk, account_id)[0][1]
    contract, invoice = desk.contract(account_id), desk.billing(account_id).withdrawal.invoice_number
    receipt = desk.withdraw(account_id)
    assert receipt.reference.startswith("W-2026-")
    assert contract in receipt.text
    assert plan(desk, account_id) == "free"
    shown = desk.billing(account_id)
    assert (shown.subscription.status, shown.withdrawal, shown.renewal) == (billing.ENDED, None, None)
    mail = desk.mails_to(desk.account(account_id).email)["withdrawn"]
    assert mail.created_at - receipt.received_at <= timedelta(seconds=60)
    for part in (receipt.reference, contract, invoice, "November 23, 2026, 13:00 (UTC+01:00)", "surveys"):
        assert part in mail.text
    before = paid_back(desk)
    desk.declaring.sweep()
    desk.declaring.sweep()
    assert paid_back(desk)[len(before) :] == [paid]
    assert papers(desk, account_id) == [("invoice", paid), ("credit_note", -paid)]
    assert [row.status for row in refunds(desk, account_id)] == ["paid_back"]
    assert "refunded" in desk.mails_to(desk.account(account_id).email)
    assert desk.withdraw(account_id) == receipt, "asked again, it is the same"
    desk.declaring.sweep()
    assert len(paid_back(desk)) == len(before) + 1
    with desk.year.database.transaction(reading=True) as session:
        verify(session)


def test_signed_out_it_does_the_same(open_desk: Desk) -> None:
    desk, account_id = open_desk, consumer(open_desk, language="fr")
    request = WithdrawalDeclaration(name=NAME, contract=desk.contract(account_id), email="w1@elsewhere.example")
    receipt = desk.declare_withdrawal(request, "withdraw-key")
    assert plan(desk, account_id) == "free"
    assert desk.declare_withdrawal(request, "withdraw-key") == receipt
    assert receipt.reference in desk.mails_to("w1@elsewhere.example")["withdrawn"].text
    assert "rétractation" in desk.mails_to(desk.account(account_id).email)["withdrawn"].text
    assert len(refunds(desk, account_id)) == 1
    again = desk.declare_withdrawal(request)
    assert desk.mails_to("w1@elsewhere.example")["withdrawal_refused"]
    assert again.reference != receipt.reference


def test_who_may_not_is_told_by_mail_only(open_desk: Desk) -> None:
    desk, account_id = open_desk, consumer(open_desk, country="US")
    request = WithdrawalDeclaration(name=NAME, contract=desk.contract(account_id), email="w2@elsewhere.example")
    desk.declare_withdrawal(request)
    assert set(desk.mails_to("w2@elsewhere.example")) == {"withdrawal_refused"}
    desk.declare_withdrawal(msgspec.structs.replace(request, contract="LD-XXXX-XXXX", email="w3@elsewhere.example"))
    assert set(desk.mails_to("w3@elsewhere.example")) == {"not_found"}
    assert plan(desk, account_id) == "strategic-research"


def test_the_licence_before_a_larger_one_runs_on(open_desk: Desk) -> None:
    desk, account_id = open_desk, consumer(open_desk)
    first = desk.contract(account_id)
    desk.year.buy(account_id, "strategic-research-plus")
    second = desk.contract(account_id)
    desk.withdraw(account_id)
    shown = desk.billing(account_id).subscription
    assert (shown.contract, shown.status, shown.plan_id) == (first, billing.ACTIVE, "strategic-research")
    assert shown.renews_at == START.replace(year=2027)
    mail = desk.mails_to(desk.account(account_id).email)["withdrawn"]
    assert second in mail.text
    assert "Strategic Research, runs on as before" in " ".join(mail.text.split())
    assert len(refunds(desk, account_id)) == 1
    # Asked again by a client whose answer got lost, it is not the first contract's turn.
    desk.withdraw(account_id)
    assert len(refunds(desk, account_id)) == 1
    assert desk.contract(account_id) == first


def test_while_the_account_buys_it_cannot_withdraw(open_desk: Desk) -> None:
    desk, account_id = open_desk, consumer(open_desk)
    with desk.year.database.transaction() as session:
        desk.year.order(session, account_id, "strategic-research-plus")
    with pytest.raises(ProblemError) as refusal:
        desk.withdraw(account_id)
    assert refusal.value.code == problem.PURCHASE_UNDER_WAY
    request = WithdrawalDeclaration(name=NAME, contract=desk.contract(account_id), email="w4@elsewhere.example")
    desk.declare_withdrawal(request)
    assert set(desk.mails_to("w4@elsewhere.example")) == {"declared_waiting"}


def test_after_fourteen_days_and_after_a_renewal_it_is_too_late(desk: Desk) -> None:
    account_id = consumer(desk)
    until = desk.billing(account_id).withdrawal.until
    desk.year.pass_until(until)
    assert desk.billing(account_id).withdrawal is not None
    desk.year.pass_until(until + timedelta(seconds=1))
    assert desk.billing(account_id).withdrawal is None
    desk.year.pass_until(START.replace(year=2027) + DAY)
    assert len(desk.year.charges(account_id)) == 1
    assert desk.billing(account_id).withdrawal is None


@pytest.mark.parametrize("fault", ["error_before", "error_after", "drop_before", "drop_after"])
def test_a_silent_gateway_is_asked_again_until_it_has_paid_once(desk: Desk, fault: str) -> None:
    account_id = consumer(desk)
    desk.withdraw(account_id)
    desk.year.fault(fault, "/v1/refunds")
    desk.declaring.sweep()
    assert [row.status for row in refunds(desk, account_id)] == ["pending"]
    desk.declaring.sweep()
    assert refunds(desk, account_id)[0].status == "pending", "not before its pause is over"
    desk.year.pass_days(0.1)
    desk.declaring.sweep()
    assert [row.status for row in refunds(desk, account_id)] == ["paid_back"]
    assert len(paid_back(desk)) == 1


def test_what_the_operator_has_paid_back_by_hand_is_not_paid_twice(desk: Desk) -> None:
    account_id = consumer(desk)
    desk.withdraw(account_id)
    row = refunds(desk, account_id)[0]
    desk.year.gateway.refund(row.intent_id, row.amount_minor, {}, "by hand")
    desk.declaring.sweep()
    assert [row.status for row in refunds(desk, account_id)] == ["paid_back"]
    assert len(paid_back(desk)) == 1


def test_a_refund_that_cannot_be_made_goes_to_a_person(desk: Desk) -> None:
    account_id = consumer(desk)
    desk.withdraw(account_id)
    with desk.year.database.transaction() as session:
        session.scalars(select(RefundRow)).one().intent_id = "pi_nowhere"
    desk.declaring.sweep()
    assert [row.status for row in refunds(desk, account_id)] == ["failed"]
    told = desk.mails_to(load_seller().email)["refund_failed"]
    assert "owed" in told.text
    assert withdrawals.DAYS == 14
