"""People without an account, as they meet the backend over HTTP."""

import re
import uuid

import requests

from tests.licenseserver.payments.shop import TIMEOUT, Buyer, Shop, session_of_requests

PLAN = "strategic-research"
PASSWORD = "tall green umbrella"


def new_email() -> str:
    return f"{uuid.uuid4().hex[:12]}@visitors.example"


class Visitor(Buyer):
    """Somebody who has proved an address."""

    def __init__(self, shop: Shop, email: str = "", language: str = "en") -> None:
        self.shop = shop
        self.email = email or new_email()
        self.language = language
        self.http = session_of_requests()
        self.prove()

    def sign_in(self) -> None:
        raise AssertionError("a visitor has no password yet")

    def asked(self, **more: object) -> requests.Response:
        content = {"email": self.email, "language": self.language, "plan_id": PLAN, **more}
        return self.post("/v1/verifications", content)

    def prove(self) -> dict:
        """Ask for a code, read it in the mail, enter it; keep the token."""
        # All these people come from one internet address.
        self.shop.change("DELETE FROM attempt_allowances")
        answer = self.asked()
        assert answer.status_code == 201, answer.text
        self.verification = answer.json()
        self.code = code_in(newest_mail(self.shop, self.email)[1])
        answer = self.post(f"/v1/verifications/{self.verification['id']}/confirm", {"code": self.code})
        assert answer.ok, answer.text
        self.token = answer.json()["token"]
        self.http.headers["Authorization"] = f"Bearer {self.token}"
        self.account_id = answer.json()["id"]
        return answer.json()

    def new_account(self, **more: object) -> dict:
        return {
            "name": "Maya Collins",
            "username": self.email,
            "password": PASSWORD,
            "data_center_id": "fra1",
            "language": self.language,
            "time_zone": "Europe/Paris",
            **more,
        }

    def order(self, card: str = "4242424242424242", quote: dict | None = None, **more: object) -> dict:
        account = more.pop("new_account", None) or self.new_account()
        return super().order(card, quote, **more) | {"new_account": account}

    def leave(self) -> requests.Response:
        """Sign in to the account that was bought."""
        return self.post("/v1/visitor/session", {"device_name": "Test"})

    def password_sign_in(self, password: str = PASSWORD, username: str = "") -> requests.Response:
        content = {"username": username or self.email, "password": password, "device_name": "Test"}
        return requests.post(f"{self.shop.backend.address}/v1/session", json=content, timeout=TIMEOUT)


def newest_mail(shop: Shop, recipient: str) -> tuple[str, str]:
    """Return subject and text of the newest mail to somebody."""
    found = shop.rows(
        "SELECT subject, text FROM mails WHERE recipient = :to ORDER BY created_at DESC LIMIT 1", to=recipient
    )
    return found[0]


def code_in(text: str) -> str:
    return re.search(r"\b([0-9A-Z]{4}-[0-9A-Z]{4})\b", text)[1]
