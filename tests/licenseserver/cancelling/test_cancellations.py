"""Cancelling a renewal and taking it up again: measured, confirmed, undone, and never beside a charge (B5, B6)."""

import io

import pypdf
import pytest
from sqlalchemy import func, select

from licenseserver.accounts import plan_of
from licenseserver.audit import verify
from licenseserver.declaration_tables import CancellationRow
from licenseserver.problems import ProblemError
from licensewire import billing, problem
from tests.licenseserver.cancelling.conftest import DAY, Desk
from tests.licenseserver.renewals.year import BANK_ALWAYS, NO_FUNDS_LATER, START

END = START.replace(year=2027)


def refusal_of(call, *arguments) -> str:
    with pytest.raises(ProblemError) as refusal:
        call(*arguments)
    return refusal.value.code


def test_what_it_means_is_measured_on_the_accounts_own_data(desk: Desk, owner: str) -> None:
    desk.uses(owner, active_surveys=5, responses=318, user_seats=3)
    found = desk.preview(owner)
    lost = {loss.limit_id: (loss.used, loss.free_limit, loss.over) for loss in found.losses}
    assert lost["active_surveys"] == (5, 3, 2)
    assert lost["responses"] == (318, 500, 0)
    assert lost["user_seats"] == (3, 1, 2)
    names = [name["en"] for name in found.features_lost]
    assert "Reports" in names
    assert "Raw data export" not in names, "it stays"
    assert any(name.startswith("Question types (23 → 8") for name in names)
    assert any("survey" in text["en"] for text in found.stays)
    assert all(text["fr"] for text in (*found.stays, *found.features_lost))
    assert (found.access_ends_at, found.cancel_until) == (END, END - DAY)
    assert found.not_charged == desk.billing(owner).renewal.total


def test_looking_changes_nothing(desk: Desk, owner: str) -> None:
    before = desk.billing(owner)
    desk.preview(owner)
    assert desk.billing(owner) == before


def test_it_is_confirmed_and_the_running_period_stays(desk: Desk, owner: str) -> None:
    done = desk.cancel(owner, "too_expensive", "  Perhaps next year.  ")
    assert done.reference.startswith("K-2026-")
    assert (done.access_ends_at, done.received_at) == (END, START)
    mail = desk.mails_to(desk.account(owner).email)["cancelled"]
    assert done.mailed_to == mail.recipient
    for fact in (done.reference, desk.contract(owner), "November 23, 2027", "Resume renewal"):
        assert fact in mail.text
        assert fact in mail.html
    shown = desk.billing(owner)
    assert shown.cancellation == done
    assert shown.renewal is None
    assert (shown.subscription.status, shown.subscription.access_ends_at) == (billing.CANCELLED, END)
    with desk.year.database.transaction(reading=True) as session:
        kept = session.scalars(select(CancellationRow)).one()
        assert (kept.reason, kept.comment) == ("too_expensive", "Perhaps next year.")
        assert plan_of(session, owner, desk.year.now) == "strategic-research"


def test_a_second_time_is_the_same_cancellation(desk: Desk, owner: str) -> None:
    first = desk.cancel(owner)
    desk.year.pass_days(1)
    assert desk.cancel(owner, "other") == first
    assert desk.year.kinds(owner).count("cancelled") == 1


def test_the_confirmation_is_a_file_with_the_words_of_the_mail(desk: Desk, owner: str) -> None:
    done = desk.cancel(owner)
    for language, words in (("en", "The renewal is cancelled"), ("fr", "Le renouvellement est annulé")):
        content = desk.confirmation(owner, language)
        assert content == desk.confirmation(owner, language)
        text = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
        assert words in text
        assert done.reference in text
        assert desk.contract(owner) in text
    desk.resume(owner)
    assert refusal_of(desk.confirmation, owner, "en") == problem.NOT_FOUND


