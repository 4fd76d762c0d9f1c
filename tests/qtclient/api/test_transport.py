"""Sent at most once, answered within bounds, failure told apart: against sockets that hang, lie, drip and cut."""

import gzip
import logging
import socket
import time
import zlib

import msgspec
import pytest

from licensewire import problem
from licensewire.purchases import Settlement, SettleRequest
from licensewire.session import SessionList
from qtclient.api import errors
from qtclient.api.address import safe_address
from qtclient.api.client import Api
from qtclient.api.transport import JSON_BYTES, Limits, Transport
from tests.qtclient.api.hostile_server import (
    HostileServer,
    answering,
    dripping,
    hang_before_answering,
    hang_up_after_reading,
    hang_up_before_reading,
    response,
)

# For answers that come: a busy machine may take its time. And for those that never come.
PATIENT = Limits(connect=20.0, read=20.0, whole=30.0)
QUICK = Limits(connect=1.0, read=0.4, whole=1.0)
SETTLEMENT = msgspec.json.encode(Settlement(purchase=None))
REFUSED = msgspec.json.encode(problem.Problem(status=409, code=problem.PURCHASE_UNDER_WAY))


def read(server, limits=PATIENT):
    return Transport(server.address, limits=limits).read("/v1/sessions", SessionList)


def write(server, limits=PATIENT):
    body = SettleRequest(idempotency_key="k")
    return Transport(server.address, limits=limits).write("POST", "/v1/purchases/settle", Settlement, body=body)


def test_a_good_answer():
    with HostileServer(answering(response(SETTLEMENT))) as server:
        assert write(server) == Settlement(purchase=None)


def test_every_request_carries_its_headers():
    with HostileServer(answering(response(b'{"sessions":[]}'))) as server:
        transport = Transport(server.address, language=lambda: "fr")
        transport.access_token = "abc"
        transport.read("/v1/sessions", SessionList)
    head = server.requests[0].lower()
    assert b"authorization: bearer abc\r\n" in head
    assert b"accept-language: fr\r\n" in head
    assert b"user-agent: licensedesk/" in head
    assert b"x-request-id: " in head


def test_a_netrc_entry_does_not_replace_the_token(monkeypatch, tmp_path):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login mallory password wrong\ndefault login m password w\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with HostileServer(answering(response(b'{"sessions":[]}'))) as server:
        transport = Transport(server.address)
        transport.access_token = "abc"
        transport.read("/v1/sessions", SessionList)
        transport.access_token = ""
        transport.read("/v1/sessions", SessionList)
    assert b"Bearer abc" in server.requests[0]
    assert b"Authorization" not in server.requests[1]


