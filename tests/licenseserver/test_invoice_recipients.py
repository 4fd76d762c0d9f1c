"""Who else gets invoices: checked, kept once each, and written to with the paper attached."""

import io

import pypdf
import pytest
from sqlalchemy import select

from licenseserver.invoice_recipients import recipients_of, set_recipients
from licenseserver.invoicing import REFUND, issue_credit_note
from licenseserver.mail_attachments import attachment_of
from licenseserver.problems import ProblemError
from licenseserver.purchase_tables import MailRow
from tests.licenseserver.papers import NOW, invoice, owner

FIVE = tuple(f"{number}@example.org" for number in range(5))


@pytest.fixture
def ready(database):
    with database.transaction() as session:
        owner(session)
        owner(session, "acc_2")
    return database


def kept(database, emails):
    with database.transaction() as session:
        set_recipients(session, "acc_1", emails, NOW)
    with database.transaction(reading=True) as session:
        assert recipients_of(session, "acc_2") == ()
        return recipients_of(session, "acc_1")


def refused(database, emails):
    with pytest.raises(ProblemError) as caught, database.transaction() as session:
        set_recipients(session, "acc_1", emails, NOW)
    return [(each.field, each.code) for each in caught.value.fields]


def test_the_list_is_replaced_and_every_address_kept_once(ready):
    assert kept(ready, FIVE) == FIVE
    assert kept(ready, (" B@Example.org ", "a@example.org", "b@example.ORG", "b@example.org")) == (
        "B@example.org",
        "a@example.org",
    )
    assert kept(ready, ("kåre@bücher.example",)) == ("kåre@bücher.example",)
    assert kept(ready, ()) == ()


def test_what_cannot_be_kept_changes_nothing(ready):
    kept(ready, FIVE[:1])
    assert refused(ready, ("a@example.org", "nobody", "")) == [("emails.1", "invalid"), ("emails.2", "required")]
    assert refused(ready, ("x" * 255 + "@example.org",)) == [("emails.0", "too_long")]
    assert refused(ready, (*FIVE, "6@example.org")) == [("emails", "too_many")]
    assert refused(ready, ("a@example.org",) * 1000) == [("emails", "too_many")]
    assert kept(ready, (*FIVE, FIVE[0])) == FIVE


def test_each_recipient_gets_the_paper_once(ready):
    kept(ready, ("books@example.org", "boss@bücher.example"))
    with ready.transaction() as session:
        paid = invoice(session, language="fr")
        invoice(session, "acc_2")
    with ready.transaction() as session:
        note = issue_credit_note(session, paid, NOW, REFUND)
        issue_credit_note(session, paid, NOW, REFUND)
    with ready.transaction(reading=True) as session:
        mails = session.scalars(select(MailRow).order_by(MailRow.subject, MailRow.recipient)).all()
        assert [(mail.subject, mail.recipient, mail.attachment) for mail in mails] == [
            ("Avoir 2026-000003 de Meridian Surveys, Inc.", "books@example.org", f"invoice:{note.id}:fr"),
            ("Avoir 2026-000003 de Meridian Surveys, Inc.", "boss@xn--bcher-kva.example", f"invoice:{note.id}:fr"),
            ("Facture 2026-000001 de Meridian Surveys, Inc.", "books@example.org", f"invoice:{paid.id}:fr"),
            (
                "Facture 2026-000001 de Meridian Surveys, Inc.",
                "boss@xn--bcher-kva.example",
                f"invoice:{paid.id}:fr",
            ),
        ]
        for part in ("la facture 2026-000001", "Αθηνά & Дружба Ltd.", "1\u202f190,00"):
            assert part in mails[2].text
        assert "Αθηνά &amp; Дружба Ltd." in mails[2].html
        assert "Il annule la facture 2026-000001." in mails[0].text
        attachment = attachment_of(session, mails[2].attachment)
        assert (attachment.name, attachment.media_type) == ("facture-2026-000001.pdf", "application/pdf")
        assert "Facture" in pypdf.PdfReader(io.BytesIO(attachment.content)).pages[0].extract_text()
        with pytest.raises(ValueError, match="no attachment"):
            attachment_of(session, "logo:1")


def test_invoices_that_were_issued_before_are_not_sent_again(ready):
    with ready.transaction() as session:
        invoice(session)
    kept(ready, FIVE)
    with ready.transaction(reading=True) as session:
        assert session.scalars(select(MailRow)).all() == []
