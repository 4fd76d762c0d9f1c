"""One request is one transaction: kept before the answer is sent, or not at all."""

from collections.abc import Iterator

import pytest
from litestar import Litestar, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.testing import TestClient
from litestar.types import Message, Receive, Scope, Send
from sqlalchemy import text
from sqlalchemy.orm import Session

from licenseserver.database import Database
from licenseserver.problems import ProblemError
from licenseserver.settings import Settings
from licensewire import problem


@post("/test/{what:str}", sync_to_thread=True)
def write(what: FromPath[str], transaction: NamedDependency[Session]) -> dict[str, str]:
    """Write a row, then do as told."""
    transaction.execute(text("INSERT INTO probe (id, other) VALUES (1, :other)"), {"other": None})
    match what:
        case "fails":
            raise RuntimeError("after the write")
        case "refuses":
            raise ProblemError(problem.NOT_FOUND)
        case "refuses-and-keeps":
            raise ProblemError(problem.SESSION_ENDED, keeps_changes=True)
        case "cannot-be-committed":
            transaction.execute(text("INSERT INTO probe (id, other) VALUES (2, 99)"))
        case "cannot-be-encoded":
            return {"what": object()}  # type: ignore[dict-item]
    return {"what": what}


class Watcher:
    """Looks into the database, with eyes of its own, whenever an answer begins."""

    def __init__(self, app: Litestar, database: Database) -> None:
        self._app, self._database = app, database
        self.rows_when_answered: list[int] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def watch(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.rows_when_answered.append(rows(self._database))
            await send(message)

        await self._app(scope, receive, watch)


def rows(database: Database) -> int:
    with database.transaction(reading=True) as session:
        return session.execute(text("SELECT count(*) FROM probe")).scalar_one()


@pytest.fixture
def probed(settings: Settings, database: Database) -> Database:
    with database.engine.begin() as connection:
        connection.execute(
            text(
                "CREATE TABLE probe (id INTEGER PRIMARY KEY,"
                " other INTEGER REFERENCES probe (id) DEFERRABLE INITIALLY DEFERRED)"
            )
        )
    return database


@pytest.fixture
def watched(app: Litestar, probed: Database) -> Iterator[tuple[TestClient, Watcher]]:
    app.register(write)
    watcher = Watcher(app, probed)
    with TestClient(watcher, raise_server_exceptions=False) as client:
        yield client, watcher


@pytest.mark.parametrize(
    ("what", "status", "kept"),
    [
        ("succeeds", 201, 1),
        ("fails", 500, 0),
        ("refuses", 404, 0),
        ("refuses-and-keeps", 401, 1),
        ("cannot-be-committed", 500, 0),
        ("cannot-be-encoded", 500, 0),
    ],
)
def test_kept_before_the_answer_or_not_at_all(
    watched: tuple[TestClient, Watcher], probed: Database, what: str, status: int, kept: int
) -> None:
    client, watcher = watched
    answer = client.post(f"/test/{what}")
    assert answer.status_code == status
    assert watcher.rows_when_answered == [kept]
    assert rows(probed) == kept
    if status == 500:
        assert answer.json()["code"] == "internal"
        assert "probe" not in answer.text


def test_a_reader_does_not_wait_for_a_writer(database: Database) -> None:
    with database.transaction() as writing, database.transaction(reading=True) as reading:
        writing.execute(text("DELETE FROM usage"))
        assert reading.scalar(text("SELECT count(*) FROM usage")) == 0
