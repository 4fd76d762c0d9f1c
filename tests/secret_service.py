"""A real Secret Service for a test: gnome-keyring on a D-Bus of its own, with folders of its own, unlocked."""

import os
import subprocess
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

PASSWORD = b"the-keyring-of-a-test"
PATIENCE_SECONDS = 20


class SecretService:
    """Runs as long as the block.

    Attributes:
        environment: the variables of a process that shall live with this keyring, in a home of its own.
        home: that home; everything such a process writes by default lies below it.
        keyrings: where the keyring's own encrypted file lies.
    """

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        runtime = folder / "runtime"
        for path in (self.home, runtime):
            path.mkdir(mode=0o700, parents=True)
        data = self.home / ".local" / "share"
        self.keyrings = data / "keyrings"
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("XDG_", "DBUS_", "GNOME_", "PYTHON_KEYRING", "LICENSE_DESK_"))
        } | {"HOME": str(self.home), "XDG_RUNTIME_DIR": str(runtime), "XDG_DATA_HOME": str(data)}
        self._processes = ExitStack()

    def __enter__(self) -> Self:
        bus = self._start(["dbus-daemon", "--session", "--nofork", "--print-address=1"])
        assert bus.stdout
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        keyring = self._start(["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"])
        assert keyring.stdin
        keyring.stdin.write(PASSWORD)
        keyring.stdin.close()
        # The bus itself answers when the name is taken, so that nobody sleeps.
        subprocess.run(
            ["gdbus", "wait", "--session", "--timeout", str(PATIENCE_SECONDS), "org.freedesktop.secrets"],
            env=self.environment,
            check=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._processes.close()

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            command,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._processes.callback(_end, process)
        return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(PATIENCE_SECONDS)
    for stream in (process.stdin, process.stdout):
        if stream:
            stream.close()
