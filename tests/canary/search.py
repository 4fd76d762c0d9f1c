"""Look for secrets in what a run left behind and in what anybody on the machine could read while it ran."""

import base64
import re
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psutil

SAMPLE_SECONDS = 0.02


def forms(secret: str) -> set[bytes]:
    """The ways to write `secret`: plain, quoted, in UTF-16, in base64 at any offset, a card in groups."""
    found = {secret.encode(), quote(secret, safe="").encode(), secret.encode("utf-16-le")}
    if len(secret) > 8:
        for before in range(3):
            coded = base64.b64encode(b"\0" * before + secret.encode())
            found.add(coded[4 if before else 0 : len(coded) - 4])
    if secret.isdigit() and len(secret) > 8:
        in_fours = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
        as_amex = f"{secret[:4]} {secret[4:10]} {secret[10:]}"
        for groups in (in_fours, as_amex):
            found |= {groups.encode(), groups.replace(" ", "-").encode(), groups.encode("utf-16-le")}
    return found


def in_bytes(data: bytes, secrets: Mapping[str, str]) -> list[str]:
    """The names of those `secrets` that `data` holds. A short one (a CVC) counts only where it stands alone."""
    found = []
    for name, secret in secrets.items():
        if len(secret) > 8:
            hit = any(form in data for form in forms(secret))
        else:
            # Not a piece of a number, of an identifier or of a time of day.
            alone = rb"(?<![0-9A-Za-z.+_-])(?<![0-9]:)" + re.escape(secret.encode()) + rb"(?![0-9A-Za-z.:_-])"
            hit = re.search(alone, data) is not None
        if hit:
            found.append(name)
    return found


def in_files(folders: Iterable[Path], secrets: Mapping[str, str]) -> list[str]:
    """ "file: name of the secret", for every file below `folders`."""
    return [
        f"{path}: {name}"
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for name in in_bytes(path.read_bytes(), secrets)
    ]


class ProcessWatch:
    """Collects the arguments and the environment of a process and of all its descendants while it runs."""

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, name="process watch")
        self.seen: set[tuple[int, bytes]] = set()
        self.names: set[str] = set()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def found(self, secrets: Mapping[str, str]) -> list[str]:
        """The names of the secrets that stood in arguments or environments."""
        return sorted({name for _, data in self.seen for name in in_bytes(data, secrets)})

    def _sample(self) -> None:
        while not self._over.wait(SAMPLE_SECONDS):
            try:
                family = [self._root, *self._root.children(recursive=True)]
            except psutil.NoSuchProcess:
                return
            for process in family:
                self._read(process.pid)

    def _read(self, pid: int) -> None:
        for name in ("cmdline", "environ"):
            try:
                data = Path(f"/proc/{pid}/{name}").read_bytes()
            except OSError:
                continue  # it ended between being listed and being read
            self.seen.add((pid, data))
