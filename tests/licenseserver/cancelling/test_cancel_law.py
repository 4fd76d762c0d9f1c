"""The server's part of the law of cancelling: each test is named after its row in `cancel_flow_requirements.csv`.

Which row is proved where, and why some rows need no proof, stands in docs/cancel-law.md.
"""

from datetime import date, timedelta

import httpx
from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import select

from licenseserver.accounts import plan_of
from licenseserver.purchase_tables import ConsentRow, PurchaseRow
from licensewire import billing
from licensewire.declarations import CancellationDeclaration, WithdrawalDeclaration
from licensewire.purchases import AUTOMATIC_RENEWAL, TERMS_OF_SERVICE
from licensewire.renewals import CancellationPreview, CancelRenewal
from tests.licenseserver.cancelling.conftest import DAY, Desk
from tests.licenseserver.renewals.year import START

NAME = "Maya Collins"
END = START.replace(year=2027)
SOON = timedelta(seconds=60)
PATHS = ("/v1/declarations/cancellation", "/v1/declarations/withdrawal")


def declaration(email: str, **more: object) -> CancellationDeclaration:
    return CancellationDeclaration(**{"name": NAME, "email": email, **more})


def consumer(desk: Desk) -> str:
    account_id = desk.year.account(country="DE", time_zone="Europe/Berlin")
    desk.year.buy(account_id, "strategic-research")
    return account_id


def posted(client: TestClient[Litestar], path: str, key: str, **headers: str) -> httpx.Response:
    content = {"name": "Nobody", "contract": "LD-XXXX-XXXX", "email": "nobody@elsewhere.example"}
    return client.post(path, json=content, headers={"Idempotency-Key": key, **headers})


def test_de_2_fr_2_the_form_is_what_the_law_has_and_no_more() -> None:
    asked = set(CancellationDeclaration.__struct_fields__) - {"language"}
    assert asked == {"name", "contract", "email", "kind", "reason", "ends_on"}
    least = declaration("a@b.example")
    assert (least.ends_on, least.reason) == (None, ""), "as early as possible, and no reason"


def test_de_2_a_wish_before_the_paid_end_takes_nothing_that_was_paid(open_desk: Desk) -> None:
    desk = open_desk
    for number, wish in enumerate((None, date(2026, 12, 24), date(2028, 1, 1))):
        owner = desk.year.owner()
        request = declaration(f"wish{number}@elsewhere.example", contract=desk.contract(owner), ends_on=wish)
        desk.declare(request)
        assert desk.billing(owner).cancellation.access_ends_at == END


def test_de_4_content_moment_and_end_are_confirmed_at_once_in_text_form(open_desk: Desk) -> None:
    desk, owner = open_desk, open_desk.year.owner()
    request = declaration("de4@elsewhere.example", contract=desk.contract(owner))
    receipt = desk.declare(request)
    mail = desk.mails_to("de4@elsewhere.example")["declared"]
    assert mail.created_at - receipt.received_at <= SOON
    assert mail.next_attempt_at <= mail.created_at, "it is sent at once"
    for line in receipt.text.splitlines():
        assert f"> {line}".strip() in mail.text
    for part in ("Received: November 23, 2026, 12:00 (UTC)", "The contract ends: November 23, 2027, 12:00 (UTC)"):
        assert part in mail.text


def test_de_4_signed_in_the_confirmation_is_the_same(open_desk: Desk) -> None:
    desk, owner = open_desk, open_desk.year.owner()
    done = desk.cancel(owner)
    mail = desk.mails_to(done.mailed_to)["cancelled"]
    assert mail.created_at - done.received_at <= SOON
    assert "Access ends: November 23, 2027, 12:00 (UTC)" in mail.text


def test_de_6_fr_4_no_login_and_no_account_is_needed(client: TestClient[Litestar]) -> None:
    described = client.get("/schema/openapi.json").json()["paths"]
    for path in PATHS:
        assert "security" not in described[path]["post"]
        for headers in ({}, {"Authorization": "Bearer lda_ended_long_ago"}):
            answer = posted(client, path, f"{path} {len(headers)}", **headers)
            assert answer.status_code == 201
            assert answer.json()["mailed_to"] == "nobody@elsewhere.example"


def test_de_6_a_forgotten_password_is_no_obstacle(open_desk: Desk) -> None:
    desk, owner = open_desk, open_desk.year.owner()
    desk.declare(declaration(desk.account(owner).email))
    assert desk.year.subscription(owner).status == billing.CANCELLED


