"""A backend in a process of its own, beside the practice gateway in another, and people who buy there."""

import os
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import requests
from sqlalchemy import text

from licenseserver.database import Database
from licenseserver.security import hash_password, new_id
from tests.server_process import START_SECONDS, ServerProcess

PASSWORD = "practice"
PASSWORD_HASH = hash_password(PASSWORD)
TIMEOUT = 60
GATEWAY_KEYS = {
    "LICENSE_DESK_GATEWAY_SECRET_KEY": "sk_test_practice",
    "LICENSE_DESK_GATEWAY_PUBLISHABLE_KEY": "pk_test_practice",
    "LICENSE_DESK_GATEWAY_EVENTS_SECRET": "whsec_practice",
}
DETAILS = {
    "name": "Maya Collins",
    "address": {
        "country": "US",
        "lines": ["1 Main Street"],
        "city": "New York",
        "region": "NY",
        "postal_code": "10001",
    },
}


def wait_until(condition: Callable[[], object], seconds: float = 60) -> object:
    """Return what `condition` returns as soon as that is true."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
    return found


def session_of_requests() -> requests.Session:
    http = requests.Session()
    http.trust_env = False
    return http


class Gateway:
    """The practice gateway as a process that outlives the backend."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self.http = session_of_requests()
        self.http.headers["Authorization"] = "Bearer sk_test_practice"
        arguments = ["--data", str(self._data), "--port", "0"]
        log = self._data.with_suffix(".log")
        self._process = ServerProcess("licenseserver.practice.gateway", arguments, os.environ, log)
        facts = self._process.announcement(START_SECONDS)
        assert facts, log.read_text()[-4000:]
        self.address = facts["gateway"]

    def stop(self) -> None:
        self._process.terminate()
        self.http.close()

    def token(self, number: str = "4242424242424242", cvc: str = "123") -> str:
        card = {"card[number]": number, "card[exp_month]": 12, "card[exp_year]": 2040, "card[cvc]": cvc}
        answer = requests.post(
            f"{self.address}/v1/payment_methods",
            data={"type": "card", **card},
            headers={"Authorization": "Bearer pk_test_practice"},
            timeout=TIMEOUT,
        )
        answer.raise_for_status()
        return answer.json()["id"]

    def charges(self, purchase_id: str) -> list[dict]:
        """The charges that succeeded for a purchase."""
        found = self.http.get(f"{self.address}/ledger", timeout=TIMEOUT).json()["charges"]
        return [
            charge
            for charge in found
            if charge["metadata"].get("purchase_id") == purchase_id and charge["status"] == "succeeded"
        ]

    def fault(self, fault: str, path: str, **details: object) -> None:
        data = {"fault": fault, "path": path, "method": "POST", **details}
        self.http.post(f"{self.address}/control/faults", data=data, timeout=TIMEOUT).raise_for_status()

    def clear_faults(self) -> None:
        self.http.delete(f"{self.address}/control/faults", timeout=TIMEOUT)

    def send_events_to(self, address: str) -> None:
        self.http.post(f"{self.address}/control/webhook", data={"url": address}, timeout=TIMEOUT)

    def answer_bank(self, page: str, answer: str = "confirm") -> requests.Response:
        return requests.post(page, data={"answer": answer}, allow_redirects=False, timeout=TIMEOUT)


class Backend:
    """``python -m licenseserver`` on a database, with a gateway beside it."""

    def __init__(self, database_address: str, gateway_address: str, log: Path, **environment: str) -> None:
        self.database_address = database_address
        self._environment = os.environ | GATEWAY_KEYS | {"LICENSE_DESK_GATEWAY_ADDRESS": gateway_address}
        self._environment |= {f"LICENSE_DESK_{name.upper()}": value for name, value in environment.items()}
        self._log = log
        self.start()

    def start(self) -> None:
        arguments = ["--database", self.database_address, "--port", "0", "--announce"]
        self._process = ServerProcess("licenseserver", arguments, self._environment, self._log)
        facts = self._process.announcement(START_SECONDS)
        assert facts, self._log.read_text()[-4000:]
        self.address = facts["address"]

    @property
    def is_over(self) -> bool:
        return self._process.is_over

    def kill(self) -> None:
        """Kill -9: nothing is tidied up."""
        self._process.kill()

    def stop(self) -> None:
        self._process.stop()


