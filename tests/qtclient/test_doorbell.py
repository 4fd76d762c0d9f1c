"""One running client for each data folder, called to the front by a second start."""

import subprocess
import sys

import pytest

from qtclient.doorbell import Doorbell
from qtclient.instance import DataFolder, door_name

RING = "import sys; from qtclient.doorbell import ring; sys.exit(0 if ring(sys.argv[1], sys.argv[2]) else 1)"


@pytest.fixture
def bell(qapp, tmp_path):
    bell = Doorbell(door_name(tmp_path))
    yield bell
    bell.close()


def test_a_folder_has_one_client(tmp_path):
    first, second = DataFolder(tmp_path / "data"), DataFolder(tmp_path / "data")
    assert first.take()
    assert not second.take()
    assert DataFolder(tmp_path / "other").take()
    first.release()
    assert second.take()


def test_a_killed_client_does_not_keep_the_folder(tmp_path):
    code = (
        "import os, sys; from pathlib import Path; from qtclient.instance import DataFolder\n"
        "assert DataFolder(Path(sys.argv[1])).take(); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 9
    assert DataFolder(tmp_path).take()


def ring(tmp_path, link):
    return subprocess.Popen([sys.executable, "-c", RING, door_name(tmp_path), link])


@pytest.mark.parametrize("link", ["licensedesk://plans", "", "é\\n" * 100])
def test_a_second_start_hands_over_its_link(bell, tmp_path, qtbot, link):
    with qtbot.waitSignal(bell.rung, timeout=60_000) as rung:
        caller = ring(tmp_path, link)
    assert rung.args == [link]
    qtbot.waitUntil(lambda: caller.poll() is not None, timeout=60_000)
    assert caller.returncode == 0


def test_a_caller_that_never_ends_its_line_is_cut_off(bell, tmp_path, qtbot):
    told = []
    bell.rung.connect(told.append)
    caller = ring(tmp_path, "x" * 100_000)
    qtbot.waitUntil(lambda: caller.poll() is not None, timeout=60_000)
    assert caller.returncode == 1
    assert not told


def test_nobody_listens(tmp_path):
    assert ring(tmp_path, "").wait(60) == 1


def test_a_bell_that_a_killed_client_left_behind_is_replaced(tmp_path, qtbot):
    code = (
        "import os, sys; from PySide6.QtCore import QCoreApplication; from qtclient.doorbell import Doorbell\n"
        "app = QCoreApplication([]); bell = Doorbell(sys.argv[1]); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, door_name(tmp_path)], check=False)
    bell = Doorbell(door_name(tmp_path))
    with qtbot.waitSignal(bell.rung, timeout=60_000):
        caller = ring(tmp_path, "")
    qtbot.waitUntil(lambda: caller.poll() is not None, timeout=60_000)
    assert caller.returncode == 0
    bell.close()