def test_eu_1_every_contract_of_a_consumer_can_be_withdrawn_from_for_fourteen_days(desk: Desk) -> None:
    account_id = consumer(desk)
    for _ in range(14):
        assert desk.billing(account_id).withdrawal.contract == desk.contract(account_id)
        desk.year.pass_days(1)
    assert desk.billing(account_id).withdrawal is not None
    desk.year.pass_days(1)
    assert desk.billing(account_id).withdrawal is None


def test_eu_1_the_confirmation_of_the_purchase_tells_a_consumer_until_when(open_desk: Desk) -> None:
    desk = open_desk
    for account_id, is_told in ((consumer(desk), True), (desk.year.owner(), False)):
        mail = desk.confirmation_of_purchase(account_id)
        for content in (mail.text, mail.html):
            assert desk.contract(account_id) in content
            assert ("withdraw from this contract until December 7, 2026, 23:59 (UTC+01:00)" in content) == is_told


def test_eu_2_name_contract_and_e_mail_and_no_reason() -> None:
    assert set(WithdrawalDeclaration.__struct_fields__) - {"language"} == {"name", "contract", "email"}


def test_eu_3_a_withdrawal_is_acknowledged_with_content_day_and_time(open_desk: Desk) -> None:
    desk, account_id = open_desk, consumer(open_desk)
    request = WithdrawalDeclaration(name=NAME, contract=desk.contract(account_id), email="eu3@elsewhere.example")
    receipt = desk.declare_withdrawal(request)
    for address in ("eu3@elsewhere.example", desk.account(account_id).email):
        mail = desk.mails_to(address)["withdrawn"]
        assert mail.created_at - receipt.received_at <= SOON
        for line in receipt.text.splitlines():
            assert f"> {line}".strip() in mail.text
        assert "Received: November 23, 2026, 13:00 (UTC+01:00)" in mail.text
    with desk.year.database.transaction(reading=True) as session:
        assert plan_of(session, account_id, desk.year.now) == "free"


def test_fr_4_somebody_without_an_account_is_answered_too(open_desk: Desk) -> None:
    desk = open_desk
    receipt = desk.declare(declaration("fr4@elsewhere.example", name="Personne", language="fr"))
    mail = desk.mails_to("fr4@elsewhere.example")["not_found"]
    assert receipt.reference in mail.text
    assert "envoyer à nouveau" in mail.text


def test_us_1_ca_1_one_request_at_will_without_an_answer_to_anything(open_desk: Desk) -> None:
    desk, owner = open_desk, open_desk.year.owner()
    assert CancelRenewal() == CancelRenewal(reason="", comment="")
    assert desk.cancel(owner).access_ends_at == END, "on the very day of the purchase"


def test_ca_2_consents_are_kept_with_hash_moment_and_version_long_after_the_end(desk: Desk) -> None:
    owner = desk.year.owner()
    desk.cancel(owner)
    desk.year.pass_until(END + 4 * 365 * DAY)
    with desk.year.database.transaction(reading=True) as session:
        kept = session.scalars(
            select(ConsentRow)
            .join(PurchaseRow, PurchaseRow.id == ConsentRow.purchase_id)
            .where(PurchaseRow.buyer_id == owner)
        ).all()
    assert {row.consent_id for row in kept} == {TERMS_OF_SERVICE, AUTOMATIC_RENEWAL}
    for row in kept:
        assert row.given_at == START
        assert row.version
        assert len(row.text_hash) == 64


def test_ca_3_there_is_no_offer_to_stay() -> None:
    assert set(CancellationPreview.__struct_fields__) == {
        "subscription_id", "plan_id", "access_ends_at", "cancel_until", "not_charged", "stays", "losses",
        "features_lost",
    }  # fmt: skip


def test_ca_4_the_yearly_reminder_says_what_how_often_how_much_and_how_to_cancel(desk: Desk) -> None:
    owner = desk.year.owner()
    for year in (2027, 2028):
        desk.year.pass_until(START.replace(year=year) - 5 * DAY)
        mail = desk.mails_to(desk.account(owner).email)["announced"]
        for part in (
            "Plan: Strategic Research", "How often: Once a year", f"Date: November 23, {year}",
            "Amount charged: US$", f"until November 22, {year}, 12:00 (UTC)", "/v1/open/billing",
        ):  # fmt: skip
            assert part in mail.text
        assert "Cancel renewal" in " ".join(mail.text.split())
