"""The client has a method for every endpoint, and an endpoint for every method."""

import contextlib
import inspect
import json
import re
from pathlib import Path

import pytest

from licensewire.invoices import InvoiceFilter
from licensewire.session import Refresh, SignIn
from licensewire.visitors import AccountWanted, VerificationRequest
from qtclient.api.client import Api
from qtclient.api.errors import ApiError
from qtclient.api.transport import Transport
from tests.contract import (
    test_every_cancelling_method,
    test_every_card_method,
    test_every_method,
    test_every_renewal_method,
)
from tests.qtclient.api.hostile_server import HostileServer, answering

OPENAPI = json.loads((Path(__file__).parents[2] / "docs" / "openapi.json").read_text(encoding="utf-8"))

WITHOUT_A_METHOD = {
    "POST /v1/gateway/events": "the payment gateway calls it",
    "GET /health/live": "whoever runs the backend asks it",
    "GET /health/ready": "whoever runs the backend asks it",
}
WITHOUT_AN_ENDPOINT = {"tokenise": "the payment gateway answers it, so that no card reaches the backend"}

LIVE = (test_every_method, test_every_card_method, test_every_cancelling_method, test_every_renewal_method)
METHODS = [name for name, _ in inspect.getmembers(Api, inspect.isfunction) if not name.startswith("_")]
REQUESTS = {
    "sign_in": SignIn(username="u", password="p", device_name="d"),
    "invoices": InvoiceFilter(),
    "refresh": Refresh(refresh_token="t"),
    "verification": VerificationRequest(email="a@example.org", language="en", plan_id="p"),
    "account_check": AccountWanted(name="n", username="u", password="p"),
}


def documented():
    return {
        f"{method.upper()} {path}"
        for path, item in OPENAPI["paths"].items()
        for method in item
        if method in {"get", "post", "put", "patch", "delete"}
    }


def endpoint_of(name):
    """Ask a server that answers nothing of use, and see which endpoint was meant."""
    with HostileServer(answering(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")) as server:
        api = Api(Transport(server.address))
        method = getattr(api, name)
        arguments = [REQUESTS.get(name, "x") for _ in inspect.signature(method).parameters]
        with contextlib.suppress(ApiError):
            method(*arguments)
    verb, path = server.requests[0].split(b" ")[:2]
    return verb.decode(), path.decode().partition("?")[0]


def matching(verb, path):
    return [
        endpoint
        for endpoint in documented()
        if re.fullmatch(verb + " " + re.sub(r"\{[^}]*\}", "x", endpoint.partition(" ")[2]), f"{verb} {path}")
        and endpoint.startswith(verb + " ")
    ]


def test_every_endpoint_has_a_method_and_every_method_an_endpoint():
    reached = set()
    for name in METHODS:
        if name in WITHOUT_AN_ENDPOINT:
            continue
        verb, path = endpoint_of(name)
        found = matching(verb, path)
        assert found, f"Api.{name} asks for {verb} {path}, which is not documented"
        reached |= set(found)
    assert documented() - reached == set(WITHOUT_A_METHOD)


@pytest.mark.parametrize("name", METHODS)
def test_every_method_is_tested_at_a_live_server(name):
    assert any(hasattr(module, f"test_{name}") for module in LIVE)
