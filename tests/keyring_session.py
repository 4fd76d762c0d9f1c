"""A real Secret Service for tests: a D-Bus of its own and gnome-keyring, in folders of its own."""

import contextlib
import gc
import os
import signal
import socket
import subprocess
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest
import secretstorage
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

_PATIENCE_SECONDS = 60.0

# The system's own file would start services by itself; here only what the test starts is there.
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""


class KeyringSession:
    """A session bus, with gnome-keyring on it from `start_keyring` on.

    Attributes:
        environment: what a process needs to find both.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in ("home", "data", "run"):
            (folder / name).mkdir(mode=0o700, parents=True)
        self._socket = folder / "run" / "bus"
        self.environment = {
            "HOME": str(folder / "home"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self._socket}",
        }
        self._bus: subprocess.Popen[bytes] | None = None
        self._keyring: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        configuration = self._folder / "bus.conf"
        configuration.write_text(_BUS.format(socket=self._socket))
        self._bus = self._start("dbus-daemon", "--nofork", f"--config-file={configuration}")
        _wait_for(self._bus_listens)
        return self

    def __exit__(self, *_: object) -> None:
        self.stop_keyring()
        self.stop_bus()
        with warnings.catch_warnings():
            # The keyring library leaves its connection open where it finds the collection locked.
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()

    def start_keyring(self, password: str | None = "a password") -> None:
        """Start gnome-keyring, unlocked with `password`; None leaves it locked."""
        unlock = [] if password is None else ["--unlock"]
        self._keyring = self._start("gnome-keyring-daemon", "--foreground", "--components=secrets", *unlock)
        assert self._keyring.stdin is not None
        self._keyring.stdin.write((password or "").encode())
        self._keyring.stdin.close()
        _wait_for(self._answers)

    def lock(self) -> None:
        """Lock everything, as the screen saver of some desktops does."""
        connection = open_dbus_connection(self.environment["DBUS_SESSION_BUS_ADDRESS"])
        with contextlib.closing(connection):
            for collection in secretstorage.get_all_collections(connection):
                collection.lock()

    def freeze(self) -> None:
        """Keep the keyring from answering, without ending it."""
        assert self._keyring is not None
        self._keyring.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it answer again."""
        assert self._keyring is not None
        self._keyring.send_signal(signal.SIGCONT)

    def stop_keyring(self) -> None:
        """End the keyring; the bus stays."""
        if self._keyring is not None:
            self._keyring.kill()
            self._keyring.wait()
            self._keyring = None

    def stop_bus(self) -> None:
        """End the bus."""
        if self._bus is not None:
            assert self._bus.stdin is not None
            self._bus.stdin.close()
            self._bus.kill()
            self._bus.wait()
            self._bus = None

    def files(self) -> list[Path]:
        """Everything that lies in the session's folders."""
        return [path for path in self._folder.rglob("*") if path.is_file()]

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        environment = {"PATH": os.environ["PATH"], **self.environment}
        return subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _bus_listens(self) -> bool:
        # The socket's file is there a moment before anybody listens behind it.
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self._socket)) == 0

    def _answers(self) -> bool:
        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        with open_dbus_connection(self.environment["DBUS_SESSION_BUS_ADDRESS"]) as connection:
            reply = connection.send_and_get_reply(
                new_method_call(bus, "NameHasOwner", "s", ("org.freedesktop.secrets",))
            )
        return bool(reply.body[0])


def _wait_for(condition) -> None:
    tick = threading.Event()
    for _ in range(int(_PATIENCE_SECONDS / 0.02)):
        if condition():
            return
        tick.wait(0.02)
    raise TimeoutError("the session did not come up")


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyringSession]:
    """An unlocked Secret Service of the test's own."""
    with KeyringSession(tmp_path / "keyring") as session:
        for name, value in session.environment.items():
            monkeypatch.setenv(name, value)
        session.start_keyring()
        yield session
