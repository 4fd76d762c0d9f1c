"""Rules about the tree itself: where things are, how large, how named, and what no file may say."""

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

MOST_LINES = 400
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "stuff", "base"}
# Generated, or somebody else's text in full: nobody reads them from top to bottom.
LONG_BY_NATURE = {"LICENSE", "requirements.txt", "docs/openapi.json"}
LONG_SUFFIXES = {".json", ".csv", ".ts", ".png", ".svg", ".pdf", ".ttf", ".ico", ".mmdb"}

NOT_OURS = re.compile(r"\.git|\.venv|build|dist|__pycache__|\..*_cache|\.hypothesis|.*\.egg-info|.*\.qm|.*\.pyc")

# Where packages come from is the business of the machine, never of the repository; nor are a machine's own folders.
REGISTRY = re.compile(
    r"(--(extra-)?index-url|--find-links|files\.pythonhosted|pypi\.org/simple|/simple/)", re.IGNORECASE
)
MACHINE_PATH = re.compile(r"(?<![\w.])(/work/|/root/|/home/\w+/|/var/tmp/|/opt/|C:\\\\Users)")


def tracked() -> Iterator[str]:
    """Every file that belongs to the project; read without git, which a machine that only tests need not have."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if not NOT_OURS.fullmatch(name)]
        for name in names:
            if not NOT_OURS.fullmatch(name):
                yield (Path(folder) / name).relative_to(ROOT).as_posix()


def texts() -> Iterator[tuple[str, str]]:
    for name in tracked():
        if Path(name).suffix not in {".png", ".pdf", ".ttf", ".ico", ".mmdb"}:
            yield name, (ROOT / name).read_text(encoding="utf-8")


def test_no_file_is_too_long() -> None:
    long = [
        f"{name}: {text.count(chr(10))} lines"
        for name, text in texts()
        if name not in LONG_BY_NATURE and Path(name).suffix not in LONG_SUFFIXES and text.count("\n") > MOST_LINES
    ]
    assert long == []


def test_every_file_name_says_what_is_in_it() -> None:
    assert [
        name for name in tracked() if VAGUE_NAMES & {part.split(".")[0].lower() for part in Path(name).parts}
    ] == []


def test_no_file_names_where_packages_come_from() -> None:
    allowed = {Path(__file__).relative_to(ROOT).as_posix()}
    assert [name for name, text in texts() if REGISTRY.search(text) and name not in allowed] == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    allowed = {Path(__file__).relative_to(ROOT).as_posix()}
    found = [
        f"{name}: {match.group()}"
        for name, text in texts()
        if name not in allowed
        for match in [MACHINE_PATH.search(text)]
        if match
    ]
    assert found == []


def test_the_lock_holds_only_names_versions_hashes_and_reasons() -> None:
    line = re.compile(
        r"^([a-z0-9._-]+(\[[a-z0-9,._-]+\])?==[^\s;]+( ; .+)? \\"  # a package, pinned
        r"|    --hash=sha256:[0-9a-f]{64}( \\)?"
        r"|    # .*)$"
    )
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert [text for text in lines if not line.match(text)] == []
    assert "://" not in "\n".join(lines)


def test_the_lock_answers_to_the_project_file() -> None:
    pinned = {
        re.split(r"[=\[]", text)[0]
        for text in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
        if re.match(r"[a-z0-9]", text)
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    requirements = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["server"],
        *project["dependency-groups"]["dev"],
    ]
    wanted = {re.sub(r"[-_.]+", "-", re.split(r"[\[<>=; ]", text)[0].lower()) for text in requirements}
    assert {"msgspec", "litestar", "pytest"} <= wanted
    assert wanted - pinned == set()


MAP_LINE = re.compile(r"^( *)([\w.\-]+/?)(?:\s{2,}\S.*)?$")


def mapped_paths() -> list[str]:
    """The paths of the tree drawn in README.md, in the block after the heading "Map of the code"."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = readme.split("## Map of the code", 1)[1].split("```", 2)[1]
    paths: list[str] = []
    folders: list[tuple[int, str]] = []
    for line in block.splitlines()[1:]:
        match = MAP_LINE.match(line)
        if not match:
            continue
        depth, name = len(match.group(1)), match.group(2)
        while folders and folders[-1][0] >= depth:
            folders.pop()
        path = "".join(folder for _, folder in folders) + name
        paths.append(path)
        if name.endswith("/"):
            folders.append((depth, name))
    return paths


def test_all_that_the_map_shows_exists() -> None:
    assert [path for path in mapped_paths() if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("package", ["licensewire", "qtclient", "licenseserver"])
def test_the_map_shows_every_room(package: str) -> None:
    shown = set(mapped_paths())
    rooms = {
        name
        for path in tracked()
        if path.startswith(f"{package}/")
        for name in [top_of(path, package)]
        if name not in {f"{package}/__init__.py", f"{package}/py.typed"}
    }
    assert rooms - shown == set()


def top_of(path: str, package: str) -> str:
    """The file or folder of `package` directly below it that holds `path`."""
    parts = path.split("/")
    return f"{package}/{parts[1]}" + ("/" if len(parts) > 2 else "")


def test_the_map_shows_every_folder_at_the_top() -> None:
    shown = set(mapped_paths())
    tops = {f"{path.split('/')[0]}/" for path in tracked() if "/" in path and not path.startswith(".")}
    assert tops - shown == set()