def test_a_proxy_of_the_environment_is_not_asked_for_this_computer(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with HostileServer(answering(response(SETTLEMENT))) as server:
        assert write(server) == Settlement(purchase=None)


def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def test_nobody_listens():
    transport = Transport(f"http://127.0.0.1:{closed_port()}", limits=QUICK)
    with pytest.raises(errors.Unreachable) as caught:
        transport.write("POST", "/v1/purchases/settle", Settlement, body=SettleRequest(idempotency_key="k"))
    assert caught.value.reason == errors.CONNECTION_REFUSED
    assert caught.value.request_id


def test_no_such_host():
    transport = Transport("https://no-such-host.invalid", limits=QUICK)
    with pytest.raises(errors.Unreachable) as caught:
        transport.write("POST", "/x", Settlement)
    assert caught.value.reason == errors.NO_SUCH_HOST


def test_a_server_that_speaks_no_tls():
    def behave(connection, server):
        connection.recv(1)
        connection.sendall(response())

    with HostileServer(behave) as server:
        transport = Transport(server.address.replace("http:", "https:"), limits=PATIENT)
        with pytest.raises(errors.Unreachable) as caught:
            transport.write("POST", "/x", Settlement)
    assert caught.value.reason == errors.NOT_TRUSTED


def test_a_proxy_that_refuses_the_tunnel_means_not_sent():
    with HostileServer(
        answering(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
    ) as server:
        transport = Transport("https://license.example", proxy=server.address, limits=PATIENT)
        with pytest.raises(errors.Unreachable) as caught:
            transport.write("POST", "/x", Settlement)
    assert caught.value.reason == errors.PROXY
    assert server.requests[0].startswith(b"CONNECT ")


def test_a_proxy_that_hangs_in_the_tunnel_means_not_sent():
    with HostileServer(hang_before_answering) as server:
        transport = Transport("https://license.example", proxy=server.address, limits=QUICK)
        with pytest.raises(errors.Unreachable):
            transport.write("POST", "/x", Settlement)


def limits_for(behaviour):
    return QUICK if behaviour is hang_before_answering else PATIENT


LOST = {
    "cut before the answer": hang_up_after_reading,
    "no answer": hang_before_answering,
    "cut in the status line": answering(b"HTTP/1.1 2"),
    "cut in the body": answering(response(SETTLEMENT)[:-3]),
    "cut in a chunk": answering(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n12\r\n{}"
    ),
    "not http": answering(b"220 mail.example ESMTP\r\n"),
    "broken gzip": answering(response(b"\x1f\x8b broken", extra="Content-Encoding: gzip\r\n")),
    "lies about its length": answering(response(SETTLEMENT).replace(b"Content-Length: ", b"Content-Length: 9")),
}


@pytest.mark.parametrize("behaviour", LOST.values(), ids=LOST.keys())
def test_a_write_whose_answer_is_lost_is_unknown_and_not_sent_again(behaviour):
    with HostileServer(behaviour) as server:
        with pytest.raises(errors.OutcomeUnknown) as caught:
            write(server, limits_for(behaviour))
        assert len(server.requests) == 1
    assert caught.value.request_id
    assert caught.value.__cause__ is None


def test_a_connection_that_is_reset_at_once():
    # Before or after the first byte: the one means not sent, the other not known. Never is it sent again.
    with HostileServer(hang_up_before_reading) as server:
        with pytest.raises((errors.OutcomeUnknown, errors.Unreachable)):
            write(server)
        assert len(server.requests) == 1
        with pytest.raises(errors.Unreachable):
            read(server)


@pytest.mark.parametrize("behaviour", LOST.values(), ids=LOST.keys())
def test_a_read_whose_answer_is_lost_is_unreachable(behaviour):
    with HostileServer(behaviour) as server, pytest.raises(errors.Unreachable):
        read(server, limits_for(behaviour))


FOREIGN = {
    "another media type": response(b"<html>", media_type="text/html"),
    "no media type": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
    "not json": response(b"{"),
    "another shape": response(b'{"sessions": 3, "purchase": 3}'),
    "not utf-8": response(b'{"sessions": "\xff", "purchase": "\xff"}'),
    "too deep": response(b'{"x":' + b"[" * 200_000 + b"]" * 200_000 + b"}"),
    "empty": response(b""),
    "cut in the headers": b"HTTP/1.1 200 OK\r\nContent-Type: appl",
    "redirect": response(b"", status="302 Found", extra="Location: http://127.0.0.1:1/elsewhere\r\n"),
    "foreign 404": response(b"<html>", status="404 Not Found", media_type="text/html"),
    "problem that is none": response(b"[]", status="409 Conflict", media_type="application/problem+json"),
}


@pytest.mark.parametrize("raw", FOREIGN.values(), ids=FOREIGN.keys())
def test_a_foreign_answer_to_a_read_is_unreadable(raw):
    with HostileServer(answering(raw)) as server:
        with pytest.raises(errors.Unreadable):
            read(server)
        assert len(server.requests) == 1


@pytest.mark.parametrize("raw", FOREIGN.values(), ids=FOREIGN.keys())
def test_a_foreign_answer_to_a_write_says_nothing_about_its_outcome(raw):
    with HostileServer(answering(raw)) as server:
        with pytest.raises(errors.OutcomeUnknown):
            write(server)
        assert len(server.requests) == 1


@pytest.mark.parametrize("status", ["500 X", "502 X", "503 X", "504 X"])
def test_a_gateway_in_between_gives_up(status):
    with HostileServer(answering(response(b"<html>", status=status, media_type="text/html"))) as server:
        with pytest.raises(errors.OutcomeUnknown):
            write(server)
        with pytest.raises(errors.Unreachable):
            read(server)


@pytest.mark.parametrize("status", ["409 X", "500 X", "503 X"])
def test_a_problem_of_the_backend_is_a_refusal(status):
    raw = response(REFUSED, status=status, media_type="application/problem+json")
    with HostileServer(answering(raw)) as server:
        for exchange in (write, read):
            with pytest.raises(errors.Refused) as caught:
                exchange(server)
            assert caught.value.problem.code == problem.PURCHASE_UNDER_WAY
            assert caught.value.request_id  # ours, where the backend named none


def test_an_answer_from_a_newer_backend_is_read():
    with HostileServer(answering(response(b'{"purchase":null,"new":{"x":[1]}}'))) as server:
        assert write(server) == Settlement(purchase=None)


# A byte each 0.05 s: the shortest of these goes on for so long.
_WHOLE_DRIP_SECONDS = 400.0
DRIPS = {
    "body": response(b'{"purchase":null}' + b" " * 10_000),
    "headers": b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % number for number in range(1000)),
    "status line": b"HTTP/1.1 200 " + b"O" * 10_000,
}


@pytest.mark.parametrize("raw", DRIPS.values(), ids=DRIPS.keys())
def test_a_dripping_answer_ends_with_the_total_time(raw):
    with HostileServer(dripping(raw)) as server:
        began = time.monotonic()
        with pytest.raises(errors.OutcomeUnknown):
            write(server, QUICK)
        assert time.monotonic() - began < _WHOLE_DRIP_SECONDS / 10
        assert len(server.requests) == 1


def test_a_long_answer_stops_at_the_ceiling():
    with (
        HostileServer(answering(response(b" " * (JSON_BYTES + 1)))) as server,
        pytest.raises(errors.OutcomeUnknown),
    ):
        write(server, Limits())


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_an_answer_that_unpacks_to_a_huge_one_stops_at_the_ceiling(encoding):
    zeros = b" " * (64 * 1024 * 1024)
    packed = gzip.compress(zeros) if encoding == "gzip" else zlib.compress(zeros)
    raw = response(packed, extra=f"Content-Encoding: {encoding}\r\n")
    with HostileServer(answering(raw)) as server, pytest.raises(errors.Unreachable):
        read(server, Limits())


def test_packed_answers_are_read():
    raw = response(gzip.compress(SETTLEMENT), extra="Content-Encoding: gzip\r\n")
    with HostileServer(answering(raw)) as server:
        assert write(server) == Settlement(purchase=None)


def test_a_read_on_a_connection_that_the_server_has_closed_is_made_again():
    def behave(connection, server):
        server.take_request(connection)
        if len(server.requests) == 2:
            return  # cut the second one
        connection.sendall(response(b'{"sessions":[]}').replace(b"Connection: close", b"Connection: keep-alive"))
        if len(server.requests) == 1:
            behave(connection, server)

    with HostileServer(behave) as server:
        transport = Transport(server.address, limits=PATIENT)
        transport.read("/v1/sessions", SessionList)
        assert transport.read("/v1/sessions", SessionList) == SessionList(sessions=())
        assert len(server.requests) == 3


def test_connections_are_kept():
    peers = []

    def behave(connection, server):
        peers.append(connection.getpeername())
        while server.take_request(connection):
            connection.sendall(response(SETTLEMENT).replace(b"Connection: close", b"Connection: keep-alive"))

    with HostileServer(behave) as server:
        transport = Transport(server.address, limits=PATIENT)
        for _ in range(3):
            body = SettleRequest(idempotency_key="k")
            transport.write("POST", "/v1/purchases/settle", Settlement, body=body)
    assert len(peers) == 1


@pytest.mark.parametrize("behaviour", LOST.values(), ids=LOST.keys())
def test_a_lost_answer_to_a_harmless_question_is_not_worried_about(behaviour):
    with HostileServer(behaviour) as server:
        with pytest.raises(errors.Unreachable):
            Api(Transport(server.address, limits=limits_for(behaviour))).settle("k")
        assert len(server.requests) == 1


def test_an_empty_answer_has_to_be_empty():
    with HostileServer(answering(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")) as server:
        Transport(server.address).command("DELETE", "/v1/session")
    with HostileServer(answering(response(b"{}"))) as server, pytest.raises(errors.OutcomeUnknown):
        Transport(server.address).command("DELETE", "/v1/session")


def test_a_document_has_its_media_type():
    with HostileServer(answering(response(b"%PDF-1.7", media_type="application/pdf"))) as server:
        assert Api(Transport(server.address)).receipt("p/../1", "fr") == b"%PDF-1.7"
    assert server.requests[0].startswith(b"GET /v1/purchases/p%2F..%2F1/receipt?language=fr HTTP")
    page = answering(response(b"<html>", media_type="text/html"))
    with HostileServer(page) as server, pytest.raises(errors.Unreadable):
        Api(Transport(server.address)).receipt("p", "en")


@pytest.mark.parametrize(
    "address",
    [
        "http://license.example", "ftp://localhost", "license.example", "", "https://", "http://10.0.0.1",
        "https://user:password@license.example", "https://license.example/?x=1", "https://license.example/#x",
        "http://localhost.example", "http://[::2]", "https://license.example:99999", "http://0.0.0.0",
    ],
)  # fmt: skip
def test_an_address_that_is_not_safe(address):
    with pytest.raises(errors.AddressNotSafe):
        Transport(address)


@pytest.mark.parametrize(
    "address", ["https://license.example", "http://127.0.0.1:8000/", "http://[::1]:1", "http://localhost:1"]
)
def test_an_address_that_is_safe(address):
    assert safe_address(address) == address.rstrip("/")


def test_nothing_of_an_exchange_is_logged(caplog):
    caplog.set_level(logging.DEBUG)
    with HostileServer(answering(response(b'{"purchase":null,"x":"canary-answer"}'))) as server:
        transport = Transport(server.address)
        transport.access_token = "canary-token"
        transport.write("POST", "/x", Settlement, body=SettleRequest(idempotency_key="canary-key"))
    assert "canary" not in caplog.text


def test_a_cookie_is_not_kept():
    raw = response(b'{"sessions":[]}', extra="Set-Cookie: portal=canary; Path=/\r\n")
    with HostileServer(answering(raw)) as server:
        transport = Transport(server.address)
        transport.read("/v1/sessions", SessionList)
        transport.read("/v1/sessions", SessionList)
    assert b"canary" not in server.requests[1]
