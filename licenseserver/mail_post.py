"""Sending the outbox over SMTP: durable, by any number of processes, each mail by one of them at a time."""

import smtplib
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

import structlog
from sqlalchemy import or_, select

from licenseserver.clock import Clock
from licenseserver.database import Database
from licenseserver.mail_attachments import Attachment, attachment_of
from licenseserver.purchase_tables import MailRow

RECIPIENT_REFUSED = "refused for good: "
"""With this the kept problem of a mail begins that the recipient's own server does not take (RFC 5321, 5yz)."""

_POLL_SECONDS = 2.0
_TIMEOUT_SECONDS = 20.0
_CLAIM = timedelta(minutes=2)
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(hours=6)
_MOST_TRIES = 20
_PERMANENT = 500
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}

_log = structlog.get_logger()


@dataclass(frozen=True)
class MailServer:
    """Where mails are handed in.

    Attributes:
        tls: "always" (from the first byte), "upgrade" (STARTTLS, or nothing is sent) or "none".
    """

    host: str
    port: int
    tls: str
    user: str = ""
    password: str = ""


def read_mail_server(address: str) -> MailServer:
    """Read ``smtps://user:password@host:465`` or ``smtp://user:password@host:587``.

    ``smtp`` insists on STARTTLS, except on this computer's own address or with ``?tls=none``.

    Raises:
        ValueError: it is neither.
    """
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("a mail server's address begins with smtp:// or smtps://")
    plain = parts.hostname in _LOOPBACK or parse_qs(parts.query).get("tls") == ["none"]
    tls = "always" if parts.scheme == "smtps" else "none" if plain else "upgrade"
    port = parts.port or (465 if tls == "always" else 587)
    return MailServer(parts.hostname, port, tls, unquote(parts.username or ""), unquote(parts.password or ""))


class MailPost:
    """The thread that sends what waits in the outbox. Without a mail server everything stays there."""

    def __init__(self, database: Database, clock: Clock, mail_server: str, mail_from: str) -> None:
        self._database = database
        self._clock = clock
        self._server = read_mail_server(mail_server) if mail_server else None
        self._from = mail_from
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mail-post", daemon=True)

    def start(self) -> None:
        """Begin to send."""
        if self._server is not None:
            self._thread.start()

    def stop(self) -> None:
        """Stop after the mail that is being sent."""
        self._stopping.set()
        if self._server is not None:
            self._thread.join()

    def send_due(self, server: MailServer) -> None:
        """Send all that is due now."""
        while not self._stopping.is_set() and (mail := self._claim()) is not None:
            problem = self._send(server, mail)
            with self._database.transaction() as session:
                kept = session.get_one(MailRow, mail.id)
                kept.claimed_until = None
                kept.last_problem = problem
                if problem is None:
                    kept.sent_at = self._clock.now()

    def _run(self) -> None:
        server = self._server
        while server is not None and not self._stopping.is_set():
            try:
                self.send_due(server)
            except Exception:
                _log.exception("the outbox could not be read")
            self._stopping.wait(_POLL_SECONDS)

    def _claim(self) -> MailRow | None:
        """Take the next mail for this process; should it die, others may after a while."""
        now = self._clock.now()
        with self._database.transaction() as session:
            mail = session.scalar(
                select(MailRow)
                .where(
                    MailRow.sent_at.is_(None),
                    MailRow.next_attempt_at <= now,
                    MailRow.attempts < _MOST_TRIES,
                    or_(MailRow.claimed_until.is_(None), MailRow.claimed_until <= now),
                )
                .order_by(MailRow.next_attempt_at)
                .limit(1)
                .with_for_update(skip_locked=True)
            )
            if mail is not None:
                mail.claimed_until = now + _CLAIM
                mail.next_attempt_at = now + min(_FIRST_WAIT * 2**mail.attempts, _LONGEST_WAIT)
                mail.attempts += 1
        return mail

    def _send(self, server: MailServer, mail: MailRow) -> str | None:
        message = _message(mail, self._from, self._attachment(mail))
        try:
            with _connected(server) as connection:
                connection.send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            _log.warning("a mail could not be sent yet", mail=mail.id, attempt=mail.attempts, problem=repr(error))
            return _told(error)
        return None

    def _attachment(self, mail: MailRow) -> Attachment | None:
        if mail.attachment is None:
            return None
        with self._database.transaction(reading=True) as session:
            return attachment_of(session, mail.attachment)


def _told(error: OSError | smtplib.SMTPException) -> str:
    codes: list[int] = []
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
    for_good = bool(codes) and min(codes) >= _PERMANENT
    return f"{RECIPIENT_REFUSED if for_good else ''}{error!r}"


@contextmanager
def _connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    if server.tls == "always":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=_TIMEOUT_SECONDS, context=context
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT_SECONDS)
    with connection:
        if server.tls == "upgrade":
            connection.starttls(context=context)
        if server.user:
            connection.login(server.user, server.password)
        yield connection


def _message(mail: MailRow, sender: str, attachment: Attachment | None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = mail.recipient
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    # The same for every try, so that a mail that was sent twice is shown once.
    message["Message-ID"] = f"<{mail.id}@{parseaddr(sender)[1].rpartition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    if attachment is not None:
        main, _, sub = attachment.media_type.partition("/")
        message.add_attachment(attachment.content, maintype=main, subtype=sub, filename=attachment.name)
    return message
