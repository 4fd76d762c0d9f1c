"""Freeze the client into `dist/license-desk/`, a folder that runs without Python (`make bundle`).

`--client-only` leaves out the backend of practice mode; `--to FOLDER` writes elsewhere.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def folder_size(folder: Path) -> int:
    """Return the bytes of all files in `folder`."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def main(arguments: list[str]) -> int:
    """Run PyInstaller on the recipe; return its exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--client-only", action="store_true")
    parser.add_argument("--to", type=Path, default=ROOT / "dist")
    options = parser.parse_args(arguments)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(options.to), "--workpath", str(ROOT / "build" / "bundle")]
    started = time.monotonic()
    status = subprocess.run(
        [*command, str(ROOT / "packaging" / "license-desk.spec")],
        check=False,
        cwd=ROOT,
        env={**os.environ, "LICENSE_DESK_BUNDLE_PRACTICE": "0" if options.client_only else "1"},
    ).returncode
    if status == 0:
        folder = options.to / "license-desk"
        took = time.monotonic() - started
        print(f"{folder}: {folder_size(folder) / 2**20:.0f} MiB, frozen in {took:.0f} s")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
