"""Practice mode's backend comes up beside the client, and goes with it."""

import os
import signal
import subprocess
import sys

import psutil
import pytest

from qtclient import backend_process
from qtclient.api.client import Api
from qtclient.api.transport import Transport
from qtclient.backend_process import BackendProcess
from qtclient.sentences import practice_did_not_start, practice_not_installed


@pytest.fixture
def process(tmp_path, qapp):
    process = BackendProcess(tmp_path / "practice")
    yield process
    process.stop()


def started(process, qtbot):
    with qtbot.waitSignal(process.ready, timeout=60_000) as ready:
        process.start()
    return ready.args[0]


def test_it_answers_and_ends_with_the_client(process, qtbot):
    address = started(process, qtbot)
    assert Api(Transport(address)).service().practice
    child = psutil.Process(process._process.processId())
    process.stop()
    assert not child.is_running()
    process.stop()  # twice does no harm


@pytest.mark.slow
def test_one_that_does_not_listen_is_ended_by_force(process, qtbot, monkeypatch):
    monkeypatch.setattr(backend_process, "_GENTLE_MS", 50)
    monkeypatch.setattr(backend_process, "_FIRM_MS", 200)
    started(process, qtbot)
    child = psutil.Process(process._process.processId())
    child.send_signal(signal.SIGSTOP)  # hears neither the end of its input nor a polite signal
    process.stop()
    assert not child.is_running()


@pytest.mark.slow
def test_one_that_dies_is_told_and_can_be_started_again(process, qtbot):
    started(process, qtbot)
    with qtbot.waitSignal(process.failed, timeout=60_000) as failed:
        os.kill(process._process.processId(), signal.SIGKILL)
    assert failed.args == [practice_did_not_start()]
    assert Api(Transport(started(process, qtbot))).service().practice


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("import sys; sys.exit('No module named licenseserver')", practice_not_installed),
        ("import sys; sys.exit('something else')", practice_did_not_start),
        ("print('hello', flush=True); input()", practice_did_not_start),
        ("print('[]', flush=True); input()", practice_did_not_start),
        ("print('{\"address\": 3', flush=True); input()", practice_did_not_start),
    ],
)
def test_one_that_does_not_come_up_is_told(process, qtbot, monkeypatch, program, told):
    monkeypatch.setattr(backend_process, "_command", lambda: [sys.executable, "-c", program])
    with qtbot.waitSignal(process.failed, timeout=60_000) as failed:
        process.start()
    assert failed.args == [told()]


def test_one_that_says_nothing_is_given_up(process, qtbot, monkeypatch):
    monkeypatch.setattr(backend_process, "_command", lambda: [sys.executable, "-c", "input()"])
    monkeypatch.setattr(backend_process, "_START_MS", 300)
    with qtbot.waitSignal(process.failed, timeout=60_000) as failed:
        process.start()
    assert failed.args == [practice_did_not_start()]


def test_without_the_server_package_python_says_so_in_the_words_that_are_looked_for():
    command = [sys.executable, "-I", "-S", "-m", "licenseserver"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    assert backend_process._NOT_INSTALLED in run.stderr
