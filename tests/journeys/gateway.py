"""The practice gateway and the bank's page, as a test sees them from outside: over HTTP."""

import http.client
import json
from typing import Any
from urllib.parse import urlencode, urlsplit

from licenseserver.practice.gateway.server import SECRET_KEY

_SECONDS = 10


def _exchange(address: str, method: str, body: str = "", key: str = "") -> tuple[int, str]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=_SECONDS)
    try:
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Authorization": f"Bearer {key}"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def answer_bank(page: str, answer: str) -> None:
    """Open the bank's page and press one of its buttons: "confirm" or "refuse"."""
    assert _exchange(page, "GET")[0] == 200
    status, _ = _exchange(page, "POST", urlencode({"answer": answer}))
    assert status in {200, 303}


def charges(gateway: str, account_id: str) -> list[dict[str, Any]]:
    """Return the charges of an account that came about."""
    found = _ledger(gateway)["charges"]
    mine = [charge for charge in found if charge["metadata"]["account_id"] == account_id]
    return [charge for charge in mine if charge["status"] == "succeeded"]


def refunds(gateway: str, account_id: str) -> list[dict[str, Any]]:
    """Return what was paid back to an account."""
    found = _ledger(gateway)
    mine = {charge["id"] for charge in found["charges"] if charge["metadata"]["account_id"] == account_id}
    return [refund for refund in found["refunds"] if refund["charge"] in mine]


def _ledger(gateway: str) -> dict[str, list[dict[str, Any]]]:
    status, text = _exchange(f"{gateway}/ledger", "GET", key=SECRET_KEY)
    assert status == 200, text
    found: dict[str, list[dict[str, Any]]] = json.loads(text)
    return found
