"""The import rules of pyproject.toml hold, and they would notice a breach."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    script = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([str(script), "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the packages, to break rules in."""
    for package in ("licensewire", "qtclient", "licenseserver"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.slow
def test_the_rules_hold(copy: Path) -> None:
    result = lint_imports(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("qtclient/presenters/plans.py", "import qtclient.views.plans"),
        ("qtclient/session.py", "import requests"),
        ("qtclient/links.py", "import keyring"),
        ("qtclient/sentences.py", "import licenseserver.settings"),
        ("licenseserver/clock.py", "import qtclient.links"),
        ("licensewire/money.py", "import requests"),
        ("licenseserver/tables.py", "import licenseserver.routes"),
        ("qtclient/stray.py", ""),
        ("licenseserver/stray.py", ""),
    ],
)
def test_a_breach_is_noticed(copy: Path, file: str, line: str) -> None:
    with (copy / file).open("a", encoding="utf-8") as source:
        source.write(f"\n{line}\n")
    assert lint_imports(copy).returncode != 0
