"""Mails leave the outbox over a real SMTP server: once, after failures too, and never without TLS by accident."""

import email
import email.policy
import socket
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from licenseserver.invoice_recipients import set_recipients
from licenseserver.invoices import document_of
from licenseserver.mail_post import MailPost, read_mail_server
from licenseserver.purchase_tables import MailRow
from licenseserver.tables import AccountRow, BuyerRow, OrganizationRow
from tests.licenseserver.papers import invoice, owner


class Postbox:
    """Takes mails, after refusing as many as it is told."""

    def __init__(self) -> None:
        self.mails = []
        self.refuse = 0

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  (aiosmtpd's name)
        if self.refuse:
            self.refuse -= 1
            return "451 later"
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"


@pytest.fixture
def postbox():
    return Postbox()


@pytest.fixture
def smtp(postbox):
    def login(_server, _session, _envelope, _mechanism, data):
        good = data.login == b"desk" and data.password == b"p@ss"
        return AuthResult(success=good, handled=good)

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(
        postbox, hostname="127.0.0.1", port=port, authenticator=login, auth_require_tls=False, auth_required=False
    )
    server.start()
    yield server
    server.stop()


def address_of(smtp, login=""):
    return f"smtp://{login}127.0.0.1:{smtp.port}"


@pytest.fixture
def outbox(database, clock):
    """The database with one mail waiting."""
    with database.transaction() as session:
        session.add_all([OrganizationRow(id="org_1", name="Test"), BuyerRow(id="acc_1")])
        session.flush()
        account = AccountRow(
            id="acc_1",
            organization_id="org_1",
            username="zoe",
            username_folded="zoe",
            password_hash="",
            name="Zoë",
            email="zoe@example.org",
            email_folded="zoe@example.org",
            role="owner",
            time_zone="Europe/Paris",
            country="FR",
            language="fr",
            created_at=clock.now(),
        )
        session.add(account)
        session.flush()
        session.add(
            MailRow(
                id="mail_1",
                occasion="test:1",
                account_id=account.id,
                recipient="zoe@example.org",
                subject="Votre licence est prête",
                text="Bonjour Zoë",
                html="<p>Bonjour Zoë</p>",
                created_at=clock.now(),
                next_attempt_at=clock.now(),
                attempts=0,
            )
        )
    return database


def posted(database):
    with database.transaction(reading=True) as session:
        return session.get(MailRow, "mail_1")


def send(database, clock, address):
    MailPost(database, clock, address, "License Desk <desk@example.com>").send_due(read_mail_server(address))


def test_a_mail_is_sent_once(outbox, clock, smtp, postbox):
    address = address_of(smtp, "desk:p%40ss@")
    send(outbox, clock, address)
    send(outbox, clock, address)
    (mail,) = postbox.mails
    assert mail["To"] == "zoe@example.org"
    assert mail["From"] == "License Desk <desk@example.com>"
    assert mail["Subject"] == "Votre licence est prête"
    assert mail["Message-ID"] == "<mail_1@example.com>"
    assert mail.get_body(("plain",)).get_content().strip() == "Bonjour Zoë"
    assert "<p>Bonjour Zoë</p>" in mail.get_body(("html",)).get_content()
    assert posted(outbox).sent_at == clock.now()


def test_a_mail_that_was_refused_is_sent_later(outbox, clock, smtp, postbox):
    postbox.refuse = 1
    send(outbox, clock, address_of(smtp))
    assert posted(outbox).sent_at is None
    assert "451" in posted(outbox).last_problem
    send(outbox, clock, address_of(smtp))
    assert postbox.mails == []
    clock.forward(31)
    send(outbox, clock, address_of(smtp))
    assert len(postbox.mails) == 1


def test_a_wrong_password_sends_nothing(outbox, clock, smtp, postbox):
    send(outbox, clock, address_of(smtp, "desk:wrong@"))
    assert postbox.mails == []
    assert posted(outbox).attempts == 1


def test_a_mail_of_a_process_that_died_is_sent_by_another(outbox, clock, smtp, postbox):
    with outbox.transaction() as session:
        mail = session.get_one(MailRow, "mail_1")
        mail.claimed_until = clock.now() + timedelta(minutes=2)
    send(outbox, clock, address_of(smtp))
    assert postbox.mails == []
    clock.forward(121)
    send(outbox, clock, address_of(smtp))
    assert len(postbox.mails) == 1


@pytest.mark.parametrize(
    ("address", "port", "tls"),
    [
        ("smtps://u:p@mail.example", 465, "always"),
        ("smtp://mail.example", 587, "upgrade"),
        ("smtp://mail.example:25?tls=none", 25, "none"),
        ("smtp://127.0.0.1:1025", 1025, "none"),
    ],
)
def test_tls_is_the_rule(address, port, tls):
    server = read_mail_server(address)
    assert (server.port, server.tls) == (port, tls)


def test_an_address_that_is_none_is_refused():
    with pytest.raises(ValueError, match="smtp"):
        read_mail_server("http://mail.example")


def test_an_invoice_is_attached_as_it_was_issued(postbox, smtp, database, clock):
    with database.transaction() as session:
        owner(session)
        set_recipients(session, "acc_1", ("books@example.org",), clock.now())
        paid = invoice(session, language="fr")
    send(database, clock, address_of(smtp))
    (mail,) = postbox.mails
    (attached,) = mail.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("facture-2026-000001.pdf", "application/pdf")
    assert attached.get_content() == document_of(paid, "fr").content
    assert "la facture 2026-000001" in mail.get_body(("plain",)).get_content()
    assert "<h1" in mail.get_body(("html",)).get_content()
