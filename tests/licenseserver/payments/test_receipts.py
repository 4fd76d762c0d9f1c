"""Receipts and the confirming mail, as the endpoints and the outbox have them."""

import io

import pypdf
import pytest
import requests


@pytest.mark.parametrize(
    ("language", "title", "name"), [("en", "Invoice", "invoice"), ("fr", "Facture", "facture")]
)
def test_a_receipt_is_a_pdf_in_the_language_asked_for(buyer, language, title, name):
    purchase = buyer.buy()
    answer = buyer.get(f"/v1/purchases/{purchase['id']}/receipt?language={language}")
    assert answer.headers["Content-Type"] == "application/pdf"
    number = purchase["receipt"]["number"]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}-{number}.pdf"'
    text = pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    for part in (title, number, "Maya Collins", "4242"):
        assert part in text


def test_there_is_no_receipt_before_it_was_paid_and_none_for_others(buyer):
    waiting = buyer.buy("4000000000003220")
    answer = buyer.get(f"/v1/purchases/{waiting['id']}/receipt")
    assert (answer.status_code, answer.json()["code"]) == (409, "receipt_not_ready")
    assert buyer.shop.buyer().get(f"/v1/purchases/{waiting['id']}/receipt").status_code == 404
    assert (
        requests.get(f"{buyer.shop.backend.address}/v1/purchases/{waiting['id']}/receipt", timeout=60).status_code
        == 401
    )


def test_the_mail_is_in_the_accounts_language(shop):
    buyer = shop.buyer(language="fr", time_zone="Europe/Paris")
    purchase = buyer.buy()
    query = "SELECT subject, text, html, recipient, sent_at FROM mails WHERE occasion = :o"
    ((subject, text, html, recipient, sent_at),) = shop.rows(query, o=f"purchase:{purchase['id']}")
    assert subject == "Votre licence Recherche stratégique est active"
    for part in (purchase["receipt"]["number"], purchase["brand_id"], "5 487,30"):
        plain = text.replace("\u202f", " ").replace("\xa0", " ")
        assert part in plain
        assert part in html.replace("\u202f", " ").replace("\xa0", " ")
    assert (recipient, sent_at) == ("maya@example.org", None)
