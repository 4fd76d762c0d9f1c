"""A real SMTP server of the test's own, and what is read out of the mails that it was given."""

import email
import email.message
import email.policy
import queue
import re
import socket
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller

PATIENCE_SECONDS = 30

_CODE = re.compile(r"\b([A-Z0-9]{4}-[A-Z0-9]{4})\b")
_LINK = re.compile(r"https?://\S+/v1/verify/(\S+)\?code=(\w+)")


class Postbox:
    """Takes mails on a port of its own.

    Attributes:
        refusing: recipient -> the server's answer to it ("550 no such user"), in small letters.
    """

    def __init__(self) -> None:
        self.refusing: dict[str, str] = {}
        self._mails: queue.Queue[email.message.EmailMessage] = queue.Queue()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self._server = Controller(self, hostname="127.0.0.1", port=self.port)

    @property
    def address(self) -> str:
        """As the backend's setting wants it."""
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """Take a recipient, or not."""
        if address.lower() in self.refusing:
            return self.refusing[address.lower()]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  (aiosmtpd's name)
        """Take a mail."""
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, email.message.EmailMessage)
        self._mails.put(message)
        return "250 OK"

    def next_mail(self, recipient: str) -> email.message.EmailMessage:
        """Return the next mail to `recipient`, waiting for it; those to others are thrown away."""
        while True:
            mail = self._mails.get(timeout=PATIENCE_SECONDS)
            if recipient.lower() in str(mail["To"]).lower():
                return mail

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()


def text_of_mail(mail: email.message.EmailMessage) -> str:
    """Return the plain text of a mail."""
    part = mail.get_body(("plain",))
    assert part is not None
    content: str = part.get_content()
    return content


def code_in(mail: email.message.EmailMessage) -> str:
    """Return the code as it is written in the mail."""
    found = _CODE.search(text_of_mail(mail))
    assert found, text_of_mail(mail)
    return found[1]


def link_in(mail: email.message.EmailMessage) -> str:
    """Return the deep link to which the page behind the mail's link leads."""
    found = _LINK.search(text_of_mail(mail))
    assert found, text_of_mail(mail)
    return f"licensedesk://verify/{found[1]}/{found[2]}"
