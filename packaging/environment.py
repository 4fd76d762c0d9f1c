"""Set up what a verb of the Makefile needs: system libraries, `.venv` from the lock, the project, translations.

Runs with the bare Python of a fresh machine: standard library only. Every step leaves a stamp in `.venv/stamps`
with the digest of what it depended on, so that the second call costs nothing.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMPS = VENV / "stamps"
LOCK = ROOT / "requirements.txt"

OLDEST, NEWEST = (3, 11), (3, 14)

# What Qt's libraries and its platforms "offscreen" and "xcb" are linked against and a bare Debian does not have.
QT = """libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 libbrotli1 libx11-6 libx11-xcb1
libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0
libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0 fonts-noto-core""".split()
# A virtual screen, and a real Secret Service to keep a session in.
TEST = ["xvfb", "xauth", "gnome-keyring", "dbus"]
# PyInstaller reads binaries with objdump.
BUNDLE = ["binutils"]


class Missing(Exception):
    """Something that only the person at this machine can provide; its text says what and how."""


def system_packages(verb: str) -> list[str]:
    """Return the Debian packages that `verb` ("run", "test" or "bundle") needs.

    Args:
        verb: each one includes the ones before it.
    """
    packages = list(QT)
    if verb in {"test", "bundle"}:
        packages += TEST + BUNDLE
        if Path(sys.base_prefix) == Path("/usr"):
            # PyInstaller freezes the interpreter's shared library, which Debian packages apart.
            packages.append(f"libpython{sys.version_info.major}.{sys.version_info.minor}")
    return packages


def missing_packages(wanted: list[str]) -> list[str]:
    """Return those of `wanted` that dpkg does not know as installed."""
    listing = subprocess.run(
        ["dpkg-query", "--show", "--showformat", "${Package} ${db:Status-Status}\n", *wanted],
        capture_output=True,
        text=True,
        check=False,  # it ends non-zero when one is unknown, which is what is asked here
    ).stdout
    installed = {line.split()[0] for line in listing.splitlines() if line.endswith(" installed")}
    return [package for package in wanted if package not in installed]


def ensure_system(verb: str) -> None:
    """Install the missing Debian packages when that is allowed here, else say which they are.

    Raises:
        Missing: something is missing and this user may not install it.
    """
    if not shutil.which("dpkg-query"):
        return  # not a Debian: Qt itself will say what it misses
    missing = missing_packages(system_packages(verb))
    if not missing:
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        raise Missing(f"These system packages are missing. Please run:\n\n  sudo {' '.join(command)}\n")
    say(f"Installing system packages: {' '.join(missing)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "--quiet"], check=True, env=environment, stdout=subprocess.DEVNULL)
    subprocess.run([*command, "--quiet"], check=True, env=environment, stdout=subprocess.DEVNULL)


def ensure_venv() -> None:
    """Make `.venv` for this Python, anew when it was made for another one.

    Raises:
        Missing: this Python is too old or too new.
    """
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise Missing(
            f"Python {OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]} is needed, and this is"
            f" {sys.version.split()[0]}. Please name another one: make PYTHON=python3.13 ..."
        )
    if VENV_PYTHON.exists() and venv_version() == f"{sys.version_info.major}.{sys.version_info.minor}":
        return
    say(f"Making .venv with Python {sys.version.split()[0]}")
    if VENV.exists():
        shutil.rmtree(VENV)
    # Without pip: Debian keeps the bundled one in a package of its own, and the one outside can fill it as well.
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(VENV)], check=True)


def venv_version() -> str:
    """Return major and minor version of the Python in `.venv`, "" when it cannot be read."""
    try:
        lines = (VENV / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    for line in lines:
        name, _, value = line.partition("=")
        if name.strip() == "version":
            return ".".join(value.strip().split(".")[:2])
    return ""


def pip(*arguments: str) -> None:
    """Run this Python's pip on `.venv`.

    Raises:
        Missing: there is no pip.
    """
    if importlib.util.find_spec("pip") is None:
        raise Missing("pip is missing. On Debian: sudo apt-get install python3-pip")
    command = [sys.executable, "-m", "pip", "--python", str(VENV_PYTHON), "--disable-pip-version-check"]
    subprocess.run([*command, *arguments], check=True, cwd=ROOT)


def ensure_packages() -> None:
    """Install what the lock names, and the project itself as a link to this folder."""
    step = Step("packages", LOCK)
    if step.due:
        say("Installing the locked packages (a few minutes the first time)")
        pip("install", "--quiet", "--require-hashes", "--requirement", str(LOCK))
        step.done()
    step = Step("project", LOCK, ROOT / "pyproject.toml")
    if step.due:
        pip("install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        step.done()


def ensure_translations() -> None:
    """Compile the translations that changed since they were compiled last."""
    step = Step("translations", *sorted((ROOT / "qtclient/resources/i18n").glob("*.ts")))
    if step.due:
        script = str(ROOT / "packaging/translations.py")
        subprocess.run([str(VENV_PYTHON), script, "compile"], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        step.done()


class Step:
    """A step that is due when one of its input files, or the Python, differs from the last time it succeeded."""

    def __init__(self, name: str, *inputs: Path) -> None:
        digest = hashlib.sha256(sysconfig.get_platform().encode() + sys.version.encode())
        for path in inputs:
            digest.update(path.name.encode() + path.read_bytes())
        self._stamp = STAMPS / name
        self._digest = digest.hexdigest()

    @property
    def due(self) -> bool:
        """Whether it has to be done (again)."""
        return not self._stamp.exists() or self._stamp.read_text(encoding="ascii") != self._digest

    def done(self) -> None:
        """Note that it succeeded."""
        STAMPS.mkdir(exist_ok=True)
        self._stamp.write_text(self._digest, encoding="ascii")


def say(text: str) -> None:
    """Tell the person at the terminal."""
    print(text, flush=True)


def main(verb: str) -> int:
    """Set up everything that `verb` needs; return the exit status."""
    try:
        ensure_system(verb)
        ensure_venv()
        ensure_packages()
        ensure_translations()
    except Missing as problem:
        print(problem, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as problem:
        print(f"This step failed: {' '.join(map(str, problem.cmd))}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "run"))
