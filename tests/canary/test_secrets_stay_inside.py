"""After a whole purchase nothing secret lies anywhere but in the keyring (F1, H3, H4).

Real parts throughout: the client in a process of its own with its window, the backend, the gateway, gnome-keyring.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy

from licenseserver.database import Database
from licenseserver.security import hash_password
from licenseserver.tables import AccountRow
from tests.canary.recorder import Recorder
from tests.canary.search import ProcessWatch, in_bytes, in_files
from tests.keyring_session import KeyringSession
from tests.live_server import LiveServer

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("gnome-keyring-daemon"), reason="needs gnome-keyring"),
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]

USERNAME = "free"
CARD = {"card": "378282246310005", "expiry": "1131", "cvc": "7391"}


@dataclass(frozen=True)
class Remains:
    """What a run left behind.

    Attributes:
        secrets: name -> secret: what was typed, and every token that passed.
        tokens: the tokens among them.
        printed: what client and server wrote to their outputs.
        folder: below it lies every file that anybody wrote.
        keyring: what the keyring holds for the client.
        processes: arguments and environments of all processes.
        requests: every request's body that reached the backend.
    """

    secrets: dict[str, str]
    tokens: dict[str, str]
    printed: bytes
    folder: Path
    keyring: str
    processes: ProcessWatch
    requests: list[bytes]


@pytest.fixture(scope="module")
def remains(tmp_path_factory: pytest.TempPathFactory) -> Remains:
    """Live through the purchase once."""
    folder = tmp_path_factory.mktemp("canary")
    password = f"canary-{secrets.token_urlsafe(12)}"
    with (
        KeyringSession(folder / "session") as session,
        LiveServer(folder / "server", environment=session.environment) as server,
        Recorder(server.address) as recorder,
        ProcessWatch(os.getpid()) as processes,
    ):
        session.start_keyring()
        set_password(server.database, password)
        environment = {"PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen", **session.environment}
        typed = {"username": USERNAME, "password": password, **CARD}
        printed = buy(recorder.address, folder / "session" / "data", environment, typed)
        keyring = read_keyring(environment)
        log = server.log
    return Remains(
        secrets={"password": password, "card": CARD["card"], "cvc": CARD["cvc"], **recorder.tokens},
        tokens=dict(recorder.tokens),
        printed=printed + log.encode(),
        folder=folder,
        keyring=keyring,
        processes=processes,
        requests=recorder.bodies,
    )


def set_password(database: str, password: str) -> None:
    """Give the sample account a password that stands nowhere else."""
    opened = Database(database)
    with opened.transaction() as session:
        account = session.scalars(sqlalchemy.select(AccountRow).where(AccountRow.username == USERNAME)).one()
        account.password_hash = hash_password(password)
    opened.close()


def buy(address: str, data: Path, environment: dict[str, str], typed: dict[str, str]) -> bytes:
    """Run the client through the purchase; return all that it printed."""
    command = [sys.executable, "-m", "tests.canary.buyer", "--server", address]
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(typed).encode() + b"\n")
        process.stdin.flush()
        printed = b""
        for line in process.stdout:
            printed += line
            if line == b"bought\n":
                break
        process.stdin.close()
        printed += process.stdout.read()
        status = process.wait(60)
    assert b"bought\n" in printed, printed.decode()
    assert status == 0, printed.decode()
    return printed


def read_keyring(environment: dict[str, str]) -> str:
    """Everything that the keyring holds, read by another process of the same person."""
    script = (
        "import secretstorage as store; bus = store.dbus_init();"
        "print([item.get_secret() for all in store.get_all_collections(bus) for item in all.get_all_items()]);"
        "bus.close()"
    )
    return subprocess.run(
        [sys.executable, "-c", script], env=environment, check=True, capture_output=True, text=True
    ).stdout


def test_the_session_is_in_the_keyring(remains: Remains) -> None:
    refresh_tokens = [token for name, token in remains.tokens.items() if name.startswith("refresh_token")]
    assert refresh_tokens
    assert refresh_tokens[-1] in remains.keyring


def test_the_keyrings_own_file_is_no_plain_text(remains: Remains) -> None:
    files = list((remains.folder / "session").rglob("*.keyring"))
    assert files
    assert [found for path in files for found in in_bytes(path.read_bytes(), remains.secrets)] == []


def test_no_file_holds_a_secret(remains: Remains) -> None:
    written = [path for path in remains.folder.rglob("*") if path.is_file()]
    # The client's log, the server's log, the database and the gateway's books must be among what is searched.
    assert {path.suffix for path in written} >= {".log", ".db"}
    assert in_files([remains.folder], remains.secrets) == []


def test_nothing_that_was_printed_holds_a_secret(remains: Remains) -> None:
    assert in_bytes(remains.printed, remains.secrets) == []


def test_no_process_shows_a_secret_in_its_arguments_or_environment(remains: Remains) -> None:
    everything = b"\n".join(data for _, data in remains.processes.seen)
    assert b"tests.canary.buyer" in everything
    assert b"licenseserver" in everything
    assert remains.processes.found(remains.secrets) == []


def test_the_card_never_reached_the_backend(remains: Remains) -> None:
    assert len(remains.requests) > 3
    card = {name: remains.secrets[name] for name in ("card", "cvc")}
    assert [found for body in remains.requests for found in in_bytes(body, card)] == []


def test_the_search_would_find_them(tmp_path: Path) -> None:
    """The test of the test: each secret, hidden in a file in each of the usual ways."""
    wanted = {"password": "canary-o8s7df6gsdf", "card": CARD["card"], "cvc": CARD["cvc"]}
    texts = {
        "plain": f"typed {CARD['card']} and {CARD['cvc']}",
        "grouped": "3782 822463 10005",
        "json": json.dumps({"cvc": int(CARD["cvc"]), "password": wanted["password"]}),
        "wide": wanted["password"],
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-16-le" if name == "wide" else "utf-8")
    found = {line.removeprefix(f"{tmp_path}/") for line in in_files([tmp_path], wanted)}
    assert found == {"plain: card", "plain: cvc", "grouped: card", "json: cvc", "json: password", "wide: password"}
