"""What every test gets: a Qt without a screen, folders of its own, and a look at what it left behind."""

import gc
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

# Before Qt is imported: xcb without a display aborts the interpreter. A test on a real screen sets it itself.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _private_folders() -> Path:
    """Point everything that a program may read or write for its person into an empty place."""
    home = Path(tempfile.mkdtemp(prefix="license-desk-home-"))
    for variable, name in (
        ("HOME", "."),
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_RUNTIME_DIR", "run"),
    ):
        folder = home / name
        folder.mkdir(mode=0o700, exist_ok=True)
        os.environ[variable] = str(folder)
    for variable in list(os.environ):
        # What the person at this computer has set must not decide a test.
        if variable.lower() in _UNWANTED or variable.startswith("LICENSE_DESK_"):
            del os.environ[variable]
    return home


_UNWANTED = frozenset(
    {
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "no_proxy",
        "netrc",
        "dbus_session_bus_address",
        "python_keyring_backend",
    }
)
_HOME = _private_folders()

import hypothesis  # noqa: E402 - the environment has to be set before anything that reads it
import pytest  # noqa: E402

# How long an example takes is the machine's affair: a busy one must not fail a test.
hypothesis.settings.register_profile(
    "patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("patient")


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


# Where a test that leaves something behind fails itself. The backend's libraries have thread pools of their own.
_WATCHED = ("qtclient", "contract", "journeys")
_PATIENCE_SECONDS = 20.0


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The command line of the one application: the style that the client asks for (`views/parts/theme.py`)."""
    return [sys.argv[0], "-style", "fusion"]


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread, a running timer or a window."""
    if not any(part in _WATCHED for part in request.path.parts):
        yield
        return
    before = set(threading.enumerate())
    windows_before = {id(window) for window in _windows()}
    yield
    left = [f"window {window!r}" for window in _windows() if id(window) not in windows_before]
    left += [f"timer {timer!r}" for timer in _running_timers()]
    for thread in set(threading.enumerate()) - before:
        # Qt's own threads show up as dummies while Python code runs in them, and stay listed.
        if not isinstance(thread, threading._DummyThread) and thread.name != _KEYRING_THREAD:
            thread.join(_PATIENCE_SECONDS)
            if thread.is_alive():
                left.append(f"thread {thread.name}")
    if left:
        pytest.fail("left behind: " + ", ".join(left), pytrace=False)


# The keyring's thread is a daemon by design: a hanging keyring must not hold the exit.
_KEYRING_THREAD = "keyring"


def _windows() -> list[object]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets else None
    if application is None or not isinstance(application, widgets.QApplication):
        return []
    return [window for window in application.topLevelWidgets() if window.isVisible()]


def _running_timers() -> list[object]:
    core, shiboken = sys.modules.get("PySide6.QtCore"), sys.modules.get("shiboken6")
    if core is None or shiboken is None:
        return []

    def running() -> list[object]:
        timers = [thing for thing in gc.get_objects() if type(thing) is core.QTimer]
        return [timer for timer in timers if shiboken.isValid(timer) and timer.isActive()]

    found = running()
    if found:
        del found
        # Perhaps only a circle of objects that nobody holds any more.
        gc.collect()
        found = running()
    return found