def test_it_can_be_undone_until_the_end_and_done_again(desk: Desk, owner: str) -> None:
    first = desk.cancel(owner)
    desk.year.pass_until(END - DAY / 2)
    desk.resume(owner)
    assert desk.year.kinds(owner)[-1] == "resumed"
    assert desk.billing(owner).cancellation is None
    desk.year.pass_until(END + DAY)
    assert len(desk.year.charges(owner)) == 1, "it renews as if nothing had been"
    second = desk.cancel(owner)
    assert second.reference != first.reference
    desk.year.pass_until(second.access_ends_at + DAY)
    assert refusal_of(desk.resume, owner) == problem.NOTHING_TO_RESUME
    assert desk.year.subscription(owner).status == billing.ENDED
    assert desk.year.kinds(owner)[-1] == "ended_cancelled"


def test_where_nothing_is_cancelled_resuming_changes_nothing(desk: Desk, owner: str) -> None:
    before = desk.billing(owner)
    desk.resume(owner)
    assert desk.billing(owner) == before
    assert "resumed" not in desk.year.kinds(owner)


def test_what_there_is_to_cancel(desk: Desk, owner: str) -> None:
    for account in (desk.year.account(), desk.year.trial(9)):
        assert refusal_of(desk.preview, account) == problem.NOTHING_TO_CANCEL
        assert refusal_of(desk.cancel, account) == problem.NOTHING_TO_CANCEL
    desk.cancel(owner)
    assert refusal_of(desk.preview, owner) == problem.NOTHING_TO_CANCEL
    assert refusal_of(desk.resume, desk.year.account()) == problem.NOTHING_TO_RESUME


@pytest.mark.parametrize(("reason", "comment", "field"), [("boredom", "", "reason"), ("", "x" * 1001, "comment")])
def test_wrong_fields_are_told(desk: Desk, owner: str, reason: str, comment: str, field: str) -> None:
    with pytest.raises(ProblemError) as refusal:
        desk.cancel(owner, reason, comment)
    assert [each.field for each in refusal.value.fields] == [field]
    assert desk.billing(owner).renewal is not None


def test_the_deadline_is_to_the_second(desk: Desk, owner: str) -> None:
    desk.year.sleep_until(END - DAY + DAY / 86_400)
    assert refusal_of(desk.cancel, owner) == problem.TOO_LATE


def test_one_that_is_past_due_ends_at_once_and_is_never_tried_again(desk: Desk) -> None:
    owner = desk.year.owner(NO_FUNDS_LATER)
    desk.year.pass_until(END + DAY)
    assert desk.billing(owner).subscription.status == billing.PAST_DUE
    assert desk.preview(owner).access_ends_at == desk.year.now
    done = desk.cancel(owner)
    assert done.access_ends_at == desk.year.now
    assert desk.billing(owner).cancellation is None, "there is nothing left to undo"
    assert desk.cancel(owner) == done
    mail = desk.mails_to(desk.account(owner).email)["cancelled"]
    assert "the license has ended at once" in mail.text
    assert "undo" not in mail.text
    tries = len(desk.year.attempts(owner))
    desk.year.pass_days(30)
    assert len(desk.year.attempts(owner)) == tries
    assert "ended_unpaid" not in desk.year.kinds(owner)
    with desk.year.database.transaction(reading=True) as session:
        assert plan_of(session, owner, desk.year.now) == "free"
        verify(session)
        assert session.scalar(select(func.count()).select_from(CancellationRow)) == 1


def test_one_that_waits_for_the_bank_is_given_up_for_it(desk: Desk) -> None:
    owner = desk.year.owner(BANK_ALWAYS)
    desk.year.pass_until(END + DAY / 24)
    page = desk.billing(owner).renewal.confirmation.page
    assert page
    desk.cancel(owner)
    desk.year.pass_days(30)
    assert desk.year.charges(owner) == []
    assert desk.year.subscription(owner).status == billing.ENDED
    assert "ended_unpaid" not in desk.year.kinds(owner)
