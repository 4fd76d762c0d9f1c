"""The wheel: complete, and a client that installs without a single server package."""

import subprocess
import sys
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SERVER_ONLY = {"litestar", "sqlalchemy", "alembic", "dbos", "stripe", "uvicorn", "argon2-cffi", "psycopg", "fpdf2"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def file_with(wheel: zipfile.ZipFile, ending: str) -> str:
    (name,) = [name for name in wheel.namelist() if name.endswith(ending)]
    return wheel.read(name).decode()


@pytest.mark.slow
def test_everything_of_the_three_packages_is_in_it(wheel: zipfile.ZipFile) -> None:
    in_tree = {
        path.relative_to(ROOT).as_posix()
        for package in ("licensewire", "qtclient", "licenseserver")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".qm"
    }
    assert in_tree - set(wheel.namelist()) == set()


@pytest.mark.slow
def test_every_translation_is_in_it_compiled(wheel: zipfile.ZipFile) -> None:
    sources = [name for name in wheel.namelist() if name.endswith(".ts")]
    assert sources
    for source in sources:
        assert wheel.getinfo(source.removesuffix(".ts") + ".qm").file_size > 0


@pytest.mark.slow
def test_nothing_else_is_in_it(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"licensewire", "qtclient", "licenseserver"}


@pytest.mark.slow
def test_the_client_installs_without_the_server(wheel: zipfile.ZipFile) -> None:
    metadata = HeaderParser().parsestr(file_with(wheel, ".dist-info/METADATA"))
    plain = [text for text in metadata.get_all("Requires-Dist", []) if "extra ==" not in text]
    names = {text.split(">")[0].split("[")[0].strip().lower() for text in plain}
    assert "pyside6-essentials" in names
    assert names & SERVER_ONLY == set()
    assert set(metadata.get_all("Provides-Extra", [])) == {"server", "practice"}


@pytest.mark.slow
def test_both_commands_come_with_it(wheel: zipfile.ZipFile) -> None:
    text = file_with(wheel, "entry_points.txt")
    assert "license-desk = qtclient.__main__:main" in text
    assert "license-desk-server = licenseserver.__main__:main" in text
