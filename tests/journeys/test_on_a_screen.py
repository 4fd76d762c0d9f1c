"""The main journey once more on a real X server: by mouse in English, and by keyboard alone in French."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_SECONDS = 300
# A bare virtual screen has no visual with transparency for the rounded menu; a desktop has.
_BARE_SCREEN = "qt_log_ignore=Falling back to using screens root_visual."


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="no virtual X server on this machine")
@pytest.mark.parametrize(
    "journey",
    [
        "test_an_owner_compares_buys_and_has_the_licence[sqlite-free]",
        "test_in_french_and_by_keyboard_alone[sqlite]",
    ],
)
def test_the_journey_on_an_x_server(journey: str) -> None:
    # pytest-xvfb starts the screen for the process below.
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            "-o",
            _BARE_SCREEN,
            f"tests/journeys/test_buying.py::{journey}",
        ],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    assert "1 passed" in done.stdout
