"""Invoices over HTTP: what is asked badly is told by field, and a document is a file that nobody else keeps."""

import pytest
from sqlalchemy import select

from licenseserver.database import Database
from licenseserver.tables import AccountRow
from tests.licenseserver.papers import invoice

# Where the databases could differ, the rules' own tests ask both.
pytestmark = pytest.mark.parametrize("fresh_address", ["sqlite"], indirect=True)


@pytest.fixture
def signed_in(sign_in):
    return {"Authorization": f"Bearer {sign_in('free').json()['tokens']['access_token']}"}


@pytest.fixture
def invoice_id(client, settings):
    """An invoice of the account "free"."""
    database = Database(settings.database)
    with database.transaction() as session:
        account_id = session.scalars(select(AccountRow.id).where(AccountRow.username == "free")).one()
        made = invoice(session, account_id).id
    database.close()
    return made


def fields(answer):
    return (answer.status_code, {(each["field"], each["code"]) for each in answer.json()["fields"]})


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("offset=x", {("offset", "invalid")}),
        ("offset=-1&limit=0", {("offset", "invalid"), ("limit", "invalid")}),
        ("offset=99999999999999999999999", {("offset", "invalid")}),
        ("limit=201", {("limit", "invalid")}),
        ("kind=receipt", {("kind", "invalid")}),
        ("issued_from=2026-13-01", {("issued_from", "invalid")}),
        ("issued_until=yesterday", {("issued_until", "invalid")}),
        ("issued_from=2026-02-02&issued_until=2026-02-01", {("issued_until", "invalid")}),
        (f"search={'x' * 101}", {("search", "too_long")}),
    ],
)
def test_what_is_asked_badly_is_told_by_field(client, signed_in, query, wrong):
    assert fields(client.get(f"/v1/invoices?{query}", headers=signed_in)) == (400, wrong)


def test_nobody_reads_invoices_without_signing_in(client, invoice_id):
    for path in ("/v1/invoices", f"/v1/invoices/{invoice_id}/document", "/v1/billing/renewal.ics"):
        assert client.get(path).status_code == 401
    for path, body in (("details", {}), ("recipients", {"emails": []})):
        assert client.put(f"/v1/billing/{path}", json=body).status_code == 401


def test_a_document_is_a_file_with_a_name(client, signed_in, invoice_id, sign_in):
    (entry,) = client.get("/v1/invoices?search=1,190.00", headers=signed_in).json()["entries"]
    assert entry["id"] == invoice_id
    for language, name in (("en", "invoice"), ("fr-CA", "facture"), ("ja", "invoice")):
        answer = client.get(f"/v1/invoices/{invoice_id}/document?language={language}", headers=signed_in)
        assert answer.content.startswith(b"%PDF-")
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"] == f'attachment; filename="{name}-{entry["number"]}.pdf"'
        assert answer.headers["cache-control"] == "private, no-store"
    stranger = {"Authorization": f"Bearer {sign_in('new').json()['tokens']['access_token']}"}
    assert client.get(f"/v1/invoices/{invoice_id}/document", headers=stranger).status_code == 404
    assert client.get("/v1/invoices", headers=stranger).json()["total"] == 0


def test_recipients_and_details_are_answered_with_billing(client, signed_in):
    sent = {"emails": ["books@example.org", "nobody"]}
    assert fields(client.put("/v1/billing/recipients", json=sent, headers=signed_in)) == (
        400,
        {("emails.1", "invalid")},
    )
    answer = client.put("/v1/billing/recipients", json={"emails": ["books@example.org"]}, headers=signed_in)
    assert answer.json()["recipients"] == ["books@example.org"]
    details = {"name": "", "address": {"country": "FR", "lines": ["1 rue X"], "city": "Lyon", "postal_code": "1"}}
    wrong = {("name", "required"), ("address.postal_code", "invalid")}
    assert fields(client.put("/v1/billing/details", json=details, headers=signed_in)) == (400, wrong)
    details["name"], details["address"]["postal_code"] = "Claire", "69002"
    answer = client.put("/v1/billing/details", json=details, headers=signed_in)
    assert answer.json()["billing_details"]["name"] == "Claire"
    assert answer.json()["recipients"] == ["books@example.org"]
    assert client.get("/v1/billing/renewal.ics", headers=signed_in).json()["code"] == "not_found"
