"""The mail with the code leaves over a real SMTP server, to international addresses as far as the server can."""

import email
import email.policy
import re
import socket
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from litestar import Litestar
from litestar.testing import TestClient

from licenseserver.app import create_app
from licenseserver.settings import Settings
from tests.licenseserver.conftest import MovableClock
from tests.licenseserver.payments.shop import wait_until


class _Postbox:
    def __init__(self) -> None:
        self.mails: list[tuple[list[str], email.message.EmailMessage]] = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  (aiosmtpd's name)
        message = email.message_from_bytes(envelope.content, policy=email.policy.SMTPUTF8)
        self.mails.append((envelope.rcpt_tos, message))
        return "250 OK"


@pytest.fixture
def postbox() -> _Postbox:
    return _Postbox()


@pytest.fixture(params=[True, False], ids=["smtputf8", "ascii-only"])
def utf8(request: pytest.FixtureRequest) -> bool:
    return request.param


@pytest.fixture
def smtp(postbox: _Postbox, utf8: bool) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(postbox, hostname="127.0.0.1", port=port, enable_SMTPUTF8=utf8)
    server.start()
    yield f"smtp://127.0.0.1:{port}"
    server.stop()


@pytest.fixture
def fresh_address(tmp_path) -> str:
    return f"sqlite:///{tmp_path / 'license-desk.db'}"


@pytest.fixture
def app(fresh_address: str, clock: MovableClock, smtp: str) -> Litestar:
    return create_app(Settings(database=fresh_address, mail_server=smtp), clock)


def test_the_code_arrives_and_proves_the_address(
    client: TestClient[Litestar], postbox: _Postbox, utf8: bool
) -> None:
    for address, arrives_as in (
        ("ada@example.org", "ada@example.org"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        *([("käthe@bücher.example", "käthe@bücher.example")] if utf8 else []),
    ):
        wish = {"email": address, "language": "fr", "plan_id": "strategic-research"}
        asked = client.post("/v1/verifications", json=wish).json()
        wait_until(lambda arrives_as=arrives_as: [to for to, _ in postbox.mails if to == [arrives_as]])
        message = next(message for to, message in postbox.mails if to == [arrives_as])
        plain = message.get_body(("plain",)).get_content()
        page = message.get_body(("html",)).get_content()
        code = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", plain)[0]
        assert code in page
        assert code in message["Subject"]
        assert f"/v1/verify/{asked['id']}?code={code.replace('-', '')}" in plain
        assert client.post(f"/v1/verifications/{asked['id']}/confirm", json={"code": code}).status_code == 200
