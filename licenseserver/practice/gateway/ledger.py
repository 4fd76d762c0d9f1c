"""The gateway's memory: one SQLite file, written with `synchronous=FULL`, one writer at a time."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from licenseserver.practice.gateway.wire import Json, not_found

_SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
    id TEXT PRIMARY KEY, account TEXT NOT NULL, kind TEXT NOT NULL, sequence INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS objects_of_kind ON objects (account, kind, sequence);
CREATE INDEX IF NOT EXISTS objects_in_order ON objects (sequence);
CREATE TABLE IF NOT EXISTS charges (
    id TEXT PRIMARY KEY, account TEXT NOT NULL, intent TEXT NOT NULL, customer TEXT, amount INTEGER NOT NULL,
    currency TEXT NOT NULL, status TEXT NOT NULL, metadata TEXT NOT NULL, charged_at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS charges_of_intent ON charges (intent);
CREATE TABLE IF NOT EXISTS refunds (
    id TEXT PRIMARY KEY, account TEXT NOT NULL, charge TEXT NOT NULL, intent TEXT NOT NULL, amount INTEGER NOT NULL,
    currency TEXT NOT NULL, status TEXT NOT NULL, metadata TEXT NOT NULL, refunded_at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS refunds_of_charge ON refunds (charge);
CREATE TABLE IF NOT EXISTS idempotency (
    account TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, status INTEGER NOT NULL,
    answer TEXT NOT NULL, saved_at REAL NOT NULL, PRIMARY KEY (account, key));
CREATE INDEX IF NOT EXISTS idempotency_by_age ON idempotency (saved_at);
CREATE TABLE IF NOT EXISTS events (
    id TEXT PRIMARY KEY, account TEXT NOT NULL, body TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at REAL NOT NULL, delivered_at REAL);
CREATE INDEX IF NOT EXISTS events_due ON events (delivered_at, next_attempt_at);
"""


SqlValue = str | int | float | None


@dataclass(frozen=True)
class SavedAnswer:
    """What an idempotency key was answered with."""

    fingerprint: str
    status: int
    answer: str


class Transaction:
    """One request's view of the file, for one account."""

    def __init__(self, connection: sqlite3.Connection, account: str, now: float) -> None:
        self._connection = connection
        self.account = account
        self.now = now

    def run(self, statement: str, *values: SqlValue) -> sqlite3.Cursor:
        """Run one statement."""
        return self._connection.execute(statement, values)

    def add(self, kind: str, body: Json) -> Json:
        """Keep a new object; its kind is Stripe's word ("customer", "payment_intent", ...)."""
        self.run(
            "INSERT INTO objects SELECT ?, ?, ?, 1 + coalesce(max(sequence), 0), ? FROM objects",
            body["id"],
            self.account,
            kind,
            json.dumps(body),
        )
        return body

    def save(self, body: Json) -> None:
        """Write an object back."""
        self.run(
            "UPDATE objects SET body = ? WHERE id = ? AND account = ?", json.dumps(body), body["id"], self.account
        )

    def get(self, kind: str, identity: str, param: str = "id") -> Json:
        """Return an object of this account.

        Raises:
            ApiProblem: 404 when there is none.
        """
        row = self.run(
            "SELECT body FROM objects WHERE id = ? AND account = ? AND kind = ?", identity, self.account, kind
        ).fetchone()
        if row is None:
            raise not_found(kind, identity, param)
        found: Json = json.loads(row[0])
        return found

    def all(self, kind: str, **equal: str) -> list[Json]:
        """Return the objects of a kind whose fields equal `equal`, newest first."""
        conditions = "".join(f" AND json_extract(body, '$.{name}') = ?" for name in equal)
        rows = self.run(
            "SELECT body FROM objects WHERE account = ? AND kind = ?"  # noqa: S608  (names come from this package)
            + conditions
            + " ORDER BY sequence DESC",
            self.account,
            kind,
            *equal.values(),
        )
        return [json.loads(row[0]) for row in rows]

    def saved_answer(self, key: str) -> SavedAnswer | None:
        """Return what `key` was answered with, if it is remembered."""
        row = self.run(
            "SELECT fingerprint, status, answer FROM idempotency WHERE account = ? AND key = ?", self.account, key
        ).fetchone()
        return SavedAnswer(*row) if row else None

    def save_answer(self, key: str, answer: SavedAnswer) -> None:
        """Remember what `key` is answered with."""
        self.run(
            "INSERT INTO idempotency VALUES (?, ?, ?, ?, ?, ?)",
            self.account,
            key,
            answer.fingerprint,
            answer.status,
            answer.answer,
            self.now,
        )


class Ledger:
    """The file and its one connection; transactions wait for each other."""

    def __init__(self, file: Path) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.executescript(_SCHEMA)

    @contextmanager
    def transaction(self, account: str, now: float) -> Iterator[Transaction]:
        """Open a transaction that is committed at the end of the block and rolled back by an exception."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield Transaction(self._connection, account, now)
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file; nothing may use it any more."""
        with self._lock:
            self._connection.close()