class Shop:
    """A backend, its gateway, and direct sight of its database."""

    def __init__(self, backend: Backend, gateway: Gateway) -> None:
        self.backend = backend
        self.gateway = gateway
        self.database = Database(backend.database_address)

    def rows(self, query: str, **values: object) -> list[tuple]:
        with self.database.transaction(reading=True) as session:
            return [tuple(row) for row in session.execute(text(query), values)]

    def change(self, statement: str, **values: object) -> None:
        with self.database.transaction() as session:
            session.execute(text(statement), values)

    def buyer(self, *, country: str = "US", time_zone: str = "America/New_York", language: str = "en") -> "Buyer":
        """Somebody new, with a Free account, signed in."""
        account, organization, username = new_id("acc"), new_id("org"), uuid.uuid4().hex
        now = datetime.now(UTC).replace(tzinfo=None if self.database.is_sqlite else UTC)
        self.change("INSERT INTO buyers (id) VALUES (:id)", id=account)
        self.change("INSERT INTO organizations (id, name) VALUES (:id, 'Test')", id=organization)
        self.change(
            "INSERT INTO accounts (id, organization_id, username, username_folded, password_hash, name, email,"
            " email_folded, role, time_zone, country, language, created_at)"
            " VALUES (:id, :organization, :name, :name, :hash,"
            " 'Maya Collins', 'maya@example.org', 'maya@example.org', 'owner', :zone, :country, :language, :now)",
            id=account,
            organization=organization,
            name=username,
            hash=PASSWORD_HASH,
            zone=time_zone,
            country=country,
            language=language,
            now=now,
        )
        return Buyer(self, account, username)

    def close(self) -> None:
        self.database.close()


class Buyer:
    """One person at one client."""

    def __init__(self, shop: Shop, account_id: str, username: str) -> None:
        self.shop = shop
        self.account_id = account_id
        self._username = username
        self.http = session_of_requests()
        self.sign_in()

    def sign_in(self) -> None:
        content = {"username": self._username, "password": PASSWORD, "device_name": "Test"}
        answer = self.http.post(f"{self.shop.backend.address}/v1/session", json=content, timeout=TIMEOUT)
        assert answer.ok, answer.text
        self.http.headers["Authorization"] = "Bearer " + answer.json()["tokens"]["access_token"]

    def get(self, path: str) -> requests.Response:
        return self.http.get(self.shop.backend.address + path, timeout=TIMEOUT)

    def post(self, path: str, content: object = None, key: str = "") -> requests.Response:
        headers = {"Idempotency-Key": key} if key else {}
        return self.http.post(self.shop.backend.address + path, json=content, headers=headers, timeout=TIMEOUT)

    def quote(self, plan: str = "strategic-research", **more: object) -> dict:
        answer = self.post("/v1/quotes", {"plan_id": plan, "country": "US", "region": "NY", **more})
        assert answer.status_code == 201, answer.text
        return answer.json()

    def order(self, card: str = "4242424242424242", quote: dict | None = None, **more: object) -> dict:
        quote = quote or self.quote()
        return {
            "quote_id": quote["id"],
            "payment_method": self.shop.gateway.token(card),
            "billing_details": DETAILS,
            "consents": [
                {"id": text["id"], "version": text["version"], "language": "en"} for text in quote["consents"]
            ],
            **more,
        }

    def buy(self, card: str = "4242424242424242", **more: object) -> dict:
        answer = self.post("/v1/purchases", self.order(card, **more), str(uuid.uuid4()))
        assert answer.status_code == 201, answer.text
        return answer.json()

    def purchase(self, purchase_id: str) -> dict:
        answer = self.get(f"/v1/purchases/{purchase_id}")
        assert answer.ok, answer.text
        return answer.json()

    def settled(self, purchase_id: str) -> dict:
        """The purchase once it is final."""
        return wait_until(
            lambda: (
                (found := self.purchase(purchase_id))["status"] in {"succeeded", "refused", "cancelled"} and found
            )
        )
