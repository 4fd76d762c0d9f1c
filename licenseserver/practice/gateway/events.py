"""Events: written with the change that they tell of, signed like Stripe's, delivered until they are taken."""

import hashlib
import hmac
import json
import threading
from collections.abc import Callable

import requests

from licenseserver.practice.gateway.ledger import Ledger, Transaction
from licenseserver.practice.gateway.wire import Json, new_id

_WAITS = (0.2, 1.0, 5.0, 30.0, 120.0, 600.0)
_TIMEOUT = (2.0, 5.0)
_IDLE = 5.0
_API_VERSION = "2026-03-25"


def record_event(tx: Transaction, name: str, body: Json) -> None:
    """Note an event in the transaction of the change itself.

    Args:
        tx: the transaction.
        name: Stripe's word ("payment_intent.succeeded").
        body: the object that changed, as it is seen outside.
    """
    identity = new_id("evt")
    event = {
        "id": identity,
        "object": "event",
        "api_version": _API_VERSION,
        "created": int(tx.now),
        "type": name,
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "data": {"object": body},
    }
    tx.run(
        "INSERT INTO events (id, account, body, next_attempt_at) VALUES (?, ?, ?, ?)",
        identity,
        tx.account,
        json.dumps(event),
        tx.now,
    )


def signature(payload: str, secret: str, moment: int) -> str:
    """Return the header ``Stripe-Signature`` for a payload (Stripe's scheme v1)."""
    digest = hmac.new(secret.encode(), f"{moment}.{payload}".encode(), hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


class EventPost:
    """The thread that delivers events to the address of the webhook.

    Attributes:
        address: where to; "" keeps the events until there is one.
    """

    def __init__(self, ledger: Ledger, secret: str, now: Callable[[], float], address: str = "") -> None:
        self.address = address
        self._ledger = ledger
        self._secret = secret
        self._now = now
        self._wake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="practice-gateway-events", daemon=True)

    def start(self) -> None:
        """Start delivering."""
        self._thread.start()

    def wake(self) -> None:
        """Look for new events now."""
        self._wake.set()

    def stop(self) -> None:
        """Stop after the delivery that is under way."""
        self._stopping = True
        self._wake.set()
        self._thread.join()

    def _run(self) -> None:
        with requests.Session() as session:
            session.trust_env = False
            while not self._stopping:
                self._wake.wait(self._next_wait())
                self._wake.clear()
                if self.address and not self._stopping:
                    self._deliver_due(session)

    def _next_wait(self) -> float:
        with self._ledger.transaction("", self._now()) as tx:
            row = tx.run("SELECT min(next_attempt_at) FROM events WHERE delivered_at IS NULL").fetchone()
        if row[0] is None or not self.address:
            return _IDLE
        return float(min(max(row[0] - self._now(), 0.0), _IDLE))

    def _deliver_due(self, session: requests.Session) -> None:
        now = self._now()
        with self._ledger.transaction("", now) as tx:
            due = tx.run(
                "SELECT id, body, attempts FROM events WHERE delivered_at IS NULL AND next_attempt_at <= ?"
                " ORDER BY next_attempt_at LIMIT 20",
                now,
            ).fetchall()
        for identity, body, attempts in due:
            if self._stopping:
                return
            delivered = self._deliver(session, body)
            wait = _WAITS[min(attempts, len(_WAITS) - 1)]
            with self._ledger.transaction("", now) as tx:
                tx.run(
                    "UPDATE events SET attempts = attempts + 1, next_attempt_at = ?, delivered_at = ? WHERE id = ?",
                    self._now() + wait,
                    self._now() if delivered else None,
                    identity,
                )

    def _deliver(self, session: requests.Session, body: str) -> bool:
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": signature(body, self._secret, int(self._now())),
        }
        try:
            answer = session.post(
                self.address, data=body.encode(), headers=headers, timeout=_TIMEOUT, allow_redirects=False
            )
        except requests.RequestException:
            return False
        return answer.ok
