"""The set-up that every verb of the Makefile runs first."""

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def environment() -> ModuleType:
    """The script, loaded as a module."""
    spec = importlib.util.spec_from_file_location("environment", ROOT / "packaging" / "environment.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_needs_the_standard_library_only() -> None:
    source = (ROOT / "packaging" / "environment.py").read_text(encoding="utf-8").splitlines()
    imported = {line.split()[1].split(".")[0] for line in source if line.startswith(("import ", "from "))}
    assert imported <= sys.stdlib_module_names


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="asks Debian's package database")
def test_it_names_the_system_packages_that_are_missing(environment: ModuleType) -> None:
    assert environment.missing_packages(["dpkg", "no-such-package-of-debian"]) == ["no-such-package-of-debian"]


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="asks Debian's package database")
def test_who_may_not_install_is_told_the_command(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "QT", ["no-such-package-of-debian"])
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(environment.Missing, match=r"sudo apt-get install .* no-such-package-of-debian"):
        environment.ensure_system("run")


def test_a_python_out_of_bounds_is_refused_by_name(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "OLDEST", (4, 0))
    with pytest.raises(environment.Missing, match=r"Python 4\.0"):
        environment.ensure_venv()


def test_a_step_is_due_once_and_again_when_its_input_changes(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(environment, "STAMPS", tmp_path / "stamps")
    lock = tmp_path / "lock"
    lock.write_text("one")
    step = environment.Step("packages", lock)
    assert step.due
    step.done()
    assert not environment.Step("packages", lock).due
    lock.write_text("two")
    assert environment.Step("packages", lock).due
