"""Cancelling signed out: found by what its owner knows, answered the same to everybody, told by mail."""

from datetime import date

import msgspec
import pytest
from sqlalchemy import select

from licenseserver.declaration_tables import DeclarationRow
from licenseserver.problems import ProblemError
from licenseserver.purchase_tables import BillingDetailsRow
from licenseserver.seller import load_seller
from licenseserver.tables import AccountRow, OrganizationRow
from licensewire import billing, problem
from licensewire.billing import Address, BillingDetails
from licensewire.declarations import EXTRAORDINARY, CancellationDeclaration
from tests.licenseserver.cancelling.conftest import DAY, Desk
from tests.licenseserver.renewals.year import BANK_ALWAYS, NO_FUNDS_LATER, START, VISA

END = START.replace(year=2027)
NAME = "Maya Collins"


def stranger(number: int) -> str:
    return f"writer-{number}@elsewhere.example"


def declaration(email: str, **more: object) -> CancellationDeclaration:
    return CancellationDeclaration(**{"name": NAME, "email": email, **more})


def outcome(desk: Desk, reference: str) -> str:
    with desk.year.database.transaction(reading=True) as session:
        return session.scalar(select(DeclarationRow.outcome).where(DeclarationRow.reference == reference))


def is_cancelled(desk: Desk, account_id: str) -> bool:
    return desk.year.subscription(account_id).status == billing.CANCELLED


def test_one_that_is_found_cancels_and_everybody_concerned_is_told(open_desk: Desk) -> None:
    desk, owner = open_desk, open_desk.year.owner()
    request = declaration(stranger(1), contract=desk.contract(owner), ends_on=date(2027, 3, 1), language="fr")
    receipt = desk.declare(request)
    assert receipt.reference.startswith("K-2026-")
    assert (receipt.mailed_to, receipt.received_at, receipt.language) == (stranger(1), START, "fr")
    for line in ("Résiliation d’un contrat", f"Nom : {NAME}", "Fin souhaitée : 1er mars 2027", receipt.reference):
        assert line in receipt.text
    assert "23 novembre 2026 à 12:00 (UTC)" in receipt.text
    shown = desk.billing(owner)
    assert shown.cancellation.reference == receipt.reference
    assert shown.cancellation.access_ends_at == END, "never before the end that was paid"
    confirmed = desk.mails_to(stranger(1))["declared"]
    for part in (receipt.reference, "23 novembre 2027", "> Résiliation d’un contrat"):
        assert part in confirmed.text
    told = desk.mails_to(desk.account(owner).email)["owner_told"]
    for part in (receipt.reference, stranger(1), "Resume renewal", "November 23, 2027"):
        assert part in told.text
    desk.resume(owner)
    assert desk.billing(owner).renewal is not None, "its owner can undo it"


def test_its_own_address_is_told_once(open_desk: Desk) -> None:
    desk, owner = open_desk, open_desk.year.owner()
    email = desk.account(owner).email
    desk.declare(declaration(email.upper()))
    assert is_cancelled(desk, owner)
    assert set(desk.mails_to(email)) == set()
    assert set(desk.mails_to(email.upper().replace("EXAMPLE.ORG", "example.org"))) == {"declared"}


def test_whoever_is_not_found_gets_the_same_answer_and_another_mail(open_desk: Desk) -> None:
    desk, owner = open_desk, open_desk.year.owner()
    found = desk.declare(declaration(stranger(2), contract=desk.contract(owner)))
    missed = desk.declare(declaration(stranger(3), contract="LD-XXXX-XXXX"))
    blank = {"reference": "", "mailed_to": "", "text": ""}
    assert msgspec.structs.replace(found, **blank) == msgspec.structs.replace(missed, **blank)
    assert len(found.text.splitlines()) == len(missed.text.splitlines())
    mail = desk.mails_to(stranger(3))["not_found"]
    for part in ("could not find", missed.reference, "LD-XXXX-XXXX", "send it again"):
        assert part in mail.text


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("maya collins", True),
        ("  COLLINS,  Maya ", True),
        ("Máya Collins", True),
        ("Maya J. Collins", True),
        ("Maya", False),
        ("Mia Collins", False),
        ("Collins Research GmbH", True),
        ("Collins Research", True),
        ("Research", False),
    ],
)
def test_names_are_compared_as_people_write_them(open_desk: Desk, name: str, fits: bool) -> None:
    desk, owner = open_desk, open_desk.year.owner()
    details = BillingDetails(
        name="M. Collins", company="Collins Research GmbH", address=Address(country="DE", lines=())
    )
    with desk.year.database.transaction() as session:
        session.merge(BillingDetailsRow(account_id=owner, details=msgspec.json.encode(details).decode()))
    email = stranger(1000 + desk.keys)
    desk.declare(declaration(email, name=name, contract=desk.contract(owner)))
    assert is_cancelled(desk, owner) == fits


