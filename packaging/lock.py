"""Resolve `requirements.txt` anew from `pyproject.toml`: every extra and the development group, with hashes.

No header and no index lines, so that the file names packages and hashes and nothing about where they came from.
`--upgrade` as argument takes newer versions; without it what is locked stays where it can.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

COMMAND = """uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url
--no-emit-find-links --all-extras --group dev pyproject.toml --output-file requirements.txt --quiet""".split()


def main(arguments: list[str]) -> int:
    """Run uv from this environment; return its exit status."""
    return subprocess.run([sys.executable, "-m", *COMMAND, *arguments], check=False, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
