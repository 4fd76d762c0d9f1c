"""Billing details are changed for what comes; what was issued stays, and the next renewal is taxed anew."""

import msgspec
import pytest

from licenseserver.audit import verify
from licenseserver.billing import describe_billing
from licenseserver.catalogue import load_catalogue
from licenseserver.changing_details import set_billing_details
from licenseserver.invoice_paper import paper_of
from licenseserver.invoice_tables import InvoiceRow
from licenseserver.problems import ProblemError
from licenseserver.renewal_prices import due_now
from licenseserver.tables import AuditRow, SubscriptionRow
from licensewire.billing import Address, BillingDetails
from tests.licenseserver.papers import DETAILS, NOW, invoice, licence, owner

CATALOGUE = load_catalogue()
FRENCH = BillingDetails(
    name="  Claire  Fontaine ",
    address=Address(country="fr", lines=("12 rue X", " "), city="Lyon", postal_code="69002"),
)


@pytest.fixture
def ready(database):
    with database.transaction() as session:
        owner(session)
    return database


def change(database, details):
    with database.transaction() as session:
        set_billing_details(session, "acc_1", details, NOW)


def test_the_next_renewal_is_taxed_by_them_and_the_old_invoice_stays(ready):
    with ready.transaction() as session:
        row = invoice(session)
        licence(session)
    change(ready, DETAILS)
    with ready.transaction(reading=True) as session:
        subscription = session.get_one(SubscriptionRow, "sub_acc_1")
        assert due_now(session, CATALOGUE, subscription, NOW).tax.note == "reverse_charge"
    change(ready, FRENCH)
    with ready.transaction(reading=True) as session:
        due = due_now(session, CATALOGUE, session.get_one(SubscriptionRow, "sub_acc_1"), NOW)
        assert (due.tax.percent, due.tax.note, due.details.name) == ("20", "", "Claire Fontaine")
        assert due.details.address.lines == ("12 rue X",)
        assert session.get_one(SubscriptionRow, "sub_acc_1").look_at == NOW
        assert paper_of(session.get_one(InvoiceRow, row.id)).customer == DETAILS
        assert describe_billing(session, "acc_1", NOW).billing_details == due.details


def test_every_wrong_field_is_told_by_its_place_in_the_request(ready):
    wrong = BillingDetails(
        name=" ",
        company="x" * 201,
        tax_id="123",
        address=Address(country="DE", lines=(), city="", postal_code="ABC"),
    )
    with pytest.raises(ProblemError) as caught:
        change(ready, wrong)
    assert {(each.field, each.code) for each in caught.value.fields} == {
        ("name", "required"),
        ("company", "too_long"),
        ("tax_id", "invalid"),
        ("address.lines", "required"),
        ("address.city", "required"),
        ("address.postal_code", "invalid"),
    }
    with pytest.raises(ProblemError) as caught:
        change(ready, msgspec.structs.replace(DETAILS, address=Address(country="XX", lines=())))
    assert [(each.field, each.code) for each in caught.value.fields] == [("address.country", "invalid")]


def test_who_it_is_stays_out_of_what_is_kept_for_ever(ready):
    change(ready, FRENCH)
    with ready.transaction(reading=True) as session:
        number, _ = verify(session)
        entry = session.get_one(AuditRow, number)
    assert (entry.action, entry.details) == ("billing_details.changed", '{"country":"FR","has_tax_id":false}')