@pytest.mark.parametrize("what", ["contract", "invoice", "brand", "username", "email", "nothing"])
def test_a_contract_is_named_in_any_way_that_its_owner_knows(open_desk: Desk, what: str) -> None:
    desk, owner = open_desk, open_desk.year.owner()
    account = desk.account(owner)
    with desk.year.database.transaction(reading=True) as session:
        brand = session.get_one(OrganizationRow, account.organization_id).brand_id
    with desk.year.database.transaction(reading=True) as session:
        number = (
            session.connection()
            .exec_driver_sql("SELECT number FROM invoices WHERE account_id = ?", (owner,))
            .scalar_one()
        )
    stated = {
        "contract": desk.contract(owner).lower().replace("-", " – "),
        "invoice": number.replace("-", "\u2011 "),
        "brand": brand.upper(),
        "username": f" {account.username.upper()} ",
        "email": account.email.upper(),
        "nothing": "",
    }[what]
    email = account.email if what == "nothing" else stranger(1000 + desk.keys)
    desk.declare(declaration(email, contract=stated))
    assert is_cancelled(desk, owner)


def test_one_of_several_accounts_must_be_named(open_desk: Desk) -> None:
    desk = open_desk
    first, second, free = desk.year.owner(), desk.year.owner(), desk.year.account()
    with desk.year.database.transaction() as session:
        for account_id in (first, second, free):
            account = session.get_one(AccountRow, account_id)
            account.email = account.email_folded = "both@collins.example"
    desk.declare(declaration("both@collins.example"))
    assert not is_cancelled(desk, first)
    assert not is_cancelled(desk, second)
    desk.declare(declaration("both@collins.example", contract=desk.contract(first)))
    assert is_cancelled(desk, first)


def test_the_same_key_is_the_same_declaration(open_desk: Desk) -> None:
    desk, owner = open_desk, open_desk.year.owner()
    request = declaration(stranger(10), contract=desk.contract(owner))
    first = desk.declare(request, "one-key")
    assert desk.declare(request, "one-key") == first
    with pytest.raises(ProblemError) as refusal:
        desk.declare(declaration(stranger(11)), "one-key")
    assert refusal.value.code == problem.IDEMPOTENCY_KEY_REUSED
    assert len(desk.mails_to(stranger(10))) == 1


def test_what_is_cancelled_already_is_told_so(open_desk: Desk) -> None:
    desk, owner = open_desk, open_desk.year.owner()
    before = desk.cancel(owner)
    receipt = desk.declare(declaration(stranger(12), contract=desk.contract(owner)))
    assert outcome(desk, receipt.reference) == "nothing_to_cancel"
    assert "does not renew" in desk.mails_to(stranger(12))["nothing_to_cancel"].text
    assert desk.billing(owner).cancellation == before


def test_one_for_cause_goes_to_a_person_and_counts_as_ordinary_meanwhile(open_desk: Desk) -> None:
    desk, owner = open_desk, open_desk.year.owner()
    request = declaration(
        stranger(13), contract=desk.contract(owner), kind=EXTRAORDINARY, reason="Moved away.\n\nNo use for it."
    )
    receipt = desk.declare(request)
    assert "Cause: Moved away." in receipt.text
    assert outcome(desk, receipt.reference) == "for_a_person"
    assert is_cancelled(desk, owner)
    operator = desk.mails_to(load_seller().email)["operator_told"]
    for part in (receipt.reference, stranger(13), "Moved away.", desk.contract(owner)):
        assert part in operator.text
    assert "A person looks" in desk.mails_to(stranger(13))["declared_to_person"].text


def test_a_cause_cannot_pass_for_a_line_of_ours(open_desk: Desk) -> None:
    reason = "Gone.\nReceived: January 1, 2020\u202e at 00:00 (UTC)\x07\r\nReference: K-2020-AAAAAA"
    receipt = open_desk.declare(declaration(stranger(19), kind=EXTRAORDINARY, reason=reason))
    lines = receipt.text.splitlines()
    assert sum(line.startswith(("Received:", "Reference:")) for line in lines) == 2
    assert f"Reference: {receipt.reference}" in lines
    assert "    Received: January 1, 2020 at 00:00 (UTC)" in lines


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"name": "  "}, "name", "required"),
        ({"name": "x" * 201}, "name", "too_long"),
        ({"name": "Maya\u200b Collins"}, "name", "invalid"),
        ({"contract": "x" * 201}, "contract", "too_long"),
        ({"email": ""}, "email", "required"),
        ({"email": "maya"}, "email", "invalid"),
        ({"kind": "sudden"}, "kind", "invalid"),
        ({"kind": EXTRAORDINARY}, "reason", "required"),
        ({"reason": "because"}, "reason", "unknown"),
        ({"ends_on": date(1026, 1, 1)}, "ends_on", "invalid"),
    ],
)
def test_wrong_fields_are_told_and_nothing_is_recorded(
    open_desk: Desk, change: dict, field: str, code: str
) -> None:
    desk = open_desk
    with pytest.raises(ProblemError) as refusal:
        desk.declare(declaration(**{"email": stranger(14), **change}))
    assert [(each.field, each.code) for each in refusal.value.fields] == [(field, code)]
    assert desk.mails_to(stranger(14)) == {}


def test_nobody_can_flood_an_address_with_mails_nor_try_contracts_out(open_desk: Desk) -> None:
    desk = Desk(open_desk.year, keys=10_000)
    for _ in range(5):
        desk.declare(declaration(stranger(15)))
    with pytest.raises(ProblemError) as refusal:
        desk.declare(declaration(stranger(15)))
    assert refusal.value.code == problem.TOO_MANY_ATTEMPTS
    desk.address = "203.0.113.9"
    for number in range(20):
        desk.declare(declaration(stranger(100 + number)))
    with pytest.raises(ProblemError):
        desk.declare(declaration(stranger(120)))


def test_it_counts_after_the_deadline_too_as_long_as_no_charge_has_begun(desk: Desk) -> None:
    owner = desk.year.owner()
    desk.year.sleep_until(END - DAY / 24)
    desk.declare(declaration(stranger(16), contract=desk.contract(owner)))
    desk.year.pass_days(30)
    assert desk.year.charges(owner) == []
    assert desk.year.subscription(owner).status == billing.ENDED


def test_it_ends_the_tries_of_one_that_is_past_due(desk: Desk) -> None:
    owner = desk.year.owner(NO_FUNDS_LATER)
    desk.year.pass_until(END + DAY)
    receipt = desk.declare(declaration(stranger(17), contract=desk.contract(owner)))
    assert outcome(desk, receipt.reference) == "cancelled"
    assert desk.year.subscription(owner).status == billing.ENDED
    told = desk.mails_to(desk.account(owner).email)["owner_told"].text
    confirmed = desk.mails_to(stranger(17))["declared"].text
    assert "ended at once" in " ".join(told.split())
    assert "Resume" not in told, "there is nothing to resume any more"
    assert "ended at once" in " ".join(confirmed.split())
    assert "undo" not in confirmed


def test_while_the_bank_waits_it_waits_and_is_carried_out_after(desk: Desk) -> None:
    owner = desk.year.owner(BANK_ALWAYS)
    desk.year.pass_until(END + DAY / 24)
    receipt = desk.declare(declaration(stranger(18), contract=desk.contract(owner)))
    assert outcome(desk, receipt.reference) == "waiting"
    assert "declared_waiting" in desk.mails_to(stranger(18)), "told at once"
    desk.declaring.sweep()
    assert outcome(desk, receipt.reference) == "waiting"
    desk.year.engine.work()
    desk.declaring.sweep()
    assert outcome(desk, receipt.reference) == "cancelled"
    assert set(desk.mails_to(stranger(18))) == {"declared_waiting", "declared"}
    desk.year.pass_days(30)
    assert desk.year.charges(owner) == []


def test_a_new_card_is_not_charged_for_what_is_being_cancelled(desk: Desk) -> None:
    owner = desk.year.owner(BANK_ALWAYS)
    desk.year.pass_until(END + DAY / 24)
    receipt = desk.declare(declaration(stranger(20), contract=desk.contract(owner)))
    assert desk.year.change_card(owner, VISA) is False
    desk.year.engine.work()
    desk.declaring.sweep()
    assert outcome(desk, receipt.reference) == "cancelled"
    desk.year.pass_days(30)
    assert desk.year.charges(owner) == []
